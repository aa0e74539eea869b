"""Stretches of a year: matches of one pattern come in (9月23日, 1-8月, 上半年), parts that any year can be put to go out."""

import re
from calendar import isleap
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from metrics.catalogue import read_words
from metrics.parse.patterns import one_of

TAILS = read_words("periods", "tails")
MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}


class Part(NamedTuple):
    """A stretch of some year from (month, day) to (month, day); day 0 is the month's last; `over` years later it ends."""

    first: tuple[int, int] = (1, 1)
    last: tuple[int, int] = (12, 0)
    over: int = 0

    def at(self, year: int) -> tuple[date, date] | None:
        """The days of this part in a year; None when no calendar has them (2月30日)."""
        (month, day), (last_month, last_day), end = self.first, self.last, year + self.over
        longest = days_in(end, last_month)
        if not 1 <= year <= end < 9999 or day > days_in(year, month) or last_day > longest:
            return None
        start, stop = date(year, month, day), date(end, last_month, last_day or longest)
        return (start, stop) if start <= stop else None


def days_in(year: int, month: int) -> int:
    """How many days a month has."""
    return 29 if month == 2 and isleap(year) else MONTH_DAYS[month - 1]


def to_number(text: str) -> int:
    """The value of 1..99 in digits or Chinese.

    >>> [to_number(text) for text in ("12", "十二", "二十三", "两")]
    [12, 12, 23, 2]
    """
    if text.isascii():
        return int(text)
    if "十" not in text:
        return DIGITS[text]
    tens, _, ones = text.partition("十")
    return DIGITS.get(tens, 1) * 10 + DIGITS.get(ones, 0)


MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9]|二十[一二三四五六七八九]?|三十一?|十[一二三四五六七八九]?|[一二三四五六七八九])"
TO = r"(?:[-—–~～]{1,2}|至|到)"
HOURS = one_of(TAILS["hours"])
CLOCK = rf"(?:(?:零|[0-9]{{1,2}})[时点](?:[0-9]{{1,2}}分)?|[0-9]{{1,2}}:[0-9]{{2}}|{HOURS})?"
# One stretch of a year (6月9日至15日 first), tried in this order; `lastgroup` tells which alternative it is.
PARTS = rf"""
    (?P<days>(?P<month1>{MONTH})月份?(?P<day1>{DAY})(?:[日号]?{CLOCK}{TO}|、(?={DAY}[日号]))(?:(?P<month2>{MONTH})月)?(?P<day2>{DAY})[日号])
  | (?P<day>(?P<day_month>{MONTH})月(?P<day_day>{DAY})[日号](?:当天|当日)?)                     # 9月23日
  | (?P<quarters>(?P<from_quarter>[1234一二三四])季?度?{TO}(?P<to_quarter>[234二三四])季度)            # 1-3季度
  | (?P<months>(?P<from>{MONTH})月?份?(?:{TO}|、(?={MONTH}月份))(?P<to>{MONTH})月份?)           # 1-8月; 7、8月份
  | (?P<third>(?P<third_month>{MONTH})月(?P<which>[上中下])旬)                                 # 9月上旬
  | (?P<fortnight>(?P<fortnight_month>{MONTH})月份?(?P<fortnight_of>[上下])半月)                  # 7月上半月
  | (?P<early_month>(?P<early_of>{MONTH})月初)                                                # 9月初
  | (?P<month>(?P<month_of>{MONTH})月份?(?!{one_of(TAILS["not_month"])})(?:当月|单月)?)         # 9月
  | (?P<first_months>[前头](?P<month_count>{MONTH}|两)个?月份?)                                # 前4个月
  | (?P<first_quarters>[前头](?P<quarter_count>[123一二两三])个?季度?)                          # 前三季度
  | (?P<quarter>第?(?P<quarter_of>[1234一二三四])季度)                                         # 一季度
  | (?P<opening_month>(?:(?<![㐀-鿿])|(?<=年))首个?月)                                            # 首月, 今年首月; not 开通首月
  | (?P<new_year>元旦(?=(?:假期|假日)?(?:起|以来|开始|至今|{TO}{MONTH}月)))                        # 元旦至1月10日
  | (?P<opening>首个?季度?)                                                                   # 首季
  | (?P<half>(?P<half_of>[上下])半年度?)                                                      # 上半年
  | (?P<term>(?P<term_of>[春秋])季学期)                                                        # 秋季学期
"""


