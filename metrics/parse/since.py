"""Times that began then and go on (自去年3月上路以来; 2021年启动，两年多来): the mentions of a paragraph, their ends opened."""

import re
from collections.abc import Sequence

from metrics.model import Period, PeriodMention

_SINCE = re.compile(r"[^，。；\d]{1,10}(?:以来|至今)|，[^，。；]{4,30}以来[，。；]")  # 自8月20日，⟨全市83个站点开磅以来⟩
_UNTIL_TODAY = re.compile(r"[^，。；\d]{0,10}(?:至今|到现在|到如今)(?=，|[共累已][㐀-鿿]?)")  # 2016年8月⟨并网发电至今⟩
_YEARS_ON = re.compile(r"[^。；\d]{0,30}?，[一两二三四五六七八九十]{1,2}年(?:多|间)?来")  # 2021年，…启动，两年多来
_UNTIL_NOW = ("年来", "年多来", "年间来")


def goes_on_since(text: str, mention: PeriodMention, mentions: Sequence[PeriodMention]) -> bool:
    """Whether a stretch until now only goes on from the time named before it: 2021年启动，⟨两年多来⟩."""
    if mention.period[:2] != (None, None) or not text.endswith(_UNTIL_NOW, mention.start, mention.end):
        return False
    ends = [_YEARS_ON.match(text, other.end) for other in mentions if other.end < mention.start and other.role == "time"]
    return any(found and found.end() == mention.end for found in ends)


def open_since(text: str, mention: PeriodMention) -> PeriodMention:
    """自去年3月上路以来, 2021年启动，两年多来: a period that began then and goes on."""
    start = mention.period.start
    until = _UNTIL_TODAY.match(text, mention.end) if start and mention.role == "time" else None
    if until:
        return mention._replace(period=Period(start, None, mention.period.reason), end=until.end())
    if start and mention.role == "time" and _YEARS_ON.match(text, mention.end):
        return mention._replace(period=Period(start, None, mention.period.reason))
    if (
        start
        and mention.role == "time"
        and text[mention.start - 1 : mention.start] in {"自", "从"}
        and _SINCE.match(text, mention.end)
    ):
        return mention._replace(period=Period(start, None, mention.period.reason))
    return mention
