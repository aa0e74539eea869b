"""What the reader chose: changing it, narrowing the table by it, counting what each further choice would leave."""

import pytest

from metrics.show.filters import FILTERS, count_values, known_values, select, show_rows
from metrics.show.prepared import ORDERS, prepare
from metrics.show.view import CLOCKS, FREE_OF_ROWS, View, change
from metrics.show.words import codes
from tests.desk import day, make_table, span

HOTLINE = make_table(
    {"value": 908, **day("2024-05-29")},
    {"value": 865, **day("2024-09-23"), "doc": "b.txt"},
    {"value": 72, **day("2024-09-23"), "dims": "渠道=微信", "doc": "b.txt"},
    {
        **{"value": 14.7, "unit": "%", "base_unit": "%", "measure": "growth", "basis": "yoy"},
        **{"indicator": "工业增加值", "indicator_id": "", "topic": "", "quote": "工业增加值同比增长14.7%"},
        **span("2024-01-01", "2024-04-30"),
    },
    {
        **{"value": 50, "unit": "家", "bound": ">", "status": "target", "tier": "detail"},
        **{"indicator": "引进企业数", "indicator_id": ""},
        **span(None, None),
    },
)


def ids(table):
    return list(table["obs_id"])


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (View(), ["o-0", "o-1", "o-2", "o-3", "o-4"]),
        (View(topic=("政务热线",)), ["o-0", "o-1", "o-2", "o-4"]),
        (View(topic=("other",)), ["o-3"]),
        (View(indicator=("calls",)), ["o-0", "o-1", "o-2"]),
        (View(indicator=("calls", "工业增加值")), ["o-0", "o-1", "o-2", "o-3"]),
        (View(measure=("growth",)), ["o-3"]),
        (View(status=("target",)), ["o-4"]),
        (View(tier=("core",), doc=("b.txt",)), ["o-1", "o-2"]),
        (View(part=("parts",)), ["o-2"]),
        (View(search="同比"), ["o-3"]),
        (View(search="热线 微信"), ["o-2"]),
        (View(search="没有的词"), []),
        (View(search=".*"), []),
        (View(entity=("别的市",)), []),
    ],
)
def test_a_view_keeps_exactly_the_rows_it_names(view, expected):
    assert sorted(ids(select(HOTLINE, view))) == expected


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (("2024-09-01", None), ["o-1", "o-2"]),
        ((None, "2024-05-29"), ["o-0", "o-3"]),
        (("2024-04-30", "2024-05-28"), ["o-3"]),
        (("2024-05-01", "2024-05-28"), []),
    ],
)
def test_a_window_keeps_the_periods_it_touches_and_no_undated_row(window, expected):
    since, until = (span(end, None)["period_start"] for end in window)
    assert sorted(ids(select(HOTLINE, View(window=(since, until))))) == expected


def test_every_field_that_narrows_the_rows_has_its_filter():
    assert {one.field for one in FILTERS} == View.__dataclass_fields__.keys() - FREE_OF_ROWS - CLOCKS


def test_a_choice_is_counted_with_all_other_filters_in_force():
    view = View(indicator=("calls",), part=("parts",))
    assert count_values(HOTLINE, view, "indicator") == {"calls": 1}
    assert count_values(HOTLINE, view, "part") == {"total": 2, "parts": 1}


def test_a_chosen_value_without_rows_stays_to_be_unchosen():
    assert count_values(HOTLINE, View(entity=("别的市",)), "entity") == {"云河市": 5, "别的市": 0}


def test_rows_are_one_a_point_newest_first_and_undated_last():
    twice = make_table(
        {"value": 35, "n_sightings": 2, **day("2024-05-29"), "doc": "b.txt", "is_sighting": True},
        {"value": 35, "n_sightings": 2, **day("2024-05-29")},
        {"value": 36, **day("2024-06-01")},
        {"value": 37, **span(None, None)},
    )
    assert ids(show_rows(twice, View())) == ["o-2", "o-1", "o-3"]


@pytest.mark.parametrize("order", codes("order"))
def test_every_order_on_the_page_shows_the_same_rows(order):
    assert sorted(ids(show_rows(HOTLINE, View(order=order)))) == ids(HOTLINE)
    assert order in ORDERS


def test_changing_the_rows_goes_back_to_the_first_leaf_and_closes_the_sentence():
    view = View(page="browse", leaf=4, point="o-1")
    assert change(view, tier=("core",)) == View(page="browse", tier=("core",))
    assert change(view, chart="bars") == View(page="browse", leaf=4, point="o-1", chart="bars")


def test_the_known_values_are_those_of_the_table():
    known = known_values(HOTLINE)
    assert known["indicator"] == {"calls", "工业增加值", "引进企业数"}
    assert set(known["point"]) == {"o-0", "o-1", "o-2", "o-3", "o-4"}


def test_a_name_is_found_by_its_aliases_and_the_first_letters_of_its_pinyin():
    class Entry:
        id, name, aliases = "calls", "热线来电", ("话务接听量",)

    rows = prepare(HOTLINE.drop(columns="search_words"), [Entry])
    for typed in ("话务接听", "rxld", "RXLD", "hwjtl"):
        assert ids(select(rows, View(search=typed))) == ["o-0", "o-1", "o-2"]
    assert ids(select(rows, View(search="gyzjz"))) == ["o-3"]
