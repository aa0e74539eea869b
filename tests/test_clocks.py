"""Two clocks: what the papers had printed by a day, and what we had read by an edition."""

from datetime import date

import pandas as pd
import pytest

from metrics.show.clocks import is_past, keep_reports, settle
from metrics.show.filters import show_rows
from metrics.show.view import View
from tests.desk import day, make_table

JUNE, SEPTEMBER = date(2024, 6, 1), date(2024, 9, 24)


def ids(table):
    return sorted(table["obs_id"])


def by(table, last):
    return settle(table[table["issue_date"] <= pd.Timestamp(last)])


TABLE = make_table(
    {"value": 908, **day("2024-05-29"), "issue_date": date(2024, 5, 30)},
    {"value": 865, **day("2024-09-23"), "issue_date": SEPTEMBER},
    {"value": 910, **day("2024-05-29"), "issue_date": SEPTEMBER, "quote": "更正为910件"},
    {"value": 5, **day("2024-05-29"), "issue_date": None, "indicator": "其他"},
)


def test_a_day_hides_what_was_printed_later_and_what_has_no_day():
    assert ids(show_rows(by(TABLE, JUNE), View())) == ["o-0"]


@pytest.mark.parametrize(("last", "expected"), [(date(2024, 9, 23), True), (SEPTEMBER, False), (date(2030, 1, 1), False)])
def test_a_day_at_the_newest_issue_hides_nothing(last, expected):
    assert is_past(TABLE, last) is expected


@pytest.mark.parametrize(("report", "expected"), [("first", ["o-0", "o-1", "o-3"]), ("last", ["o-1", "o-2", "o-3"])])
def test_of_each_period_the_first_or_the_last_report_stays(report, expected):
    assert ids(show_rows(settle(keep_reports(TABLE, report)), View())) == expected


def test_figures_without_a_period_are_never_reports_of_one_another():
    rows = make_table(
        *({"value": n, "period_start": None, "period_end": None, "issue_date": date(2024, n, 1)} for n in (1, 2, 3))
    )
    assert ids(keep_reports(rows, "first")) == ["o-0", "o-1", "o-2"]


SEEN_TWICE = make_table(
    {"value": 700, "bound": ">", "issue_date": date(2024, 5, 3), "point_id": "p", "is_sighting": True, "n_sightings": 3},
    {"value": 690, "bound": ">", "issue_date": date(2024, 5, 4), "point_id": "p", "is_sighting": True, "n_sightings": 3},
    {"value": 703.8, "issue_date": SEPTEMBER, "point_id": "p", "is_sighting": False, "n_sightings": 3},
)


def test_before_the_exact_figure_was_printed_its_loose_prints_stand_for_themselves():
    rows = by(SEEN_TWICE, JUNE)
    assert ids(show_rows(rows, View())) == ["o-0", "o-1"]
    assert list(rows["n_sightings"]) == [1, 1]


def test_the_first_report_of_a_figure_is_its_earliest_sighting():
    rows = show_rows(settle(keep_reports(SEEN_TWICE, "first")), View())
    assert [(row["obs_id"], row["n_sightings"]) for _, row in rows.iterrows()] == [("o-0", 1)]


def test_sightings_that_stay_are_counted_again_and_the_shown_one_stays():
    rows = make_table(
        {"value": 35, "issue_date": date(2024, 5, 3), "point_id": "p", "n_sightings": 3},
        {"value": 35, "issue_date": date(2024, 5, 9), "point_id": "p", "is_sighting": True, "n_sightings": 3},
        {"value": 35, "issue_date": SEPTEMBER, "point_id": "p", "is_sighting": True, "n_sightings": 3},
    )
    left = by(rows, JUNE)
    assert [(row["obs_id"], row["is_sighting"], row["n_sightings"]) for _, row in left.iterrows()] == [
        ("o-0", False, 2),
        ("o-1", True, 2),
    ]
