"""The CSV for programs: frozen columns, codes that say what SDMX says, values as printed."""

import csv
import io
from datetime import date

import pytest

from metrics.show.filters import show_rows
from metrics.show.machine import COLUMNS, Source, find_unit, to_machine_csv
from metrics.show.periods import find_frequency, find_time_span, to_time_period
from metrics.show.view import View
from tests.desk import day, make_table, span

HEADER = (
    "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,INDICATOR,TRANSFORMATION,TIME_SPAN,VALUE_TYPE,BREAKDOWN,TIME_PERIOD,OBS_VALUE,"
    "OBS_VALUE_HIGH,UNIT_MEASURE,UNIT_MULT,DECIMALS,OBS_STATUS,OBS_BOUND,COMMENT_OBS,OBS_ID,PERIOD_START,PERIOD_END,NUMBER_TEXT,"
    "QUOTE,ARTICLE_ID,ISSUE_DATE,SOURCE_FILE,SOURCE_SHA256,POS_START,POS_END,FIRST_SEEN,VALID_FROM,VALID_TO,REVIEW_STATE,"
    "DATA_VERSION"
)
SOURCE = Source("20240925-3k9x0q2m7a", {1: "2024-06-01T08:00:00Z"}, lambda _: " " * 30 + "86\n5")
TABLE = make_table(
    {"value": 908, **day("2024-05-29"), "quote": "=1+1,“x”"},
    {"value": 0, **day("2024-09-23"), "dims": "渠道=微信；办理=办结"},
    {
        **{"value": 14.7, "unit": "%", "base_unit": "%", "measure": "growth", "basis": "yoy", "value_text": "14.70"},
        **span("2024-01-01", "2024-04-30"),
    },
    {
        **{"value": 26.2, "unit": "亿元", "base_unit": "元", "base_value": 26.2e8, "bound": ">", "value_high": 28.5},
        **{"issue_date": None, "status": "target", "area_code": "630100", "base": "全市", **span(None, "2024-08-31")},
    },
)


def read(rows=TABLE):
    text = to_machine_csv(rows, SOURCE).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_columns_are_these_and_in_this_order():
    assert ",".join(COLUMNS) == HEADER
    assert to_machine_csv(TABLE, SOURCE).startswith(HEADER.encode() + b"\r\n")


def test_a_row_says_everything_in_codes():
    assert read()[3] == {
        **{"STRUCTURE": "dataflow", "STRUCTURE_ID": "CIVIC_METRICS:FIGURES(1.0.0)", "ACTION": "M", "FREQ": "_Z"},
        **{"REF_AREA": "630100", "INDICATOR": "calls", "TRANSFORMATION": "N", "TIME_SPAN": "STK", "VALUE_TYPE": "TARGET"},
        **{"BREAKDOWN": "_T", "TIME_PERIOD": "2024-08-31", "OBS_VALUE": "26.2", "OBS_VALUE_HIGH": "28.5"},
        **{"UNIT_MEASURE": "CNY", "UNIT_MULT": "8", "DECIMALS": "1", "OBS_STATUS": "A", "OBS_BOUND": "RANGE"},
        **{"COMMENT_OBS": "base=全市", "OBS_ID": "o-3", "PERIOD_START": "", "PERIOD_END": "2024-08-31", "NUMBER_TEXT": "86"},
        **{"QUOTE": "热线来电10件", "ARTICLE_ID": "a-1", "ISSUE_DATE": "", "SOURCE_FILE": "a.txt", "SOURCE_SHA256": "f" * 64},
        **{"POS_START": "30", "POS_END": "33", "FIRST_SEEN": "2024-06-01", "VALID_FROM": "2024-06-01T08:00:00Z"},
        **{"VALID_TO": "", "REVIEW_STATE": "", "DATA_VERSION": "20240925-3k9x0q2m7a"},
    }


def test_what_a_view_derives_stands_in_the_comment_beside_the_printed_value():
    calls = make_table({"value": 908, **day("2024-05-29")}, {"value": 865, **day("2024-09-23")})
    first, second = read(show_rows(calls, View(transform="idx", order="old")))
    assert [row["OBS_VALUE"] for row in (first, second)] == ["908", "865"]
    assert (first["COMMENT_OBS"], second["COMMENT_OBS"]) == (
        "derived=100;derived_from=2024-05-29",
        "derived=95.3;derived_from=2024-05-29",
    )


def test_what_cannot_be_derived_is_absent_from_the_comment():
    assert [row["COMMENT_OBS"] for row in read(show_rows(TABLE.head(1), View(transform="pc1")))] == [""]


def test_zero_is_zero_and_texts_are_as_printed():
    first, second, third, _ = read()
    assert (second["OBS_VALUE"], second["BREAKDOWN"]) == ("0", "渠道=微信;办理=办结")
    assert first["QUOTE"] == "=1+1,“x”"
    assert (third["OBS_VALUE"], third["DECIMALS"], third["UNIT_MEASURE"], third["TRANSFORMATION"]) == (
        "14.70",
        "2",
        "PERCENT",
        "GY",
    )


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("元", ("CNY", 0)),
        ("万亿元", ("CNY", 12)),
        ("万千瓦", ("W", 7)),
        ("亩", ("MU", 0)),
        ("万吨", ("KG", 7)),
        ("万件", ("CASE", 4)),
        ("个百分点", ("PTS", 0)),
        ("没有的单位", ("没有的单位", 0)),
        ("", ("", 0)),
    ],
)
def test_a_unit_is_a_code_and_a_power_of_ten(unit, expected):
    assert find_unit(unit) == expected


@pytest.mark.parametrize(
    ("start", "end", "codes"),
    [
        ("2024-05-29", "2024-05-29", ("2024-05-29", "D", "CUR")),
        ("2024-04-01", "2024-04-30", ("2024-04", "M", "CUR")),
        ("2024-01-01", "2024-01-31", ("2024-01", "M", "CUR")),
        ("2024-01-01", "2024-03-31", ("2024-Q1", "Q", "CUR")),
        ("2024-02-01", "2024-04-30", ("2024-02-01/P3M", "_Z", "CUR")),
        ("2024-07-01", "2024-12-31", ("2024-S2", "S", "CUR")),
        ("2024-01-01", "2024-12-31", ("2024", "A", "CUR")),
        ("2024-01-01", "2024-09-30", ("2024-01-01/P9M", "_Z", "YTD")),
        ("2021-01-01", "2023-12-31", ("2021-01-01/P36M", "_Z", "CUR")),
        ("2024-09-01", "2024-09-20", ("2024-09-01/P20D", "_Z", "CUR")),
        (None, "2024-08-31", ("2024-08-31", "_Z", "STK")),
        ("2024-08-31", None, ("", "_Z", "CUR")),
        (None, None, ("", "_Z", "_Z")),
    ],
)
def test_a_period_is_told_as_sdmx_tells_it(start, end, codes):
    ends = tuple(date.fromisoformat(one) if one else None for one in (start, end))
    assert (to_time_period(*ends), find_frequency(*ends), find_time_span(*ends)) == codes
