"""Sign-in with a real OpenID Connect provider in the real browser: a listed address edits, another one reads."""

import pytest

from metrics.show.words import label, say
from tests.browser.conftest import see_sentence, serve_desk, settle
from tests.oidc import serve_provider, to_secrets
from tests.ports import free_port

EDITOR, OTHER = "lin@paper.example", "wang@paper.example"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A dashboard that signs visitors in, and knows one editor."""
    folder, port = tmp_path_factory.mktemp("sign-in"), free_port()
    with serve_provider() as provider:
        file = folder / "secrets.toml"
        file.write_text(to_secrets(provider, f"http://127.0.0.1:{port}", EDITOR.upper()), encoding="utf-8")
        with serve_desk(folder, "--secrets.files", str(file), port=port) as address:
            yield address


@pytest.fixture
def page(browser, server):
    """A visitor nobody knows yet, on the review page."""
    context = browser.new_context(base_url=server, locale="zh-CN")
    found = context.new_page()
    found.goto("/?view=review")
    settle(found)
    yield found
    context.close()


def sign_in(page, email, is_verified=True):
    """Go to the provider and back as a person does."""
    page.get_by_role("button", name=say("sign_in")).click()
    page.get_by_label("E-mail").fill(email)
    if not is_verified:
        page.get_by_label("verified").uncheck()
    page.get_by_role("button", name="Go").click()
    page.wait_for_selector(".foot")
    page.goto("/?view=review")
    settle(page)


def test_who_has_not_signed_in_reads_and_is_told_how_to_get_in(page):
    assert page.locator(".notice").inner_text() == say("gate_signed_out")
    assert say("foot_signed_out") in page.locator(".foot").inner_text()
    assert page.locator(".queue").count() == 0


def test_a_listed_address_becomes_an_editor_whose_name_stands_in_the_log(page):
    sign_in(page, EDITOR)
    assert say("foot_listed", name=EDITOR) in page.locator(".foot").inner_text()
    page.locator(".queue tbody tr a").first.click()
    see_sentence(page)
    page.get_by_label(say("review_reason"), exact=True).first.fill("同原版核对")
    page.keyboard.press("Enter")
    settle(page)
    page.get_by_role("button", name=label("decide", "accept"), exact=True).first.click()
    page.wait_for_selector(".notice")
    page.goto("/?view=log")
    settle(page)
    assert EDITOR in page.locator(".log tbody tr").first.inner_text()


@pytest.mark.parametrize(("email", "is_verified"), [(OTHER, True), (EDITOR, False)])
def test_an_address_that_is_not_listed_or_not_verified_only_reads(page, email, is_verified):
    sign_in(page, email, is_verified)
    assert page.locator(".notice").inner_text() == say("gate_unlisted", name=email)
    assert page.locator(".queue").count() == 0
    page.goto("/?view=log")
    settle(page)
    assert "@" not in page.locator(".rows, .hint").first.inner_text()
