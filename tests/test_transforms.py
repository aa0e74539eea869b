"""What is computed from printed figures: right sums, only where they are valid, and marked as derived wherever they appear."""

import csv
import io

import pytest

from metrics.show.charts import timeline
from metrics.show.export import Edition, to_csv
from metrics.show.filters import show_rows
from metrics.show.legend import draw_kinds, draw_panel_head
from metrics.show.panels import split_panels
from metrics.show.pieces import draw_rows
from metrics.show.prints import find_prints
from metrics.show.transforms import PLAIN, TRANSFORMS, find_refused
from metrics.show.view import View
from metrics.show.words import codes, label
from tests.desk import day, make_table, span

MONTHS = make_table(
    {"value": 100, **span("2023-04-01", "2023-04-30")},
    {"value": 80, **span("2024-03-01", "2024-03-31")},
    {"value": 120, **span("2024-04-01", "2024-04-30")},
)


def derived(table, code):
    """What is derived of every row by its id, those without left out."""
    rows = show_rows(table, View(page="browse", transform=code))
    return {row.obs_id: row.derived_text for row in rows.itertuples() if row.derived_text}


def refused(table):
    return set(find_refused(table, find_prints(table, table["series"])))


def test_the_page_offers_the_transforms_there_are():
    assert list(codes("transform")) == [PLAIN, *TRANSFORMS]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("chg", {"o-2": "40 件"}),
        ("ch1", {"o-2": "20 件"}),
        ("pch", {"o-2": "50%"}),
        ("pc1", {"o-2": "20%"}),
        ("log", {"o-0": "4.605", "o-1": "4.382", "o-2": "4.787"}),
        ("idx", {"o-0": "100", "o-1": "80", "o-2": "120"}),
    ],
)
def test_every_transform_computes_from_the_right_earlier_figure(code, expected):
    assert derived(MONTHS, code) == expected


@pytest.mark.parametrize(
    ("pair", "codes_left"),
    [
        ((span("2024-01-01", "2024-04-30"), span("2024-01-01", "2024-05-31")), {"log"}),
        ((span("2023-01-01", "2023-04-30"), span("2024-01-01", "2024-04-30")), {"log", "ch1", "pc1", "idx"}),
        ((span(None, "2024-02-29"), span(None, "2024-03-31")), {"log", "chg", "pch", "idx"}),
        ((span("2022-01-01", "2022-12-31"), span("2023-01-01", "2023-12-31")), {"log", "chg", "pch", "ch1", "pc1", "idx"}),
        ((day("2024-05-29"), day("2024-09-23")), {"log", "idx"}),
        ((day("2024-02-28"), day("2024-02-29")), {"log", "chg", "pch", "idx"}),
        ((span(None, None), span(None, None)), set()),
        ((span("2024-01-01", None), span("2025-01-01", None)), set()),
    ],
)
def test_a_sum_needs_periods_that_fit_each_other(pair, codes_left):
    table = make_table({"value": 10, **pair[0]}, {"value": 12, **pair[1]})
    assert set(TRANSFORMS) - refused(table) == codes_left


@pytest.mark.parametrize(
    ("changes", "codes_left"),
    [
        ({"measure": "growth", "basis": "yoy", "unit": "%", "base_unit": "%"}, set()),
        ({"measure": "share", "unit": "%", "base_unit": "%"}, {"chg"}),
        ({"unit": "%", "base_unit": "%"}, {"chg"}),
        ({"bound": ">"}, set()),
        ({"value_high": 20.0}, set()),
        ({"value": 0.0, "base_value": 0.0}, {"chg"}),
    ],
)
def test_only_exact_levels_bear_every_sum(changes, codes_left):
    table = make_table({"value": 10, **day("2024-05-01"), **changes}, {"value": 12, **day("2024-05-02"), **changes})
    assert set(TRANSFORMS) - refused(table) == codes_left


def test_percentages_differ_by_percentage_points():
    plain = {"unit": "%", "base_unit": ""}
    rows = [{"value": 90.0, "base_value": 0.9, **day("2024-05-01")}, {"value": 91.5, "base_value": 0.915, **day("2024-05-02")}]
    table = make_table(*({**row, **plain} for row in rows))
    assert derived(table, "chg") == {"o-1": "1.5 个百分点"}
    view = View(transform="chg")
    (panel,) = split_panels(show_rows(table, view), view).panels
    assert [round(value, 6) for value in panel.rows["y"]] == [1.5]


def test_a_period_with_two_different_figures_bears_no_sum():
    table = make_table(
        {"value": 10, **day("2024-05-01")}, {"value": 11, **day("2024-05-01")}, {"value": 12, **day("2024-05-02")}
    )
    assert derived(table, "chg") == {}


def test_the_earlier_figure_may_lie_outside_the_window():
    since = span("2024-04-01", None)["period_start"]
    rows = show_rows(MONTHS, View(window=(since, None), transform="pc1"))
    assert list(rows["derived_text"]) == ["20%"]


def test_what_is_derived_says_so_in_title_legend_table_and_file():
    view = View(page="browse", transform="pc1")
    rows = show_rows(MONTHS, view)
    (panel,) = split_panels(rows, view).panels
    assert panel.unit == "%"
    assert f"推算：{label('transform', 'pc1')}" in draw_panel_head(panel, view)
    assert "推算" in draw_kinds([panel], view)
    assert "20%，比2023年4月" in draw_rows(rows, view)
    lines = csv.DictReader(io.StringIO(to_csv(rows, Edition("v", "")).decode("utf-8-sig"), newline=""))
    notes = [line["备注"] for line in lines]
    assert notes == ["推算 20%（对照 2023年4月）", "", ""]
    assert timeline(panel, view)[1]["value"].to_pylist() == ["20%"]


def test_what_cannot_be_derived_is_counted_and_stays_in_the_table():
    view = View(page="browse", transform="pc1")
    split = split_panels(show_rows(MONTHS, view), view)
    assert [len(panel.rows) for panel in split.panels] == [1]
    assert split.unfit == 2
