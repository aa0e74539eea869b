"""Rows of read pages in, one new edition of the store out: what is new is added, what is no longer read is retired."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Connection, Table, func, select, update

from metrics.parse.issue_date import is_given
from metrics.store.bulk import insert_rows
from metrics.store.decisions import keep_on_pages
from metrics.store.rows import HashedRow, PageRows, row_hash, split_changes
from metrics.store.tables import (
    CONTENT,
    DECISIONS,
    DIGESTED,
    EDITIONS,
    FACSIMILES,
    PAGES,
    STORE,
    TEXTS,
    content_columns,
    in_edition,
)

DIGEST_RANGE = 1 << 256
IDS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Held:
    """How a page is held now: as read by which version of the extraction, and the day of issue it was given, if any."""

    extraction: str
    given_date: date | None


@dataclass(frozen=True, slots=True)
class Change:
    """What an edition does to one table."""

    table: Table
    retired: Sequence[HashedRow]
    added: Sequence[HashedRow]

    def digest(self) -> int:
        """By how much the change moves the sum of the hashes of the rows in force."""
        return sum(row.hash for row in self.added) - sum(row.hash for row in self.retired)


def newest_edition(connection: Connection) -> int:
    """The number of the newest edition; 0 when there is none."""
    newest: int | None = connection.execute(select(func.max(EDITIONS.c.number))).scalar_one()
    return newest or 0


def read_held(connection: Connection, pages: Iterable[str]) -> Mapping[str, Held]:
    """How each of these pages is held now; unknown pages are left out."""
    columns = (PAGES.c.sha256, PAGES.c.extraction, PAGES.c.issue_date, PAGES.c.issue_reason)
    held = select(*columns).where(PAGES.c.sha256.in_(sorted(pages)), PAGES.c.retired.is_(None))
    return {
        row.sha256: Held(row.extraction, row.issue_date if is_given(row.issue_reason) else None)
        for row in connection.execute(held)
    }


def is_news(extraction: str, given_date: date | None, held: Held | None) -> bool:
    """Whether a page read this way would change how it is held."""
    return held is None or held.extraction != extraction or given_date not in (None, held.given_date)


def add_edition(connection: Connection, batches: Iterable[Sequence[PageRows]], note: str) -> int | None:
    """Write these pages as the next edition and return its number; None, and nothing written, when all are held already."""
    connection.execute(update(STORE).values(writes=STORE.c.writes + 1))  # the row lock: from here one writer at a time
    number = newest_edition(connection) + 1
    last = connection.execute(select(EDITIONS.c.digest).where(EDITIONS.c.number == number - 1)).scalar_one_or_none()
    digest, is_reread = int(last or "0", 16), None
    for batch in batches:
        held = read_held(connection, {page.sha256 for page in batch})
        fresh = {page.sha256: page for page in batch if is_news(page.extraction, page.given_date, held.get(page.sha256))}
        if not fresh:
            continue
        if is_reread is None:
            connection.execute(EDITIONS.insert().values(**_begin_edition(number, note)))
        _add_texts(connection, fresh)
        fresh, lines = keep_on_pages(connection, fresh)
        changes = [*(_find_change(connection, table, fresh, held) for table in CONTENT), Change(DECISIONS, [], lines)]
        for change in changes:
            _apply(connection, change, number)
        digest += sum(change.digest() for change in changes)
        is_reread = is_reread or any(change.retired for change in changes)
    if is_reread is None:
        return None
    made = {"reason": "reread" if is_reread else "ingest", "digest": f"{digest % DIGEST_RANGE:064x}"}
    connection.execute(update(EDITIONS).where(EDITIONS.c.number == number).values(**made))
    return number


def count_digest(connection: Connection, edition: int) -> str:
    """The digest of an edition, counted again from every row it shows."""
    total = 0
    for table in DIGESTED:
        columns = content_columns(table)
        rows = connection.execute(select(*(table.c[name] for name in columns)).where(in_edition(table, edition)))
        total += sum(row_hash(columns, row._asdict()) for row in rows)
    return f"{total % DIGEST_RANGE:064x}"


def _begin_edition(number: int, note: str) -> Mapping[str, object]:
    """The row of an edition whose pages are still to come; reason and digest are known when all are written."""
    return {
        "number": number,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "note": note,
        "reason": "",
        "digest": "",
    }


def _find_change(connection: Connection, table: Table, pages: Mapping[str, PageRows], held: Mapping[str, Held]) -> Change:
    new = [row for page in pages.values() for row in page.tables[table.name]]
    known = sorted(pages.keys() & held.keys())
    if not known:
        return Change(table, [], new)
    in_force = select(table).where(table.c.sha256.in_(known), table.c.retired.is_(None)).order_by(table.c.id)
    old = [row._asdict() for row in connection.execute(in_force)]
    retired, added = split_changes(content_columns(table), old, new)
    return Change(table, retired, added)


def _apply(connection: Connection, change: Change, number: int) -> None:
    gone = [row.values["id"] for row in change.retired]
    for first in range(0, len(gone), IDS_AT_ONCE):
        ids = change.table.c.id.in_(gone[first : first + IDS_AT_ONCE])
        connection.execute(update(change.table).where(ids).values(retired=number))
    columns = content_columns(change.table)
    rows = [(*(row.values[name] for name in columns), number) for row in change.added]
    insert_rows(connection, change.table, (*columns, "added"), rows)


def _add_texts(connection: Connection, pages: Mapping[str, PageRows]) -> None:
    held = set(connection.execute(select(TEXTS.c.sha256).where(TEXTS.c.sha256.in_(sorted(pages)))).scalars())
    new = [(sha256, page.text) for sha256, page in pages.items() if sha256 not in held]
    insert_rows(connection, TEXTS, ("sha256", "text"), new)
    pictures = [pages[sha256].facsimile for sha256, _ in new]
    names = FACSIMILES.columns.keys()
    insert_rows(connection, FACSIMILES, names, [[row[name] for name in names] for row in pictures if row])
