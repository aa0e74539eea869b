"""Which days a calendar term means on its page: a term and what is known around it come in, a period goes out."""

from datetime import date, timedelta
from typing import NamedTuple

from metrics.model import Issue, Period
from metrics.parse.calendar_parts import YEAR_LONG, Part, days_in
from metrics.parse.calendar_terms import Term
from metrics.parse.holiday_days import match_days

SOON = timedelta(days=45)  # an open date this far after the issue is still announced, not last year's
HALF_YEAR = timedelta(days=183)
NO_YEAR = "年份不明"


class Frame(NamedTuple):
    """What a term is read against: the issue, the period in force, a year its sentence has named, the drift of its clause."""

    issue: Issue
    anchor: Period | None = None
    year: int | None = None
    is_future: bool = False  # a word in its clause looks ahead: 将, 力争
    is_base: bool = False  # it is only compared with

    @property
    def this_year(self) -> int | None:
        """The year of 今年."""
        return self.issue.date.year if self.issue.date else self.issue.year

    @property
    def anchor_year(self) -> int | None:
        """The year of the period in force."""
        day = (self.anchor.end or self.anchor.start) if self.anchor else None
        return day.year if day else None


def resolve_dated(term: Term, frame: Frame) -> Period | None:
    """The days of a year or a stretch of a year; None when no calendar has them, open when no year can be told."""
    if term.kind == "holiday":
        in_year = find_year(term, frame)[0]
        days = match_days(term.holiday, in_year) if in_year and not (term.is_point or term.is_since) else None
        return Period(*days, f"{term.holiday}假期按{in_year}年的放假安排推定") if days else Period(None, None, "节假日起止未印")
    year, reason = find_year(term, frame)
    if year is None:
        return Period(None, None, reason)
    days = term.part.at(year)
    if days and term.kind == "same" and frame.anchor:
        days = same_days(frame.anchor, year) or days
    return to_period(days, reason)


def to_period(days: tuple[date, date] | None, reason: str) -> Period | None:
    """The period of a first and a last day."""
    return Period(days[0], days[1], reason) if days else None


def same_days(anchor: Period, year: int) -> tuple[date, date] | None:
    """The period in force put to another year: 2021年同期."""
    start, end = anchor.start, anchor.end
    if not start or not end or start.year != end.year:
        return None
    is_last = end.day == days_in(end.year, end.month)
    return Part((start.month, start.day), (end.month, 0 if is_last else end.day)).at(year)


def find_year(term: Term, frame: Frame) -> tuple[int | None, str]:
    """The year of a term and why: printed, counted from the issue, the one in force, or inferred."""
    if term.year is not None:
        return term.year, ""
    if term.offset is not None:
        in_force = frame.year or frame.anchor_year if term.is_that_year else None
        year = in_force or frame.this_year or frame.anchor_year
        return (year + term.offset, issue_reason(frame)) if year else (None, NO_YEAR)
    followed = frame.year or (frame.anchor_year if term.is_that_year else None)
    if followed:
        return followed, f"年份随上文{followed}年"
    if is_of_last_year(term, frame):
        return frame.anchor_year, f"年份随上文{frame.anchor_year}年"
    if frame.issue.date:
        return infer_year(term, frame, frame.issue.date), issue_reason(frame)
    year = frame.issue.year or frame.anchor_year
    return year, issue_reason(frame) if year else NO_YEAR


def is_of_last_year(term: Term, frame: Frame) -> bool:
    """全年 and 年末 in the report of a year gone by are that year's: the issue's own is not over yet."""
    issue, year = frame.issue.date, frame.anchor_year
    if not issue or not year or frame.is_future or year != issue.year - 1:
        return False
    return term.part.last == (12, 0) and (term.kind == "whole" or term.is_point)


def issue_reason(frame: Frame) -> str:
    """Why a year was taken from the issue."""
    if frame.issue.date:
        return f"年份据见报日{frame.issue.date.isoformat()}推定"
    return f"年份据本版年份{frame.issue.year}推定" if frame.issue.year else f"年份随上文{frame.anchor_year}年"


def infer_year(term: Term, frame: Frame, issue: date) -> int:
    """The year of an open date: the issue's, or the year before when the date would lie too far after the issue."""
    part = term.part
    days = part.at(issue.year)
    if days is None:  # 2月29日
        return next((year for year in range(issue.year, max(issue.year - 8, 0), -1) if part.at(year)), issue.year)
    start, end = (days[1], days[1]) if term.is_point else days
    if frame.is_future:
        return issue.year + int(end < issue - HALF_YEAR)
    if term.is_point and part is YEAR_LONG:  # 年底: last year's only at the year's beginning
        return issue.year - int(issue.month < 3)
    if start > issue:
        return issue.year - int(start - issue > (HALF_YEAR if term.is_since else SOON))
    is_young = (issue - start) * 4 < end - start and end - issue > SOON and (end - start).days > 100
    return issue.year - int(is_young and part.first == (1, 1))
