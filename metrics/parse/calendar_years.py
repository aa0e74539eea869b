"""Which days a calendar term means on its page: a term and what is known around it come in, a period goes out."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from metrics.model import Issue, Period
from metrics.parse.calendar_parts import Part
from metrics.parse.calendar_terms import Term

SOON = timedelta(days=45)  # an open date this far after the issue is still announced, not last year's
HALF_YEAR = timedelta(days=183)
WEEK = timedelta(days=6)
NO_YEAR = "年份不明"


@dataclass(frozen=True, slots=True)
class Frame:
    """What a term is read against: the issue, the period in force before it, a year that its sentence has named."""

    issue: Issue
    anchor: Period | None = None
    year: int | None = None
    is_future: bool = False  # a word in its clause looks ahead: 将, 力争

    @property
    def this_year(self) -> int | None:
        """The year of 今年."""
        return self.issue.date.year if self.issue.date else self.issue.year


def resolve_term(term: Term, frame: Frame) -> Period | None:
    """The whole days that a term names; None when no calendar has them."""
    if term.word:
        return resolve_word(term, frame)
    part = term.part or Part()
    year, reason = find_year(term, part, frame)
    if year is None:
        return Period(None, None, reason)
    days = part.at(year)
    if days and term.same and frame.anchor:
        days = same_days(frame.anchor, year) or days
    return Period(*days, reason) if days else None


def same_days(anchor: Period, year: int) -> tuple[date, date] | None:
    """The period in force put to another year: 2021年同期."""
    start, end = anchor.start, anchor.end
    if not start or not end or start.year != end.year:
        return None
    last_of_month = end.day == monthrange(end.year, end.month)[1]
    return Part((start.month, start.day), (end.month, 0 if last_of_month else end.day)).at(year)


def find_year(term: Term, part: Part, frame: Frame) -> tuple[int | None, str]:
    """The year of a term and why: printed, counted from the issue, or inferred."""
    if term.year is not None:
        return term.year, ""
    if term.offset is not None:
        year = frame.this_year or anchor_year(frame)
        return (year + term.offset, issue_reason(frame)) if year else (None, NO_YEAR)
    if frame.year is not None:
        return frame.year, f"年份随上文{frame.year}年"
    if frame.issue.date:
        return infer_year(term, part, frame), issue_reason(frame)
    year = frame.issue.year or anchor_year(frame)
    return (year, issue_reason(frame) if frame.issue.year else f"年份随上文{year}年") if year else (None, NO_YEAR)


def issue_reason(frame: Frame) -> str:
    """Why a year was taken from the issue."""
    if frame.issue.date:
        return f"年份据见报日{frame.issue.date.isoformat()}推定"
    return f"年份据本版年份{frame.issue.year}推定" if frame.issue.year else "年份随上文"


def anchor_year(frame: Frame) -> int | None:
    """The year of the period in force."""
    day = (frame.anchor.end or frame.anchor.start) if frame.anchor else None
    return day.year if day else None


def infer_year(term: Term, part: Part, frame: Frame) -> int:
    """The year of an open date: the issue's, or the year before when the date would lie too far after the issue."""
    issue = frame.issue.date
    assert issue is not None
    days = part.at(issue.year)
    if days is None:  # 2月29日
        return next((year for year in range(issue.year, issue.year - 8, -1) if part.at(year)), issue.year)
    start, end = (days[1], days[1]) if term.point else days
    patience = HALF_YEAR if term.since else SOON
    if frame.is_future:
        return issue.year + int(end < issue - HALF_YEAR)
    if start > issue:
        return issue.year - int(start - issue > patience)
    too_young = (issue - start) * 4 < end - start and end - issue > SOON and (end - start).days > 100
    return issue.year - int(too_young and part.first == (1, 1))


def resolve_word(term: Term, frame: Frame) -> Period | None:
    """The period of a relative word (本周, 上月, 当日); both ends open when the page does not tell."""
    if term.word == "week":
        return iso_week(term.day or 0, frame)
    reader = WORDS.get(term.word)
    period = reader(frame) if reader else None
    if term.day and period:
        first = period.end or period.start
        days = Part((first.month, term.day), (first.month, term.day)).at(first.year) if first else None
        return Period(*days, period.reason) if days else None
    return period or Period(None, None, "" if term.word == "undated" else NO_YEAR)


def iso_week(number: int, frame: Frame) -> Period | None:
    """第28周 of the year in force."""
    year = frame.year or frame.this_year
    if year is None:
        return Period(None, None, NO_YEAR)
    if not 1 <= number <= 52:
        return None
    monday = date.fromisocalendar(year, number, 1)
    return Period(monday, monday + WEEK, f"第{number}周按{year}年周历推定")


