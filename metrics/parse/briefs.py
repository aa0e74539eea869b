"""Rows of short reports below one headline (简讯): the article comes in, each of its reports goes out to be read alone."""

from collections.abc import Iterator
from dataclasses import replace

from metrics.model import Article
from metrics.parse.shapes import is_brief

TITLES = ("title", "subheading")


def each_report(article: Article) -> Iterator[Article]:
    """The article, or its headline and then one after another its short reports, each without a headline."""
    if not is_brief(article.title):
        yield article
        return
    yield replace(article, paragraphs=tuple([part for part in article.paragraphs if part.kind in TITLES]))
    for part in article.paragraphs:
        if part.kind not in TITLES:
            yield replace(article, title="", subtitle="", paragraphs=(part,))
