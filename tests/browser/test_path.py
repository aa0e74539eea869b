"""The way of an editor through the dashboard in a real browser: find, see, check the sentence, take away, share."""

import csv
import io

import pytest

from tests.browser.conftest import see_sentence, settle

CALLS = "12345热线来电诉求量"


def choose_calls(page):
    """Choose the indicator as a reader does: type, pick from the list."""
    page.get_by_role("button", name="指标：").click()
    page.keyboard.type("来电诉求")
    page.get_by_role("option", name=CALLS).first.click()
    page.wait_for_selector(f".result h2:text-is('{CALLS}')")
    page.keyboard.press("Escape")
    settle(page)
    return page


@pytest.fixture(scope="module")
def address(browser, server):
    """The address the page holds once the indicator is chosen."""
    page = browser.new_page(base_url=server, locale="zh-CN")
    page.goto("/?view=browse&q=来电诉求")
    settle(page)
    yield choose_calls(page).url.removeprefix(server).partition("&q=")[0]
    page.close()


def read_table(page):
    """The rows of the table: figure and period, from top to bottom."""
    return [
        (row.locator("td:nth-child(4)").inner_text().strip(), row.locator("td:nth-child(1)").inner_text().strip())
        for row in page.locator(".rows tbody tr").all()
    ]


def chart_texts(page):
    return page.locator("[data-testid='stVegaLiteChart'] svg text").all_text_contents()


def find_points(page):
    """The marks a reader sees, without the large invisible ones that take the click."""
    return page.locator("[data-testid='stVegaLiteChart'] svg .mark-symbol path:not([opacity='0.001'])")


def find_hits(page):
    return page.locator("[data-testid='stVegaLiteChart'] svg .mark-symbol path[opacity='0.001']")


def test_two_far_days_are_two_points_two_dates_and_no_line(open_page):
    page = choose_calls(open_page("/?view=browse"))
    assert read_table(page) == [("865 件次", "2024年9月23日"), ("908 件次", "2024年5月29日")]
    assert find_points(page).count() == 2
    assert page.locator("[data-testid='stVegaLiteChart'] svg .mark-line path[d]:not([d=''])").count() == 0
    texts = chart_texts(page)
    assert [text for text in texts if "月" in text] == ["5月29日2024年", "9月23日2024年"]
    assert {"908 件次", "865 件次"} <= set(texts)


def test_a_click_on_a_point_opens_the_printed_sentence(open_page, address):
    page = open_page(address)
    find_hits(page).first.click(force=True)
    see_sentence(page)
    value = page.locator(".panel-top .big").inner_text()
    assert value in ("865 件次", "908 件次")
    assert page.locator(".printed mark.figure").inner_text() == value.replace(" ", "")
    assert "来电诉求" in "".join(page.locator(".printed").inner_text().split())
    assert page.locator(".printed a.figure").count() >= 5
    assert "p=o-" in page.url


def test_a_point_opens_again_after_it_was_closed_or_another_was_read(open_page, address):
    page = open_page(address)
    find_hits(page).first.click(force=True)
    see_sentence(page)
    first = page.locator(".printed mark.figure").inner_text()
    page.get_by_role("link", name="关闭").click()
    page.wait_for_selector(".printed", state="detached")
    settle(page)
    find_hits(page).first.click(force=True)
    see_sentence(page)
    page.locator(".rows tbody tr:not(.picked) td:last-child a").click()
    page.wait_for_function("text => document.querySelector('.printed mark.figure').innerText !== text", arg=first)
    settle(page)
    find_hits(page).first.click(force=True)
    page.wait_for_function("text => document.querySelector('.printed mark.figure').innerText === text", arg=first)


def test_the_keyboard_reaches_the_same_sentence_through_the_table(open_page, address):
    page = open_page(address)
    link = page.locator(".rows tbody tr td:last-child a").first
    link.focus()
    page.keyboard.press("Enter")
    see_sentence(page)
    assert page.locator(".printed mark.figure").inner_text() == "865件次"


def test_a_boxed_figure_of_the_sentence_leads_to_its_own_observation(open_page, address):
    page = open_page(address)
    page.locator(".rows tbody tr td:last-child a").first.click()
    see_sentence(page)
    other = page.locator(".printed a.figure").first
    printed = other.inner_text()
    other.click()
    page.wait_for_function("text => document.querySelector('.printed mark.figure')?.innerText === text", arg=printed)


def test_the_file_holds_what_the_table_shows(open_page, address):
    page = open_page(address)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV，2 行").click()
    data = waiting.value.path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert waiting.value.suggested_filename.startswith(f"西宁市_{CALLS}_2024-05-29至2024-09-23_v")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [(f"{row['数值']} {row['单位']}", row["时期"]) for row in rows] == read_table(page)


def test_the_link_opened_elsewhere_shows_the_same_chart_and_numbers(open_page, address):
    page = open_page(address)
    find_hits(page).first.click(force=True)
    see_sentence(page)
    shared = page.locator(".share .copy input").last.input_value()
    assert shared.partition("?")[2] == page.url.partition("?")[2]
    other = open_page(shared)
    assert read_table(other) == read_table(page)
    assert chart_texts(other) == chart_texts(page)
    assert other.locator(".printed mark.figure").inner_text() == page.locator(".printed mark.figure").inner_text()
    assert other.locator(".result").inner_text() == page.locator(".result").inner_text()


@pytest.mark.parametrize("is_allowed", [True, False])
def test_the_copy_button_works_with_and_without_the_permission(open_page, address, is_allowed):
    page = open_page(address, permissions=["clipboard-read", "clipboard-write"] if is_allowed else [])
    if not is_allowed:
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.locator(".share .copy button").last.click()
    page.wait_for_selector(".copy button:text-is('已复制')")
    page.get_by_role("textbox", name="检索").click()
    page.keyboard.press("Control+V")
    assert page.get_by_role("textbox", name="检索").input_value() == page.locator(".share .copy input").last.input_value()


def test_the_back_button_goes_back_through_the_choices(open_page, address):
    page = open_page(address)
    page.locator(".mast nav a", has_text="来源").click()
    page.wait_for_selector(".account")
    page.go_back()
    page.wait_for_selector(f".result h2:text-is('{CALLS}')")


def test_a_link_with_nonsense_says_so_and_shows_the_rest(open_page):
    page = open_page("/?view=browse&m=growth~nonsense&zz=1&from=timeline")
    notice = page.locator(".notice").inner_text()
    assert "m=growth~nonsense" in notice
    assert "zz=1" in notice
    assert "timeline" not in notice
