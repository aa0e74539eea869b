"""A title → the time that everything below it is about: a week's bulletin, a year's report."""

import re
from itertools import islice

from metrics.catalogue import read_words
from metrics.model import Article, Issue, Period, PeriodMention
from metrics.parse.patterns import one_of
from metrics.parse.periods import find_periods

_IN_BRACKETS = re.compile(r"[（(]([^（()）]{4,30})[）)]$")  # 运价行情（7月24日—30日）
_DATELINE = re.compile(r"[（(]?(?:统计时间|数据时间|时间|统计周期|统计时段)?[：:]?(?P<when>[^（()）：，。；]{3,30})[）)]?")
_CLOCK_END = re.compile(r"^[0-9]{1,2}[时点]?(?:[-—–~～至到][0-9]{1,2})?[时点]$")
_HOLIDAY = re.compile(one_of(read_words("periods", "report")["holiday"]))
_OPENS = re.compile(r"(?:^|[。；，：）])(?:今年|本次|整个|全市|这个|“?(?:五一|春节|国庆|端午|中秋|清明|元旦)”?)*$")
NEXT = 10  # characters behind the word within which its days may be printed once more
NEAR = 40  # characters around the word within which its days are printed
LONGEST_HOLIDAY = 9
MOST_HOLIDAYS = 20  # times that a page names its holiday before its days are given up
DATELINE = 36  # characters: a longer line is no dateline
_TODAY = re.compile(r"星期|农历|第\d+期|电$")
_REPORT = re.compile(one_of(read_words("periods", "report")["words"]))


def find_title_period(article: Article, issue: Issue, is_bulletin: bool) -> Period | None:
    """The period a title prints: 一周警情（6月9日至15日）, 2022年统计公报; in other news only one in brackets at the end."""
    title = f"{article.title}。{article.subtitle}"
    if not is_bulletin and not _REPORT.search(title):
        span = _IN_BRACKETS.search(article.title)
        title = span[1] if span else ""
    until = match_bracketed(article.title, issue)
    if until and until.start is None:
        return until
    told = [mention.period for mention in find_periods(title, issue, None) if mention.role == "time"]
    return (
        next((period for period in reversed(told) if is_span(period)), None) if not is_bulletin else told[-1] if told else None
    )


def match_bracketed(title: str, issue: Issue) -> Period | None:
    """The one time that brackets at the end of a headline print: 数说人社（截至2024年12月底）."""
    span = _IN_BRACKETS.search(title)
    mentions = find_periods(span[1], issue, None) if span else []
    is_time = len(mentions) == 1 and mentions[0].role in ("time", "asof") and mentions[0].period.end is not None
    return mentions[0].period if is_time else None


def find_holiday(text: str, issue: Issue) -> Period | None:
    """The days of the holiday that a page reports, as it prints them: “五一”假期（5月1日至5日）."""
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
    return None


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


def match_dateline(text: str, issue: Issue) -> Period | None:
    """The time that a line below a headline prints and nothing else: （2025年8月11日）, 统计时间：6月9日0时—15日24时."""
    line = _DATELINE.fullmatch(text) if len(text) <= DATELINE else None
    if not line or _TODAY.search(text):
        return None
    mentions = find_periods(line["when"], issue, None)
    if len(mentions) != 1 or mentions[0].role != "time" or mentions[0].start:
        return None
    rest = _CLOCK_END.sub("", line["when"][mentions[0].end :])
    return mentions[0].period if not rest else None


def is_span(period: Period) -> bool:
    """Whether a period is longer than a day and closed on both ends."""
    return period.start is not None and period.end is not None and period.start < period.end
