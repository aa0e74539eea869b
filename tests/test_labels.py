"""Which figures stand written beside their marks: none of them covers a mark, a period, a sign or another figure."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.show.axes import find_reach, value_scale
from metrics.show.filters import list_rows, show_rows
from metrics.show.labels import MOST_LABELS, box_label, find_boxes, place_marks, touch
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
