"""Two clocks in, the shelf by them out: `asof`, what the papers had printed by a day; the edition, what we had read by then."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal

import numpy as np
import pandas as pd

from metrics.series import base_value
from metrics.show.filters import Table
from metrics.show.memo import memo_of
from metrics.show.prepared import put_shown_first
from metrics.show.shelf import Shelf, newest_edition, open_shelf_store, read_shelf
from metrics.sightings import mark_sightings
from metrics.store import Edition, Store

SLOT = ["series_id", "period_start", "period_end"]
REPORTS: Mapping[str, Literal["min", "max"]] = {"first": "min", "last": "max"}


@lru_cache(maxsize=4)
def read_editions(store: Store, newest: int) -> tuple[Edition, ...]:
    """Every edition up to the newest, oldest first; asked of the store again only when there is one more."""
    return tuple(each for each in store.editions() if each.number <= newest)


def list_editions() -> tuple[Edition, ...]:
    """Every edition of the store, oldest first."""
    return read_editions(open_shelf_store(), newest_edition())


def find_edition(version: str) -> int:
    """The number of the edition of this name, of several equal ones the first; the newest when no version is asked for."""
    editions = list_editions()
    newest = editions[-1].number if editions else 0
    return next((each.number for each in editions if each.version == version), newest)


def read_past(store: Store, edition: int, asof: date | None, report: str) -> Shelf:
    """An edition narrowed to the issues up to a day, and to the first or last report of each figure."""
    is_whole = asof is None and report not in REPORTS  # held once: tables of past editions would fill the memory
    return read_shelf(store, edition) if is_whole else narrow_shelf(store, edition, asof, report)


@lru_cache(maxsize=4)
def narrow_shelf(store: Store, edition: int, asof: date | None, report: str) -> Shelf:
    """The same, kept while it is asked for."""
    shelf = read_shelf(store, edition)
    table = shelf.table
    if asof and is_past(table, asof):
        table = settle(table[table["issue_date"] <= pd.Timestamp(asof)])
        held = set(table["sha256"].unique())
        shelf = replace(shelf, pages=tuple(page for page in shelf.pages if page.sha256 in held or is_by(page.issue_date, asof)))
    if report in REPORTS:
        table = settle(keep_reports(table, report))
    return shelf if table is shelf.table else replace(shelf, table=table)


def is_by(day: date | None, asof: date) -> bool:
    """Whether an issue is known to have appeared by that day."""
    return day is not None and day <= asof


def find_newest(table: Table) -> date | None:
    """The day of the newest issue; none when no issue has one."""
    newest = memo_of(table).get("newest issue", lambda: table["issue_date"].max())
    return None if pd.isna(newest) else newest.date()


def is_past(table: Table, asof: date) -> bool:
    """Whether the clock hides anything: not when it stands at the newest issue, so that a pinned link may always name a day."""
    newest = find_newest(table)
    return newest is not None and asof < newest


def keep_reports(table: Table, report: str) -> Table:
    """The rows by which each series first, or last, told of a period; rows without a period stand for themselves."""
    days = table.groupby(SLOT, dropna=False, observed=True)["issue_date"].transform(REPORTS[report])
    is_undated = table["period_start"].isna() & table["period_end"].isna()
    kept: Table = table[is_undated | days.isna() | (table["issue_date"] == days)]
    return kept


def settle(rows: Table) -> Table:
    """The rows with figures as these rows alone make them: which sighting is shown, and how many there are."""
    point, is_sighting = rows["point"].to_numpy().copy(), rows["is_sighting"].to_numpy().copy()
    is_orphan = ~np.isin(point, point[~is_sighting])
    point_id = rows["point_id"]
    if is_orphan.any():
        marked = mark_again(rows[is_orphan])
        point[is_orphan] = point.max() + 1 + pd.factorize(marked["point_id"])[0]
        is_sighting[is_orphan] = marked["is_sighting"]
        point_id = point_id.where(~is_orphan, marked["point_id"].reindex(point_id.index))
    counts = np.bincount(point)[point].astype("int32") if len(point) else point
    firsts = rows["issue_date"].groupby(point).transform("min")
    rows = rows.assign(point=point, point_id=point_id, is_sighting=is_sighting, n_sightings=counts, first_printed=firsts)
    return rows.iloc[put_shown_first(rows)].reset_index(drop=True)


def mark_again(rows: Table) -> Table:
    """Sightings among rows whose shown one is hidden: what it tied together may be several figures without it."""
    values = [base_value(Decimal(str(text)), str(unit)) for text, unit in zip(rows["value_text"], rows["unit"], strict=True)]
    plain = pd.DataFrame({name: rows[name].astype(object) for name in ("series_id", "bound", "value_text", "quote", "article")})
    days = rows[["period_start", "period_end", "issue_date", "value_high", "start", "sha256"]]
    own = ["=".join(map(str, parts)) for parts in zip(rows["point_id"], values, rows["value_high"], strict=True)]
    return mark_sightings(plain.join(days).assign(point_id=own, base_value_text=values))
