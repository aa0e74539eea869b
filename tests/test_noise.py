"""Numbers that state nothing are skipped for the right reason, and what only looks like one is left to be read."""

import tomllib
from pathlib import Path

import pytest

from metrics.catalogue import read_entries
from metrics.catalogue.noise import PHRASES, REASONS
from metrics.catalogue.units import AFTER_DIGITS_ONLY, AMBIGUOUS, FALSE_STARTS, UNITS, split_unit
from metrics.parse.quantities import find_quantities

CASES = tomllib.loads((Path(__file__).parent / "cases" / "noise.toml").read_text(encoding="utf-8"))["case"]
EXAMPLES = [(line, entry) for entry in REASONS.values() for line in entry.examples]
NEAR_MISSES = [(line, entry) for entry in REASONS.values() for line in entry.near_misses]
PHRASE_EXAMPLES = [(line, entry) for entry in PHRASES for line in entry.examples]
PHRASE_NEAR_MISSES = [(line, entry) for entry in PHRASES for line in entry.near_misses]
UNIT_EXAMPLES = [(line, entry["id"]) for entry in read_entries("units", "unit") for line in entry["examples"]]


def skipped_reasons(text: str) -> list[str]:
    return [skipped.reason for skipped in find_quantities(text)[1]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_sentence_without_figures_has_none(case):
    figures, skipped = find_quantities(case["text"])
    assert figures == []
    assert [f"{one.reason} {case['text'][one.start : one.end]}" for one in skipped] == case.get("skipped", [])


@pytest.mark.parametrize(("line", "entry"), EXAMPLES, ids=[line for line, _ in EXAMPLES])
def test_an_example_is_skipped_for_its_reason(line, entry):
    assert entry.id in skipped_reasons(line)


@pytest.mark.parametrize(("line", "entry"), NEAR_MISSES, ids=[line for line, _ in NEAR_MISSES])
def test_a_near_miss_is_not_skipped_for_the_reason(line, entry):
    assert entry.id not in skipped_reasons(line)


@pytest.mark.parametrize(("line", "entry"), PHRASE_EXAMPLES, ids=[line for line, _ in PHRASE_EXAMPLES])
def test_a_set_phrase_is_skipped(line, entry):
    words = [line[one.start : one.end] for one in find_quantities(line)[1] if one.reason == entry.reason]
    assert set(words) & set(entry.words)


@pytest.mark.parametrize(("line", "entry"), PHRASE_NEAR_MISSES, ids=[line for line, _ in PHRASE_NEAR_MISSES])
def test_what_resembles_a_set_phrase_is_left(line, entry):
    assert not {line[one.start : one.end] for one in find_quantities(line)[1]} & set(entry.words)


@pytest.mark.parametrize(("line", "name"), UNIT_EXAMPLES, ids=[line for line, _ in UNIT_EXAMPLES])
def test_a_unit_is_read_in_its_example(line, name):
    units = [figure.unit for figure in find_quantities(line)[0]]
    assert any((known := split_unit(unit)[1]) and known.name == name for unit in units)


def test_a_unit_that_only_digits_take_is_a_unit():
    assert set(UNITS) >= AFTER_DIGITS_ONLY
    assert set(UNITS) >= AMBIGUOUS
    assert not set(UNITS) & FALSE_STARTS
