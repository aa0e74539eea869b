"""Articles of invented pages: where each begins and ends, its title, its bylines, and that nothing is lost."""

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from metrics.model import Article, CleanText
from metrics.parse.articles import split_articles
from metrics.parse.clean import clean_page
from metrics.parse.pages import page_from_text

CASES = tomllib.loads((Path(__file__).parent / "cases" / "articles.toml").read_text(encoding="utf-8"))["case"]


def read_case(case: dict[str, Any]) -> tuple[CleanText, tuple[Article, ...]]:
    clean = clean_page(page_from_text("case.txt", case["page"]))
    return clean, split_articles(clean)


def to_body(clean: CleanText, article: Article) -> str:
    return "".join(clean.text[part.start : part.end] for part in article.paragraphs if part.kind != "title")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_page_is_split_into_its_articles(case: dict[str, Any]) -> None:
    clean, articles = read_case(case)
    bodies = [to_body(clean, article) for article in articles]
    found = [
        (article.title, body[: len(want["starts"])], body[-len(want["ends"]) :], list(article.reporters))
        for article, body, want in zip(articles, bodies, case["article"], strict=False)
    ]
    assert found == [(want["title"], want["starts"], want["ends"], want["reporters"]) for want in case["article"]]
    assert len(articles) == len(case["article"])
    for body, want in zip(bodies, case["article"], strict=True):
        assert [part for part in want["holds"] if part not in body] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_paragraph_belongs_to_one_article(case: dict[str, Any]) -> None:
    clean, articles = read_case(case)
    spans = sorted((part.start, part.end) for article in articles for part in article.paragraphs)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    covered = "".join(clean.text[start:end] for start, end in spans)
    assert covered == clean.text.replace("\n", "").replace("#", "")
