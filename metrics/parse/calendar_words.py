"""Relative words of time: 昨日, 本周, 上月, 当年 and what is known around them come in, a period goes out."""

from collections.abc import Callable
from datetime import date, timedelta

from metrics.model import Period
from metrics.parse.calendar_parts import YEAR_LONG, Part
from metrics.parse.calendar_terms import Term
from metrics.parse.calendar_years import NO_YEAR, Frame, issue_reason, same_days, to_period

COUNTED = "据见报日"  # the reason of a period counted from the issue
EARLY = 20  # days of a month in which bulletins of the month before appear
REVIEW_MONTHS = 3  # the months in which a paper looks back on the year before
WEEKDAYS = "一二三四五六日"
Reader = Callable[[Frame], Period | None]


def resolve_word(term: Term, frame: Frame) -> Period | None:
    """The period of a relative word; open when the page does not tell, None when no calendar has it."""
    if term.word == "week":
        return iso_week(term.day or 0, frame)
    reader = WORDS.get(term.word)
    period = reader(frame) if reader else None
    if term.kind and period and is_week(period):
        day = shift(period.start, WEEKDAYS.index(term.kind))
        return Period(day, day, period.reason)
    if term.day and period:
        first = period.end or period.start
        days = Part((first.month, term.day), (first.month, term.day)).at(first.year) if first else None
        return to_period(days, period.reason)
    return period or Period(None, None, "" if term.word == "undated" else NO_YEAR)


def iso_week(number: int, frame: Frame) -> Period | None:
    """第28周 of the year in force."""
    year = frame.year or frame.this_year or frame.anchor_year
    if year is None:
        return Period(None, None, NO_YEAR)
    if not 1 <= number <= 52:
        return None
    monday = date.fromisocalendar(year, number, 1)
    return Period(monday, monday + timedelta(days=6), f"第{number}周按{year}年周历推定")


def issue_said(frame: Frame) -> str:
    """Why a word counted from the issue means these days."""
    return f"{COUNTED}{frame.issue.date.isoformat()}推定" if frame.issue.date else NO_YEAR


def shift(day: date | None, days: int) -> date | None:
    """A day moved; None beyond the ends of the calendar."""
    try:
        return day + timedelta(days=days) if day else None
    except OverflowError:
        return None


def from_issue(days: int) -> Reader:
    """A day counted from the issue: 昨日 -1."""

    def read(frame: Frame) -> Period | None:
        day = shift(frame.issue.date, days)
        return Period(day, day, issue_said(frame)) if day else None

    return read


def days_from_issue(first: int, last: int) -> Reader:
    """Days counted from the issue: 今明两天, 明后两天."""

    def read(frame: Frame) -> Period | None:
        start, end = shift(frame.issue.date, first), shift(frame.issue.date, last)
        return Period(start, end, issue_said(frame)) if start and end else None

    return read


def from_day(days: int) -> Reader:
    """A day counted from the day in force: 当日 0, 前一日 -1."""

    def read(frame: Frame) -> Period | None:
        anchor = frame.anchor
        if not anchor or anchor.start is None or anchor.start != anchor.end:
            return None
        day = shift(anchor.start, days)
        return Period(day, day, "随上文")

    return read


def is_week(anchor: Period | None) -> bool:
    """The period in force is a week."""
    return bool(anchor and anchor.start and anchor.end and 4 <= (anchor.end - anchor.start).days <= 7)


def week(number: int) -> Reader:
    """A week counted from the week in force if it says 本周 or compares, else Monday to Sunday from the issue's week."""

    def read(frame: Frame) -> Period | None:
        anchor, issue = frame.anchor, frame.issue.date
        is_printed = number == 0 and anchor is not None and not anchor.reason.startswith(COUNTED)
        if anchor and is_week(anchor) and (is_printed or frame.is_base or not issue):
            steps = 7 * number if frame.is_base else 0
            return Period(shift(anchor.start, steps), shift(anchor.end, steps), "随上文")
        monday = shift(issue, 7 * number - issue.weekday()) if issue else None
        return Period(monday, shift(monday, 6), issue_said(frame)) if monday else None

    return read


def past_week(frame: Frame) -> Period | None:
    """一周来: the seven days to the day in force, else to the day before the issue."""
    end = (frame.anchor.end if frame.anchor else None) or shift(frame.issue.date, -1)
    return Period(shift(end, -6), end, "随上文" if frame.anchor else issue_said(frame)) if end else None


