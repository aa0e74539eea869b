"""Which figures stand written beside their marks: none of them covers a mark, a period, a sign or another figure."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.show.axes import find_reach, value_scale
from metrics.show.filters import list_rows, show_rows
from metrics.show.labels import DOWN, LINE, MARK, MOST_LABELS, UP, around, box_label, find_boxes, place_marks, touch
from metrics.show.marks import find_marks
from metrics.show.panels import split_panels
from metrics.show.view import View
from tests.desk import day, make_table, span

NEIGHBOURS = ({"value": 100, **day("2024-05-29")}, {"value": 97, **day("2024-05-30"), "dims": "渠道=微信"})


def find_panel(*changes):
    (panel,) = split_panels(show_rows(make_table(*changes), View()), View()).panels
    return panel


def find_written(*changes):
    marks = find_marks(find_panel(*changes), View())
    return marks[marks["is_labelled"]]["value"].tolist()


def test_figures_that_stand_apart_are_all_written():
    assert find_written({"value": 908, **day("2024-05-29")}, {"value": 865, **day("2024-09-23")}) == ["865 件", "908 件"]


def test_a_figure_is_not_written_over_the_mark_of_another_series():
    assert find_written(*NEIGHBOURS, {"value": 20, **day("2024-05-29"), "dims": "渠道=电话"}) == ["100 件", "20 件"]


def test_a_figure_is_not_written_over_the_sign_of_a_bound():
    high = {"value": 110, "bound": ">", **day("2024-05-29"), "dims": "渠道=微信"}
    assert find_written({"value": 90, **day("2024-05-29")}, high) == ["超 110 件"]


def test_a_figure_is_not_written_over_the_period_of_another():
    year = {"value": 112, **span("2024-01-01", "2024-12-31"), "dims": "渠道=微信"}
    assert "100 件" not in find_written({"value": 100, **day("2024-06-30")}, year)


def find_drawn_signs(*changes):
    marks = find_marks(find_panel(*changes), View()).sort_values("y", ascending=False)
    return list(zip(marks["sign"], marks["sign_dy"], strict=True))


def test_signs_of_figures_that_stand_apart_are_over_their_marks_and_arrows_down_under_them():
    apart = (
        {"value": 100, "bound": ">"},
        {"value": 60, "bound": "~", "dims": "渠道=微信"},
        {"value": 20, "bound": "<", "dims": "渠道=电话"},
    )
    assert find_drawn_signs(*apart) == [("↑", UP), ("≈", UP), ("↓", DOWN)]


def test_the_sign_of_a_figure_right_under_another_stands_below_it():
    near = ({"value": 100}, {"value": 97, "bound": ">", "dims": "渠道=微信"})
    assert find_drawn_signs(*near) == [("", 0), ("↑", DOWN)]


def test_a_sign_without_a_place_is_left_to_the_tooltip_and_the_table():
    between = ({"value": 100}, {"value": 90, "bound": "~", "dims": "渠道=微信"}, {"value": 80, "dims": "渠道=电话"})
    assert find_drawn_signs(*between) == [("", 0), ("", 0), ("", 0)]


def test_a_sign_stands_on_a_period_rather_than_nowhere():
    years = (
        {"value": 100, **span("2024-01-01", "2024-12-31")},
        {"value": 93, "bound": "~", **day("2024-06-30"), "dims": "渠道=微信"},
    )
    assert find_drawn_signs(*years)[1] == ("≈", DOWN)
    under = {"value": 86, **span("2024-01-01", "2024-12-31"), "dims": "渠道=电话"}
    assert find_drawn_signs(*years, under)[1] == ("≈", UP)


def test_rounded_parts_without_a_period_are_drawn():
    parts = ({"value": n, "dims": f"渠道={n}", "bound": "~", **span(None, None)} for n in (10, 20))
    panel = split_panels(make_table(*parts), View(chart="bars")).panels[0]
    assert len(find_marks(panel, View(chart="bars"))) == 2


FIGURES = st.lists(
    st.tuples(st.integers(1, 5000), st.integers(1, 12), st.sampled_from(("=", ">", "<", "~"))), min_size=1, max_size=12
)


@settings(max_examples=25)
@given(FIGURES)
def test_nothing_that_is_written_covers_anything(figures):
    changes = [
        {"value": value, "bound": bound, "dims": f"渠道={number}", **day(f"2024-{month:02}-15")}
        for number, (value, month, bound) in enumerate(figures)
    ]
    panel = find_panel(*changes)
    marks = find_marks(panel, View())
    assert len(marks) <= MOST_LABELS
    low, high = value_scale(panel, marks, View())["domain"]
    rows = list_rows(marks.assign(**place_marks(marks, find_reach(panel, marks), (low, high), is_log=False)))
    written = [row for row in rows if row["is_labelled"]]
    assert not any(touch(box_label(one), box_label(other)) for one, other in combinations(written, 2))
    others = [(one, box) for one in written for row in rows if row is not one for box in find_boxes(row)]
    assert not any(touch(box_label(one), box) for one, box in others)
    signs = [(one, around(one["x_px"], one["y_px"] + one["sign_dy"], MARK, LINE / 2)) for one in rows if one["sign_dy"]]
    assert not any(touch(box, other) for (_, box), (_, other) in combinations(signs, 2))
    at = {one["obs_id"]: around(one["x_px"], one["y_px"], MARK, MARK) for one in rows}
    assert not any(touch(box, at[row["obs_id"]]) for one, box in signs for row in rows if row is not one)
