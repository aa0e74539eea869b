"""The indicator catalogue: every entry proves itself, and a printed name finds its entry or none."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from metrics.catalogue import read_words
from metrics.catalogue.indicators import BY_ID, INDICATORS, TOPICS, check_entry, find_indicator_names, match_indicator
from metrics.errors import CatalogueError

CASES = tomllib.loads((Path(__file__).parent / "cases/indicators.toml").read_text(encoding="utf-8"))["case"]
KNOWN_UNITS = {unit for units in read_words("indicator_words", "units").values() for unit in units}
PROOFS = [(one.id, line) for one in INDICATORS for line in one.examples]
NEAR_MISSES = [(one.id, line) for one in INDICATORS for line in one.not_lines]


def found_ids(text: str) -> set[str]:
    return {one.id for _, _, one in find_indicator_names(text)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['name']} {case['unit']}")
def test_a_printed_name_finds_its_indicator_or_none(case):
    found = match_indicator(case["name"], case["unit"])
    assert (found and found.id) == case.get("id")


@pytest.mark.parametrize(("identity", "line"), PROOFS)
def test_every_example_holds_its_indicator(identity, line):
    assert identity in found_ids(line)


@pytest.mark.parametrize(("identity", "line"), NEAR_MISSES)
def test_no_near_miss_is_claimed(identity, line):
    assert identity not in found_ids(line)


def test_every_name_with_every_unit_of_an_entry_means_that_entry():
    wrong = [
        (name, unit, one.id)
        for one in INDICATORS
        for name in one.names
        for unit in one.units
        if match_indicator(name, unit) is not one
    ]
    assert wrong == []


def test_no_wording_belongs_to_two_indicators_of_one_unit():
    owners: dict[tuple[str, str], list[str]] = {}
    for one in INDICATORS:
        for key in {(name, unit) for name in one.names for unit in one.units}:
            owners.setdefault(key, []).append(one.id)
    assert [key for key, ids in owners.items() if len(ids) > 1] == []


def test_ids_and_names_are_unique():
    assert len(BY_ID) == len(INDICATORS) == len({one.name for one in INDICATORS})


def test_topics_and_units_are_known():
    assert {one.topic for one in INDICATORS} == set(TOPICS)
    assert {unit for one in INDICATORS for unit in one.units} <= KNOWN_UNITS


def test_main_indicators_are_few_enough_for_one_screen():
    assert 10 <= sum(one.is_main for one in INDICATORS) <= 20


def test_found_names_are_disjoint_and_in_order():
    text = "规上工业增加值增长9%，工业投资、一般性工业投资分别增长12%和10%，12345热线接通率98%。" * 3
    found = find_indicator_names(text)
    assert all(left[1] <= right[0] for left, right in pairwise(found))
    assert [one.id for _, _, one in found[:4]] == [
        "industrial_added_value",
        "industrial_investment",
        "general_industrial_investment",
        "hotline_connection_rate",
    ]


FOUND = [
    ("现有个体工商户31万户", {"self_employed"}),
    ("为个体工商户办实事", set()),
    ("新建中小学和幼儿园51所", set()),
    ("供暖诉求量4873件", set()),
    ("分布式光伏装机98万千瓦", {"distributed_pv_capacity"}),
    ("光伏产业规上工业总产值200亿元", set()),
    ("衢州规上工业总产值200亿元", {"industrial_gross_output"}),
    ("10亿元以上项目18个", set()),
    ("工业投资基金规模20亿元", set()),
]


@pytest.mark.parametrize(("text", "ids"), FOUND)
def test_a_name_is_found_only_where_nothing_makes_it_another(text, ids):
    assert found_ids(text) == ids


def test_a_bad_entry_is_named_with_file_id_and_reason():
    with pytest.raises(CatalogueError, match=r"indicators\.toml: gdp: topic 'x'; write one of 政务热线"):
        check_entry({"id": "gdp", "topic": "x", "time_span": "flow"})
