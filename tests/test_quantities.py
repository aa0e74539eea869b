"""Every number of a sentence is read as the figure it states, or skipped with the reason it states none."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.catalogue.units import UNITS
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


@settings(deadline=None)
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
