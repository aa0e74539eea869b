"""Paper and frames in a real browser: what is printed is ink on white, what stands in a frame is the chart."""

import pytest

from tests.browser.conftest import settle

PATH = "/?view=print&q=来电诉求"
HIDDEN = (".mast nav", ".print-ways", ".st-key-clocks [data-testid='stPopover']")


def test_paper_shows_chart_rows_and_link_in_ink_on_white(open_page):
    page = open_page(PATH, scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    for selector in HIDDEN:
        assert not page.locator(selector).first.is_visible()
    assert page.locator(".rows tbody tr").count() == 4
    assert page.locator(".print-link").is_visible()
    chart = page.locator("[data-testid='stVegaLiteChart'] svg").first
    assert chart.evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('.rows td')).color") == "rgb(0, 0, 0)"


def test_the_button_prints(open_page):
    page = open_page(PATH)
    page.evaluate("window.print = () => { window.printed = true; }")
    page.locator("button[data-print]").click()
    assert page.evaluate("window.printed") is True


@pytest.fixture
def frame(open_page, server):
    """The view for frames, in a frame of a page of its own."""
    page = open_page("/?view=browse&q=来电诉求&embed=true")
    page.evaluate(
        """src => { document.body.innerHTML = `<iframe width=800 height=900 src="${src}"></iframe>`; }""",
        f"{server}/?view=browse&q=来电诉求&embed=true",
    )
    found = page.frame_locator("iframe")
    found.locator(".foot a").wait_for()
    found.locator("[data-testid='stVegaLiteChart'] svg").nth(1).wait_for()
    return found


def test_a_frame_shows_charts_source_and_the_way_to_the_page(frame):
    assert frame.locator("[data-testid='stVegaLiteChart']").count() == 2
    assert frame.locator(".mast, .chooser, [data-testid='stDownloadButton']").count() == 0
    link = frame.locator(".foot a")
    assert link.get_attribute("target") == "_blank"
    assert "embed" not in link.get_attribute("href")


def test_a_pinned_link_from_the_page_opens_as_shared(open_page, server):
    page = open_page("/?view=browse&q=来电诉求")
    link = page.locator(".share .copy input").first.input_value()
    assert link.startswith(f"{server}/?view=browse&topic=&")
    page.goto(link)
    settle(page)
    assert "与分享时一致：4 行" in page.locator(".notice.kept").inner_text()
    assert page.url == link
