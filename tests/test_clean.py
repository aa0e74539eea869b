"""Cleaning: what becomes of printed text, and that every character keeps its place on the page."""

import string
import time
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from metrics.model import CleanText
from metrics.parse.articles import split_articles
from metrics.parse.clean import clean_page
from metrics.parse.doubles import is_doubled
from metrics.parse.issue_date import find_issue
from metrics.parse.marks import fold_widths
from metrics.parse.pages import page_from_text

CASES = tomllib.loads((Path(__file__).parent / "cases" / "clean.toml").read_text(encoding="utf-8"))["case"]
MESS = "\n\n  　，。、：；,.:;()（）“”#-—％％０９" + string.digits + "年月日本报讯记者件万亿\u200b\xad\ud800\r\t"
CHARACTERS = st.characters() | st.sampled_from(MESS)


def read(text: str) -> CleanText:
    return clean_page(page_from_text("case.txt", text))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_page_reads_as_it_was_meant(case: dict[str, Any]) -> None:
    assert read(case["page"]).text.split("\n") == (case["text"] or [""])


@given(st.text(CHARACTERS))
@settings(max_examples=200)
def test_offsets_rise_and_are_as_many_as_the_characters(text: str) -> None:
    clean = read(text)
    assert len(clean.offsets) == len(clean.text)
    assert all(before < after for before, after in pairwise(clean.offsets))
    assert all(0 <= place < len(text) for place in clean.offsets)
    assert len(clean.columns) == len([part for part in clean.text.split("\n") if part])


@given(st.text(CHARACTERS))
@settings(max_examples=200)
def test_every_printed_character_is_kept_outside_doubled_headlines(text: str) -> None:
    assume(not any(is_doubled(line) for line in fold_widths(text).split("\n") if line.strip()))
    assert to_bare(read(text).text) == to_bare(fold_widths(text))


def to_bare(text: str) -> str:
    """The text without spaces, Chinese marks as ASCII ones."""
    return "".join(text.split()).translate(str.maketrans("，；：！？（）", ",;:!?()"))


@given(st.text(CHARACTERS))
@settings(max_examples=200)
def test_no_page_is_too_strange_to_be_read(text: str) -> None:
    clean = read(text)
    articles = split_articles(clean)
    find_issue(clean, articles)
    spans = sorted((part.start, part.end) for article in articles for part in article.paragraphs)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


HOSTILE = {
    "one digit": "1",
    "one numeral": "一",
    "brackets": "（",
    "brackets of both kinds": "（）",
    "commas": "，",
    "spaces": " ",
    "digits with spaces": "1 ",
    "short lines": "甲乙\n",
    "blank lines": "甲乙丙丁，\n\n",
    "leads": "本报讯（记者 甲乙）1月2日，丙丁戊己。\n\n",
    "headlines": "# 甲乙丙丁\n\n",
    "headlines and text": "## 甲乙丙丁\n\n戊己庚辛，壬癸子丑。\n\n",
    "plain headlines": "甲乙丙丁\n\n",
    "plain headlines and text": "甲乙丙丁\n\n戊己庚辛，壬癸子丑。\n\n",
    "doubled headlines": "甲乙丙丁甲乙丙丁\n",
    "years": "2024年",
    "days": "2024年1月2日\n",
    "cells": "12\n",
    "captions": "图为甲乙丙丁在戊己庚辛壬癸子丑寅卯。本报记者 甲乙 摄\n\n",
    "quotes": "“",
    "half a surrogate": "\ud800",
    "ASCII marks": "甲,",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_is_linear_in_pages_of_one_thing(piece: str) -> None:
    def measure(size: int) -> float:
        page = page_from_text("case.txt", piece * (size // len(piece)))
        start = time.process_time()
        clean = clean_page(page)
        find_issue(clean, split_articles(clean))
        return time.process_time() - start

    small, large = measure(10_000), measure(60_000)
    assert large < 12 * small + 0.4
