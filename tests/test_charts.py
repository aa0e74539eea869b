"""What a chart claims: which figures share an axis, which are joined, what is marked; Vega-Lite takes every specification."""

from datetime import date

import altair as alt
import pandas as pd
import pytest

from metrics.show.charts import CHARTS, timeline
from metrics.show.drawings import draw, follow
from metrics.show.legend import draw_kinds, draw_legend
from metrics.show.looks import COLOURS
from metrics.show.marks import find_marks
from metrics.show.panels import MOST_PANELS, MOST_SERIES, find_runs, is_joined, split_panels
from metrics.show.phrases import say_alt, say_series, say_value
from metrics.show.view import View
from metrics.show.words import codes
from tests.desk import day, make_row, make_table, only_panel, span

TWO_DAYS = make_table({"value": 908, **day("2024-05-29")}, {"value": 865, **day("2024-09-23")})


def to_full(spec, marks):
    """The specification with its rows, as Altair checks it against the schema."""
    full = {**spec, "data": {"values": marks.to_pylist()}}
    alt.LayerChart.validate(full)
    return full


def find_ticks(spec):
    return spec["layer"][0]["encoding"]["x"]["axis"]["values"]


@pytest.mark.parametrize("chart", CHARTS)
def test_vega_lite_takes_the_specification_of_every_chart(chart):
    table = make_table(
        {"value": 76, "dims": ""},
        {"value": 72, "dims": "渠道=微信"},
        {"value": 4, "value_high": 6.0, "dims": "渠道=信箱", "bound": "~"},
    )
    panel = split_panels(table, View(chart=chart)).panels[0]
    assert to_full(*CHARTS[chart](panel, View(point="o-1")))["layer"]


def test_the_page_offers_the_charts_there_are():
    assert set(codes("chart")) == set(CHARTS)


def test_two_days_far_apart_are_two_points_two_dates_and_no_line():
    panel = only_panel(TWO_DAYS)
    spec, marks = timeline(panel, View())
    assert marks["run"].to_pylist() == [0, 0]
    assert [(tick["month"], tick["date"]) for tick in find_ticks(spec)] == [(5, 29), (9, 23)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (("2024-05-01", "2024-05-01"), ("2024-05-02", "2024-05-02"), True),
        (("2024-05-01", "2024-05-01"), ("2024-05-03", "2024-05-03"), True),
        (("2024-05-01", "2024-05-01"), ("2024-05-05", "2024-05-05"), False),
        (("2024-01-01", "2024-01-31"), ("2024-02-01", "2024-02-29"), True),
        (("2024-01-01", "2024-01-31"), ("2024-03-01", "2024-03-31"), True),
        (("2024-01-01", "2024-01-31"), ("2024-05-01", "2024-05-31"), False),
        (("2022-01-01", "2022-12-31"), ("2023-01-01", "2023-12-31"), True),
        (("2019-01-01", "2019-12-31"), ("2023-01-01", "2023-12-31"), False),
        (("2024-01-01", "2024-04-30"), ("2024-01-01", "2024-08-31"), False),
        (("2023-01-01", "2023-04-30"), ("2024-01-01", "2024-04-30"), False),
        (("2023-01-01", "2023-12-31"), ("2024-01-01", "2024-04-30"), False),
        ((None, "2024-03-31"), (None, "2024-04-30"), True),
        ((None, "2024-03-31"), (None, "2024-12-31"), False),
        ((None, "2024-03-31"), ("2024-04-01", "2024-04-30"), False),
    ],
)
def test_a_line_joins_only_equal_spans_at_most_two_periods_apart(before, after, expected):
    pair = [tuple(one and date.fromisoformat(one) for one in days) for days in (before, after)]
    assert is_joined(*pair) is expected


def test_a_gap_starts_a_new_run():
    days = ["2024-05-01", "2024-05-02", "2024-05-03", "2024-06-01", "2024-06-02", "2024-07-01"]
    table = make_table(*({"value": number, **day(text)} for number, text in enumerate(days)))
    assert find_runs(table) == {"o-0": 1, "o-1": 1, "o-2": 1, "o-3": 2, "o-4": 2}


