"""Marks in, the axes of their chart out: ticks exactly where figures stand, values from zero, both shared where asked."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from metrics.show.panels import Panel
from metrics.show.view import View
from metrics.show.words import say, words

Spec = dict[str, Any]
Marks = Mapping[str, Any] | pd.DataFrame  # columns by name
FEW_DATES = 12
TICKS = 10  # that d3 has in mind when it rounds the ends of an axis
DAY_MS = 86_400_000
FREE_OF_ZERO = ("idx", "log")  # transforms whose zero says nothing


def to_utc(ms: float) -> Spec:
    """A moment as Vega-Lite writes a day."""
    day = pd.Timestamp(ms, unit="ms")
    return {"year": day.year, "month": day.month, "date": day.day, "utc": True}


def to_ms(day: pd.Timestamp) -> float:
    """A day as milliseconds since 1970, the form in which no time zone can move it."""
    return (day - pd.Timestamp(0)) / pd.Timedelta(milliseconds=1)


def find_ends(*columns: Any) -> tuple[float, float]:  # noqa: ANN401  (columns of marks, numbers or missing)
    """The lowest and the highest number of some columns, missing ones left out."""
    held = np.concatenate([np.asarray(column, dtype="float64") for column in columns])
    return float(np.fmin.reduce(held)), float(np.fmax.reduce(held))


def find_domain(panel: Panel, marks: Marks) -> list[Spec]:
    """The first and the last day of the time axis."""
    return [to_utc(end) for end in find_reach(panel, marks)]


def find_reach(panel: Panel, marks: Marks) -> tuple[float, float]:
    """Where the time axis begins and ends: a margin around its figures, a fortnight on either side of a single day."""
    low, high = find_ends(marks["x0"])[0], find_ends(marks["x"], marks["x1"])[1]
    if panel.days:
        low, high = to_ms(panel.days[0]), max(high, to_ms(panel.days[1]))
    margin = max((high - low) * 0.08, 14 * DAY_MS)
    return low - margin, high + margin


def to_tick(ms: float, is_day: bool) -> list[str]:
    """A tick as two lines, day or month over year: the end of a longer period is named after its month or year.

    >>> to_tick(1727049600000.0, True), to_tick(1714435200000.0, False), to_tick(1703980800000.0, False)
    (['9月23日', '2024年'], ['4月', '2024年'], ['2023年', ''])
    """
    day = pd.Timestamp(ms, unit="ms")
    if day.is_year_end and not is_day:
        return [say("tick_year", y=day.year), ""]
    slots = {"m": day.month, "d": day.day, "month": words("months")[day.month - 1]}
    return [say("tick_month" if day.is_month_end and not is_day else "tick_day", **slots), say("tick_year", y=day.year)]


def time_axis(marks: Marks) -> Spec:
    """Ticks exactly where figures stand while they are few; otherwise ticks of the calendar."""
    axis: Spec = {"title": None, "grid": False, "domain": True, "ticks": True, "labelOverlap": "greedy", "labelSeparation": 8}
    x, x0, x1 = (np.asarray(marks[name]) for name in ("x", "x0", "x1"))
    single = set(x[x0 == x1].tolist())
    dates = sorted(set(x[~np.isnan(x)].tolist()))
    if len(dates) >= FEW_DATES:
        formats = (say("axis_month"), say("axis_year"))
        lines = ", ".join(f"utcFormat(datum.value, '{one}')" for one in formats)
        return axis | {"labelExpr": f"[{lines}]", "tickCount": 8}
    names = ["[]"] + [f"toNumber(datum.value) === {ms:.0f} ? {to_tick(ms, ms in single)}" for ms in dates]
    return axis | {"values": [to_utc(ms) for ms in dates], "labelExpr": " : ".join(reversed(names))}


def value_scale(panel: Panel, marks: Marks, view: View) -> Spec:
    """The value axis: with its zero unless it counts in ratios, with room over the highest figure for its label."""
    low, high = panel.reach or (find_ends(marks["y"])[0], find_ends(marks["y"], marks["y_high"])[1])
    if view.scale == "log" and low > 0:
        return {"type": "log", "domain": [low / 1.6, high * 1.9], "nice": False}
    if view.transform in FREE_OF_ZERO:
        room = 0.25 * (high - low) or 1.0
        return {"domain": widen(low - room, high + room), "zero": False, "nice": False}
    is_signed = not {"~", ">", ">="}.isdisjoint(marks["bound"])  # its sign stands between the mark and the label
    room = (0.28 if is_signed else 0.16) * (max(high, 0.0) - min(low, 0.0)) or 1.0
    return {"domain": widen(min(0.0, low - room * (low < 0)), max(0.0, high + room)), "nice": False}


def widen(low: float, high: float) -> list[float]:
    """The ends of an axis moved out to round numbers, as d3 moves them: done here, what is written beside marks knows the ends.

    >>> widen(0.0, 208.9), widen(0.0, 4.42), widen(-0.031, 0.062)
    ([0.0, 220.0], [0.0, 4.5], [-0.04, 0.07])
    """
    before = 0.0
    for _ in range(TICKS if high > low else 0):
        step = to_step((high - low) / TICKS)
        if step == before:
            break
        low, high, before = round(math.floor(low / step) * step, 12), round(math.ceil(high / step) * step, 12), step
    return [low, high]


def to_step(length: float) -> float:
    """The round number nearest to a length: 1, 2, 5 or 10 times a power of ten.

    >>> to_step(20.89), to_step(0.7)
    (20.0, 0.5)
    """
    power = 10.0 ** math.floor(math.log10(length))
    return float(next(n for n, most in ((1, 2), (2, 10), (5, 50), (10, math.inf)) if (length / power) ** 2 < most) * power)


def value_axis(marks: Marks) -> Spec:
    """A few quiet lines; where only whole numbers stand, no line between them."""
    axis: Spec = {"title": None, "tickCount": 5, "domain": False, "ticks": False, "gridDash": [1, 3]}
    return axis | {"tickMinStep": 1} if (np.asarray(marks["y"]) % 1 == 0).all() else axis
