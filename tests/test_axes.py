"""The axes of a chart: ticks where figures stand, values from zero, logarithms above it, shared only by what is alike."""

import pandas as pd

from metrics.show.axes import to_tick
from metrics.show.charts import timeline
from metrics.show.filters import show_rows
from metrics.show.panels import split_panels
from metrics.show.view import View
from tests.desk import day, make_table, only_panel
from tests.test_charts import TWO_DAYS, find_ticks


def test_the_value_axis_has_its_zero_and_nothing_below_it():
    spec, _ = timeline(only_panel(TWO_DAYS), View())
    low, high = spec["layer"][0]["encoding"]["y"]["scale"]["domain"]
    assert low == 0
    assert high > 908


def test_few_dates_are_labelled_each_and_many_by_the_calendar():
    few = make_table(*({"value": n, **day(f"2024-05-{n:02}")} for n in range(1, 12)))
    many = make_table(*({"value": n, **day(f"2024-05-{n:02}")} for n in range(1, 13)))
    assert len(find_ticks(timeline(only_panel(few), View())[0])) == 11
    assert "values" not in timeline(only_panel(many), View())[0]["layer"][0]["encoding"]["x"]["axis"]


def test_a_day_at_the_end_of_a_month_is_still_named_as_a_day():
    last = pd.Timestamp("2024-12-31").timestamp() * 1000
    assert to_tick(last, True) == ["12月31日", "2024年"]
    assert to_tick(last, False) == ["2024年", ""]


def two_units():
    return make_table(
        {"value": 2.0, "unit": "亿元", "base_value": 2e8, "base_unit": "元", "entity": "甲市", **day("2024-05-01")},
        {"value": 9000.0, "unit": "万元", "base_value": 9e7, "base_unit": "元", "entity": "乙市", **day("2024-09-01")},
        {"value": 9.0, "unit": "件", "base_unit": "件", "entity": "乙市", **day("2024-09-01")},
    )


def find_scales(view):
    """Lowest and highest value of every chart in base units, with its first day."""
    found = []
    for panel in split_panels(show_rows(two_units(), view), view).panels:
        spec, _ = timeline(panel, view)
        scales = [spec["layer"][-1]["encoding"][axis]["scale"]["domain"] for axis in "xy"]
        found.append((panel.unit, round(scales[1][1] * panel.factor), scales[0][0]))
    return {unit: (high, first) for unit, high, first in found}


def test_a_shared_axis_is_shared_by_charts_of_one_unit_only():
    free, shared = (find_scales(View(facet="entity", axis=axis)) for axis in ("free", "shared"))
    assert free["亿元"][0] != free["万元"][0]
    assert shared["亿元"] == shared["万元"]
    assert shared["件"][0] == free["件"][0]
    assert len({first["month"] for _, first in shared.values()}) == 1


def test_a_logarithmic_scale_is_drawn_only_above_zero():
    above = make_table({"value": 5, **day("2024-05-01")}, {"value": 5000, **day("2024-06-01")})
    below = make_table({"value": 0, **day("2024-05-01")}, {"value": 5000, **day("2024-06-01")})
    kinds = [
        timeline(only_panel(table), View(scale="log"))[0]["layer"][-1]["encoding"]["y"]["scale"] for table in (above, below)
    ]
    assert [kind.get("type") for kind in kinds] == ["log", None]


def test_a_figure_with_a_sign_has_room_for_its_label():
    def reach(bound):
        table = make_table({"value": 30.0, "bound": bound, **day("2024-05-01")})
        return timeline(only_panel(table), View())[0]["layer"][0]["encoding"]["y"]["scale"]["domain"][1]

    assert reach(">") > reach("=") > 30
