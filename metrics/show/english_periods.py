"""A period in, its name in English out: Jan–Apr 2024, 23 Sep 2024, to end of Aug 2023."""

from datetime import date, timedelta

from metrics.show.words import words


def to_english_day(day: date) -> str:
    """A day.

    >>> to_english_day(date(2024, 9, 23))
    '23 Sep 2024'
    """
    return f"{day.day} {_month(day)} {day.year}"


def to_english_period(start: date | None, end: date | None) -> str:
    """A period, both ends inclusive, at least one of them known.

    >>> to_english_period(date(2024, 1, 1), date(2024, 4, 30)), to_english_period(None, date(2023, 8, 31))
    ('Jan–Apr 2024', 'to end of Aug 2023')
    """
    if start is None:
        return f"to {_end(end)}" if end else ""
    if end is None:
        return f"since {to_english_day(start)}"
    if start == end:
        return to_english_day(start)
    return _months(start, end) if start.day == 1 and _is_month_end(end) else f"{to_english_day(start)} – {to_english_day(end)}"


def _months(start: date, end: date) -> str:
    if (start.month, end.month) == (1, 12):
        return f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
    if start.year != end.year:
        return f"{_month(start)} {start.year} – {_month(end)} {end.year}"
    return f"{_month(start)} {start.year}" if start.month == end.month else f"{_month(start)}–{_month(end)} {start.year}"


def _end(day: date) -> str:
    return f"end of {_month(day)} {day.year}" if _is_month_end(day) else to_english_day(day)


def _is_month_end(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _month(day: date) -> str:
    return words("months")[day.month - 1]
