"""The filters in a real browser: opened, searched, chosen and taken back by keyboard and by hand, also when nothing answers."""

import pytest

from tests.browser.conftest import settle
from tests.browser.test_access import axe, find_violations
from tests.browser.test_look import FITS, PATIENCE_MS

__all__ = ["axe"]

CALLS = "12345热线来电诉求量"
SMALL = """least => [...document.querySelectorAll('.choices :is(button, li, input), .chooser :is(button, .chip)')]
  .map(node => node.getBoundingClientRect()).filter(box => box.height && Math.min(box.width, box.height) < least).length"""


def button(page, field):
    return page.locator(f".chooser[data-field='{field}'] button")


def open_list(page, field):
    """Open the list of a filter and wait for its options."""
    button(page, field).click()
    page.wait_for_selector(".choices li")


def active(page):
    """The option the reader is on, as it is told to who does not see it."""
    return page.locator(f"#{page.locator('#choose-find').get_attribute('aria-activedescendant')}")


def chips(page, field, count):
    """What is chosen, once so many values are."""
    page.wait_for_function(
        "([field, count]) => document.querySelectorAll(`.chooser[data-field='${field}'] .chip`).length === count",
        arg=[field, count],
    )
    return [chip.inner_text().split("\n")[-2].strip() for chip in page.locator(f".chooser[data-field='{field}'] .chip").all()]


def test_the_keyboard_alone_opens_finds_chooses_and_takes_back(open_page):
    page = open_page("/?view=browse")
    button(page, "indicator").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_selector(".choices li")
    assert button(page, "indicator").get_attribute("aria-expanded") == "true"
    last = page.locator(".choices li").count() - 1
    for key, at in (("ArrowDown", 0), ("ArrowDown", 1), ("End", last), ("ArrowDown", 0), ("ArrowUp", last), ("Home", 0)):
        page.keyboard.press(key)
        assert active(page).get_attribute("id") == f"choose-option-{at}"
    page.keyboard.type("ldsq")
    page.wait_for_function("name => document.querySelector('.choices li[data-active] span')?.textContent === name", arg=CALLS)
    page.keyboard.press("Enter")
    page.wait_for_selector(f".result h2:text-is('{CALLS}')")
    assert active(page).get_attribute("aria-selected") == "true"
    assert chips(page, "indicator", 1) == [f"{CALLS} (2)"]
    page.keyboard.press("Escape")
    page.wait_for_selector(".choices", state="detached")
    assert page.evaluate("document.activeElement.closest('.chooser').dataset.field") == "indicator"
    page.keyboard.press("Backspace")
    assert chips(page, "indicator", 0) == []
    page.wait_for_function("document.activeElement.closest('.chooser')?.dataset.field === 'indicator'")
    assert page.url.endswith("?view=browse")


def test_several_are_chosen_one_after_the_other_and_a_chip_takes_one_off(open_page):
    page = open_page("/?view=browse")
    open_list(page, "within")
    page.get_by_role("option", name="西宁市城西区").click()
    page.get_by_role("option", name="西宁市发改委").click()
    assert page.get_by_role("option", selected=True).count() == 2
    chips(page, "within", 2)
    page.keyboard.press("Backspace")
    assert chips(page, "within", 1) == ["西宁市城西区 (3)"]
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.wait_for_selector(".choices", state="detached")
    page.locator(".chooser .chip").click()
    chips(page, "within", 0)
    page.wait_for_function("document.activeElement.closest('.chooser')?.dataset.field === 'within'")
    settle(page)
    page.go_back()
    assert chips(page, "within", 1) == ["西宁市城西区 (3)"]


def test_a_click_elsewhere_closes_the_list_and_another_filter_opens_its_own(open_page):
    page = open_page("/?view=browse")
    open_list(page, "topic")
    open_list(page, "indicator")
    assert page.get_by_role("dialog").count() == 1
    assert page.get_by_role("dialog", name="指标").is_visible()
    page.locator(".result h2").click()
    page.wait_for_selector(".choices", state="detached")


@pytest.mark.parametrize(("scheme", "width", "least"), [("light", 1280, 24), ("dark", 320, 44)])
def test_an_open_list_has_no_violation_fits_and_is_large_enough_to_hit(open_page, axe, scheme, width, least):
    page = open_page("/?view=browse&topic=政务热线&in=西宁市", width=width, scheme=scheme)
    open_list(page, "indicator")
    page.keyboard.press("ArrowDown")
    assert find_violations(page, axe) == []
    page.wait_for_function(FITS, timeout=PATIENCE_MS)
    assert page.evaluate(SMALL, least) == 0


def test_a_list_that_cannot_be_fetched_says_so_and_is_asked_for_again(open_page):
    page = open_page("/?view=browse")
    page.evaluate("() => { window.truly = fetch; window.fetch = () => Promise.reject(new TypeError('no network')); }")
    button(page, "topic").click()
    page.wait_for_selector(".choices [role='alert']:has-text('没有取到选项')")
    page.evaluate("() => { window.fetch = window.truly; }")
    page.get_by_role("button", name="再试一次").click()
    page.wait_for_selector(".choices li")
    assert not page.locator(".choices [role='alert']").is_visible()


def test_an_answer_that_refuses_tells_why(open_page):
    page = open_page("/?view=browse")
    page.evaluate("""() => { window.fetch = async () => new Response(
      JSON.stringify({errors: [{where: 'store', what: '读不了', do: '过一会儿再试'}]}), {status: 503}); }""")
    button(page, "topic").click()
    page.wait_for_selector(".choices [role='alert']:has-text('读不了。过一会儿再试')")
