"""Pages as the store holds them: those that older rules have read, and what it takes to read them again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from metrics.parse.issue_date import is_given
from metrics.store.tables import PAGES, TEXTS


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page with its text as printed and the day of issue it was given, if any."""

    sha256: str
    doc: str
    text: str
    given_date: date | None


def list_outdated(connection: Connection, extraction: str) -> list[str]:
    """The pages in force that another version of the extraction has read, by name."""
    old = select(PAGES.c.sha256).where(PAGES.c.retired.is_(None), PAGES.c.extraction != extraction)
    return list(connection.execute(old.order_by(PAGES.c.doc, PAGES.c.id)).scalars())


def read_stored(connection: Connection, pages: Sequence[str]) -> list[StoredPage]:
    """These pages, in this order; one that is no longer there is left out."""
    columns = (PAGES.c.sha256, PAGES.c.doc, TEXTS.c.text, PAGES.c.issue_date, PAGES.c.issue_reason)
    query = select(*columns).join(TEXTS, TEXTS.c.sha256 == PAGES.c.sha256)
    held = {row.sha256: row for row in connection.execute(query.where(PAGES.c.sha256.in_(pages), PAGES.c.retired.is_(None)))}
    rows = (held[sha256] for sha256 in pages if sha256 in held)
    return [StoredPage(row.sha256, row.doc, row.text, row.issue_date if is_given(row.issue_reason) else None) for row in rows]
