"""The arithmetic ledger: sums, shares, growth, completion and repeats of printed figures, and what they imply."""

import tomllib
from decimal import Decimal

import pytest

from metrics.catalogue import read_entries
from metrics.checks import check_figures, find_implied
from metrics.checks.checks import say_range
from metrics.checks.figures import Range, find_figures
from metrics.checks.report import COLUMNS, to_csv, to_ledger_rows
from metrics.checks.sums import read_sums
from metrics.extract import extract_page
from metrics.model import Page
from metrics.parse.pages import read_page
from tests.source import ROOT

CASES = tomllib.loads((ROOT / "tests" / "cases" / "checks.toml").read_text(encoding="utf-8"))["case"]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
FIVE_SUMS = {
    "865件次 = 373件 + 492件",
    "76件 = 72件 + 2件 + 1件 + 1件",
    "908件次 = 498件 + 410件",
    "58件 = 56件 + 1件 + 1件",
    "41件 = 25件 + 5件 + 11件",
}


def figures_of(text, name="page.txt"):
    return list(find_figures(extract_page(Page(name, text, "0" * 64))))


def lines_of(figures):
    return sorted(f"{one.verdict} {one.kind} {one.reason} {one.formula}" for one in check_figures(figures))


@pytest.fixture(scope="module")
def seeds():
    return [figure for path in SEEDS for figure in find_figures(extract_page(read_page(path)))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_the_ledger_of_an_article(case):
    figures = figures_of(case["text"])
    assert lines_of(figures) == sorted(case["checks"])
    if "implied" in case:
        assert [f"{one.kind} {one.formula}" for one in find_implied(figures)] == case["implied"]


@pytest.mark.parametrize("entry", read_entries("checks", "sum"), ids=lambda entry: entry["id"])
def test_a_catalogued_sum_holds_in_its_examples(entry):
    for example in entry["examples"]:
        assert ("sum", "pass") in [(one.kind, one.verdict) for one in check_figures(figures_of(example))]


def test_the_sums_name_catalogued_indicators():
    assert len(read_sums()) == len(read_entries("checks", "sum"))


def test_the_five_sums_of_the_pages_pass(seeds):
    assert {one.formula for one in check_figures(seeds) if one.kind == "sum" and one.verdict == "pass"} == FIVE_SUMS


def test_shares_of_one_base_stay_within_the_whole(seeds):
    shares = [one for one in check_figures(seeds) if one.kind == "shares"]
    assert [(one.verdict, one.formula) for one in shares] == [("pass", "35.8% + 13.2% + 41.2% ≤ 100%")]


def test_a_share_whose_base_is_not_stated_is_found_with_both_bases(seeds):
    (found,) = [one for one in check_figures(seeds) if one.kind == "share" and one.verdict == "fail"]
    assert found.reason == "base_not_stated"
    assert found.formula.startswith("6.2亿元 ÷ 3.8% = 163.2亿元 ≠ ")
    assert "125.8亿元" in found.formula


def test_a_part_changed_by_one_is_found():
    (path,) = [path for path in SEEDS if "492件" in path.read_text(encoding="utf-8").replace(" ", "").replace("\n", "")]
    text = path.read_text(encoding="utf-8").replace("492", "493")
    failed = [one.formula for one in check_figures(figures_of(text)) if one.kind == "sum" and one.verdict == "fail"]
    assert failed == ["865件次 = 373件 + 493件"]


def test_failures_come_first(seeds):
    verdicts = [one.verdict for one in check_figures(seeds)]
    assert verdicts == sorted(verdicts, key=("fail", "pass", "open").index)


def test_a_range_is_said_with_as_many_digits_as_it_deserves():
    assert say_range(Range(Decimal("1.2500e10"), Decimal("1.2600e10")), "亿元") == "125.5亿元"


def test_the_file_has_a_row_for_every_comparison_and_implied_figure(seeds):
    checks, implied = check_figures(seeds), find_implied(seeds)
    lines = to_csv(to_ledger_rows(checks, implied)).decode("utf-8").split("\r\n")
    assert lines[0].split(",") == list(COLUMNS)
    assert len(lines) == 2 + len(checks) + len(implied)


def test_a_quote_in_the_file_runs_no_formula():
    rows = [{**dict.fromkeys(COLUMNS, ""), "QUOTES": "=1+1"}]
    assert b"'=1+1" in to_csv(rows)
