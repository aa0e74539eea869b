"""The holiday that a page reports → its days, as the page prints them or else as the calendar of its year has them."""

import re
from datetime import date, timedelta
from itertools import islice

from metrics.catalogue import read_words
from metrics.model import Issue, Period, PeriodMention
from metrics.parse.holiday_days import Days, read_calendar
from metrics.parse.patterns import one_of
from metrics.parse.periods import find_periods

_NAMED_SO = rf"(?<![第一二三四五六七八九十]){one_of(tuple(read_calendar()))}"  # 十一, never 二十一
_WORDS = one_of(read_words("periods", "report")["holiday"])
_HOLIDAY = re.compile(rf"{_WORDS}(?!办|指挥|经济|旅游)|{_NAMED_SO}”?(?:期间|以来)")
_OPENS = re.compile(
    r"(?:^|[。；，：）])(?:进入|自|今年|本次|整个|全市|这个|“?(?:五一|十一|春节|国庆|端午|中秋|清明|元旦|春运|暑运)”?(?:、|和)?(?:中秋|国庆)?)*(?:的?[\d一二三四五六七八九]{1,2}天)?$"
)
NEXT = 10  # characters behind the word within which its days may be printed once more
NEAR = 40  # characters around the word within which its days are printed
LONGEST_HOLIDAY = 9
MOST_HOLIDAYS = 20  # times that a page names its holiday before its days are given up
AHEAD = timedelta(days=14)  # ... and of one that begins so soon
_NAME_BEFORE = re.compile(rf"(?:“?{_NAMED_SO}”?[、和]?)+$")
JUST_OVER = timedelta(days=10)
FRESH = timedelta(days=45)  # a page tells of a holiday that ended so long ago at most
_NAMED = re.compile(rf"(?P<name>{_NAMED_SO})”?(?:的?[\d一二三四五六七八九]{{1,2}}天)?(?:{_WORDS}|期间|以来)")
_UNNAMED = re.compile(r"黄金周|长假")
_SEASONS = frozenset({"春运", "暑运"})  # weeks, and no days off
_OTHER_YEAR = re.compile(r"(?:去年|上年|往年|明年|前年|同期|比|较|20\d\d年)“?(?:中秋、?|国庆、?)?$")


def find_holiday(text: str, issue: Issue) -> Period | None:
    """The days of the holiday that a page reports: as it prints them, “五一”假期（5月1日至5日）, else by the calendar."""
    for word in islice(_HOLIDAY.finditer(text), MOST_HOLIDAYS):
        start = max(0, word.start() - NEAR)
        for mention in find_periods(text[start : word.end() + 3 * NEAR], issue, None):
            first, last = mention.period.start, mention.period.end
            if (
                mention.role == "time"
                and first
                and last
                and "日" in text[start + mention.start : start + mention.end]
                and 2 <= (last - first).days <= LONGEST_HOLIDAY
                and _may_be((first, last), text, word.start(), issue)
            ):
                return mention.period
    return _from_calendar(text, issue)


def names_holiday(words: str) -> bool:
    """Whether the opening of an article says that it is about the holiday."""
    return bool(_HOLIDAY.search(words))


def with_holiday(text: str, mentions: list[PeriodMention], holiday: Period | None, issue: Issue) -> list[PeriodMention]:
    """The times of a paragraph with those that only say 假期 where a clause begins, whose days the page prints elsewhere."""
    if holiday is None:
        return mentions
    words = [match for match in _HOLIDAY.finditer(text) if _OPENS.search(text, 0, match.start())]
    days = [_since(match, _named_days(text, match, holiday, issue)) for match in words]
    found = [
        PeriodMention(_name_start(text, match.start()), match.end(), day, "time")
        for match, day in zip(words, days, strict=True)
    ]
    free = [one for one in found if not any(one.start <= other.end and other.start < one.end + NEXT for other in mentions)]
    return sorted([*mentions, *free], key=lambda mention: mention.start)


def _name_start(text: str, start: int) -> int:
    """Where the name of a holiday begins that stands right before a word: ⟨“十一”⟩黄金周."""
    named = _NAME_BEFORE.search(text, max(0, start - 8), start)
    return named.start() if named else start


def _since(word: re.Match[str], days: Period) -> Period:
    """春运以来 has begun and goes on."""
    return Period(days.start, None, days.reason) if word[0].endswith("以来") else days


def _named_days(text: str, word: re.Match[str], holiday: Period, issue: Issue) -> Period:
    """The days of the holiday that is named right there, else those of the one that the page reports."""
    named = _NAMED.search(text, max(0, word.start() - 6), word.end())
    days = _match_recent(named["name"], issue) if named and holiday.reason != _reason(named["name"], holiday) else None
    printed = holiday.start and holiday.end and days and days[0] <= holiday.start and holiday.end <= days[1]
    return holiday if named is None or days is None or printed else Period(*days, _reason(named["name"], Period(*days, "")))


def _reason(name: str, holiday: Period) -> str:
    return f"{name}假期按{holiday.end.year}年的放假安排推定" if holiday.end else ""


def _from_calendar(text: str, issue: Issue) -> Period | None:
    """The days of the holiday that the page names first, when it was over not long before the issue or is to begin soon."""
    if issue.date is None:
        return None
    named_ones = list(islice(_NAMED.finditer(text), MOST_HOLIDAYS))
    for named in named_ones:
        if _OTHER_YEAR.search(text, max(0, named.start() - 8), named.start()):
            continue
        days = _match_recent(named["name"], issue)
        if days:
            return Period(*days, _reason(named["name"], Period(*days, "")))
    return _just_over(issue.date) if not named_ones and _UNNAMED.search(text) else None


def _just_over(day: date) -> Period | None:
    """The holiday that a page calls only the long one: the last that had begun, when it ended a few days before at most."""
    begun = [(days[0], days[1], name) for name, all_days in read_calendar().items() for days in all_days if days[0] <= day]
    first, last, name = max((one for one in begun if one[2] not in _SEASONS), default=(day, date.min, ""))
    return Period(first, last, _reason(name, Period(first, last, ""))) if day - last <= JUST_OVER else None


def _match_recent(name: str, issue: Issue) -> Days | None:
    """The days of a holiday that was over not long before the issue, or is to begin soon."""
    day = issue.date
    return next((days for days in read_calendar()[name] if day and days[0] <= day + AHEAD and day - days[1] <= FRESH), None)


def _may_be(days: Days, text: str, word: int, issue: Issue) -> bool:
    """Whether days printed beside a holiday can be its own: those the calendar has lie around them."""
    named = _NAMED.search(text, max(0, word - 6), word + 8)
    known = _match_recent(named["name"], issue) if named and named.start() <= word else None
    return known is None or (known[0] <= days[0] and days[1] <= known[1])
