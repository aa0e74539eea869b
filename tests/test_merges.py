"""Figures merged at a lower frequency: right sums and means of whole periods only, and of the others what is missing."""

import csv
import io
from datetime import date, timedelta

import pyarrow.compute as pc
import pytest

from metrics.show.charts import timeline
from metrics.show.export import Edition, to_csv
from metrics.show.filters import show_rows
from metrics.show.legend import draw_panel_head
from metrics.show.link import read_link, to_query
from metrics.show.machine import Source, to_records
from metrics.show.merges import FREQUENCIES, METHODS, find_barred
from metrics.show.panels import split_panels
from metrics.show.phrases import say_derived
from metrics.show.prints import find_prints
from metrics.show.shape import draw_shape
from metrics.show.shown import MOST_MARKS, show
from metrics.show.view import View
from metrics.show.words import codes, say, speaking
from tests.desk import day, make_table, span

FLOW = {"indicator_id": "hotline_calls"}
STOCK = {"indicator_id": "pv_capacity"}


def days(first, count, **changes):
    start = date.fromisoformat(first)
    return [{"value": n + 1, **day((start + timedelta(n)).isoformat()), **FLOW, **changes} for n in range(count)]


def months(*values, year=2024, **changes):
    ends = ("31", "29", "31", "30", "31", "30", "31", "31", "30", "31", "30", "31")
    spans = (span(f"{year}-{n:02}-01", f"{year}-{n:02}-{end}") for n, end in enumerate(ends, 1))
    return [{"value": value, **one, **FLOW, **changes} for value, one in zip(values, spans, strict=False) if value is not None]


def merged(rows, code):
    """What is told of every row at which something is told, oldest first."""
    frequency, method = code.split(".")
    view = View(page="browse", frequency=frequency, method=method, order="old")
    told = show_rows(make_table(*rows), view)
    return [say_derived(row, code) for row in told.to_dict("records") if say_derived(row, code)]


def barred(rows):
    table = make_table(*rows)
    return set(find_barred(table, find_prints(table, table["series"])))


def test_the_page_offers_the_merges_there_are():
    assert list(codes("frequency")) == ["own", *FREQUENCIES]
    assert list(codes("method")) == list(METHODS)


@pytest.mark.parametrize(
    ("rows", "code", "told"),
    [
        (months(10, 20, 60), "Q.sum", "90 件，2024年1—3月全部 3 个见报数字之和"),
        (months(10, 20, 60), "Q.avg", "30 件，2024年1—3月全部 3 个见报数字的平均"),
        (months(10, 20, 60), "Q.eop", "60 件，2024年1—3月最后一个见报数字"),
        (days("2024-02-01", 29), "M.sum", "435 件，2024年2月全部 29 个见报数字之和"),
        (days("2024-05-06", 7), "W.avg", "4 件，2024年5月6—12日全部 7 个见报数字的平均"),
        (months(*range(1, 13)), "A.sum", "78 件，2024年全部 12 个见报数字之和"),
    ],
)
def test_a_whole_period_is_merged(rows, code, told):
    assert merged(rows, code)[0] == told


@pytest.mark.parametrize(
    ("rows", "code", "told"),
    [
        (months(10, None, 60), "Q.sum", "2024年1—3月没有登全，3 个里有 2 个，不合并"),
        (months(10, None, 60), "Q.avg", "2024年1—3月没有登全，3 个里有 2 个，不合并"),
        (months(10, 20), "Q.eop", "2024年1—3月末的数字没有见报，不合并"),
        (days("2024-02-01", 28), "M.sum", "2024年2月没有登全，29 个里有 28 个，不合并"),
        ([*months(10, 20, 60), {**months(10)[0], "value": 11}], "Q.sum", "2024年1—3月没有登全，3 个里有 2 个，不合并"),
    ],
)
def test_a_period_that_is_not_whole_says_what_is_missing(rows, code, told):
    assert merged(rows, code) == [told]


def test_the_end_of_a_period_needs_only_its_last_figure():
    assert merged(months(10, None, 60), "Q.eop") == ["60 件，2024年1—3月最后一个见报数字"]


def test_what_is_counted_at_month_ends_has_a_mean_and_an_end_and_no_sum():
    rows = [{"value": n, **span(None, end), **STOCK} for n, end in ((3, "2024-01-31"), (4, "2024-02-29"), (8, "2024-03-31"))]
    assert merged(rows, "Q.avg") == ["5 件，2024年1—3月全部 3 个见报数字的平均"]
    assert merged(rows, "Q.eop") == ["8 件，截至2024年3月底最后一个见报数字"]
    assert merged(rows, "Q.sum") == []


