"""Sentences of many cities and fields become whole observations: tests/cases/reading.toml."""

import tomllib
from pathlib import Path

import pytest

from metrics.extract import extract_page
from metrics.model import Observation
from metrics.parse.pages import page_from_text

CASES = tomllib.loads((Path(__file__).parent / "cases" / "reading.toml").read_text(encoding="utf-8"))["case"]


def _line(text: str, observation: Observation) -> str:
    """One observation as the line that a case writes."""
    printed = "".join(text[observation.start : observation.end].split())
    high = f"–{observation.value_high}" if observation.value_high is not None else ""
    value = f"{observation.bound if observation.bound != '=' else ''}{observation.value}{high}{observation.unit}"
    measure = "·".join(filter(None, (observation.measure, observation.basis)))
    name = observation.indicator + "".join(f"·{key}={part}" for key, part in observation.dims.items())
    period = f"{observation.period_start or ''}..{observation.period_end or ''}"
    return " | ".join((printed, value, measure, name, observation.entity, period, observation.status))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_a_sentence_becomes_these_observations(case: dict[str, object]) -> None:
    text = str(case["text"])
    reading = extract_page(page_from_text("case.txt", text))
    assert [_line(text, o) for o in reading.observations] == case["observations"]
