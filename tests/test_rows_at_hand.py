"""Rows read one by one: they say what the table says, and a column is turned into values once and only when it is read."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.show.filters import list_rows, show_rows, thaw
from metrics.show.prints import find_series
from metrics.show.rows import hold_columns, hold_rows
from metrics.show.tally import MOST_SLOTS, count_different, find_firsts, number_by_first
from metrics.show.view import View
from tests.desk import day, make_table

TABLE = make_table({"value": 908, **day("2024-05-29")}, {"value": 865, "dims": "渠道=微信"})
NUMBERS = st.lists(st.integers(0, 40) | st.integers(MOST_SLOTS, MOST_SLOTS + 9))


def test_a_row_says_what_the_table_says():
    rows = show_rows(TABLE, View())
    assert [{**row} for row in hold_rows(rows)] == list_rows(rows)
    assert hold_rows(rows) is hold_rows(rows)
    assert (hold_rows(rows)[0].get("derived_by"), len(hold_rows(rows)[0])) == (None, len(rows.columns))


def test_only_what_is_read_is_turned_into_values():
    rows = show_rows(TABLE, View())
    assert hold_rows(rows)[0]["dims"] == rows["dims"].iloc[0]
    assert list(hold_columns(rows)) == ["dims"]


@given(NUMBERS)
def test_counting_finds_what_sorting_would(numbers):
    held = np.array(numbers, dtype=np.int64)
    firsts = list(dict.fromkeys(numbers))
    assert count_different(held) == len(firsts)
    assert [found.tolist() for found in find_firsts(held)] == [firsts, [numbers.index(one) for one in firsts]]
    assert number_by_first(held).tolist() == [firsts.index(one) for one in numbers]


@pytest.mark.parametrize("number", [0, 1])
def test_the_rows_of_a_series_are_found_where_they_stand(number):
    table = make_table(*({"value": n, "series_id": f"s-{n % 2}", **day(f"2024-05-0{n + 1}")} for n in range(5)))
    places = find_series(table, [number])
    assert places.tolist() == [place for place, row in enumerate(list_rows(thaw(table))) if row["series"] == number]
