"""A period in, its name in Chinese out: 2024年1—4月, 2024年9月23日, 截至2023年8月底, 未注明."""

from datetime import date, timedelta
from functools import lru_cache

UNKNOWN = "未注明"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _is_month_end(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _until(end: date) -> str:
    if (end.month, end.day) == (12, 31):
        return f"截至{end.year}年底"
    return f"截至{end.year}年{end.month}月底" if _is_month_end(end) else f"截至{_day(end)}"


def _since(start: date) -> str:
    if (start.month, start.day) == (1, 1):
        return f"{start.year}年以来"
    return f"{start.year}年{start.month}月以来" if start.day == 1 else f"{_day(start)}以来"


def _months(start: date, end: date) -> str:
    if (start.month, end.month) == (1, 12):
        return f"{start.year}年" if start.year == end.year else f"{start.year}—{end.year}年"
    if start.year != end.year:
        return f"{start.year}年{start.month}月—{end.year}年{end.month}月"
    return f"{start.year}年{start.month}月" if start.month == end.month else f"{start.year}年{start.month}—{end.month}月"


def _days(start: date, end: date) -> str:
    if start == end:
        return _day(start)
    if start.year != end.year:
        return f"{_day(start)}—{_day(end)}"
    if start.month != end.month:
        return f"{_day(start)}—{end.month}月{end.day}日"
    return f"{start.year}年{start.month}月{start.day}—{end.day}日"


@lru_cache(maxsize=65536)
def to_period_text(start: date | None, end: date | None) -> str:
    """The name of a period as an editor writes it, both ends inclusive.

    >>> to_period_text(date(2024, 1, 1), date(2024, 4, 30)), to_period_text(None, date(2023, 8, 31)), to_period_text(None, None)
    ('2024年1—4月', '截至2023年8月底', '未注明')
    """
    if start is None:
        return UNKNOWN if end is None else _until(end)
    if end is None:
        return _since(start)
    return _months(start, end) if start.day == 1 and _is_month_end(end) else _days(start, end)
