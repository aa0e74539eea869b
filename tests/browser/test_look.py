"""How every page looks at every size and in both themes: nothing scrolls sideways, Chinese is drawn, the shell is ours."""

import pytest

from metrics.show.words import codes
from tests.browser.test_access import axe, find_violations

__all__ = ["axe"]

WIDTHS = (1280, 768, 390, 320)
PATIENCE_MS = 10_000
FITS = """() => {
  const main = document.querySelector('[data-testid=stMain]');
  return main.scrollWidth === main.clientWidth && document.documentElement.scrollWidth === innerWidth;
}"""
PAGES = [f"/?view={page}" for page in codes("page")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways_or_has_a_violation(open_page, axe, path, scheme):
    page = open_page(path, scheme=scheme)
    assert find_violations(page, axe) == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(FITS, timeout=PATIENCE_MS)


def test_the_page_says_it_is_chinese_and_names_itself(open_page):
    page = open_page("/")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert page.title() == "见报数字"


def test_chinese_characters_are_drawn_and_not_boxes(open_page):
    draw = """text => {
      const canvas = document.createElement('canvas'), pen = canvas.getContext('2d');
      pen.font = "32px " + getComputedStyle(document.querySelector('.mast h1')).fontFamily;
      pen.fillText(text, 4, 40);
      return canvas.toDataURL();
    }"""
    page = open_page("/")
    assert len({page.evaluate(draw, text) for text in ("报", "数", "\u0378")}) == 3


@pytest.mark.parametrize(("scheme", "ground"), [("light", "rgb(251, 249, 244)"), ("dark", "rgb(23, 22, 20)")])
def test_the_theme_follows_the_reader(open_page, scheme, ground):
    page = open_page("/", scheme=scheme)
    assert page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor") == ground


def test_nothing_of_the_workshop_is_in_sight(open_page):
    page = open_page("/?view=browse")
    for part in ("stToolbar", "stAppDeployButton", "stMainMenu", "stDecoration"):
        assert not page.locator(f"[data-testid='{part}']").is_visible()


def test_the_answer_forbids_foreign_content_and_hides_inner_addresses(open_page, server):
    page = open_page("/")
    headers = page.request.get(server).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert page.request.get(f"{server}/_stcore/metrics").status == 404