def to_days(found: re.Match[str]) -> Part:
    """6月9日至15日: a range of days, over the new year when it runs backwards."""
    first = (to_number(found["month1"]), to_number(found["day1"]))
    last = (to_number(found["month2"] or found["month1"]), to_number(found["day2"]))
    return Part(first, last, int(found["month2"] is not None and last < first))


def to_day(found: re.Match[str]) -> Part:
    """9月23日."""
    day = (to_number(found["day_month"]), to_number(found["day_day"]))
    return Part(day, day)


def to_months(found: re.Match[str]) -> Part:
    """1-8月; 11月至2月 ends a year later."""
    first, last = to_number(found["from"]), to_number(found["to"])
    return Part((first, 1), (last, 0), int(last < first))


def to_third(found: re.Match[str]) -> Part:
    """9月上旬: days 1-10, 11-20, 21 to the end."""
    month, third = to_number(found["third_month"]), "上中下".index(found["which"])
    return Part((month, 10 * third + 1), (month, (10, 20, 0)[third]))


def to_fortnight(found: re.Match[str]) -> Part:
    """7月上半月: its first fifteen days; 下半月 the rest."""
    month, is_first = to_number(found["fortnight_month"]), found["fortnight_of"] == "上"
    return Part((month, 1), (month, 15)) if is_first else Part((month, 16), (month, 0))


def to_early_month(found: re.Match[str]) -> Part:
    """9月初: its first ten days."""
    month = to_number(found["early_of"])
    return Part((month, 1), (month, 10))


def to_month(found: re.Match[str]) -> Part:
    """11月, 8月 of 8月底."""
    month = to_number(found["month_of"])
    return Part((month, 1), (month, 0))


def to_quarter(found: re.Match[str]) -> Part:
    """一季度."""
    last = 3 * to_number(found["quarter_of"])
    return Part((last - 2, 1), (last, 0))


def to_quarters(found: re.Match[str]) -> Part:
    """1-3季度."""
    return Part((3 * to_number(found["from_quarter"]) - 2, 1), (3 * to_number(found["to_quarter"]), 0))


def to_half(found: re.Match[str]) -> Part:
    """上半年, 下半年."""
    return Part((1, 1), (6, 0)) if found["half_of"] == "上" else Part((7, 1), (12, 0))


def to_term(found: re.Match[str]) -> Part:
    """A school term: the autumn one runs from September to January, the spring one from March to July."""
    return Part((9, 1), (1, 0), 1) if found["term_of"] == "秋" else Part((3, 1), (7, 0))


MAKERS: dict[str, Callable[[re.Match[str]], Part]] = {
    "days": to_days,
    "day": to_day,
    "months": to_months,
    "third": to_third,
    "fortnight": to_fortnight,
    "early_month": to_early_month,
    "month": to_month,
    "first_months": lambda found: Part((1, 1), (to_number(found["month_count"]), 0)),
    "first_quarters": lambda found: Part((1, 1), (3 * to_number(found["quarter_count"]), 0)),
    "quarter": to_quarter,
    "quarters": to_quarters,
    "opening": lambda _: Part((1, 1), (3, 0)),
    "opening_month": lambda _: Part((1, 1), (1, 0)),
    "new_year": lambda _: Part((1, 1), (1, 1)),
    "half": to_half,
    "term": to_term,
    "early": lambda _: Part((1, 1), (1, 0)),  # 年初 is January
}
YEAR_LONG = Part()


def to_part(found: re.Match[str] | None) -> Part:
    """The stretch that a match of PARTS names; the whole year when it names none."""
    make = MAKERS.get(found.lastgroup or "") if found else None
    return make(found) if make and found else YEAR_LONG
