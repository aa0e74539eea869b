"""The two ends of a period in, its codes in SDMX out: TIME_PERIOD, FREQ and TIME_SPAN."""

from datetime import date, timedelta

NO_FREQUENCY = "_Z"  # not applicable: the span of no calendar period
BY_MONTHS = {1: "M", 3: "Q", 6: "S", 12: "A"}


def count_months(start: date, end: date) -> int:
    """How many whole calendar months a period has; 0 when it is not made of such."""
    is_whole = start.day == 1 and (end + timedelta(days=1)).day == 1
    return (end.year - start.year) * 12 + end.month - start.month + 1 if is_whole else 0


def find_frequency(start: date | None, end: date | None) -> str:
    """The calendar period a figure is about: D, M, Q, S or A; `_Z` for spans that are none.

    >>> find_frequency(date(2024, 4, 1), date(2024, 6, 30)), find_frequency(date(2024, 1, 1), date(2024, 4, 30))
    ('Q', '_Z')
    """
    if start is None or end is None:
        return NO_FREQUENCY
    if start == end:
        return "D"
    months = count_months(start, end)
    is_aligned = months > 0 and (start.month - 1) % months == 0
    return BY_MONTHS.get(months, NO_FREQUENCY) if is_aligned else NO_FREQUENCY


def to_time_period(start: date | None, end: date | None) -> str:
    """A period as SDMX writes it: a calendar period where it is one, else start and duration; a stock is told by its day.

    >>> to_time_period(date(2024, 1, 1), date(2024, 4, 30)), to_time_period(date(2024, 4, 1), date(2024, 6, 30))
    ('2024-01-01/P4M', '2024-Q2')
    >>> to_time_period(None, date(2024, 8, 31)), to_time_period(date(2024, 9, 1), date(2024, 9, 20)), to_time_period(None, None)
    ('2024-08-31', '2024-09-01/P20D', '')
    """
    if end is None:
        return ""
    if start is None or start == end:
        return end.isoformat()
    months = count_months(start, end)
    match find_frequency(start, end):
        case "M":
            return f"{start:%Y-%m}"
        case "Q" | "S" as name:
            return f"{start.year}-{name}{(start.month - 1) // months + 1}"
        case "A":
            return str(start.year)
    return f"{start.isoformat()}/P{months}M" if months else f"{start.isoformat()}/P{(end - start).days + 1}D"


def find_time_span(start: date | None, end: date | None) -> str:
    """Whether a figure is of its period (CUR), of the year so far (YTD) or of a moment (STK).

    >>> find_time_span(date(2024, 1, 1), date(2024, 4, 30)), find_time_span(None, date(2024, 8, 31))
    ('YTD', 'STK')
    """
    if start is None:
        return "_Z" if end is None else "STK"
    is_so_far = end is not None and (start.month, start.day) == (1, 1) and start.year == end.year
    return "YTD" if is_so_far and end and end.month > 1 and find_frequency(start, end) == NO_FREQUENCY else "CUR"
