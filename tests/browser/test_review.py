"""The way of an editor through the review in a real browser: open the queue, correct a figure, see the chart move, the log."""

import pytest

from metrics.show.words import label, say
from tests.browser.conftest import see_sentence, serve_desk, settle
from tests.browser.test_access import axe, find_violations

__all__ = ["axe"]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A dashboard of this module, because its figures are changed here."""
    with serve_desk(tmp_path_factory.mktemp("review")) as address:
        yield address


def chart_texts(page):
    return page.locator("[data-testid='stVegaLiteChart'] svg text").all_text_contents()


def type_in(page, name, text):
    """Fill a field of the form and leave it, as a person does."""
    field = page.get_by_label(name, exact=True).first
    field.fill(text)
    field.press("Enter")
    settle(page)


def press(page, name, told):
    """Press a button of the form, of which two stand while the page is put in order, until the page tells what came of it."""
    page.get_by_role("button", name=name, exact=True).first.click()
    page.locator(".notice", has_text=told).wait_for()
    settle(page)


def test_from_the_queue_to_a_corrected_chart_a_pinned_link_and_the_public_log(open_page, server):
    page = open_page("/?view=review")
    dated = page.locator(".queue tbody tr", has_text="2022年1—9月").filter(has_text="3 倍").first
    assert label("review_reason", "low_confidence") in dated.inner_text()
    dated.locator("a").click()
    see_sentence(page)
    printed = page.locator(".printed mark.figure").inner_text()
    assert "3倍" in "".join(printed.split())
    assert page.locator(".printed .said").count() > 0
    type_in(page, label("datum", "value"), "7")
    page.wait_for_selector(".side")
    settle(page)
    assert any("7 倍" in text for text in chart_texts(page))
    press(page, label("decide", "correct"), say("refuse_reason"))
    type_in(page, say("review_reason"), "原版印的是7倍")
    press(page, label("decide", "correct"), say("review_done", action=label("action", "correct"), edition=2))
    page.locator(".facts a[href*='s=s-']").first.click()
    page.wait_for_selector(".result")
    settle(page)
    assert any("7 倍" in text for text in chart_texts(page))
    assert label("review_state", "corrected") in page.locator(".rows").inner_text()
    pinned = page.locator(".share .copy input").first.input_value()
    colleague = open_page(pinned.removeprefix(server))
    assert "与分享时一致" in colleague.locator(".notice.kept").inner_text()
    assert any("7 倍" in text for text in chart_texts(colleague))
    reader = open_page("/?view=log", width=390, scheme="dark")
    row = reader.locator(".log tbody tr").first.inner_text()
    for told in ("3 → 7", label("action", "correct"), "原版印的是7倍"):
        assert told in row
    assert reader.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_second_editor_is_told_in_the_browser_and_loses_no_word(open_page):
    first, second = open_page("/?view=review"), open_page("/?view=review")
    for page in (first, second):
        page.locator(".queue tbody tr a").first.click()
        see_sentence(page)
    for page, reason in ((first, "甲核对"), (second, "乙核对")):
        type_in(page, say("review_reason"), reason)
    press(first, label("decide", "accept"), label("action", "accept"))
    press(second, label("decide", "accept"), "甲核对")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_form_has_no_violation(open_page, axe, scheme):
    page = open_page("/?view=review", scheme=scheme)
    page.locator(".queue tbody tr a").last.click()
    see_sentence(page)
    page.get_by_label(label("datum", "value"), exact=True).wait_for()
    settle(page)
    assert find_violations(page, axe) == []
