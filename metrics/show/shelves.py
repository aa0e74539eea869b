"""A view in, the shelf it reads from out: by its clocks, with implied figures among the printed ones if asked for."""

from datetime import date
from functools import lru_cache

from metrics.show.clocks import find_edition, list_editions, read_past
from metrics.show.implied import mix
from metrics.show.kept_book import hold_book
from metrics.show.link import Known
from metrics.show.shelf import Shelf, open_shelf_store, read_shelf
from metrics.show.view import EVERY, IMPLIED_TOO, View
from metrics.store import Store


def known_at(version: str, with_implied: str = "") -> Known:
    """Every value a link may name when it asks for this version, with or without implied figures."""
    store, edition = open_shelf_store(), find_edition(version)
    shelf = read_mixed(store, edition, None, EVERY) if with_implied == IMPLIED_TOO else read_shelf(store, edition)
    return {**shelf.known, "version": frozenset(each.version for each in list_editions())}


def find_shelf(view: View) -> Shelf:
    """The shelf by the clocks of a view, implied figures on it only when the view asks for them."""
    read = read_mixed if view.with_implied == IMPLIED_TOO else read_past
    return read(open_shelf_store(), find_edition(view.version), view.asof, view.report)


@lru_cache(maxsize=2)
def read_mixed(store: Store, edition: int, asof: date | None, report: str) -> Shelf:
    """A shelf of printed figures with those that follow from what was printed by the same day."""
    shelf, whole = read_past(store, edition, asof, report), read_past(store, edition, asof, EVERY)
    return mix(shelf, whole.table, hold_book(store, edition, asof))
