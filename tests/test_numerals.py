"""Numerals in digits and Chinese have one value, estimates two, and everything else none."""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.parse.numerals import CHINESE_CHARACTERS, read_estimate, read_numeral

CASES = tomllib.loads((Path(__file__).parent / "cases" / "numerals.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"] or "empty")
def test_a_numeral_has_its_value(case):
    if "high" in case:
        assert read_estimate(case["text"]) == (Decimal(case["value"]), Decimal(case["high"]))
        assert read_numeral(case["text"]) is None
    else:
        assert read_numeral(case["text"]) == (Decimal(case["value"]) if "value" in case else None)


@given(st.integers(min_value=0, max_value=10**16))
def test_digits_say_what_they_are(number):
    assert read_numeral(str(number)) == number
    assert read_numeral(f"{number:,}") == number


@given(st.integers(min_value=1, max_value=9999))
def test_a_section_spelled_out_reads_back(number):
    assert read_numeral(spell(number)) == number


@given(st.text(alphabet=CHINESE_CHARACTERS + "点半0123456789.,", max_size=40))
def test_no_run_of_number_characters_raises(text):
    assert read_numeral(text) is None or read_numeral(text) >= 0
    assert read_estimate(text) is None or read_estimate(text)[0] < read_estimate(text)[1]


def spell(number: int) -> str:
    """A number below 10,000 in Chinese: 3052 is 三千零五十二."""
    digits = "零一二三四五六七八九"
    text, gap = "", False
    for place, power in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("零" if gap else "") + digits[digit] + power
            gap = False
        elif text:
            gap = number % place > 0
    return text
