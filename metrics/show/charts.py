"""A panel in, a Vega-Lite specification and its rows out: periods as intervals, points, lines only between neighbours."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from metrics.show.axes import find_domain, time_axis, value_axis, value_scale
from metrics.show.filters import Table
from metrics.show.labels import ABOVE, DOWN, MOST_LABELS, OVER_SIGN, UP, to_width
from metrics.show.looks import COLOURS, Look
from metrics.show.marks import Columns, find_marks, lay_out, mark_chosen, to_sent
from metrics.show.matches import Mask
from metrics.show.notes import find_notes, note_layers
from metrics.show.panels import Panel
from metrics.show.phrases import say_day
from metrics.show.rows import hold_columns
from metrics.show.symbols import DASH, POINT, STROKE, UNREVIEWED
from metrics.show.transforms import PLAIN
from metrics.show.view import View
from metrics.show.words import say

Spec = dict[str, Any]
GAP = 7  # pixels between a bar and its figure
HIT_AREA = 700  # square pixels: a finger's 24 × 24 and a little more
INK = "#7c766c"
UNSEEN = "\u200b"  # figures of one name, time and issue get a bar each: to the chart their names differ, to the eye they do not
PICKED = "#a8741a"
FAINT: Spec = {"condition": {"test": "datum.is_dim", "value": 0.15}, "value": 1}  # the others while one is highlighted


def colour_by_series(looks: Mapping[str, Look]) -> Spec:
    """The colour of a mark, without a legend: the legend stands in the page."""
    scale = {"domain": list(looks), "range": [look.colour for look in looks.values()]}
    return {"field": "series", "type": "nominal", "scale": scale, "legend": None}


def timeline(panel: Panel, view: View) -> tuple[Spec, pa.Table]:
    """Figures over time, each at the end of its period, the period itself drawn as a bar under it."""
    marks, colour = lay_out(panel, view), colour_by_series(panel.looks)
    x = {
        "field": "x",
        "type": "temporal",
        "scale": {"type": "utc", "domain": find_domain(panel, marks)},
        "axis": time_axis(marks),
    }
    y = {
        "field": "y",
        "type": "quantitative",
        "scale": value_scale(panel, marks, view),
        "axis": value_axis(marks),
    }
    line = {
        "transform": [{"filter": "datum.run > 0"}],
        "mark": {"aria": False, "type": "line", "strokeWidth": 1.75},
        "encoding": {"x": x, "y": y, "stroke": colour, "opacity": FAINT, "detail": {"field": "run", "type": "nominal"}},
    }
    ground = [*note_layers(find_notes(panel), x), *span_layers(x, y, colour, marks)]
    lines = keep_used([(np.asarray(marks["run"]) > 0, line)])
    layers = [*ground, *lines, *point_layers(x, y, panel.looks), *word_layers(x, y, marks), hit_layer(x, y)]
    return {"height": 240, "layer": layers}, mark_chosen(to_sent(marks), panel.looks, view)


def keep_used(layers: Iterable[tuple[Mask, Spec]]) -> list[Spec]:
    """The layers that have a mark to draw: one that has none costs the browser as much as one that has many."""
    return [layer for drawn, layer in layers if drawn.any()]


def point_layers(x: Spec, y: Spec, looks: Mapping[str, Look]) -> list[Spec]:
    """A ring around the open figure, and every figure in the colour and shape of its series: hollow if it is no actual one."""
    colour = colour_by_series(looks)
    ring = {"aria": False, "type": "point", "size": 420, "filled": False, "strokeWidth": 2, "stroke": INK, "opacity": 1}
    shapes = {"domain": list(looks), "range": [look.shape for look in looks.values()]}
    point = {
        "x": x,
        "y": y,
        "opacity": FAINT,
        "stroke": colour,
        "strokeDash": {"condition": {"test": "datum.is_dashed", "value": list(DASH)}, "value": [1, 0]},
        "fill": {**colour, "condition": {"test": "datum.is_hollow", "value": "transparent"}},
        "shape": {"field": "series", "type": "nominal", "scale": shapes, "legend": None},
        "size": {"condition": {"test": "datum.is_unreviewed", "value": UNREVIEWED}, "value": POINT},
    }
    return [
        {"transform": [{"filter": "datum.is_picked"}], "mark": ring, "encoding": {"x": x, "y": y}},
        {"mark": {"aria": False, "type": "point", "strokeWidth": STROKE}, "encoding": point},
    ]


def span_layers(x: Spec, y: Spec, colour: Spec, marks: Columns) -> list[Spec]:
    """The periods and the ranges: a bar from first to last day, dashed where the end was not printed."""
    width = {"condition": {"test": "datum.is_hollow", "value": 2}, "value": 5}
    faint = {"condition": {"test": "datum.is_dim", "value": 0.08}, "value": 0.38}
    ends = {"x": {**x, "field": "x0"}, "x2": {"field": "x1"}, "y": y, "stroke": colour, "opacity": faint, "strokeWidth": width}
    bar = {"aria": False, "type": "rule", "strokeCap": "butt"}
    closed = {"transform": [{"filter": "datum.is_span && !datum.is_open"}], "mark": bar, "encoding": ends}
    ended = {
        "transform": [{"filter": "datum.is_span && datum.is_open"}],
        "mark": bar | {"strokeDash": [4, 4]},
        "encoding": ends,
    }
    high = {
        "transform": [{"filter": "isValid(datum.y_high)"}],
        "mark": {"aria": False, "type": "rule", "strokeWidth": 2},
        "encoding": {"x": x, "y": y, "y2": {"field": "y_high"}, "stroke": colour, "opacity": FAINT},
    }
    is_span, is_open, has_high = marks["is_span"], marks["is_open"], ~np.isnan(marks["y_high"])
    return keep_used([(is_span & ~is_open, closed), (is_span & is_open, ended), (has_high, high)])


def word_layers(x: Spec, y: Spec, marks: Columns) -> list[Spec]:
    """Arrows at bounds, ≈ at rounded figures, and the figures themselves while they are few, each where it covers nothing."""
    sign = {"aria": False, "type": "text", "fontSize": 15, "fontWeight": "bold", "color": INK}
    figure = {"aria": False, "type": "text", "fontSize": 13, "fontWeight": 600}
    dy, is_labelled = np.asarray(marks["sign_dy"]), np.asarray(marks["is_labelled"])
    layers = [(dy == place, f"datum.sign_dy === {place}", "sign", sign | {"dy": place}) for place in (UP, DOWN)]
    if len(dy) <= MOST_LABELS:
        layers += [
            (is_labelled & (dy >= 0), "datum.is_labelled && datum.sign_dy >= 0", "value", figure | {"dy": -ABOVE}),
            (is_labelled & (dy < 0), "datum.is_labelled && datum.sign_dy < 0", "value", figure | {"dy": -OVER_SIGN}),
        ]
    return keep_used(
        (
            drawn,
            {
                "transform": [{"filter": f"!datum.is_dim && {test}"}],
                "mark": mark,
                "encoding": {"x": x, "y": y, "text": {"field": field, "type": "nominal"}},
            },
        )
        for drawn, test, field, mark in layers
    )


def hit_layer(x: Spec, y: Spec) -> Spec:
    """Invisible marks as large as a fingertip that take the click and speak to screen readers."""
    tips = [{"field": field, "type": "nominal", "title": say(title)} for field, title in TOLD]
    return {
        "params": [{"name": "picked", "select": {"type": "point", "fields": ["obs_id"], "on": "click"}}],
        "mark": {"type": "point", "size": HIT_AREA, "filled": True, "opacity": 0.001, "cursor": "pointer"},
        "encoding": {"x": x, "y": y, "tooltip": tips, "description": {"field": "told", "type": "nominal"}},
    }


TOLD = (("value", "head_value"), ("period", "head_period"), ("name", "head_series"))


def bars(panel: Panel, view: View) -> tuple[Spec, pa.Table]:
    """The parts of one total at one time, largest first, from zero."""
    marks = tell_apart(find_marks(panel, view), panel.rows["issue_date"]).sort_values("y", ascending=False)
    axis = {"title": None, "ticks": False, "domain": False, "labelLimit": 190, "labelFontSize": 13, "labelPadding": 8}
    y = {"field": "part", "type": "nominal", "sort": None, "axis": axis | {"labelExpr": "split(datum.label, '\\n')"}}
    low, high = min(0.0, float(marks["y"].min())), max(0.0, float(marks["y"].max()))
    room = GAP * 2 + max(map(to_width, marks["value"]), default=0.0)
    scale = {"domain": [low, high if high > low else low + 1], "range": [0, {"expr": f"max({GAP}, width - {room:.0f})"}]}
    x = {"field": "y", "type": "quantitative", "axis": None, "scale": scale}
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
            "transform": [{"calculate": "max(0, datum.y)", "as": "y"}],  # behind zero where the bar goes the other way
            "mark": {"aria": False, "type": "text", "align": "left", "dx": GAP, "fontSize": 13, "fontWeight": 600},
            "encoding": {"x": x, "y": y, "text": {"field": "value", "type": "nominal"}},
        },
    ]
    step = 36 if marks["part"].str.contains("\n").any() else 30
    return {"height": {"step": step}, "layer": layers}, mark_chosen(to_sent(marks), panel.looks, view)


def tell_apart(marks: Table, issued: "pd.Series[pd.Timestamp]") -> Table:
    """The marks with a name for each bar: figures of one name at one time tell below it when they were printed."""
    parts, days = marks["part"], issued.set_axis(marks.index)
    is_alike = parts.duplicated(keep=False) & days.notna()
    parts = parts.mask(is_alike, parts + "\n" + days.map(lambda day: say("bar_printed", day=say_day(day))))
    return marks.assign(part=parts + parts.groupby(parts).cumcount().map(lambda again: UNSEEN * again))


def fitting(panel: Panel, view: View) -> tuple[Spec, pa.Table]:
    """Bars when several figures hold at one and the same time, otherwise the timeline."""
    return (bars if is_bars(panel, view) else timeline)(panel, view)


def is_bars(panel: Panel, view: View) -> bool:
    """Whether a panel is drawn as bars: asked for, or nothing to tell about time; what is derived or implied is over time."""
    held = hold_columns(panel.rows)
    if view.derivation != PLAIN or any(held["formula"]):
        return False
    is_cross_section = len(panel.rows) >= 3 and len(set(held["period_text"])) == 1
    return view.chart == "bars" or (view.chart == "auto" and is_cross_section)


CHARTS: dict[str, Callable[[Panel, View], tuple[Spec, pa.Table]]] = {"auto": fitting, "time": timeline, "bars": fitting}
