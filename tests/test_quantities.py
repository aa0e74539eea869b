"""Every number of a sentence is read as the figure it states, or skipped with the reason it states none."""

import time
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.catalogue.units import UNITS, split_unit, to_units
from metrics.errors import CatalogueError
from metrics.parse.numerals import CHINESE_CHARACTERS
from metrics.parse.quantities import find_quantities

CASES = tomllib.loads((Path(__file__).parent / "cases" / "quantities.toml").read_text(encoding="utf-8"))["case"]
PIECES = [
    *"0123456789",
    *CHINESE_CHARACTERS,
    *UNITS,
    *"半第前后近约超过多余以上内，。、；：（）()“”《》-—~至到.%年月日时点号期级/·±+\n A",
]


def show_figures(text: str) -> list[str]:
    """The figures of a text as the cases write them."""
    lines = []
    for figure in find_quantities(text)[0]:
        high = f"..{figure.value_high:f}" if figure.value_high is not None else ""
        lines.append(f"{text[figure.start : figure.end]} {figure.bound} {figure.value:f}{high} {figure.unit}".rstrip())
    return lines


def show_skipped(text: str) -> list[str]:
    """The skipped numbers of a text as the cases write them."""
    return [f"{skipped.reason} {text[skipped.start : skipped.end]}" for skipped in find_quantities(text)[1]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_sentence_states_its_figures(case):
    assert show_figures(case["text"]) == case["figures"]
    assert show_skipped(case["text"]) == case.get("skipped", [])


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=30).map("".join)))
def test_every_digit_lies_in_one_reading(text):
    figures, skipped = find_quantities(text)
    spans = sorted((reading.start, reading.end) for reading in (*figures, *skipped))
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert [figure.start for figure in figures] == sorted(figure.start for figure in figures)
    covered = {at for start, end in spans for at in range(start, end)}
    assert {at for at, character in enumerate(text) if character in "0123456789"} <= covered
    assert find_quantities(text) == (figures, skipped)


@pytest.mark.parametrize("piece", ["7", "一", "亿", "，", ",", "第", "前", "“", "《", "半", "元", " ", "年"])
def test_a_megabyte_of_one_character_is_read_in_a_second(piece):
    text = piece * (1_000_000 // len(piece.encode()))
    started = time.process_time()
    find_quantities(text)
    assert time.process_time() - started < 1


CONVERSIONS = [
    ("万吨", "10000", "吨", "1000", "千克"),
    ("亿千瓦时", "100000000", "千瓦时", "3600000", "焦耳"),
    ("千瓦", "1", "千瓦", "1000", "瓦"),
    ("万千瓦", "10000", "千瓦", "1000", "瓦"),
    ("GW", "1", "吉瓦", "1000000000", "瓦"),
    ("万亿元", "1000000000000", "元", "1", "元"),
    ("万头只", "10000", "头只", "1", "头只"),
    ("千人", "1000", "人", "1", "人"),
    ("万吨级", "10000", "吨", "1000", "千克"),
    ("微克/立方米", "1", "微克/立方米", "0.000000001", "千克/立方米"),
    ("毫克每升", "1", "毫克/升", "0.001", "千克/立方米"),
    ("%", "1", "%", "0.01", ""),
]


@pytest.mark.parametrize(("printed", "multiplier", "name", "factor", "base"), CONVERSIONS, ids=[row[0] for row in CONVERSIONS])
def test_a_printed_unit_splits_into_multiplier_and_unit(printed, multiplier, name, factor, base):
    found, unit = split_unit(printed)
    assert (found, unit.name, unit.factor, unit.base_unit) == (Decimal(multiplier), name, Decimal(factor), base)


@pytest.mark.parametrize(("printed", "multiplier"), [("", 1), ("万", 10**4), ("千亿", 10**11), ("某某", 1)])
def test_an_unknown_unit_keeps_its_multiplier(printed, multiplier):
    assert split_unit(printed) == (multiplier, None)


@pytest.mark.parametrize(
    ("key", "value", "message"), [("factor", "1e8元", 'factor "1e8元" is not a number'), ("kind", "x", "unknown kind")]
)
def test_a_bad_unit_is_refused(key, value, message):
    entry = {"id": "元", "names": ["元"], "kind": "money", "dimension": "cny", "factor": "1", "base": "元"} | {key: value}
    with pytest.raises(CatalogueError, match=message):
        to_units(entry)
