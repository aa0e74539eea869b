"""A panel in, a Vega-Lite specification and its rows out: periods as intervals, points, lines only between neighbours."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from metrics.show.filters import Table
from metrics.show.looks import COLOURS, Look
from metrics.show.marks import find_marks
from metrics.show.panels import Panel
from metrics.show.view import View
from metrics.show.words import say, words

Spec = dict[str, Any]
MOST_LABELS = 24
FEW_DATES = 12
DAY_MS = 86_400_000
HIT_AREA = 700  # square pixels: a finger's 24 × 24 and a little more
INK = "#7c766c"
PICKED = "#a8741a"


def to_utc(ms: float) -> Spec:
    """A moment as Vega-Lite writes a day."""
    day = pd.Timestamp(ms, unit="ms")
    return {"year": day.year, "month": day.month, "date": day.day, "utc": True}


def find_domain(marks: Table) -> list[Spec]:
    """The time axis with a margin; a single day gets a fortnight on either side."""
    low, high = float(marks["x0"].min()), float(marks[["x", "x1"]].max().max())
    margin = max((high - low) * 0.08, 14 * DAY_MS)
    return [to_utc(low - margin), to_utc(high + margin)]


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


def time_axis(marks: Table) -> Spec:
    """Ticks exactly where figures stand while they are few; otherwise ticks of the calendar."""
    axis: Spec = {"title": None, "grid": False, "domain": True, "ticks": True, "labelOverlap": "greedy", "labelSeparation": 8}
    days = (marks["x0"] == marks["x1"]).groupby(marks["x"]).any()
    dates = [float(str(ms)) for ms in days.index]
    if len(days) >= FEW_DATES:
        formats = (say("axis_month"), say("axis_year"))
        lines = ", ".join(f"utcFormat(datum.value, '{one}')" for one in formats)
        return axis | {"labelExpr": f"[{lines}]", "tickCount": 8}
    names = ["[]"] + [
        f"toNumber(datum.value) === {ms:.0f} ? {to_tick(ms, is_day)}" for ms, is_day in zip(dates, days, strict=True)
    ]
    return axis | {"values": [to_utc(ms) for ms in dates], "labelExpr": " : ".join(reversed(names))}


def find_reach(marks: Table) -> list[float]:
    """The value axis: always with its zero, with room over the highest figure for its label."""
    low, high = float(marks["y"].min()), float(marks[["y", "y_high"]].max().max())
    room = 0.16 * (max(high, 0.0) - min(low, 0.0)) or 1.0
    return [min(0.0, low - room * (low < 0)), max(0.0, high + room)]


def colour_by_series(looks: Mapping[str, Look]) -> Spec:
    """The colour of a mark, without a legend: the legend stands in the page."""
    scale = {"domain": list(looks), "range": [look.colour for look in looks.values()]}
    return {"field": "series", "type": "nominal", "scale": scale, "legend": None}


def timeline(panel: Panel, view: View) -> tuple[Spec, Table]:
    """Figures over time, each at the end of its period, the period itself drawn as a bar under it."""
    looks, marks = panel.looks, find_marks(panel, view)
    colour = colour_by_series(looks)
    shapes = {"domain": list(looks), "range": [look.shape for look in looks.values()]}
    x = {"field": "x", "type": "temporal", "scale": {"type": "utc", "domain": find_domain(marks)}, "axis": time_axis(marks)}
    y = {
        "field": "y",
        "type": "quantitative",
        "scale": {"domain": find_reach(marks), "nice": True},
        "axis": {"title": None, "tickCount": 5, "domain": False, "ticks": False, "gridDash": [1, 3]},
    }
    hollow = {"test": "datum.is_hollow", "value": "transparent"}
    layers = [
        *span_layers(x, y, colour),
        {
            "transform": [{"filter": "datum.run > 0"}],
            "mark": {"aria": False, "type": "line", "strokeWidth": 1.75},
            "encoding": {"x": x, "y": y, "stroke": colour, "detail": {"field": "run", "type": "nominal"}},
        },
        {
            "transform": [{"filter": "datum.is_picked"}],
            "mark": {
                "aria": False,
                "type": "point",
                "size": 420,
                "filled": False,
                "strokeWidth": 2,
                "stroke": INK,
                "opacity": 1,
            },
            "encoding": {"x": x, "y": y},
        },
        {
            "mark": {"aria": False, "type": "point", "size": 95, "strokeWidth": 2, "opacity": 1},
            "encoding": {
                "x": x,
                "y": y,
                "stroke": colour,
                "fill": {**colour, "condition": hollow},
                "shape": {"field": "series", "type": "nominal", "scale": shapes, "legend": None},
            },
        },
        *word_layers(x, y, marks),
        hit_layer(x, y),
    ]
    return {"height": 240, "layer": layers}, marks


def span_layers(x: Spec, y: Spec, colour: Spec) -> list[Spec]:
    """The periods and the ranges: a bar from first to last day, dashed where the end was not printed."""
    ends = {"x": {**x, "field": "x0"}, "x2": {"field": "x1"}, "y": y, "stroke": colour}
    bar = {"aria": False, "type": "rule", "strokeWidth": 5, "opacity": 0.38, "strokeCap": "butt"}
    return [
        {"transform": [{"filter": "datum.is_span && !datum.is_open"}], "mark": bar, "encoding": ends},
        {"transform": [{"filter": "datum.is_span && datum.is_open"}], "mark": bar | {"strokeDash": [4, 4]}, "encoding": ends},
        {
            "transform": [{"filter": "isValid(datum.y_high)"}],
            "mark": {"aria": False, "type": "rule", "strokeWidth": 2},
            "encoding": {"x": x, "y": y, "y2": {"field": "y_high"}, "stroke": colour},
        },
    ]


def word_layers(x: Spec, y: Spec, marks: Table) -> list[Spec]:
    """Arrows at bounds, ≈ at rounded figures, and the figures themselves while they are few."""
    arrows = {">": ("↑", -13), ">=": ("↑", -13), "<": ("↓", 14), "~": ("≈", -13)}
    layers = [
        {
            "transform": [{"filter": f"datum.bound === '{bound}'"}],
            "mark": {
                "aria": False,
                "type": "text",
                "text": glyph,
                "dy": dy,
                "fontSize": 15,
                "fontWeight": "bold",
                "color": INK,
            },
            "encoding": {"x": x, "y": y},
        }
        for bound, (glyph, dy) in arrows.items()
    ]
    if len(marks) > MOST_LABELS:
        return layers
    is_up = "(indexof(['>', '>=', '~'], datum.bound) >= 0)"
    return layers + [
        {
            "transform": [{"filter": f"datum.is_labelled && {test}"}],
            "mark": {"aria": False, "type": "text", "dy": dy, "fontSize": 13, "fontWeight": 600},
            "encoding": {"x": x, "y": y, "text": {"field": "value", "type": "nominal"}},
        }
        for test, dy in ((f"!({is_up})", -15), (is_up, -29))
    ]


def hit_layer(x: Spec, y: Spec) -> Spec:
    """Invisible marks as large as a fingertip that take the click and speak to screen readers."""
    tips = [{"field": field, "type": "nominal", "title": say(title)} for field, title in TOLD]
    return {
        "params": [{"name": "picked", "select": {"type": "point", "fields": ["obs_id"], "on": "click"}}],
        "mark": {"type": "point", "size": HIT_AREA, "filled": True, "opacity": 0.001, "cursor": "pointer"},
        "encoding": {"x": x, "y": y, "tooltip": tips, "description": {"field": "told", "type": "nominal"}},
    }


TOLD = (("value", "head_value"), ("period", "head_period"), ("name", "head_series"))


def bars(panel: Panel, view: View) -> tuple[Spec, Table]:
    """The parts of one total at one time, largest first, from zero."""
    marks = find_marks(panel, view).sort_values("y", ascending=False)
    y = {
        "field": "part",
        "type": "nominal",
        "sort": None,
        "axis": {"title": None, "ticks": False, "domain": False, "labelLimit": 190, "labelFontSize": 13, "labelPadding": 8},
    }
    reach = float(marks["y"].max()) * 1.25 or 1.0
    x = {"field": "y", "type": "quantitative", "axis": None, "scale": {"domain": [min(0.0, float(marks["y"].min())), reach]}}
    pick = {"name": "picked", "select": {"type": "point", "fields": ["obs_id"], "on": "click"}}
    tips = [{"field": field, "type": "nominal", "title": say(title)} for field, title in TOLD]
    told = {"field": "told", "type": "nominal"}
    layers = [
        {
            "params": [pick],
            "mark": {"type": "bar", "height": 16, "color": COLOURS[0], "cursor": "pointer"},
            "encoding": {
                "x": x,
                "y": y,
                "tooltip": tips,
                "description": told,
                "color": {
                    "condition": [
                        {"test": "datum.is_picked", "value": PICKED},
                        {"test": "datum.is_total", "value": INK},
                    ],
                    "value": COLOURS[0],
                },
            },
        },
        {
            "mark": {"aria": False, "type": "text", "align": "left", "dx": 7, "fontSize": 13, "fontWeight": 600},
            "encoding": {"x": x, "y": y, "text": {"field": "value", "type": "nominal"}},
        },
    ]
    return {"height": {"step": 30}, "layer": layers}, marks


def fitting(panel: Panel, view: View) -> tuple[Spec, Table]:
    """Bars when several figures hold at one and the same time, otherwise the timeline."""
    return (bars if is_cross_section(panel) else timeline)(panel, view)


def is_cross_section(panel: Panel) -> bool:
    """Whether the panel has nothing to tell about time: three figures or more, all of one period."""
    return len(panel.rows) >= 3 and panel.rows["period_text"].nunique() == 1


CHARTS: dict[str, Callable[[Panel, View], tuple[Spec, Table]]] = {"auto": fitting, "time": timeline, "bars": bars}
