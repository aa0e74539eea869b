"""A View and its rows in, the two links to share out; a shared link in, what has changed since out."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from metrics.show.changes import Changes, Side, compare
from metrics.show.clocks import find_edition, find_newest, is_past
from metrics.show.digest import find_hashes, to_digest
from metrics.show.filters import Places, Table, find_shown, key_of
from metrics.show.link import to_query
from metrics.show.memo import memo_of
from metrics.show.shelf import Shelf, newest_edition, open_shelf_store, read_shelf
from metrics.show.shelves import find_shelf
from metrics.show.view import View
from metrics.store import Store


@dataclass(frozen=True, slots=True)
class Check:
    """What became of a shared link: whether its rows are those that were shared, and what the newest version says instead."""

    is_kept: bool
    rows: int
    changes: Changes


def pin(view: View, held: Shelf, places: Places) -> View:
    """The view with everything fixed: the last day of papers, the version of our readings, the digest of the rows shown."""
    return replace(view, asof=view.asof or find_last_day(held), version=held.version, digest=digest_view(held, view, places))


def to_pinned_query(view: View) -> str:
    """The query of a pinned view: every key is written, so that it means the same whatever comes to be usual later."""
    return "?" + to_query(view, is_whole=True)


def find_last_day(held: Shelf) -> date | None:
    """The day of the newest issue of an edition, before any clock narrowed it."""
    return find_newest(read_shelf(open_shelf_store(), held.edition).table)


def digest_view(held: Shelf, view: View, places: Places) -> str:
    """The digest of the rows of a view, by their places in this shelf."""
    return memo_of(held.table).get(("digest", key_of(view)), lambda: count_digest(held.table[["row_hash"]].iloc[places]))


def count_digest(rows: Table) -> str:
    """The digest of these rows."""
    return to_digest(find_hashes(rows))


def go_live(view: View) -> View:
    """The view as it is today: no version, no digest, and no last day unless it leaves papers out."""
    table = read_shelf(open_shelf_store(), find_edition(view.version)).table
    asof = view.asof if view.asof and is_past(table, view.asof) else None
    return replace(view, version="", digest="", asof=asof)


def check_link(view: View) -> Check:
    """Count the rows of a shared link again and compare them with those of today."""
    return compare_with_now(open_shelf_store(), view, newest_edition())


@lru_cache(maxsize=64)
def compare_with_now(store: Store, view: View, newest: int) -> Check:  # noqa: ARG001  (the store is part of the question)
    """The check of a link against an edition; both never change, so it is made once."""
    then = find_side(view)
    now = find_side(go_live(view)) if find_shelf(view).edition != newest else then
    return Check(not view.digest or to_digest(then.hashes) == view.digest, len(then.rows), compare(then, now))


def compare_with(before: View, after: View) -> Changes:
    """What changed between two views of the store."""
    return compare(find_side(before), find_side(after))


def find_side(view: View) -> Side:
    """The rows of a view, their hashes and the table they come from."""
    held = find_shelf(view)
    rows = held.table.iloc[find_shown(held.table, view)]
    return Side(rows, find_hashes(rows), held.table)
