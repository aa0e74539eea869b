"""The table of one edition and what moved since in, the table of a later edition out: only series that moved are read."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from metrics.catalogue.indicators import INDICATORS
from metrics.show.filters import Table, thaw
from metrics.show.hashes import hash_rows
from metrics.show.patched import NUMBERED, patch_table
from metrics.show.prepared import ORDERS, prepare
from metrics.store import MovedRow, Store

OWN = {*NUMBERED, *(f"place_{name}" for name in ORDERS)}  # what a row has from the table it stands in


def renew_table(table: Table, store: Store, edition: int, moved: Sequence[MovedRow]) -> Table:
    """The table with the figures of an edition in place of those that moved: sightings and points are matters of one series."""
    series = sorted({one.series_id for one in moved})
    places = np.flatnonzero(table["series_id"].isin(series).to_numpy(dtype=bool))
    fresh = prepare(store.columns(edition, series), INDICATORS)
    fresh["row_hash"] = hash_rows(fresh)
    before = table.iloc[places]
    changed = find_changed(before, fresh)
    gone = places[before["point_id"].isin(changed).to_numpy(dtype=bool)]
    return patch_table(table, gone, fresh[fresh["point_id"].isin(changed).to_numpy(dtype=bool)])


def find_changed(before: Table, after: Table) -> set[str]:
    """The points of which a row came, went or is told otherwise, by their ids then and now."""
    names = [str(name) for name in before.columns if name not in OWN]
    sides = [thaw(side[names]).astype(object).set_index("obs_id", drop=False) for side in (before, after)]
    both = sides[0].index.intersection(sides[1].index)
    then, now = (side.loc[both] for side in sides)
    is_same = ((then == now) | (then.isna() & now.isna())).all(axis=1)
    changed = set(both[~is_same])
    found: set[str] = set()
    for side in sides:
        is_changed = side["obs_id"].isin(changed) | ~side["obs_id"].isin(both)
        found |= set(side.loc[is_changed, "point_id"])
    return found | spread_points(sides, found)


def spread_points(sides: Sequence[pd.DataFrame], found: set[str]) -> set[str]:
    """The points of rows that stood, or stand, in these points: a row that changed its point takes both with it."""
    rows = {obs_id for side in sides for obs_id in side.loc[side["point_id"].isin(found), "obs_id"]}
    return {point for side in sides for point in side.loc[side["obs_id"].isin(rows), "point_id"]}
