"""Stretches of a year: matches of one pattern come in (9月23日, 1-8月, 上半年), parts that any year can be put to go out."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from metrics.catalogue import read_words
from metrics.parse.patterns import one_of

TAILS = read_words("periods", "tails")
DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2, "首": 1}
Groups = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of some year from (month, day) to (month, day); day 0 is the month's last; `over` years later it ends."""

    first: tuple[int, int] = (1, 1)
    last: tuple[int, int] = (12, 0)
    over: int = 0

    def at(self, year: int) -> tuple[date, date] | None:
        """The days of this part in a year; None when no calendar has them (2月30日)."""
        (month, day), (last_month, last_day), end = self.first, self.last, year + self.over
        last_day = last_day or monthrange(end, last_month)[1]
        if day > monthrange(year, month)[1] or last_day > monthrange(end, last_month)[1]:
            return None
        start, stop = date(year, month, day), date(end, last_month, last_day)
        return (start, stop) if start <= stop else None


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
CLOCK = r"(?:(?:零|[0-9]{1,2})[时点](?:[0-9]{1,2}分)?|[0-9]{1,2}:[0-9]{2}|凌晨|上午|下午|晚)?"
POINT = one_of(TAILS["point"])
# One stretch of a year, tried in this order; the first named group that took something tells which one it is.
PARTS = rf"""
    (?P<from_month>{MONTH})月份?(?P<from_day>{DAY})[日号]?{CLOCK}{TO}(?:(?P<to_month>{MONTH})月)?(?P<to_day>{DAY})[日号]
  | (?P<day_month>{MONTH})月(?P<day>{DAY})[日号](?:当天|当日)?
  | (?P<first>{MONTH})月?份?(?:{TO}|、(?={MONTH}月份))(?P<last>{MONTH})月份?(?:(?P<months_point>{POINT}))?
  | (?P<third_month>{MONTH})月(?P<third>[上中下])旬
  | (?P<month>{MONTH})月份?(?!{one_of(TAILS["not_month"])})(?:当月|单月)?(?:(?P<month_point>{POINT})|(?P<early_month>初))?
  | [前头](?P<months>{MONTH})个?月份?
  | [前头](?P<quarters>[123一二两三])个?季度?
  | (?P<quarter>[1234一二三四首])个?季度(?P<quarter_point>{POINT})?
  | (?P<half>[上下])半年度?
  | (?P<term>[春秋])季学期
"""


def to_days(groups: Groups) -> Part:
    """6月9日至15日: a range of days, over the new year when it runs backwards."""
    first = (to_number(groups["from_month"]), to_number(groups["from_day"]))
    last = (to_number(groups.get("to_month", groups["from_month"])), to_number(groups["to_day"]))
    return Part(first, last, int("to_month" in groups and last < first))


def to_day(groups: Groups) -> Part:
    """9月23日."""
    day = (to_number(groups["day_month"]), to_number(groups["day"]))
    return Part(day, day)


def to_months(groups: Groups) -> Part:
    """1-8月; 11月至2月 ends a year later."""
    first, last = to_number(groups["first"]), to_number(groups["last"])
    return Part((first, 1), (last, 0), int(last < first))


def to_third(groups: Groups) -> Part:
    """9月上旬: days 1-10, 11-20, 21 to the end."""
    month, third = to_number(groups["third_month"]), "上中下".index(groups["third"])
    return Part((month, 10 * third + 1), (month, (10, 20, 0)[third]))


def to_month(groups: Groups) -> Part:
    """11月, 8月底; 8月初 is its first ten days."""
    month = to_number(groups["month"])
    return Part((month, 1), (month, 10 if "early_month" in groups else 0))


def to_quarter(groups: Groups) -> Part:
    """一季度."""
    last = 3 * to_number(groups["quarter"])
    return Part((last - 2, 1), (last, 0))


def to_half(groups: Groups) -> Part:
    """上半年, 下半年."""
    return Part((1, 1), (6, 0)) if groups["half"] == "上" else Part((7, 1), (12, 0))


def to_term(groups: Groups) -> Part:
    """A school term: the autumn one runs from September to January."""
    return Part((9, 1), (1, 0), 1) if groups["term"] == "秋" else Part((3, 1), (7, 0))


MAKERS: dict[str, Callable[[Groups], Part]] = {
    "from_month": to_days,
    "day_month": to_day,
    "first": to_months,
    "third_month": to_third,
    "month": to_month,
    "months": lambda groups: Part((1, 1), (to_number(groups["months"]), 0)),
    "quarters": lambda groups: Part((1, 1), (3 * to_number(groups["quarters"]), 0)),
    "quarter": to_quarter,
    "half": to_half,
    "term": to_term,
    "early": lambda _: Part((1, 1), (1, 0)),  # 年初 is January
}


def to_part(groups: Groups) -> Part:
    """The stretch that a match of PARTS names; the whole year when it names none."""
    for name, make in MAKERS.items():
        if name in groups:
            return make(groups)
    return Part()