def test_growth_share_level_and_units_never_share_an_axis():
    kinds = [
        {"measure": "level", "unit": "亿元", "base_unit": "元"},
        {"measure": "level", "unit": "件", "base_unit": "件"},
        {"measure": "growth", "unit": "%", "base_unit": "%", "basis": "yoy"},
        {"measure": "growth", "unit": "%", "base_unit": "%", "basis": "mom"},
        {"measure": "share", "unit": "%", "base_unit": "%", "base": "全市"},
        {"measure": "completion", "unit": "%", "base_unit": "%"},
    ]
    split = split_panels(make_table(*kinds), View())
    assert [len(panel.rows) for panel in split.panels] == [1] * len(kinds)


def test_multiples_of_one_unit_are_drawn_in_the_commonest():
    rows = [
        {"value": 3.0, "unit": "亿元", "base_value": 3e8, **day("2024-05-01")},
        {"value": 2.0, "unit": "亿元", "base_value": 2e8, **day("2024-05-02")},
        {"value": 5000.0, "unit": "万元", "base_value": 5e7, **day("2024-05-03")},
    ]
    panel = only_panel(make_table(*({**row, "base_unit": "元"} for row in rows)))
    assert panel.unit == "亿元"
    assert sorted(panel.rows["y"]) == [0.5, 2.0, 3.0]


def test_what_is_left_out_of_the_chart_is_counted():
    undated = make_table({**span(None, None)}, {**day("2024-05-01")})
    assert split_panels(undated, View()).unfit == 1
    crowd = make_table(*({"dims": f"单位={number}"} for number in range(MOST_SERIES + 3)))
    assert only_panel(crowd).hidden == 3
    many = make_table(*({"indicator": f"指标{n}", "indicator_id": f"i{n}", "unit": f"u{n}"} for n in range(MOST_PANELS + 2)))
    assert split_panels(many, View(facet="indicator")).unshown == 2


def test_a_period_is_drawn_from_its_first_to_its_last_day():
    table = make_table(
        {**span("2024-01-01", "2024-04-30")}, {"value": 11, **day("2024-09-23")}, {"value": 12, **span("2024-08-01", None)}
    )
    marks = find_marks(only_panel(table), View()).set_index("obs_id")
    days = {name: [f"{pd.Timestamp(ms, unit='ms'):%m-%d}" for ms in marks.loc[name, ["x0", "x1", "x"]]] for name in marks.index}
    assert days["o-0"] == ["01-01", "04-30", "04-30"]
    assert days["o-1"] == ["09-23", "09-23", "09-23"]
    assert list(marks.loc[["o-0", "o-1"], "is_span"]) == [True, False]
    assert bool(marks.loc["o-2", "is_open"])


def test_targets_are_a_hollow_series_of_their_own_and_in_the_legend():
    panel = only_panel(make_table({"value": 9}, {"value": 12, "status": "target", **day("2024-06-01")}))
    looks = panel.looks
    assert sorted(look.is_hollow for look in looks.values()) == [False, True]
    assert "目标" in draw_legend(panel.looks, View())
    assert "空心" in draw_kinds([panel], View())


@pytest.mark.parametrize(
    ("bound", "key", "glyph"), [(">", "超过", "↑"), (">=", "不低于", "↑"), ("<", "不足", "↓"), ("~", "约数", "≈")]
)
def test_a_bound_is_marked_and_explained(bound, key, glyph):
    panel = only_panel(make_table({"bound": bound}))
    spec, marks = timeline(panel, View())
    (place,), (sign,) = marks["sign_dy"].to_pylist(), marks["sign"].to_pylist()
    layers = [layer for layer in spec["layer"] if f"datum.sign_dy === {place}" in str(layer.get("transform"))]
    assert [(layer["mark"]["dy"], layer["encoding"]["text"]["field"], sign) for layer in layers] == [(place, "sign", glyph)]
    assert key in draw_kinds([panel], View())
    assert marks["value"].to_pylist()[0] != "10 件"


@pytest.mark.parametrize(
    ("status", "shape", "key"), [("target", "circle", "空心"), ("planned", "circle", "虚线空心"), ("rule", "stroke", "短横")]
)
def test_what_is_no_actual_figure_looks_different_and_is_explained(status, shape, key):
    panel = only_panel(make_table({"status": status}))
    _, marks = timeline(panel, View())
    (look,) = panel.looks.values()
    assert (look.shape, look.is_hollow, marks["is_dashed"].to_pylist()[0]) == (shape, True, status == "planned")
    assert key in draw_kinds([panel], View())


