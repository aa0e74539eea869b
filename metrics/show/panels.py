"""Shown rows in, panels out: which figures may share an axis, in which unit, and which neighbours may be joined by a line."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pandas as pd

from metrics.show.filters import Row, Table
from metrics.show.looks import Look, find_looks
from metrics.show.merges import is_merge
from metrics.show.phrases import say_indicator, say_measure
from metrics.show.rows import hold_columns, hold_rows
from metrics.show.transforms import PLAIN, TRANSFORMS, Span, find_factor, find_unit, to_days
from metrics.show.view import View
from metrics.show.words import label

MOST_PANELS = 6
MOST_SERIES = 12
FACETS: dict[str, list[str]] = {"unit": [], "indicator": ["indicator_key"], "entity": ["entity"]}
STOCK_GAP_DAYS = 62  # two months: month-end stocks join, the sparse ones do not


@dataclass(frozen=True, slots=True)
class Panel:
    """One chart: rows that share measure and unit; `hidden` counts the rows left out because there were too many.

    `factor` is how many base units one unit of its axis is; `reach` the lowest and highest value of the axis in its unit and
    `days` the first and last day, where both are shared with other panels.
    """

    key: str
    title: str
    unit: str
    rows: Table
    looks: Mapping[str, Look]
    hidden: int = 0
    factor: float = 1.0
    reach: tuple[float, float] | None = None
    days: tuple[pd.Timestamp, pd.Timestamp] | None = None


@dataclass(frozen=True, slots=True)
class Panels:
    """All charts of a view and what they leave to the table: rows that do not fit the chart, rows of panels past the limit.

    `hidden` counts those of series past the limit of a panel, `thinned` those left out of series that are drawn.
    """

    panels: tuple[Panel, ...]
    unfit: int
    unshown: int
    hidden: int = 0
    thinned: int = 0


def has_period(rows: Table) -> "pd.Series[bool]":
    """Which rows say when they hold."""
    return rows["period_end"].notna() | rows["period_start"].notna()


def pick_unit(rows: Table) -> tuple[str, float]:
    """The unit most rows were printed in and how many base units one of it is."""
    held = hold_columns(rows)
    unit = str(Counter(held["unit"]).most_common(1)[0][0])
    pairs = zip(held["unit"], held["value"], held["base_value"], strict=True)
    return unit, next((float(base / value) for one, value, base in pairs if one == unit and value), 1.0)


def find_keys(view: View, series: int) -> list[str]:
    """The columns whose values the figures of one chart share: measure and unit always, the indicator when series are many."""
    keys = ["measure", "basis", "base_unit"]
    if view.derivation != PLAIN:
        is_relative = not is_merge(view.derivation) and TRANSFORMS[view.transform].is_relative
        return [*([] if is_relative else ["base_unit"]), "measure", *FACETS[view.facet]]
    if view.chart == "bars":
        return ["indicator_key", "entity", "status", *keys, "period_text"]
    return [*(FACETS[view.facet] or (["indicator_key"] if series > MOST_SERIES else [])), *keys]


def find_drawn(rows: Table, view: View) -> Table:
    """The rows that fit the charts of the view."""
    if view.derivation != PLAIN:
        return rows[rows["derived"].notna()]
    return rows[(rows["dims"] != "") & (rows["formula"] == "") if view.chart == "bars" else has_period(rows)]


def split_panels(rows: Table, view: View, keys: Sequence[str] = ()) -> Panels:
    """The charts of a view: growth, share and level apart, units apart, and indicators apart when there are many."""
    drawn = find_drawn(rows, view)
    keys = list(keys) or find_keys(view, drawn["series_id"].nunique())
    groups, tiers = group_rows(drawn, keys), drawn["tier"].tolist()
    groups.sort(key=lambda group: (all(tiers[place] != "core" for place in group), -len(group)))
    panels = tuple(to_panel(drawn.iloc[group], keys, view) for group in groups[:MOST_PANELS])
    if view.axis == "shared":
        panels = share_axes(panels)
    return Panels(panels, len(rows) - len(drawn), sum(len(group) for group in groups[MOST_PANELS:]))


def group_rows(rows: Table, keys: Sequence[str]) -> list[list[int]]:
    """The places of rows that agree in these columns, the first to come first."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for place, key in enumerate(zip(*(rows[name].tolist() for name in keys), strict=True)):
        groups.setdefault(key, []).append(place)
    return list(groups.values())


def to_panel(rows: Table, keys: Sequence[str], view: View) -> Panel:
    """One panel: its unit, its longest series first, at most MOST_SERIES of them."""
    unit, factor = pick_unit(rows)
    counts = Counter(hold_columns(rows)["series_id"])
    kept = tuple(str(series) for series, _ in counts.most_common(MOST_SERIES))
    shown = rows if len(kept) == len(counts) else rows[rows["series_id"].isin(kept)]
    shown, unit, factor = scale_values(shown, view, unit, factor)
    records = hold_rows(shown)
    held = hold_columns(shown)
    names = [say_indicator(*pair) for pair in dict.fromkeys(zip(held["indicator_id"], held["indicator"], strict=True))]
    name = names[0] if len(names) == 1 else name_panel(held["topic"], records[0])
    key = "-".join(str(records[0][part]) for part in keys)
    return Panel(
        key,
        name,
        unit,
        shown,
        find_looks(dict(zip(reversed(held["series_id"]), reversed(records), strict=True)), kept),
        len(rows) - len(shown),
        factor,
    )


