"""The legend shows the marks that the charts draw: their outline, colour, ground and dashes."""

import re
from urllib.parse import unquote

import pytest
import vl_convert

from metrics.show.charts import point_layers
from metrics.show.legend import draw_legend
from metrics.show.looks import SHAPES, Look
from metrics.show.panels import split_panels
from metrics.show.symbols import draw_symbol
from metrics.show.view import View
from tests.desk import make_table

KINDS = {"actual": {}, "target": {"is_hollow": True}, "planned": {"is_hollow": True, "is_dashed": True}}
NAMES = ("d", "fill", "stroke", "stroke-width", "stroke-dasharray")
NONE = {"fill": ("none", "transparent"), "stroke-dasharray": ("1,0",)}


def read_path(svg):
    """The outline in a picture and how it is drawn; what draws nothing is empty."""
    (path,) = [found for found in re.findall(r"<path [^>]*>", svg) if "stroke=" in found and "M" in found]
    values = dict(re.findall(r'([\w-]+)="([^"]*)"', path))
    return {name: "" if values.get(name, "") in NONE.get(name, ()) else values.get(name, "") for name in NAMES}


def draw_mark(look):
    """The mark of a series alone as the chart draws it."""
    looks = {"s": look}
    _, layer = point_layers({"value": 20}, {"value": 20}, looks)
    datum = {"series": "s", "is_hollow": look.is_hollow, "is_dashed": look.is_dashed}
    spec = {"data": {"values": [datum]}, "config": {"view": {"stroke": None}}, **layer}
    return vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shape", [*SHAPES, "stroke", "cross"])
def test_the_legend_shows_the_mark_the_chart_draws(shape, kind):
    look = Look("", "#c2412d", shape, **KINDS[kind])
    symbol = unquote(re.search('src="data:image/svg[+]xml,([^"]+)"', draw_symbol(look))[1])
    assert read_path(symbol) == read_path(draw_mark(look))


def test_every_series_of_a_legend_has_its_own_mark():
    rows = make_table({}, {"status": "target"}, {"status": "planned"}, {"status": "rule"})
    (panel,) = split_panels(rows, View(chart="time")).panels
    legend = draw_legend(panel.looks, View())
    assert [draw_symbol(look) in legend for look in panel.looks.values()] == [True] * 4
    assert len({draw_symbol(look) for look in panel.looks.values()}) == 4
