"""The charts of a view in, one picture out: what the browser draws, with title, source and link written into it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from metrics.show.charts import CHARTS, is_bars, point_layers
from metrics.show.panels import Panel
from metrics.show.view import View
from metrics.show.words import say

Spec = dict[str, Any]
WIDTH = 760
GUTTERS = (84, 204)  # pixels at the left for the words of an axis: over time, beside bars
LINE = 116  # characters of a link that stand side by side
KEY = 20  # the height of a line of the legend
SHARP = 2  # points of the picture for one of the screen
INK, SOFT, PAPER = "#1d1b18", "#625b50", "#fbf9f4"
FONT = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, WenQuanYi Zen Hei, sans-serif"
APART: Spec = {"scale": dict.fromkeys(("stroke", "fill", "shape"), "independent")}  # every chart begins with the first colour
CONFIG = {
    "font": FONT,
    "background": PAPER,
    "padding": 24,
    "view": {"stroke": None},
    "title": {"anchor": "start", "color": INK, "subtitleColor": SOFT, "fontSize": 15, "subtitleFontSize": 12, "offset": 14},
    "axis": {"labelColor": SOFT, "gridColor": "#cfc7b8", "labelFontSize": 12},
    "concat": {"spacing": 28},
}


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the charts: a title, the choices under it, and the lines at the foot."""

    title: str
    choices: str
    foot: tuple[str, ...]


def to_picture(panels: Sequence[Panel], view: View, frame: Frame) -> Spec:
    """The specification of the whole picture."""
    gutter = GUTTERS[any(is_bars(panel, view) for panel in panels)]
    charts = [draw_panel(panel, view, gutter) for panel in panels] or [write_lines([say("picture_empty")], gutter)]
    title = {"text": frame.title, "subtitle": frame.choices, "fontSize": 22, "subtitleFontSize": 13, "offset": 20}
    config = CONFIG | {"axisY": {"minExtent": gutter}}
    return {"title": title, "vconcat": [*charts, write_lines(frame.foot, gutter)], "resolve": APART, "config": config}


def draw_panel(panel: Panel, view: View, gutter: int) -> Spec:
    """One chart of a panel under its name, with its rows in it and nothing to click."""
    spec, marks = CHARTS[view.chart](panel, view)
    entity = [str(panel.rows["entity"].iloc[0])] if panel.rows["entity"].nunique() == 1 else []
    facts = say("comma").join([*entity, *([say("unit", unit=panel.unit)] if panel.unit else [])])
    values = json.loads(marks.to_pandas().to_json(orient="records", force_ascii=False))
    layers = [still(layer) for layer in spec["layer"]]
    head = {"text": panel.title, "subtitle": [*([facts] if facts else [])]}
    chart = {**spec, "layer": layers, "width": WIDTH, "data": {"values": values}}
    has_keys = len(panel.looks) > 1 and not is_bars(panel, view)
    return {
        "title": head,
        "spacing": 8,
        "vconcat": [*([draw_keys(panel, gutter)] if has_keys else []), chart],
        "resolve": APART,
    }


def draw_keys(panel: Panel, gutter: int) -> Spec:
    """The series of a panel, a line each: the mark as the chart draws it, and its name."""
    keys = [
        {"series": series, "name": look.name, "row": row, "is_hollow": look.is_hollow, "is_dashed": look.is_dashed}
        for row, (series, look) in enumerate(panel.looks.items())
    ]
    y = {"field": "row", "type": "quantitative", "axis": None, "scale": {"domain": [len(keys) - 0.5, -0.5], "nice": False}}
    (_, point), text = (
        point_layers({"value": 6 - gutter}, y, panel.looks),
        {"type": "text", "align": "left", "fontSize": 13, "color": SOFT},
    )
    name = {"mark": text, "encoding": {"x": {"value": 18 - gutter}, "y": y, "text": {"field": "name", "type": "nominal"}}}
    return {"data": {"values": keys}, "width": WIDTH, "height": KEY * len(keys), "layer": [point, name]}


def still(layer: Spec) -> Spec:
    """A layer that takes no click."""
    return {name: value for name, value in layer.items() if name != "params"}


def write_lines(lines: Sequence[str], gutter: int) -> Spec:
    """Small print under the charts, long lines cut where the picture ends."""
    lines = [part for line in lines for part in cut_line(line)]
    mark = {"type": "text", "align": "left", "baseline": "top", "fontSize": 11, "color": SOFT, "lineHeight": 17}
    place = {"x": -gutter, "y": 0, "text": lines}
    return {"data": {"values": [{}]}, "mark": mark | place, "width": WIDTH, "height": 17 * len(lines)}


def cut_line(line: str) -> list[str]:
    """A line in pieces that fit the picture.

    >>> [len(piece) for piece in cut_line("x" * 150)]
    [116, 34]
    """
    return [line[at : at + LINE] for at in range(0, len(line), LINE)]


@lru_cache(maxsize=32)
def render(spec: str, form: str) -> bytes:
    """The bytes of a specification as SVG or PNG; no address is opened for it."""
    import altair as alt  # both are large, and only a picture needs them
    import vl_convert

    chart = json.loads(spec)
    alt.VConcatChart.validate(chart)  # refuses what is no chart before it is drawn
    closed: Mapping[str, Any] = {"allowed_base_urls": []}
    if form == "svg":
        return str(vl_convert.vegalite_to_svg(chart, **closed)).encode()
    return bytes(vl_convert.vegalite_to_png(chart, scale=SHARP, **closed))
