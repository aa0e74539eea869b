"""What the page finds and counts with codes is what counting row by row finds: random tables, random views."""

from collections import Counter
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.show.filters import FILTERS, count_values, find_rows, list_rows, select, show_rows, thaw
from metrics.show.prepared import ORDERS
from metrics.show.view import View
from tests.desk import make_table

FIRST = date(2024, 1, 1)
COUNTED = [one for one in FILTERS if one.column]
DAYS = st.none() | st.integers(0, 60).map(lambda number: FIRST + timedelta(days=number))
FIGURES = st.fixed_dictionaries(
    {
        "indicator": st.sampled_from(["热线来电", "Wi-Fi热点", "产值"]),
        "topic": st.sampled_from(["", "政务热线"]),
        "entity": st.sampled_from(["云河市", "城东区", ""]),
        "measure": st.sampled_from(["level", "growth"]),
        "status": st.sampled_from(["actual", "target"]),
        "dims": st.sampled_from(["", "渠道=微信", "渠道=信箱"]),
        "value": st.sampled_from([1.0, 2.0, -3.5]),
        "period_start": DAYS,
        "period_end": DAYS,
    }
)
PRINTS = st.fixed_dictionaries(
    {
        "doc": st.sampled_from(["a.txt", "b.txt", "c.txt"]),
        "tier": st.sampled_from(["core", "detail"]),
        "quote": st.sampled_from(["来电10件", "WIFI 热点", "产值同比"]),
        "article": st.sampled_from(["热线日报", ""]),
        "issue_date": DAYS,
    }
)


@st.composite
def tables(draw):
    """A prepared table of figures, each printed up to three times; the first print is the one that is shown."""
    rows = []
    for number, figure in enumerate(draw(st.lists(FIGURES, max_size=8))):
        indicator_id = "" if figure["indicator"] == "产值" else f"id-{figure['indicator']}"
        same = figure | {"indicator_id": indicator_id, "point_id": f"p-{number}"}
        prints = draw(st.lists(PRINTS, min_size=1, max_size=3))
        rows += [same | one | {"is_sighting": at > 0, "n_sightings": len(prints)} for at, one in enumerate(prints)]
    return make_table(*draw(st.permutations(rows)))


@st.composite
def views(draw, table):
    """A view that narrows by some values of the table and by some it does not hold."""
    rows, choices = list_rows(thaw(table)), {}
    for one in draw(st.lists(st.sampled_from(COUNTED), unique_by=lambda one: one.field, max_size=3)):
        values = sorted({row[one.column] for row in rows} | {"nothing"})
        choices[one.field] = tuple(draw(st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)))
    since, until = draw(st.tuples(DAYS, DAYS))
    search = draw(st.sampled_from(["", "wifi", "热线 10", "rxld", "产值", "Wi-fi"]))
    return View(search=search, window=(since, until), order=draw(st.sampled_from(list(ORDERS))), **choices)


TABLES_AND_VIEWS = tables().flatmap(lambda table: st.tuples(st.just(table), views(table)))


def holds(row, view, skip=""):
    """Whether a row passes the view, looked at value by value."""
    chosen = [(one, getattr(view, one.field)) for one in COUNTED if one.field != skip and getattr(view, one.field)]
    names = ("indicator", "entity", "dims", "quote", "article", "unit", "search_words")
    said = [row[name].lower() for name in names]
    ends = [day.date() for day in (row["period_start"], row["period_end"]) if not pd.isna(day)]
    since, until = view.window
    in_window = view.window == (None, None) or (
        bool(ends) and (since is None or ends[-1] >= since) and (until is None or ends[0] <= until)
    )
    return (
        all(row[one.column] in values for one, values in chosen)
        and all(any(word in text for text in said) for word in view.search.lower().split())
        and in_window
    )


@settings(max_examples=30, deadline=None)
@given(TABLES_AND_VIEWS)
def test_the_rows_of_a_view_are_those_that_pass_looked_at_one_by_one(pair):
    table, view = pair
    rows = list_rows(thaw(table))
    expected = [row["obs_id"] for row in rows if holds(row, view)]
    assert select(table, view)["obs_id"].tolist() == expected


@settings(max_examples=30, deadline=None)
@given(TABLES_AND_VIEWS)
def test_a_figure_is_shown_once_by_its_first_print_that_passes(pair):
    table, view = pair
    shown = show_rows(table, view)
    expected = {row["point_id"] for row in list_rows(thaw(table)) if holds(row, view)}
    assert sorted(shown["point_id"]) == sorted(expected)
    assert all(holds(row, view) for row in list_rows(shown))


@settings(max_examples=30, deadline=None)
@given(TABLES_AND_VIEWS, st.sampled_from([one.field for one in COUNTED]))
def test_counts_of_choices_are_those_of_counting_figure_by_figure(pair, field):
    table, view = pair
    column = next(one.column for one in COUNTED if one.field == field)
    firsts = {}
    for row in list_rows(thaw(table)):
        if holds(row, view, skip=field):
            firsts.setdefault(row["point_id"], row[column])
    expected = Counter(value for value in firsts.values() if value)
    counted = count_values(table, view, field)
    assert counted == {**expected, **{value: 0 for value in getattr(view, field) if value not in expected}}
    assert sorted(counted.values(), reverse=True) == list(counted.values())


@settings(max_examples=20, deadline=None)
@given(TABLES_AND_VIEWS)
def test_rows_stand_in_the_order_asked_for(pair):
    table, view = pair
    rows = show_rows(table, View(order=view.order))
    when = rows["period_end"].fillna(rows["period_start"])
    keys = {
        "new": [when, rows["issue_date"], rows["indicator"], rows["doc"], rows["start"]],
        "old": [when, rows["issue_date"], rows["indicator"], rows["doc"], rows["start"]],
        "page": [rows["doc"], rows["start"]],
        "value": [rows["indicator"], rows["base_value"], rows["doc"], rows["start"]],
    }[view.order]
    frame = rows[[]].assign(**{str(at): key for at, key in enumerate(keys)})
    falling = {"new": {"0", "1"}, "value": {"1"}}.get(view.order, set())
    ascending = [name not in falling for name in frame.columns]
    again = frame.sort_values(list(frame.columns), ascending=ascending, kind="stable", na_position="last")
    assert list(again.index) == list(frame.index)


@pytest.mark.parametrize("value", ["云河市", "别的市"])
def test_rows_are_found_by_what_they_hold(value):
    table = make_table({"entity": "云河市"}, {"entity": "城东区"}, {"entity": "云河市", "status": "target"})
    found = find_rows(table, entity=value, status="actual")
    assert found["obs_id"].tolist() == (["o-0"] if value == "云河市" else [])