def past_year(frame: Frame) -> Period | None:
    """过去一年: the calendar year before the issue's when the issue is of its first months, else no calendar's."""
    issue = frame.issue.date
    is_review = issue is not None and issue.month <= REVIEW_MONTHS
    return to_period(YEAR_LONG.at(issue.year - 1), issue_reason(frame)) if issue and is_review else None


def month_number(day: date) -> int:
    """Months since the year 0."""
    return day.year * 12 + day.month - 1


def months_at(number: int, length: int, reason: str) -> Period | None:
    """So many months from that month on."""
    year, month = divmod(number, 12)
    days = Part((month + 1, 1), (month + length, 0)).at(year)
    return to_period(days, reason)


def is_month_before(anchor: Period, issue: date) -> bool:
    """The period in force is the month before the issue's, or lies in an early issue's: 本月 in its bulletin is that."""
    if anchor.start is None or anchor.end is None or anchor.reason.startswith(COUNTED):
        return False
    is_whole = anchor.start.day == 1 and (anchor.end + timedelta(days=1)).day == 1
    return (is_whole or issue.day <= EARLY) and month_number(anchor.start) == month_number(anchor.end) == month_number(
        issue
    ) - 1


def month(number: int) -> Reader:
    """A month counted from the issue's; when compared, from the month in force."""

    def read(frame: Frame) -> Period | None:
        anchor, issue = frame.anchor, frame.issue.date
        if anchor and anchor.start and anchor.end and frame.is_base and month_number(anchor.start) == month_number(anchor.end):
            return months_at(month_number(anchor.start) + number, 1, "随上文")
        if number == 0 and anchor and issue and not frame.is_future and is_month_before(anchor, issue):
            return months_at(month_number(issue) - 1, 1, "随上文")
        return months_at(month_number(issue) + number, 1, issue_said(frame)) if issue else None

    return read


def that_month(frame: Frame) -> Period | None:
    """当月: the month in which the period in force ends, else the issue's."""
    day = (frame.anchor.end if frame.anchor else None) or frame.issue.date
    return months_at(month_number(day), 1, "随上文" if frame.anchor else issue_said(frame)) if day else None


def quarter(number: int) -> Reader:
    """A quarter counted from the issue's; when compared, from the quarter in force."""

    def read(frame: Frame) -> Period | None:
        anchor = frame.anchor.end if frame.anchor and frame.is_base else None
        day = anchor or frame.issue.date
        return months_at((month_number(day) // 3 + number) * 3, 3, issue_said(frame)) if day else None

    return read


def that_year(frame: Frame) -> Period | None:
    """当年: the period in force when it lies within one year, else that year, else the issue's."""
    anchor = frame.anchor
    if anchor and anchor.start and anchor.end and anchor.start.year == anchor.end.year:
        return Period(anchor.start, anchor.end, "随上文")
    year = frame.anchor_year or frame.this_year
    return to_period(YEAR_LONG.at(year), "随上文") if year else None


def within_year(frame: Frame) -> Period | None:
    """年内: the issue's year."""
    year = frame.this_year or frame.anchor_year
    return to_period(YEAR_LONG.at(year), issue_reason(frame)) if year else None


def same_time(frame: Frame) -> Period | None:
    """同期: as long as the period in force, a year before when it is compared with."""
    anchor = frame.anchor
    year = frame.anchor_year
    if not anchor or not year or not frame.is_base:
        return anchor
    return to_period(same_days(anchor, year - 1), "随上文") or anchor


WORDS: dict[str, Reader] = {
    "today": from_issue(0),
    "yesterday": from_issue(-1),
    "day_before_yesterday": from_issue(-2),
    "tomorrow": from_issue(1),
    "two_days": days_from_issue(0, 1),
    "next_two_days": days_from_issue(1, 2),
    "last_two_days": days_from_issue(-1, 0),
    "that_day": from_day(0),
    "day_before": from_day(-1),
    "this_week": week(0),
    "last_week": week(-1),
    "next_week": week(1),
    "past_week": past_week,
    "past_year": past_year,
    "this_month": month(0),
    "that_month": that_month,
    "last_month": month(-1),
    "next_month": month(1),
    "lone_day": that_month,
    "this_quarter": quarter(0),
    "last_quarter": quarter(-1),
    "that_year": that_year,
    "within_year": within_year,
    "same_time": same_time,
}
