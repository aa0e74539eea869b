"""The day an issue appeared: from mastheads, leads, bulletins and signatures, and the year from what the page speaks of."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from metrics.model import Issue
from metrics.parse.articles import split_articles
from metrics.parse.clean import clean_page
from metrics.parse.issue_date import find_issue
from metrics.parse.pages import page_from_text

CASES = tomllib.loads((Path(__file__).parent / "cases" / "issue_date.toml").read_text(encoding="utf-8"))["case"]


def read(text: str) -> Issue:
    clean = clean_page(page_from_text("case.txt", text))
    return find_issue(clean, split_articles(clean))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_issue_is_dated_by_what_the_page_prints(case: dict[str, Any]) -> None:
    issue = read(case["page"])
    assert (issue.date, issue.year) == (case.get("date"), case.get("year"))
    assert case["reason"] in issue.reason
