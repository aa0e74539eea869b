"""Shown rows in, panels out: which figures may share an axis, in which unit, and which neighbours may be joined by a line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from metrics.show.filters import Table, list_rows
from metrics.show.looks import Look, find_looks
from metrics.show.phrases import say_indicator, say_measure
from metrics.show.view import View
from metrics.show.words import label

MOST_PANELS = 8
MOST_SERIES = 12
MOST_MARKS = 1_500
STOCK_GAP_DAYS = 62  # two months: month-end stocks join, the sparse ones do not


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart: rows that share measure and unit; `hidden` counts the rows left out because there were too many."""

    key: str
    title: str
    unit: str
    rows: Table
    looks: Mapping[str, Look]
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Panels:
    """All charts of a view and what they leave to the table: rows that do not fit the chart, rows of panels past the limit."""

    panels: tuple[Panel, ...]
    unfit: int
    unshown: int


def has_period(rows: Table) -> "pd.Series[bool]":
    """Which rows say when they hold."""
    return rows["period_end"].notna() | rows["period_start"].notna()


def pick_unit(rows: Table) -> tuple[str, float]:
    """The unit most rows were printed in and how many base units one of it is."""
    unit = str(rows["unit"].value_counts().index[0])
    sample = rows[(rows["unit"] == unit) & (rows["value"] != 0)]
    return unit, float(sample["base_value"].iloc[0] / sample["value"].iloc[0]) if len(sample) else 1.0


def split_panels(rows: Table, view: View) -> Panels:
    """The charts of a view: growth, share and level apart, units apart, and indicators apart when there are many."""
    keys = ["measure", "basis", "base_unit"]
    if view.chart == "bars":
        drawn = rows[rows["dims"] != ""]
        keys = ["indicator_key", "entity", "status", *keys, "period_text"]
    else:
        drawn = rows[has_period(rows)]
        if view.facet == "indicator" or drawn["series_id"].nunique() > MOST_SERIES:
            keys = ["indicator_key", *keys]
    groups = [group for _, group in drawn.groupby(keys, sort=False)]
    groups.sort(key=lambda group: (not (group["tier"] == "core").any(), -len(group)))
    panels = tuple(to_panel(group, keys) for group in groups[:MOST_PANELS])
    return Panels(panels, len(rows) - len(drawn), sum(len(group) for group in groups[MOST_PANELS:]))


def to_panel(rows: Table, keys: Sequence[str]) -> Panel:
    """One panel: its unit, its longest series first, at most MOST_SERIES of them."""
    unit, factor = pick_unit(rows)
    counts = rows["series_id"].value_counts()
    kept = tuple(str(series) for series in counts.index[:MOST_SERIES])
    shown = rows[rows["series_id"].isin(kept)].head(MOST_MARKS)
    high = pd.to_numeric(shown["value_high"], errors="coerce") * (shown["base_value"] / shown["value"]).fillna(factor) / factor
    shown = shown.assign(y=shown["base_value"] / factor, y_high=high)
    first = list_rows(shown.head(1))[0]
    names = [say_indicator(*pair) for pair in dict.fromkeys(zip(shown["indicator_id"], shown["indicator"], strict=True))]
    name = names[0] if len(names) == 1 else name_panel(shown)
    key = "-".join(str(first[part]) for part in keys)
    return Panel(key, name, unit, shown, find_looks(shown, kept), len(rows) - len(shown))


def name_panel(rows: Table) -> str:
    """The headline of a panel of several indicators: their topics while there are two at most, and how they measure."""
    topics = [label("topic", topic) for topic in dict.fromkeys(rows["topic"])]
    measure = say_measure(list_rows(rows.head(1))[0])
    level = label("measure", "level")
    named = "、".join(topics) if len(topics) <= 2 else measure
    return named if measure in (level, named) else f"{named} · {measure}"


def find_runs(rows: Table) -> dict[str, int]:
    """For each observation that has a neighbour near enough for a line: the number of its run.

    Neighbours are joined when their spans are equally long and start at most two spans apart.
    """
    runs: dict[str, int] = {}
    number = 0
    for _, series in rows.groupby("series_id", sort=False):
        for before, after in _neighbours(series):
            if before not in runs:
                number += 1
                runs[before] = number
            runs[after] = runs[before]
    return runs


def _neighbours(series: Table) -> Iterator[tuple[str, str]]:
    ends = series["period_end"]
    rows = series[ends.notna()].sort_values("period_end")
    listed = list(zip(rows["obs_id"], rows["period_start"], rows["period_end"], strict=True))
    for (before, start, end), (after, next_start, next_end) in pairwise(listed):
        if is_joined((start, end), (next_start, next_end)):
            yield before, after


def is_joined(before: tuple[pd.Timestamp, pd.Timestamp], after: tuple[pd.Timestamp, pd.Timestamp]) -> bool:
    """Whether a line between two periods claims nothing that was not printed."""
    if pd.isna(before[0]) or pd.isna(after[0]):
        return pd.isna(before[0]) and pd.isna(after[0]) and 0 < (after[1] - before[1]).days <= STOCK_GAP_DAYS
    lengths = [(end - start).days + 1 for start, end in (before, after)]
    slack = max(lengths) // 9  # months and quarters differ by up to a tenth in days
    return abs(lengths[0] - lengths[1]) <= slack and 0 < (after[0] - before[0]).days <= 2 * max(lengths) + slack
