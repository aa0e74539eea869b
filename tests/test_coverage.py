"""The account of a page names every number: read, skipped with its reason, or seen by nobody."""

import re
from collections import Counter

import pytest

from metrics.coverage import NOTHING, Coverage, find_unseen, measure_coverage, to_lines, to_text
from metrics.extract import extract_page
from metrics.model import Page, Skipped
from metrics.parse.floods import is_endless
from tests.readings import make_observation, make_reading

TEXT = "5月6日受理诉求2 416件，另有３９件，详询 7 号窗口\n第 12 版"
READ = make_observation(start=TEXT.index("2"), end=TEXT.index("件") + 1)
DATE = Skipped(0, 4, "date")
WINDOW = Skipped(TEXT.index("7"), TEXT.index("7") + 1, "number")
READING = make_reading([READ], TEXT, [DATE, WINDOW])


def test_digits_that_nobody_looked_at_are_found():
    assert [TEXT[start:end] for start, end in find_unseen(READING)] == ["３９", "12"]


def test_numbers_are_counted_by_what_became_of_them():
    coverage = measure_coverage(READING)
    assert coverage == Coverage(1, Counter(date=1, number=1), 2)
    assert (coverage.total, coverage.understood) == (5, 2)
    assert (coverage + coverage).total == 10


def test_the_account_as_text():
    lines = to_text(measure_coverage(READING), to_lines(READING)).splitlines()
    assert lines[:2] == ["     1  date", "     1  number"]
    assert lines[2].split("\t") == ["襄阳.txt:0-4", "date", "5月6日", "5月6日受理诉求2 416件，另"]
    assert [line.split("\t")[1:3] for line in lines[3:6]] == [["unseen", "３９"], ["number", "7"], ["unseen", "12"]]
    assert lines[6] == "coverage 40.0%: 1 read, 2 skipped (1 unexplained), 2 unseen"


def test_a_page_without_numbers_has_no_share():
    assert to_text(NOTHING, []) == "coverage of no numbers: 0 read, 0 skipped (0 unexplained), 0 unseen\n"


@pytest.mark.parametrize("piece", ["865件", "12%、", "3\n", "\ud8003亿元"])
def test_a_flood_of_numbers_is_skipped_number_by_number(piece):
    reading = extract_page(Page("洪水.txt", piece * 3000, ""))
    assert reading.observations == ()
    assert measure_coverage(reading) == Coverage(0, Counter(number=3000), 0)


@pytest.mark.parametrize("piece", ["同比增长14.7%，其中", "前4个月，产值26.2亿元。", "2,", "7 ", "865件\n"])
def test_a_page_that_never_stops_repeating_itself_is_skipped_number_by_number(piece):
    times = 60_000 // len(piece)
    reading = extract_page(Page("回声.txt", piece * times, ""))
    assert reading.observations == ()
    assert measure_coverage(reading) == Coverage(0, Counter(number=times * len(re.findall(r"[0-9.]+", piece))), 0)


def test_years_of_bulletins_in_one_file_are_not_endless():
    days = (f"{day}日，全市受理诉求{day * 37}件，环比增长{day}.{day % 7}%；办结{day * 31}件。\n" for day in range(1, 2200))
    assert not is_endless("".join(days))


def test_many_sentences_with_figures_are_no_flood():
    reading = extract_page(Page("长文.txt", "全市受理诉求865件，办结率98%。\n" * 1100, ""))
    assert len(reading.observations) == 2200