def scale_values(rows: Table, view: View, unit: str, factor: float) -> tuple[Table, str, float]:
    """The rows with `y` and `y_high` in the unit of the axis, that unit, and how many base units one of it is."""
    if view.derivation == PLAIN:
        base, value, high = (rows[name].to_numpy(dtype="float64") for name in ("base_value", "value", "value_high"))
        with np.errstate(divide="ignore", invalid="ignore"):
            each = base / value
        high = high * np.where(np.isnan(each), factor, each)
        return rows.assign(y=base / factor, y_high=high / factor), unit, factor
    if is_merge(view.derivation):
        factor = find_factor(unit)
        return to_merged(rows.assign(y=rows["derived"] / factor, y_high=float("nan"))), unit, factor
    factor = find_factor(unit) if view.transform in ("chg", "ch1") else 1.0
    derived = rows.assign(y=rows["derived"] / factor, y_high=float("nan"))
    return derived, find_unit(unit, str(rows["base_unit"].iloc[0]), view.transform), factor


def to_merged(rows: Table) -> Table:
    """The rows of a merge with the period they come to in place of that of their last figure."""
    periods = {f"period_{name}": rows[f"derived_{name}"] for name in ("start", "end")}
    return rows.assign(**periods, period_text=rows["derived_period"])


def share_axes(panels: tuple[Panel, ...]) -> tuple[Panel, ...]:
    """The panels with one time axis for all and one value axis for those of the same unit and measure."""
    if not panels:
        return ()
    days = pd.concat([panel.rows[name] for panel in panels for name in ("period_start", "period_end")]).dropna()
    reaches: dict[tuple[str, str], tuple[float, float]] = {}
    for panel in panels:
        values = pd.concat([panel.rows["y"], panel.rows["y_high"]]) * panel.factor
        low, high = reaches.get(axis_key(panel), (values.min(), values.max()))
        reaches[axis_key(panel)] = (min(low, values.min()), max(high, values.max()))
    return tuple(
        replace(
            panel,
            reach=(reaches[axis_key(panel)][0] / panel.factor, reaches[axis_key(panel)][1] / panel.factor),
            days=(days.min(), days.max()),
        )
        for panel in panels
    )


def axis_key(panel: Panel) -> tuple[str, str]:
    """What two panels must have in common to share a value axis."""
    first = panel.rows.iloc[0]
    return str(first["measure"]), str(first["base_unit"])


def name_panel(held: Sequence[str], first: Row) -> str:
    """The headline of a panel of several indicators: their topics while there are two at most, and how they measure."""
    topics = [label("topic", topic) for topic in dict.fromkeys(held)]
    measure = say_measure(first)
    level = label("measure", "level")
    named = "、".join(topics) if len(topics) <= 2 else measure
    return named if measure in (level, named) else f"{named} · {measure}"


def find_runs(rows: Table) -> dict[str, int]:
    """For each observation that has a neighbour near enough for a line: the number of its run.

    Neighbours are joined when their spans are equally long and start at most two spans apart.
    """
    runs: dict[str, int] = {}
    number = 0
    for before, after in _neighbours(rows):
        if before not in runs:
            number += 1
            runs[before] = number
        runs[after] = runs[before]
    return runs


def _neighbours(rows: Table) -> Iterator[tuple[str, str]]:
    series: dict[str, list[tuple[Span, str]]] = {}
    spans = zip(to_days(rows["period_start"]), to_days(rows["period_end"]), strict=True)
    for name, obs, (start, end) in zip(rows["series_id"].tolist(), rows["obs_id"].tolist(), spans, strict=True):
        listed = series.setdefault(name, [])
        if end:
            listed.append(((start, end), obs))
    for listed in series.values():
        listed.sort(key=lambda one: one[0][1])
        yield from ((before, after) for (span, before), (later, after) in pairwise(listed) if is_joined(span, later))


def is_joined(before: Span, after: Span) -> bool:
    """Whether a line between two periods claims nothing that was not printed."""
    if before[0] is None or after[0] is None:
        return before[0] is after[0] and 0 < (after[1] - before[1]).days <= STOCK_GAP_DAYS
    lengths = [(before[1] - before[0]).days + 1, (after[1] - after[0]).days + 1]
    slack = max(lengths) // 9  # months and quarters differ by up to a tenth in days
    return abs(lengths[0] - lengths[1]) <= slack and 0 < (after[0] - before[0]).days <= 2 * max(lengths) + slack