@pytest.mark.parametrize(
    "changes",
    [
        {"indicator_id": ""},  # nobody says that it flows
        STOCK,
        {"measure": "growth", "basis": "yoy", "unit": "%", "base_unit": "%"},
        {"bound": "~"},
    ],
)
def test_only_exact_figures_of_what_flows_are_added_up(changes):
    assert {"Q.sum", "A.sum", "M.sum", "W.sum"} <= barred(months(10, 20, 60, **changes))
    assert merged(months(10, 20, 60, **changes), "Q.sum") == []


def test_what_is_counted_since_the_year_began_is_refused():
    since = [
        {"value": n, **span("2024-01-01", f"2024-{n:02}-{end}"), **FLOW} for n, end in ((2, 29), (4, 30), (5, 31), (12, 31))
    ]
    assert barred(since) == {f"{frequency}.{method}" for frequency in FREQUENCIES for method in METHODS}


def test_a_share_has_a_mean_in_its_own_unit():
    rows = months(90, 93, 96, measure="share", unit="%", base_unit="")
    assert merged([{**row, "base_value": row["value"] / 100} for row in rows], "Q.avg")[0].startswith("93%，")


VIEW = View(page="browse", frequency="Q", method="sum", order="old")


def test_the_chart_draws_the_whole_periods_and_says_that_they_are_derived():
    rows = show_rows(make_table(*months(10, 20, 60, 5, None, 7, 1, 1, 1)), VIEW)
    split = split_panels(rows, VIEW)
    (panel,) = split.panels
    _, marks = timeline(panel, VIEW)
    assert marks.select(["y", "period", "value", "run"]).to_pylist() == [
        {"y": 90.0, "period": "2024年1—3月", "value": "90 件", "run": 1},
        {"y": 3.0, "period": "2024年7—9月", "value": "3 件", "run": 1},
    ]
    assert pc.subtract(marks["x1"], marks["x0"]).to_pylist() == [90 * 86_400_000.0, 91 * 86_400_000.0]
    assert "推算：季合计" in draw_panel_head(panel, VIEW)
    assert split.unfit == 6


def test_files_tell_what_was_merged_and_what_is_missing():
    rows = show_rows(make_table(*months(10, 20, 60, 5, None, 7)), VIEW)
    lines = list(csv.DictReader(io.StringIO(to_csv(rows, Edition("v", "")).decode("utf-8-sig"), newline="")))
    told = ["推算 90 件，2024年1—3月全部 3 个见报数字之和", "推算 2024年4—6月没有登全，3 个里有 2 个，不合并"]
    assert [line["备注"] for line in lines] == ["", "", told[0], "", told[1]]
    comments = [record["COMMENT_OBS"] for record in to_records(rows, Source("v", {1: "2024-06-01"}, lambda _: ""))]
    ours = "derived=90 件;derived_from=2024-Q1;derived_by=Q.sum;derived_of=3/3"
    assert comments == ["", "", ours, "", "derived_from=2024-Q2;derived_by=Q.sum;derived_of=2/3"]


def test_the_choice_stands_in_the_link_and_not_beside_a_transform():
    assert to_query(VIEW) == "view=browse&f=Q&g=sum&o=old"
    view, refused = read_link({"view": ["browse"], "f": ["Q"], "g": ["sum"], "o": ["old"], "u": ["pch"]})
    assert view == VIEW
    assert [(one.key, one.reason) for one in refused] == [("u", say("refused_beside_f"))]


def test_the_strip_links_to_what_gives_something_and_says_why_not():
    table = make_table(*months(10, 20, 60, 5))
    shown = show(table, View(page="browse"))
    html = draw_shape(View(page="browse", transform="pch"), shown.drawn(), table, shown.split().panels)
    assert "f=Q" in html
    assert "u=pch&amp;f=" not in html
    assert say("no_merge_whole", frequency="年") in html
    stock = make_table(*({"value": n, **span(None, end), **STOCK} for n, end in ((3, "2024-02-29"), (8, "2024-03-31"))))
    shown = show(stock, View(page="browse"))
    assert "f=Q&amp;g=eop" in draw_shape(View(page="browse"), shown.drawn(), stock, shown.split().panels)


def test_of_many_figures_those_at_which_periods_are_told_are_drawn():
    table = make_table(*days("2015-01-01", MOST_MARKS + 700))
    view = View(page="browse", frequency="M", method="sum")
    shown = show(table, view)
    (panel,) = shown.split().panels
    assert len(panel.rows) == 88


def test_an_english_reader_is_told_in_english():
    with speaking("en"):
        assert merged(months(10, 20, 60), "Q.sum") == ["90 件, sum of all 3 printed figures of Jan–Mar 2024"]
