"""The days of holidays and travel seasons as the State Council and the railways set them: a name and a year come in."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from metrics.catalogue import read_words

Days = tuple[date, date]


@cache
def read_calendar() -> Mapping[str, tuple[Days, ...]]:
    """The first and the last day of every holiday, by each of its names."""
    days = {name: tuple(map(_read_days, spans)) for name, spans in read_words("periods", "holiday_days").items()}
    also = {other: days[name] for name, others in read_words("periods", "holiday_also").items() for other in others}
    return MappingProxyType(days | also)


def _read_days(span: str) -> Days:
    first, _, last = span.partition("~")
    return date.fromisoformat(first), date.fromisoformat(last)


def match_days(name: str, year: int) -> Days | None:
    """The days of a holiday in a year: 国庆 of 2023; None when the calendar does not know them."""
    return next((days for days in read_calendar().get(name, ()) if days[1].year == year), None)
