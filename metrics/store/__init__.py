"""Readings in, numbered editions of observations out: the append-only store, in SQLite or any SQLAlchemy database."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, Row, func, select
from sqlalchemy.engine import URL

from metrics.errors import StoreError
from metrics.model import Facsimile, Observation, Reading, Skipped
from metrics.review.decisions import Decision, LogLine
from metrics.store.changes import IndicatorChange, read_changes
from metrics.store.decisions import decide, read_figure, read_log, read_rejected, read_states, read_waiting
from metrics.store.editions import Held, add_edition, count_digest, is_news, newest_edition, read_held
from metrics.store.engine import as_store_error, begin_write, open_engine, place_of, store_url
from metrics.store.history import read_retired
from metrics.store.moved import MovedRow, read_moved
from metrics.store.preview import preview, to_tuples
from metrics.store.records import EMPTY, ArticleRow, Edition, PageRow
from metrics.store.rows import PageRows, to_observation, to_rows
from metrics.store.stored import StoredPage, list_outdated, read_articles, read_facsimile, read_stored
from metrics.store.tables import DECISIONS, EDITIONS, PAGES, SKIPPED, TEXTS, in_edition

if TYPE_CHECKING:
    import pandas as pd

# fmt: off
__all__ = [
    "ArticleRow", "Edition", "Held", "IndicatorChange", "MovedRow", "PageRow", "PageRows", "Store", "StoredPage",
    "is_news", "open_store", "to_rows",
]
# fmt: on


@dataclass(frozen=True, slots=True)
class Store:
    """A store of observations; every method is one transaction, and editions once made never change."""

    url: URL
    engine: Engine

    def commit(self, readings: Sequence[Reading], note: str, extraction: str) -> int | None:
        """Add what is new in these readings as one edition and return its number; None when all was held already."""
        return self.add([[to_rows(reading, extraction) for reading in readings]], note)

    def add(self, batches: Iterable[Sequence[PageRows]], note: str) -> int | None:
        """Add what is new in these pages as one edition, written batch by batch, whole or not at all."""
        with as_store_error(self.url), begin_write(self.engine) as connection:
            return add_edition(connection, batches, note)

    def replace(
        self, batches: Iterable[Sequence[PageRows]], note: str, publish: bool
    ) -> tuple[int | None, Mapping[str, IndicatorChange]]:
        """Add these pages read anew as one edition, and tell what that changes; not published, nothing stays of it."""
        with as_store_error(self.url), begin_write(self.engine) as connection:
            number = add_edition(connection, batches, note)
            changes = {} if number is None else read_changes(connection, number)
            if not publish:
                connection.rollback()
        return (number if publish else None), changes

    def outdated(self, extraction: str) -> list[str]:
        """The pages (by sha256) that are held as read by another version of the extraction, by name."""
        with as_store_error(self.url), self.engine.connect() as connection:
            return list_outdated(connection, extraction)

    def stored(self, pages: Sequence[str]) -> list[StoredPage]:
        """These pages as they are held, text and all."""
        with as_store_error(self.url), self.engine.connect() as connection:
            return read_stored(connection, pages)

    def decide(self, decision: Decision) -> int:
        """Take an editor's decision and return the number of the edition it made; ReviewError when it cannot be taken."""
        with as_store_error(self.url), begin_write(self.engine) as connection:
            return decide(connection, decision)

    def figure(self, obs_id: str) -> Observation | None:
        """A figure as it is now, a rejected one as it is read now; None when there is none of this id."""
        with as_store_error(self.url), self.engine.connect() as connection:
            row = read_figure(connection, obs_id)
        return None if row is None else to_observation(row)

    def log(self, edition: int | None = None) -> list[LogLine]:
        """Every line of the log of decisions that an edition knows, oldest first."""
        shown = in_edition(DECISIONS, self._number(edition))
        with as_store_error(self.url), self.engine.connect() as connection:
            return read_log(connection, shown)

    def held(self, pages: Iterable[str]) -> Mapping[str, Held]:
        """How each of these pages (by sha256) is held now; unknown pages are left out."""
        with as_store_error(self.url), self.engine.connect() as connection:
            return read_held(connection, pages)

    def edition(self) -> int:
        """The number of the newest edition; 0 for an empty store."""
        with as_store_error(self.url), self.engine.connect() as connection:
            return newest_edition(connection)

    def editions(self) -> list[Edition]:
        """All editions, oldest first."""
        with as_store_error(self.url), self.engine.connect() as connection:
            return [_to_edition(row) for row in connection.execute(select(EDITIONS).order_by(EDITIONS.c.number))]

    def version(self, edition: int | None = None) -> str:
        """The name of an edition: `YYYYMMDD-` and ten base-36 digits of the hash of all rows it shows."""
        return self._edition(self._number(edition)).version

    def pages(self, edition: int | None = None) -> list[PageRow]:
        """The pages an edition holds, by name."""
        columns = [PAGES.c[name] for name in PageRow.__dataclass_fields__]
        shown = in_edition(PAGES, self._number(edition))
        with as_store_error(self.url), self.engine.connect() as connection:
            rows = connection.execute(select(*columns).where(shown).order_by(PAGES.c.doc, PAGES.c.id)).all()
        return [PageRow(*row) for row in rows]

    def page_text(self, sha256: str) -> str:
        """The text of a page as printed."""
        with as_store_error(self.url), self.engine.connect() as connection:
            text: str | None = connection.execute(select(TEXTS.c.text).where(TEXTS.c.sha256 == sha256)).scalar_one_or_none()
        if text is None:
            raise StoreError(f"store {place_of(self.url)} has no page {sha256}; ingest it first")
        return text

    def facsimile(self, sha256: str) -> Facsimile | None:
        """The picture of a page and where on it its lines stand; None for a page of plain text."""
        with as_store_error(self.url), self.engine.connect() as connection:
            return read_facsimile(connection, sha256)

    def articles(self, sha256: str, edition: int | None = None) -> list[ArticleRow]:
        """The articles of a page, in page order."""
        number = self._number(edition)
        with as_store_error(self.url), self.engine.connect() as connection:
            return read_articles(connection, sha256, number)

    def skipped(self, sha256: str, edition: int | None = None) -> list[Skipped]:
        """The numbers of a page that state no figure, in page order, each with its reason."""
        number = self._number(edition)
        shown = in_edition(SKIPPED, number)
        with as_store_error(self.url), self.engine.connect() as connection:
            spans = connection.execute(select(SKIPPED.c.spans).where(SKIPPED.c.sha256 == sha256, shown)).scalar_one_or_none()
            rejected = [(*span, "rejected") for span in read_rejected(connection, sha256, number)]
        return sorted((Skipped(*span) for span in [*json.loads(spans or "[]"), *rejected]), key=lambda skip: skip.start)

    def columns(self, edition: int | None = None, series: Sequence[str] | None = None) -> "pd.DataFrame":
        """The observation table of an edition, or some series of it, in little memory: texts that repeat are categories."""
        from metrics.store.frame import read_portions, to_frame  # slow to load, and only a table needs it

        number = self._number(edition)
        with as_store_error(self.url), self.engine.connect() as connection:
            rows, states = to_frame(read_portions(connection, number, series)), read_states(connection, number)
        return self._to_columns(rows, number, states)

    def table(self, edition: int | None = None) -> "pd.DataFrame":
        """The observation table of an edition (columns: `metrics.table.COLUMNS`), in the order in which rows were added."""
        from metrics.table import to_table

        return to_table(self.columns(edition))

    def history(self, edition: int | None = None, sha256: str = "") -> "pd.DataFrame":
        """What earlier editions showed and this one does not: the columns of the table, and when it was `retired`."""
        number = self._number(edition)
        with as_store_error(self.url), self.engine.connect() as connection:
            rows, retired = read_retired(connection, number, sha256)
        return self._to_table(rows, number, {}).assign(retired=retired)

    def moved(self, since: int, edition: int, most_pages: int) -> list[MovedRow] | None:
        """The rows that came or went after one edition up to another; None when they stand on more pages than that."""
        with as_store_error(self.url), self.engine.connect() as connection:
            return read_moved(connection, since, edition, most_pages)

    def waiting(self, edition: int | None = None) -> "pd.DataFrame":
        """Rejected figures that are read differently by now: in no table, yet for review again."""
        number = self._number(edition)
        with as_store_error(self.url), self.engine.connect() as connection:
            rows = read_waiting(connection, number)
        return self._to_table(to_tuples(rows, number), number, {str(row["obs_id"]): "reread" for row in rows})

    def preview(self, decision: Decision) -> "tuple[pd.DataFrame, pd.DataFrame]":
        """The series a decision moves, as they are and as they would be; ReviewError when it could not be taken."""
        number = self.edition()
        with as_store_error(self.url), self.engine.connect() as connection:
            before, after = preview(connection, decision)
        tables = [self._to_table(to_tuples(rows, number), number, states) for rows, states in (before, after)]
        return tables[0], tables[1]

    def _to_table(self, rows: Sequence[tuple[Any, ...]], number: int, states: Mapping[str, str]) -> "pd.DataFrame":
        from metrics.store.frame import to_frame
        from metrics.table import to_table

        return to_table(self._to_columns(to_frame([rows]), number, states))

    def _to_columns(self, rows: "pd.DataFrame", number: int, states: Mapping[str, str]) -> "pd.DataFrame":
        from metrics.table import PAGE_KEYS, to_columns

        pages = {page.sha256: tuple(getattr(page, key) for key in PAGE_KEYS) for page in self.pages(number)}
        return to_columns(rows, pages, {each.number: each.day for each in self.editions()}, states)

    def check(self, edition: int | None = None) -> None:
        """Count all rows of an edition again and raise StoreError when they are not the ones it was made of."""
        number = self._number(edition)
        with as_store_error(self.url), self.engine.connect() as connection:
            digest = count_digest(connection, number)
        if digest != self._edition(number).digest:
            raise StoreError(f"store {place_of(self.url)}: rows of edition {number} were changed; restore it from a backup")

    def count_pages(self) -> int:
        """How many pages are held now."""
        with as_store_error(self.url), self.engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(PAGES).where(PAGES.c.retired.is_(None))).scalar_one()

    def analyze(self) -> None:
        """Let the database count its rows, so that it plans well after a bulk load."""
        with as_store_error(self.url), begin_write(self.engine) as connection:
            connection.exec_driver_sql("ANALYZE")

    def close(self) -> None:
        """Give the connections back; the store opens new ones when it is used again."""
        self.engine.dispose()

    def _edition(self, number: int) -> Edition:
        with as_store_error(self.url), self.engine.connect() as connection:
            row = connection.execute(select(EDITIONS).where(EDITIONS.c.number == number)).one_or_none()
        return EMPTY if row is None else _to_edition(row)

    def _number(self, edition: int | None) -> int:
        newest = self.edition()
        if edition is None:
            return newest
        if not 0 <= edition <= newest:
            raise StoreError(f"store {place_of(self.url)} has no edition {edition}; name one from 0 to {newest}")
        return edition


def _to_edition(row: Row[Any]) -> Edition:
    return Edition(row.number, datetime.fromisoformat(row.created), row.note, row.reason, row.digest)


def open_store(url: str | None = None) -> Store:
    """Open the store at `url`, else at METRICS_STORE, else the SQLite file `data/metrics.sqlite`, made on first use."""
    place = store_url(url)
    return Store(place, open_engine(place))
