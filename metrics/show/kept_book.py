"""A store, an edition and a day in, the book of the arithmetic ledger out: from its file beside the store, made at first need.

A book is made of the one before it where only some pages and things have changed since.
"""

import sys
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path
from threading import RLock, Thread

from metrics.show.apart import run_apart
from metrics.show.clocks import read_past
from metrics.show.columns import read_columns, write_columns
from metrics.show.comparing import Thing, compare_table, renew_book
from metrics.show.filters import Table
from metrics.show.kept import find_kept, kept_path
from metrics.show.prepared import codes_of, labels_of
from metrics.show.shelf import newest_shelf, open_shelf_store, read_shelf
from metrics.show.view import EVERY
from metrics.store import MovedRow, Store, open_store

MAKING = RLock()  # the book of a day is made of the whole one
SUFFIX = ".ledger"
MANY = 50_000  # figures: comparing more would keep the page from answering others
MOST_PAGES = 500  # changed since the book before: of more all are compared anew


def prepare_book() -> None:
    """Begin to compare a large newest edition, if that was never done, while its first visitors read."""
    held = newest_shelf()
    if len(held.table) > MANY:
        Thread(target=hold_book, args=(open_shelf_store(), held.edition), daemon=True).start()


@lru_cache(maxsize=4)
def hold_book(store: Store, edition: int, asof: date | None = None) -> Table:
    """Everything the ledger finds in an edition, or in the papers printed by a day."""
    table = read_past(store, edition, asof, EVERY).table
    if asof is not None and table is read_shelf(store, edition).table:
        return hold_book(store, edition)
    path = kept_path(store, edition, f".{asof}{SUFFIX}" if asof else SUFFIX)
    held = read_columns(path) if path else None
    if held is not None:
        return held
    with MAKING:
        held = read_columns(path) if path else None
        return make_book(store, edition, asof, path) if held is None else held


def is_compared(store: Store, edition: int, asof: date | None) -> bool:
    """Whether the book of an edition, or of a day, is there or is made in no time."""
    table = read_shelf(store, edition).table
    if len(table) <= MANY:
        return True
    if asof is not None and read_past(store, edition, asof, EVERY).table is not table:
        path = kept_path(store, edition, f".{asof}{SUFFIX}")
        return bool(path and path.is_file())
    return find_kept(store, edition + 1, SUFFIX) is not None


def make_book(store: Store, edition: int, asof: date | None, path: Path | None) -> Table:
    """The same, made here, from an earlier one where there is one, or for many figures by a process of its own."""
    renewed = renew_past(store, edition) if asof is None else None
    if renewed is not None:
        return renewed
    if path and len(read_shelf(store, edition).table) > MANY and __name__ != "__main__":
        url, day = store.url.render_as_string(hide_password=False), [asof.isoformat()] if asof else []
        run_apart(url, "metrics.show.kept_book", str(edition), *day)
        held = read_columns(path)
        if held is not None:
            return held
    return build(store, edition, asof, path)


def build(store: Store, edition: int, asof: date | None, path: Path | None) -> Table:
    """The same, compared here and kept in its file where there is one."""
    table = read_past(store, edition, asof, EVERY).table
    if asof is None:
        book = compare_table(table, store.page_text)
    else:
        hidden = read_shelf(store, edition).table
        hidden = hidden[~(hidden["issue_date"] <= str(asof))]
        pages = set(hidden["sha256"].unique())
        book = renew_book(hold_book(store, edition), table, pages, list_things(hidden), store.page_text)
    return keep_book(book, path)


def keep_book(book: Table, path: Path | None) -> Table:
    """The book, kept in its file where there is one."""
    if path is not None:
        try:
            write_columns(book, path)
        except OSError:  # a folder that cannot be written; the next process compares again
            return book
    return book


def list_things(rows: Table) -> set[Thing]:
    """The things these rows are of."""
    keys, entities = labels_of(rows, "indicator_key"), labels_of(rows, "entity")
    pairs = set(zip(codes_of(rows, "indicator_key").tolist(), codes_of(rows, "entity").tolist(), strict=True))
    return {(str(keys.categories[key]), str(entities.categories[entity])) for key, entity in pairs}


def renew_past(store: Store, edition: int) -> Table | None:
    """The book of the newest edition before this one that has a kept one, renewed where figures have changed since."""
    found = find_kept(store, edition, SUFFIX)
    book = read_columns(found[1]) if found else None
    moved = store.moved(found[0], edition, MOST_PAGES) if found and book is not None else None
    if book is None or moved is None:
        return None
    table = read_shelf(store, edition).table
    return renew_book(book, table, {one.sha256 for one in moved}, find_moved(moved), store.page_text)


def find_moved(moved: Iterable[MovedRow]) -> set[Thing]:
    """The things of rows that came or went."""
    return {(one.indicator_id or one.indicator, one.entity) for one in moved}


if __name__ == "__main__":
    opened = open_store()
    number, *days = sys.argv[1:]
    hold_book(opened, int(number), date.fromisoformat(days[0]) if days else None)