def test_one_of_many_series_is_set_off_and_the_others_fade():
    table = make_table(*({"value": n, "dims": f"渠道={n}", **day(f"2024-05-0{n + 1}")} for n in range(3)))
    panel = only_panel(table, View(highlight=table["series_id"].iloc[1]))
    view = View(highlight=table["series_id"].iloc[1])
    _, marks = timeline(panel, view)
    assert dict(zip(marks["obs_id"].to_pylist(), marks["is_dim"].to_pylist(), strict=True)) == {
        "o-0": True,
        "o-1": False,
        "o-2": True,
    }
    assert draw_legend(panel.looks, view).count('aria-current="true"') == 1
    assert not any(timeline(panel, View(highlight="s-elsewhere"))[1]["is_dim"].to_pylist())


def test_an_exact_figure_needs_no_explanation():
    panel = only_panel(make_table({}))
    assert draw_legend(panel.looks, View()) + draw_kinds([panel], View()) == ""


def test_series_are_told_apart_without_colour():
    table = make_table(*({"value": n, "dims": f"渠道={n}", **day("2024-05-01")} for n in range(5)))
    looks = list(only_panel(table).looks.values())
    assert len({(look.shape, look.colour) for look in looks}) == 5
    assert len({look.name for look in looks}) == 5


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("ground", ["#fbf9f4", "#171614"])
@pytest.mark.parametrize("colour", COLOURS)
def test_every_series_colour_stands_out_on_both_grounds(colour, ground):
    low, high = sorted((luminance(colour), luminance(ground)))
    assert (high + 0.05) / (low + 0.05) >= 3


def test_the_words_for_a_chart_hold_its_last_figure_and_count():
    assert say_alt(TWO_DAYS) == "2 个有时期的数字，从2024年5月29日到2024年9月23日；最近一个是热线来电 · 云河市，865 件。"
    assert "没有写明时期" in say_alt(make_table({**span(None, None)}))
    assert say_alt(make_table()) == "没有符合条件的数字。"


@pytest.mark.parametrize(
    ("changes", "value", "series"),
    [
        ({"value": 908}, "908 件", "热线来电 · 云河市"),
        ({"value": 12345.6, "bound": ">"}, "超 12,345.6 件", "热线来电 · 云河市"),
        ({"value": 1, "value_high": 2.0, "unit": "个"}, "1—2 个", "热线来电 · 云河市"),
        ({"value": -3.2, "unit": "%", "measure": "growth", "basis": "yoy"}, "−3.2%", "热线来电 · 云河市 · 同比增幅"),
        ({"value": 70.5, "unit": "%", "measure": "share", "base": "全市"}, "70.5%", "热线来电 · 云河市 · 占全市"),
        ({"value": 5, "dims": "渠道=信箱"}, "5 件", "热线来电 · 信箱 · 云河市"),
        ({"value": 100, "bound": ">", "status": "target"}, "超 100 件", "热线来电 · 云河市 · 目标"),
    ],
)
def test_a_figure_is_written_with_its_hedge_and_unit(changes, value, series):
    row = make_row(0, **changes)
    assert (say_value(row), say_series(row)) == (value, series)


def test_a_drawing_follows_what_is_open_and_highlighted_though_it_is_worked_out_once():
    panel = only_panel(make_table({"value": 8}, {"value": 5, "dims": "渠道=微信"}))
    lit, drawing = next(iter(panel.looks)), draw(panel, View())
    plain, chosen = follow(drawing, View()), follow(drawing, View(point="o-1", highlight=lit))
    assert chosen.spec is plain.spec
    assert (plain.holds("o-1"), plain.holds("o-9"), plain.holds("")) == (True, False, False)
    assert not any(mark["is_picked"] or mark["is_dim"] for mark in plain.sent.to_pylist())
    marks = chosen.sent.to_pylist()
    assert [mark["is_picked"] for mark in marks] == [mark["obs_id"] == "o-1" for mark in marks]
    assert [mark["is_dim"] for mark in marks] == [mark["series"] != lit for mark in marks]
    assert 'aria-current="true"' in chosen.head
    assert 'aria-current="true"' not in plain.head
