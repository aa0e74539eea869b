"""Times told in a row before as many numbers (2021年、2022年分别为3亿元、4亿元) → which number is of which time."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from metrics.model import Period, PeriodMention
from metrics.parse.calendar_parts import days_in
from metrics.parse.clauses import Statement
from metrics.parse.context import Sheet
from metrics.parse.lists import Pair, find_run_ends

MOST_TIMES = 12
_AND = re.compile(r"年?(?:[、和与及]|以及)")
_MORE_DAYS = re.compile(r"(?:(?:[、和与及]|以及)(?:3[01]|[12][0-9]|0?[1-9])日)+")
_DAY = re.compile(r"\d+")
_YEARS_BEFORE = re.compile(r"(?:(?:19|20)\d\d年?[、和与及])+$")
_QUARTERS_BEFORE = re.compile(r"(?:第?[一二三](?:季度)?[、和与及])+第?$")
_YEAR = re.compile(r"\d{4}")
_IN_TURN = re.compile(r"分别|依次")
_TIME_ITEM = re.compile(r"(?:\d[年月日]|[一二三四]季度|[去前今]年|(?:19|20)\d\d|(?<![㐀-鿿])第?[一二三四])$")


class Turn(NamedTuple):
    """The time of one number of a row; `end` is where the times end in the paragraph, `number` its place in the row."""

    period: Period
    is_future: bool
    end: int
    number: int


class _Row(NamedTuple):
    """Times in a row: where they begin and end, and whether they were printed one by one."""

    start: int
    end: int
    periods: Sequence[Period]
    is_future: bool
    is_listed: bool


def find_turns(sheet: Sheet, statements: Sequence[Statement], pairs: Mapping[int, Pair]) -> dict[int, Turn]:
    """The times by statement index of every run that has as many numbers as times were told before it."""
    rows = list(_find_rows(sheet)) if len(statements) > 1 and sheet.periods else []
    turns: dict[int, Turn] = {}
    if not rows:
        return turns
    ends, at, used = find_run_ends(sheet.text, statements), 0, -1
    while at < len(statements):
        first, end = statements[at], ends[at] + 1
        row = next((row for row in reversed(rows) if row.end <= first.quantity.start), None)
        is_near = row is not None and row.start >= first.sentence and not _names_others(pairs.get(at), row)
        if row and is_near and _fits(sheet, row, statements, (at, end), used):
            turns.update({at + n: Turn(told, row.is_future, row.end, n) for n, told in enumerate(row.periods)})
            used = row.start
        at = end
    return turns


def _fits(sheet: Sheet, row: _Row, statements: Sequence[Statement], run: tuple[int, int], used: int) -> bool:
    """Whether a run has as many numbers as the row has times, and is the first behind it or goes on with it."""
    at, end = run
    if len(row.periods) != end - at:
        return False
    is_first = at == 0 or statements[at - 1].quantity.start < row.start
    if row.is_listed:
        return is_first or used == row.start
    return is_first and bool(_IN_TURN.search(sheet.text, row.end, statements[at].quantity.start))


def _names_others(pair: Pair | None, row: _Row) -> bool:
    """Whether 分别 gives the numbers to things or places and not to times."""
    return bool(pair and pair.item and not (row.is_listed and _TIME_ITEM.search(pair.item)))


def _find_rows(sheet: Sheet) -> Iterator[_Row]:
    """Times that stand in a row, and spans that may be cut into their years, months or days."""
    told = [mention for mention in sheet.periods if mention.start in sheet.told]
    at = 0
    while at < len(told):
        row = [told[at]]
        while at + len(row) < len(told) and _AND.fullmatch(sheet.text, row[-1].end, told[at + len(row)].start):
            row.append(told[at + len(row)])
        yield _to_row(sheet.text, row)
        at += len(row)


def _to_row(text: str, row: Sequence[PeriodMention]) -> _Row:
    first, last = row[0], row[-1]
    periods, end = [mention.period for mention in row], last.end
    is_future = last.role == "target"
    more = _MORE_DAYS.match(text, end) if last.period.start == last.period.end else None
    if more:
        end = more.end()
        days = [_on_day(last.period, int(found[0])) for found in _DAY.finditer(more[0])]
        periods += [day for day in days if day]
    periods = [*_before(text, first), *periods]
    if len(periods) > 1:
        return _Row(first.start, end, periods, is_future, is_listed=True)
    return _Row(first.start, end, _cut(first.period), is_future, is_listed=False)


def _on_day(period: Period, day: int) -> Period | None:
    """A later day of the month: 7月5日、⟨6日⟩."""
    first = period.start
    if first is None or not first.day < day <= days_in(first.year, first.month):
        return None
    return Period(first.replace(day=day), first.replace(day=day), period.reason)


def _before(text: str, mention: PeriodMention) -> list[Period]:
    """The times before one whose 年 or 季度 they share: ⟨2021、2022、⟩2023年, ⟨一、二、⟩三季度."""
    period, words = mention.period, text[max(0, mention.start - 40) : mention.start]
    if period.start is None or period.end is None:
        return []
    years = _YEARS_BEFORE.search(words)
    if years and (period.end - period.start).days >= 364:
        return [Period(date(int(y), 1, 1), date(int(y), 12, 31), "") for y in _YEAR.findall(years[0])]
    quarters = _QUARTERS_BEFORE.search(words) if text.endswith("季度", mention.start, mention.end) else None
    if not quarters:
        return []
    year = period.start.year
    numbers = ["一二三".index(sign) for sign in quarters[0] if sign in "一二三"]
    spans = [(date(year, 3 * n + 1, 1), date(year, 3 * n + 3, days_in(year, 3 * n + 3))) for n in numbers]
    return [Period(first, last, period.reason) for first, last in spans]


def _cut(period: Period) -> Sequence[Period]:
    """The years, months or days that a span is made of; the span itself when it is one of them, open or too long."""
    first, last = period.start, period.end
    if first is None or last is None:
        return (period,)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and last.year > first.year:
        spans = [(date(year, 1, 1), date(year, 12, 31)) for year in range(first.year, last.year + 1)]
    elif first.day == 1 and last.day == days_in(last.year, last.month) and first.year == last.year:
        months = range(first.month, last.month + 1)
        spans = [(date(last.year, month, 1), date(last.year, month, days_in(last.year, month))) for month in months]
    elif (last - first).days < MOST_TIMES:
        spans = [(first + timedelta(day), first + timedelta(day)) for day in range((last - first).days + 1)]
    else:
        return (period,)
    return [Period(one, other, period.reason) for one, other in spans] if len(spans) <= MOST_TIMES else (period,)
