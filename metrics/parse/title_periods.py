"""A title → the time that everything below it is about: a week's bulletin, a year's report, a box of figures."""

import re
from collections.abc import Sequence

from metrics.catalogue import read_words
from metrics.model import Article, Issue, Period
from metrics.parse.patterns import one_of
from metrics.parse.periods import find_periods

_IN_BRACKETS = re.compile(r"[（(]([^（()）]{4,30})[）)]$")  # 运价行情（7月24日—30日）
_DATELINE = re.compile(r"[（(]?(?:统计时间|数据时间|时间|统计周期|统计时段)?[：:]?(?P<when>[^（()）：，。；]{3,30})[）)]?")
_CLOCK_END = re.compile(r"^[0-9]{1,2}[时点]?(?:[-—–~～至到][0-9]{1,2})?[时点]$")
OPENING = 40  # characters of a paragraph in which a report may tell its time
FRONT = 4  # characters before it
DATELINE = 36  # characters: a longer line is no dateline
_TODAY = re.compile(r"星期|农历|第\d+期|电$")
_REPORT = re.compile(one_of(read_words("periods", "report")["words"]))


def find_title_period(article: Article, issue: Issue, is_bulletin: bool) -> Period | None:
    """The period a title prints: 一周警情（6月9日至15日）, 2022年统计公报; in other news only one in brackets at the end."""
    title = f"{article.title}。{article.subtitle}"
    is_table = {part.kind for part in article.paragraphs} <= {"title", "cell"}
    if not is_bulletin and not is_table and not _REPORT.search(title):
        span = _IN_BRACKETS.search(article.title)
        title = span[1] if span else ""
    until = match_bracketed(article.title, issue)
    if until and until.start is None:
        return until
    told = [mention.period for mention in find_periods(title, issue, None) if mention.role == "time"]
    return (
        next((period for period in reversed(told) if is_span(period)), None) if not is_bulletin else told[-1] if told else None
    )


def find_opening_period(title: str, texts: Sequence[str], issue: Issue) -> Period | None:
    """The time that a report whose headline tells none opens with: 工作报告 … ⟨2024年⟩，全市法院…"""
    if not _REPORT.search(title):
        return None
    for text in texts:
        first = next((m for m in find_periods(text[:OPENING], issue, None) if m.role == "time"), None)
        if first and first.start < FRONT and is_span(first.period):
            return first.period
    return None


def match_bracketed(title: str, issue: Issue) -> Period | None:
    """The one time that brackets at the end of a headline print: 数说人社（截至2024年12月底）."""
    span = _IN_BRACKETS.search(title)
    mentions = find_periods(span[1], issue, None) if span else []
    is_time = len(mentions) == 1 and mentions[0].role in ("time", "asof") and mentions[0].period.end is not None
    return mentions[0].period if is_time else None


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
