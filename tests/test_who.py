"""Articles of many cities: whom each figure is about, case by case of tests/cases/who.toml."""

import tomllib
from pathlib import Path

import pytest

from metrics.evaluate.agreement import agrees_in_name
from metrics.extract import extract_page
from metrics.parse.pages import page_from_text

CASES = tomllib.loads((Path(__file__).parent / "cases" / "who.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_each_figure_is_told_of_whom_it_is(case: dict[str, str]) -> None:
    text = case["text"]
    read = [
        ("".join(text[o.start : o.end].split()), o.entity) for o in extract_page(page_from_text("case.txt", text)).observations
    ]
    wanted = [tuple(line.split(" → ")) for line in case["who"]]
    assert [number for number, _ in read] == [number for number, _ in wanted]
    wrong = [
        f"{number}: {entity}, not {names}"
        for (number, entity), (_, names) in zip(read, wanted, strict=True)
        if not any(agrees_in_name(name, entity) for name in names.split("|"))
    ]
    assert wrong == []
