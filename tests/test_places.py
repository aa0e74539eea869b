"""The tree of places and the months: what lies where, what a choice with all below takes in, how much there is."""

import pytest

from metrics.show.filters import find_figures, known_values, show_rows
from metrics.show.months import count_months
from metrics.show.places import Node, find_path, grow_tree
from metrics.show.view import View
from tests.desk import day, make_table, span

TABLE = make_table(
    {"entity": "西宁市", **day("2024-09-23")},
    {"entity": "西宁市湟中区", **day("2024-05-29")},
    {"entity": "西宁市应急管理局", **span("2024-01-01", "2024-04-30")},
    {"entity": "海东市", **span("2023-01-01", "2023-12-31")},
    {"entity": "某某大厦", **span(None, None)},
    {"entity": "青海省", **span("2024-09-01", None)},
)


@pytest.mark.parametrize(
    ("name", "above"),
    [
        ("全国", ()),
        ("青海省", ()),
        ("格尔木市", ("青海省", "海西州")),
        ("西宁经济技术开发区", ("青海省", "西宁市")),
        ("重庆市江北区", ("重庆市",)),
        ("南川工业园区", ()),  # a county's short name is too often another word: this one lies in 西宁, not in 重庆
        ("同江铁路口岸", ()),
    ],
)
def test_an_entity_lies_where_its_code_or_its_name_says(name, above):
    assert find_path(name) == (*above, name)


def test_the_tree_counts_what_is_below_a_place_with_it():
    counts = {"西宁市": 3, "西宁市湟中区": 2, "西宁市应急管理局": 1, "海东市": 4, "某某大厦": 5}
    assert grow_tree(counts) == (
        Node("青海省", 0, 0, 10),
        Node("西宁市", 1, 3, 6),
        Node("西宁市湟中区", 2, 2, 2),
        Node("西宁市应急管理局", 2, 1, 1),
        Node("海东市", 1, 4, 4),
        Node("某某大厦", 0, 5, 5),
    )


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (View(entity=("西宁市",)), {"o-0"}),
        (View(within=("西宁市",)), {"o-0", "o-1", "o-2"}),
        (View(within=("青海省",)), {"o-0", "o-1", "o-2", "o-3", "o-5"}),
        (View(within=("西宁市湟中区", "海东市")), {"o-1", "o-3"}),
        (View(month=("2024",)), {"o-0", "o-1", "o-2", "o-5"}),
        (View(month=("2024-09",)), {"o-0", "o-5"}),
        (View(month=("2023", "2024-05")), {"o-1", "o-3"}),
    ],
)
def test_a_place_is_taken_alone_or_with_all_below_and_a_year_with_its_months(view, expected):
    assert set(show_rows(TABLE, view)["obs_id"]) == expected


def test_months_are_counted_newest_first_under_their_year():
    counts = count_months(TABLE, find_figures(TABLE, View()))
    assert list(counts.items()) == [("2024", 4), ("2024-09", 2), ("2024-05", 1), ("2024-04", 1), ("2023", 1), ("2023-12", 1)]


def test_a_link_may_name_a_place_that_only_its_parts_have_figures_of():
    known = known_values(make_table({"entity": "西宁市湟中区"}))
    assert set(known["within"]) == {"青海省", "西宁市", "西宁市湟中区"}
    assert set(known["month"]) == {"2024", "2024-05"}
