"""WCAG 2.2 AA as axe-core sees it, on what a reader opens; `test_look` asks the same of every page."""

from importlib.resources import files

import pytest

from tests.browser.conftest import see_sentence

RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def axe():
    """The source of axe-core, which a package of the tests brings along."""
    pytest.importorskip("axe_playwright_python")
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def find_violations(page, axe):
    page.evaluate(axe)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
    return [(one["id"], node["html"]) for one in found for node in one["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_open_sentence_has_no_violation(open_page, axe, scheme):
    page = open_page("/?view=browse&q=来电诉求", scheme=scheme)
    page.locator(".rows tbody tr td:last-child a").first.click()
    see_sentence(page)
    assert find_violations(page, axe) == []
