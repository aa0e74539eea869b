"""The store as the dashboard holds it in memory: one prepared table an edition, read once and shared by every reader."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from metrics.catalogue.indicators import BY_ID, INDICATORS, Indicator
from metrics.errors import MetricsError
from metrics.model import Facsimile
from metrics.show.filters import Table, known_values
from metrics.show.kept import hold_table
from metrics.show.prepared import codes_of, labels_of
from metrics.store import PageRow, Store, open_store

SEEDS = Path(__file__).parents[2] / "seeds"
STAYING: ContextVar[int] = ContextVar("staying", default=0)


@dataclass(frozen=True, slots=True)
class Shelf:
    """One edition of the store, ready to be shown."""

    edition: int
    version: str
    table: Table
    pages: tuple[PageRow, ...]
    names: Mapping[str, str]
    known: Mapping[str, Collection[str]]
    main: frozenset[str]
    catalogue: Mapping[str, Indicator]


@cache
def open_shelf_store() -> Store:
    """The store of this process, opened once."""
    return open_store()


@lru_cache(maxsize=2)
def read_shelf(store: Store, edition: int) -> Shelf:
    """The shelf of an edition; the edition never changes, so it is read once."""
    table = hold_table(store, edition)
    names = name_keys(table) | {one.id: one.name for one in INDICATORS}
    main = frozenset(one.id for one in INDICATORS if one.is_main)
    return Shelf(edition, store.version(edition), table, tuple(store.pages(edition)), names, known_values(table), main, BY_ID)


def name_keys(table: Table) -> dict[str, str]:
    """For every key of an indicator a name it is printed under."""
    keys, names = labels_of(table, "indicator_key").categories, labels_of(table, "indicator").categories
    held, firsts = np.unique(codes_of(table, "indicator_key"), return_index=True)
    printed = codes_of(table, "indicator")[firsts]
    return {str(keys[key]): str(names[name]) for key, name in zip(held.tolist(), printed.tolist(), strict=True)}


@lru_cache(maxsize=200)
def read_page_text(sha256: str) -> str:
    """The text of a page as printed; a page never changes under its hash."""
    return open_shelf_store().page_text(sha256)


@lru_cache(maxsize=20)
def read_page_facsimile(sha256: str) -> Facsimile | None:
    """The picture of a page that is held, with the places of its lines; None for a page of plain text."""
    return open_shelf_store().facsimile(sha256)


@lru_cache(maxsize=200)
def read_skipped(sha256: str, edition: int) -> Table:
    """The numbers of a page that state no figure: offsets, printed text and reason."""
    text = read_page_text(sha256)
    rows = [(one.start, one.end, one.reason, text[one.start : one.end]) for one in open_shelf_store().skipped(sha256, edition)]
    return pd.DataFrame(rows, columns=["start", "end", "reason", "text"])


def find_page(held: Shelf, sha256: str) -> PageRow:
    """The page of this hash."""
    return next(page for page in held.pages if page.sha256 == sha256)


def find_indicator(held: Shelf, keys: tuple[str, ...]) -> Indicator | None:
    """The catalogue entry of the one indicator chosen, if it is one and catalogued."""
    return held.catalogue.get(keys[0]) if len(keys) == 1 else None


def newest_edition() -> int:
    """The number of the newest edition, 0 for an empty store; inside `staying_at` the one that was newest then."""
    return STAYING.get() or open_shelf_store().edition()


@contextmanager
def staying_at(edition: int) -> Iterator[None]:
    """Inside, this is the newest edition, whatever is written meanwhile: a run of the page shows one and asks for it once."""
    before = STAYING.set(edition)
    try:
        yield
    finally:
        STAYING.reset(before)


def take_newest() -> tuple[Shelf | None, str]:
    """The shelf of the newest edition, none of an empty store; and why it cannot be read, in words for whoever runs it."""
    try:
        newest = newest_edition()
        return (read_shelf(open_shelf_store(), newest) if newest else None), ""
    except MetricsError as error:
        return None, str(error)


def fill_from_seeds() -> tuple[str, ...]:
    """Read the pages in `seeds/` into the empty store; returns what went wrong, page by page."""
    from metrics.ingest import ingest  # the reading stages take a second to load, and only an empty store needs them

    return ingest([SEEDS], open_shelf_store()).failures if SEEDS.is_dir() else ()


def newest_shelf() -> Shelf:
    """The shelf of the newest edition."""
    return read_shelf(open_shelf_store(), newest_edition())