def from_issue(days: int) -> Callable[[Frame], Period | None]:
    """A day counted from the issue: 昨日 -1."""

    def read(frame: Frame) -> Period | None:
        day = shift(frame.issue.date, days)
        return Period(day, day, said(frame)) if day else None

    return read


def shift(day: date | None, days: int) -> date | None:
    """A day moved, None at the ends of the calendar."""
    try:
        return day + timedelta(days=days) if day else None
    except OverflowError:
        return None


def said(frame: Frame) -> str:
    """Why a relative word means these days."""
    return f"据见报日{frame.issue.date.isoformat()}推定" if frame.issue.date else "随上文"


def from_anchor(days: int) -> Callable[[Frame], Period | None]:
    """The day in force moved: 当日 0, 前一日 -1."""

    def read(frame: Frame) -> Period | None:
        anchor = frame.anchor
        if not anchor or anchor.start is None or anchor.start != anchor.end:
            return None
        day = shift(anchor.start, days)
        return Period(day, day, "随上文")

    return read


def week(number: int) -> Callable[[Frame], Period | None]:
    """A week counted from the week in force, else Monday to Sunday of the issue's week."""

    def read(frame: Frame) -> Period | None:
        anchor = frame.anchor
        if anchor and anchor.start and anchor.end and 4 <= (anchor.end - anchor.start).days <= 7 and number == 0:
            return Period(anchor.start, anchor.end, "随上文")
        monday = shift(frame.issue.date, 7 * number - (frame.issue.date.weekday() if frame.issue.date else 0))
        return Period(monday, shift(monday, 6), said(frame)) if monday else None

    return read


def month(number: int) -> Callable[[Frame], Period | None]:
    """A month counted from the issue's."""

    def read(frame: Frame) -> Period | None:
        day = frame.issue.date
        return month_of(day.year * 12 + day.month - 1 + number, said(frame)) if day else None

    return read


def month_of(months: int, reason: str) -> Period | None:
    """The month that many months after the year 0."""
    days = Part((months % 12 + 1, 1), (months % 12 + 1, 0)).at(months // 12)
    return Period(*days, reason) if days else None


def that_month(frame: Frame) -> Period | None:
    """当月: the month in which the period in force ends, else the issue's."""
    day = (frame.anchor.end if frame.anchor else None) or frame.issue.date
    return month_of(day.year * 12 + day.month - 1, "随上文") if day else None


def quarter(number: int) -> Callable[[Frame], Period | None]:
    """A quarter counted from the issue's."""

    def read(frame: Frame) -> Period | None:
        if not frame.issue.date:
            return None
        quarters = frame.issue.date.year * 4 + (frame.issue.date.month - 1) // 3 + number
        last = quarters % 4 * 3 + 3
        days = Part((last - 2, 1), (last, 0)).at(quarters // 4)
        return Period(*days, said(frame)) if days else None

    return read


def that_year(frame: Frame) -> Period | None:
    """当年: the period in force when it lies within one year, else that year, else the issue's."""
    anchor = frame.anchor
    if anchor and anchor.start and anchor.end and anchor.start.year == anchor.end.year:
        return Period(anchor.start, anchor.end, "随上文")
    year = anchor_year(frame) or frame.this_year
    return whole_year(year, "随上文") if year else None


def whole_year(year: int, reason: str) -> Period:
    """January to December."""
    return Period(date(year, 1, 1), date(year, 12, 31), reason)


def within_year(frame: Frame) -> Period | None:
    """年内: the issue's year."""
    year = frame.this_year or anchor_year(frame)
    return whole_year(year, issue_reason(frame)) if year else None


def same_time(frame: Frame) -> Period | None:
    """同期: the period in force."""
    return frame.anchor


WORDS: dict[str, Callable[[Frame], Period | None]] = {
    "today": from_issue(0),
    "yesterday": from_issue(-1),
    "day_before_yesterday": from_issue(-2),
    "tomorrow": from_issue(1),
    "that_day": from_anchor(0),
    "day_before": from_anchor(-1),
    "this_week": week(0),
    "last_week": week(-1),
    "next_week": week(1),
    "this_month": month(0),
    "that_month": that_month,
    "last_month": month(-1),
    "next_month": month(1),
    "month": that_month,
    "this_quarter": quarter(0),
    "last_quarter": quarter(-1),
    "that_year": that_year,
    "within_year": within_year,
    "same_time": same_time,
}
