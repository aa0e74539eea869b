"""Bars: one a figure, from zero, each told apart from its neighbours."""

import re
from datetime import date

from metrics.show.charts import bars
from metrics.show.view import View
from tests.desk import make_table, only_panel


def test_the_parts_of_one_day_are_bars_from_zero_largest_first():
    table = make_table({"value": 2, "dims": "渠道=信箱"}, {"value": 72, "dims": "渠道=微信"}, {"value": 1, "dims": "渠道=网站"})
    spec, marks = bars(only_panel(table), View())
    assert marks["value"].to_pylist() == ["72 件", "2 件", "1 件"]
    assert spec["layer"][0]["encoding"]["x"]["scale"]["domain"][0] == 0


def test_two_figures_of_one_name_at_one_time_are_two_bars():
    table = make_table({"value": 9}, {"value": 5}, {"value": 2, "dims": "渠道=微信"}, {"value": 1, "dims": "渠道=电话"})
    _, marks = bars(only_panel(table.assign(series_id=["s-1", "s-1", "s-2", "s-3"])), View())
    assert len(set(marks["part"].to_pylist())) == 4
    assert len({part.rstrip("\u200b") for part in marks["part"].to_pylist()}) == 3


def test_bars_of_one_name_at_one_time_tell_below_it_when_they_were_printed():
    days = [date(2024, 5, 3), date(2024, 6, 4), None, date(2024, 6, 4)]
    rows = [{"value": n, "issue_date": day} for n, day in enumerate(days)] + [{"value": 9, "dims": "渠道=微信"}]
    spec, marks = bars(only_panel(make_table(*rows)), View())
    names = [mark["part"].rstrip("\u200b") for mark in marks.sort_by("value").to_pylist()]
    assert [name.partition("\n")[2] for name in names] == ["2024年5月3日见报", "2024年6月4日见报", "", "2024年6月4日见报", ""]
    assert len(set(marks["part"].to_pylist())) == 5
    assert spec["layer"][0]["encoding"]["y"]["axis"]["labelExpr"] == r"split(datum.label, '\n')"


def test_the_figure_of_a_bar_below_zero_stands_behind_zero():
    rows = [{"value": n, "unit": "%", "measure": "growth", "basis": "yoy", "dims": f"渠道={n}"} for n in (3.5, -6.2, -1)]
    spec, _ = bars(only_panel(make_table(*rows)), View())
    assert spec["layer"][1]["transform"] == [{"calculate": "max(0, datum.y)", "as": "y"}]
    assert spec["layer"][0]["encoding"]["x"]["scale"]["domain"] == [-6.2, 3.5]


def test_bars_that_all_go_down_start_at_zero():
    rows = [{"value": n, "unit": "%", "measure": "growth", "basis": "yoy", "dims": f"渠道={n}"} for n in (-4, -6, -8)]
    spec, _ = bars(only_panel(make_table(*rows)), View())
    assert spec["layer"][0]["encoding"]["x"]["scale"]["domain"] == [-8, 0]


def test_the_longest_bar_leaves_room_for_its_figure_on_any_screen():
    rows = [{"value": n, "dims": f"渠道={n}"} for n in (1, 12345678.9)]
    short, long = (bars(only_panel(make_table(*some)), View())[0] for some in (rows[:1], rows))
    kept = [
        int(re.search(r"width - (\d+)", spec["layer"][0]["encoding"]["x"]["scale"]["range"][1]["expr"])[1])
        for spec in (short, long)
    ]
    assert 20 < kept[0] < kept[1] < 160
