"""Readings in, one new edition of the store out: what is new is added, what is no longer read is retired."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Table, func, select, update

from metrics.model import Reading
from metrics.store.rows import PageRows, Row, row_hash, split_changes, to_rows
from metrics.store.tables import CONTENT, EDITIONS, PAGES, STORE, TEXTS, content_columns, in_edition

DIGEST_RANGE = 1 << 256


@dataclass(frozen=True, slots=True)
class Change:
    """What an edition does to one table."""

    table: Table
    retired: Sequence[Row]
    added: Sequence[Row]

    def digest(self) -> int:
        """By how much the change moves the sum of the hashes of the rows in force."""
        columns = content_columns(self.table)
        return sum(row_hash(columns, row) for row in self.added) - sum(row_hash(columns, row) for row in self.retired)


def newest_edition(connection: Connection) -> int:
    """The number of the newest edition; 0 when there is none."""
    newest: int | None = connection.execute(select(func.max(EDITIONS.c.number))).scalar_one()
    return newest or 0


def read_extractions(connection: Connection, pages: Iterable[str]) -> Mapping[str, str]:
    """By which extraction version each of these pages is held now; unknown pages are left out."""
    held = select(PAGES.c.sha256, PAGES.c.extraction).where(PAGES.c.sha256.in_(sorted(pages)), PAGES.c.retired.is_(None))
    return {row.sha256: row.extraction for row in connection.execute(held)}


def add_edition(connection: Connection, readings: Sequence[Reading], note: str, extraction: str) -> int | None:
    """Write these readings as the next edition and return its number; None, and nothing written, when all are held already."""
    connection.execute(update(STORE).values(writes=STORE.c.writes + 1))  # the row lock: from here one writer at a time
    by_page = {reading.page.sha256: reading for reading in readings}
    held = read_extractions(connection, by_page)
    fresh = [reading for sha256, reading in by_page.items() if held.get(sha256) != extraction]
    if not fresh:
        return None
    rows = [to_rows(reading, extraction) for reading in fresh]
    changes = [_find_change(connection, table, rows, held) for table in CONTENT]
    number = newest_edition(connection) + 1
    connection.execute(EDITIONS.insert().values(**_edition_row(connection, number, changes, note)))
    _add_texts(connection, fresh)
    for change in changes:
        _apply(connection, change, number)
    return number


def count_digest(connection: Connection, edition: int) -> str:
    """The digest of an edition, counted again from every row it shows."""
    total = 0
    for table in CONTENT:
        columns = content_columns(table)
        rows = connection.execute(select(*(table.c[name] for name in columns)).where(in_edition(table, edition)))
        total += sum(row_hash(columns, row._asdict()) for row in rows)
    return f"{total % DIGEST_RANGE:064x}"


def _edition_row(connection: Connection, number: int, changes: Sequence[Change], note: str) -> Row:
    last = connection.execute(select(EDITIONS.c.digest).where(EDITIONS.c.number == number - 1)).scalar_one_or_none()
    digest = (int(last or "0", 16) + sum(change.digest() for change in changes)) % DIGEST_RANGE
    return {
        "number": number,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "note": note,
        "reason": "reread" if any(change.retired for change in changes) else "ingest",
        "digest": f"{digest:064x}",
    }


def _find_change(connection: Connection, table: Table, pages: Sequence[PageRows], held: Mapping[str, str]) -> Change:
    new = [row for page in pages for row in page.of(table.name)]
    known = [str(page.page["sha256"]) for page in pages if page.page["sha256"] in held]
    if not known:
        return Change(table, [], new)
    in_force = select(table).where(table.c.sha256.in_(known), table.c.retired.is_(None)).order_by(table.c.id)
    old = [row._asdict() for row in connection.execute(in_force)]
    retired, added = split_changes(content_columns(table), old, new)
    return Change(table, retired, added)


def _apply(connection: Connection, change: Change, number: int) -> None:
    if change.retired:
        gone = [row["id"] for row in change.retired]
        for first in range(0, len(gone), 500):
            ids = change.table.c.id.in_(gone[first : first + 500])
            connection.execute(update(change.table).where(ids).values(retired=number))
    if change.added:
        connection.execute(change.table.insert(), [{**row, "added": number} for row in change.added])


def _add_texts(connection: Connection, readings: Sequence[Reading]) -> None:
    texts = {reading.page.sha256: reading.page.text for reading in readings}
    held = set(connection.execute(select(TEXTS.c.sha256).where(TEXTS.c.sha256.in_(sorted(texts)))).scalars())
    new = [{"sha256": sha256, "text": text} for sha256, text in texts.items() if sha256 not in held]
    if new:
        connection.execute(TEXTS.insert(), new)
