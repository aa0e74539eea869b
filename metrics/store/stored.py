"""Pages as the store holds them: their articles and pictures, and what it takes to read those of older rules again."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from metrics.model import Facsimile
from metrics.parse.issue_date import is_given
from metrics.store.records import ArticleRow
from metrics.store.tables import ARTICLES, FACSIMILES, PAGES, TEXTS, in_edition


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page with its text as printed, what its character reader was not sure of, and the day of issue it was given, if any."""

    sha256: str
    doc: str
    text: str
    given_date: date | None
    doubts: tuple[tuple[int, int, float], ...] = ()


def list_outdated(connection: Connection, extraction: str) -> list[str]:
    """The pages in force that another version of the extraction has read, by name."""
    old = select(PAGES.c.sha256).where(PAGES.c.retired.is_(None), PAGES.c.extraction != extraction)
    return list(connection.execute(old.order_by(PAGES.c.doc, PAGES.c.id)).scalars())


def read_stored(connection: Connection, pages: Sequence[str]) -> list[StoredPage]:
    """These pages, in this order; one that is no longer there is left out."""
    columns = (PAGES.c.sha256, PAGES.c.doc, TEXTS.c.text, PAGES.c.issue_date, PAGES.c.issue_reason, FACSIMILES.c.doubts)
    texts = select(*columns).join(TEXTS, TEXTS.c.sha256 == PAGES.c.sha256)
    query = texts.outerjoin(FACSIMILES, FACSIMILES.c.sha256 == PAGES.c.sha256)
    held = {row.sha256: row for row in connection.execute(query.where(PAGES.c.sha256.in_(pages), PAGES.c.retired.is_(None)))}
    rows = (held[sha256] for sha256 in pages if sha256 in held)
    return [_to_stored(row) for row in rows]


def _to_stored(row: Any) -> StoredPage:  # noqa: ANN401  (a row of the query above)
    doubts = tuple((start, end, score) for start, end, score in json.loads(row.doubts or "[]"))
    return StoredPage(row.sha256, row.doc, row.text, row.issue_date if is_given(row.issue_reason) else None, doubts)


def read_facsimile(connection: Connection, sha256: str) -> Facsimile | None:
    """The picture of a page with the places of its lines; None for a page of plain text."""
    row = connection.execute(select(FACSIMILES).where(FACSIMILES.c.sha256 == sha256)).one_or_none()
    if row is None:
        return None
    return Facsimile(bytes(row.picture), row.width, row.height, tuple(map(tuple, json.loads(row.lines))))


def read_articles(connection: Connection, sha256: str, edition: int) -> list[ArticleRow]:
    """The articles of a page as an edition shows them, in page order."""
    columns = [ARTICLES.c[name] for name in ArticleRow.__dataclass_fields__]
    shown = (ARTICLES.c.sha256 == sha256, in_edition(ARTICLES, edition))
    rows = connection.execute(select(*columns).where(*shown).order_by(ARTICLES.c.id))
    return [
        ArticleRow(
            article_id=row.article_id,
            title=row.title,
            subtitle=row.subtitle,
            reporters=tuple(json.loads(row.reporters)),
            spans=tuple((start, end, kind) for start, end, kind in json.loads(row.spans)),
        )
        for row in rows
    ]
