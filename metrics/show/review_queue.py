"""A shelf in, its review queue out: what an editor should look at next, series of the front page first."""

from functools import lru_cache

import pandas as pd

from metrics.catalogue.indicators import INDICATORS
from metrics.review.queue import Queue, order_queue
from metrics.show.ledger import find_failures
from metrics.show.overview import find_latest
from metrics.show.prepared import prepare
from metrics.show.shelf import read_shelf
from metrics.store import Store


@lru_cache(maxsize=2)
def read_queue(store: Store, edition: int) -> Queue:
    """The queue of an edition, rejected figures that are read anew among it."""
    held = read_shelf(store, edition)
    shown = frozenset(find_latest(held.table, held.main)["series_id"])
    waiting = store.waiting(edition)
    table = held.table
    if len(waiting):
        table = prepare(pd.concat([store.table(edition), waiting], ignore_index=True), INDICATORS)
    return order_queue(table, shown, find_failures(store, edition))
