"""The holiday that a page reports → its days, as the page prints them or else as the calendar of its year has them."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from itertools import islice

from metrics.catalogue import read_words
from metrics.model import Issue, Period, PeriodMention
from metrics.parse.patterns import one_of
from metrics.parse.periods import find_periods

_HOLIDAY = re.compile(one_of(read_words("periods", "report")["holiday"]))
_OPENS = re.compile(
    r"(?:^|[。；，：）])(?:今年|本次|整个|全市|这个|“?(?:五一|春节|国庆|端午|中秋|清明|元旦)”?(?:、|和)?(?:中秋|国庆)?)*$"
)
NEXT = 10  # characters behind the word within which its days may be printed once more
NEAR = 40  # characters around the word within which its days are printed
LONGEST_HOLIDAY = 9
MOST_HOLIDAYS = 20  # times that a page names its holiday before its days are given up
FRESH = timedelta(days=45)  # a page tells of a holiday that ended so long ago at most
_WORDS = one_of(read_words("periods", "report")["holiday"])
_NAMED = re.compile(rf"(?P<name>{one_of(read_words('periods', 'holiday_days'))})”?{_WORDS}")
_OTHER_YEAR = re.compile(r"(?:去年|上年|往年|明年|前年|同期|比|较|20\d\d年)“?(?:中秋、?|国庆、?)?$")
Days = tuple[date, date]


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
            ):
                return mention.period
    return _from_calendar(text, issue)


def names_holiday(words: str) -> bool:
    """Whether the opening of an article says that it is about the holiday."""
    return bool(_HOLIDAY.search(words))


def with_holiday(text: str, mentions: list[PeriodMention], holiday: Period | None) -> list[PeriodMention]:
    """The times of a paragraph with those that only say 假期 where a clause begins, whose days the page prints elsewhere."""
    if holiday is None:
        return mentions
    words = [match for match in _HOLIDAY.finditer(text) if _OPENS.search(text, 0, match.start())]
    found = [PeriodMention(match.start(), match.end(), holiday, "time") for match in words]
    free = [one for one in found if not any(one.start < other.end and other.start < one.end + NEXT for other in mentions)]
    return sorted([*mentions, *free], key=lambda mention: mention.start)


def _from_calendar(text: str, issue: Issue) -> Period | None:
    """The days of the holiday that the page names first, when it was over, or had begun, not long before the issue."""
    if issue.date is None:
        return None
    for named in islice(_NAMED.finditer(text), MOST_HOLIDAYS):
        if _OTHER_YEAR.search(text, max(0, named.start() - 8), named.start()):
            continue
        for first, last in _calendar()[named["name"]]:
            if first <= issue.date and issue.date - last <= FRESH:
                return Period(first, last, f"{named['name']}假期按{last.year}年的放假安排推定")
        return None
    return None


@cache
def _calendar() -> Mapping[str, tuple[Days, ...]]:
    """The first and the last day of every holiday, by its name."""
    return {name: tuple(map(_read_days, spans)) for name, spans in read_words("periods", "holiday_days").items()}


def _read_days(span: str) -> Days:
    first, _, last = span.partition("~")
    return date.fromisoformat(first), date.fromisoformat(last)
