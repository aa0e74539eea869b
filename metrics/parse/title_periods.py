"""A title → the time that everything below it is about: a week's bulletin, a year's report."""

import re

from metrics.catalogue import read_words
from metrics.model import Article, Issue, Period
from metrics.parse.patterns import one_of
from metrics.parse.periods import find_periods

_IN_BRACKETS = re.compile(r"[（(]([^（()）]{4,30})[）)]$")  # 运价行情（7月24日—30日）
_REPORT = re.compile(one_of(read_words("periods", "report")["words"]))


def find_title_period(article: Article, issue: Issue, is_bulletin: bool) -> Period | None:
    """The period a title prints: 一周警情（6月9日至15日）, 2022年统计公报; in other news only one in brackets at the end."""
    title = f"{article.title}。{article.subtitle}"
    if not is_bulletin and not _REPORT.search(title):
        span = _IN_BRACKETS.search(article.title)
        title = span[1] if span else ""
    told = [mention.period for mention in find_periods(title, issue, None) if mention.role == "time"]
    return (
        next((period for period in reversed(told) if is_span(period)), None) if not is_bulletin else told[-1] if told else None
    )


def is_span(period: Period) -> bool:
    """Whether a period is longer than a day and closed on both ends."""
    return period.start is not None and period.end is not None and period.start < period.end
