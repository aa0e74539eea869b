"""当日 and 当天: the days of a paragraph and the day named before it come in, the days that they mean go out."""

import re
from collections.abc import Sequence

from metrics.model import Period, PeriodMention

_THAT_DAY = re.compile(r"(?:当日|当天|同日)$")


def same_days(text: str, mentions: Sequence[PeriodMention], day: Period | None) -> list[PeriodMention]:
    """The mentions of a paragraph; 当日 is the day last named, in it or before it, even when a year was named since."""
    found = []
    for mention in mentions:
        period = mention.period
        if day and period.start is None and period.end is None and _THAT_DAY.match(text, mention.start, mention.end):
            found.append(mention._replace(period=day))
            continue
        if period.start and period.start == period.end:
            day = period
        found.append(mention)
    return found


def last_day(mentions: Sequence[PeriodMention]) -> Period | None:
    """The day that a paragraph named last, on which what the next ones tell of 当日 happened."""
    days = [m.period for m in mentions if m.role == "time" and m.period.start and m.period.start == m.period.end]
    return days[-1] if days else None
