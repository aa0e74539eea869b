"""How a reader draws the same figures anew in a real browser: an index, one series set off, reasons; by keyboard too."""

import pytest

from tests.browser.conftest import see_sentence, settle
from tests.browser.test_path import chart_texts, find_points

CALLS = "/?view=browse&q=来电诉求"


def test_an_index_is_drawn_marked_and_goes_back_to_the_printed_figures(open_page):
    page = open_page(CALLS)
    assert "908 件次" in chart_texts(page)
    page.get_by_role("link", name="指数", exact=True).click()
    page.wait_for_selector(".panel-head h3:has-text('推算')")
    settle(page)
    assert {"100", "95.3"} <= set(chart_texts(page))
    assert page.locator(".figures.derived td:nth-child(5)").count() > 2
    assert "u=idx" in page.url
    page.go_back()
    page.wait_for_selector(".panel-head h3:not(:has-text('推算'))")
    settle(page)
    assert "908 件次" in chart_texts(page)


def test_one_series_is_set_off_by_keyboard_and_the_focus_is_seen(open_page):
    page = open_page(CALLS + "&u=idx")
    key = page.locator(".legend li a").first
    page.keyboard.press("Tab")
    key.focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_selector(".legend a[aria-current]")
    settle(page)
    faint = [point.get_attribute("opacity") for point in find_points(page).all()]
    assert sorted(set(faint)) == ["0.15", "1"]


def test_what_does_not_apply_says_why_without_a_pointer(open_page):
    page = open_page(CALLS)
    assert page.locator(".shape .barred").count() == 8  # four transforms and every lower frequency
    page.locator(".why summary").first.click()
    assert "没有上一年同一时段的数字" in page.locator(".why").first.inner_text()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_sentence_of_an_open_figure_is_in_sight(open_page, width):
    page = open_page(CALLS, width=width)
    page.locator(".rows tbody tr td:last-child a").first.click()
    see_sentence(page)
    page.wait_for_function(
        """() => {
          const mark = document.querySelector('.printed mark.figure'), box = mark.closest('.printed');
          const [inner, outer] = [mark.getBoundingClientRect(), box.getBoundingClientRect()];
          const isInBox = inner.top >= outer.top && inner.bottom <= outer.bottom;
          return isInBox && inner.top >= 0 && inner.bottom <= innerHeight;
        }"""
    )
