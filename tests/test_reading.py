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


@pytest.mark.parametrize(
    "head",
    [
        "2 要闻\n铜陵日报\n2024年5月17日 星期五\n责任编辑：王远",
        "铜陵日报\n2024年5月17日 星期五\n3 经济 责编：李岚",
        "要闻 2\n铜陵日报 2024年5月17日 星期五",
        "2024年5月17日 星期五 铜陵日报 4 要闻",
        "A3 民生 责编：李岚 校对：周舟\n铜陵日报 2024年5月17日 星期五",
    ],
)
def test_the_number_of_a_page_is_no_figure(head: str) -> None:
    text = f"{head}\n\n工业运行平稳\n\n本报讯 今年一季度，全市完成工业投资12.5亿元，同比增长4.3%。\n"
    reading = extract_page(page_from_text("case.txt", text))
    assert [(str(o.value), o.entity) for o in reading.observations] == [("12.5", "铜陵市"), ("4.3", "铜陵市")]


def test_figures_beside_the_names_of_the_makers_are_read() -> None:
    text = "铜陵日报 2024年5月17日 星期五\n\n本报编辑部今年共收到来稿3200件，责编3人。\n"
    reading = extract_page(page_from_text("case.txt", text))
    assert [(str(o.value), o.unit) for o in reading.observations] == [("3200", "件"), ("3", "人")]
