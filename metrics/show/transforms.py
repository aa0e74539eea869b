"""Shown rows in, the same rows with what can be computed from them out: changes, rates, logarithms and indices."""

import calendar
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import pandas as pd

from metrics.period_text import to_period_text
from metrics.series import base_of_unit
from metrics.show.words import say

Table = pd.DataFrame
Span = tuple[date | None, date]  # a period; what is counted at its end has no first day
Earlier = Callable[[Span], Span | None]
Prints = Mapping[int, Mapping[Span, float]]  # series → period → its one exact figure in base units
PLAIN = "lin"
DAY = timedelta(days=1)
TAKES_CHANGES = ("level", "share", "completion")  # a growth rate is a change already, a rank is no number to count with
POINTS = ("%", "‰", "成")
NEEDED = ["series", "obs_id", "measure", "unit", "bound", "value_high", "base_value", "period_start", "period_end"]


@dataclass(frozen=True, slots=True)
class Transform:
    """One way to derive a number: what it may be applied to, the earlier period it needs, and the sum itself.

    `find_earlier` gets the periods of a series and gives back how to find the one that each goes back to; `compute` gets the
    figure and the earlier one in base units; a relative result no longer depends on the unit.
    """

    measures: tuple[str, ...]
    find_earlier: Callable[[Iterable[Span]], Earlier]
    compute: Callable[[float, float], float | None]
    decimals: int
    is_relative: bool = False
    is_alone: bool = False


@lru_cache(maxsize=65536)
def count_months(span: Span) -> int:
    """How many whole months a period lasts; 0 when it does not begin and end with a month.

    >>> count_months((date(2024, 1, 1), date(2024, 4, 30))), count_months((date(2024, 1, 2), date(2024, 1, 31)))
    (4, 0)
    """
    start, end = span
    is_whole = start is not None and start.day == 1 and is_month_end(end)
    return (end.year - start.year) * 12 + end.month - start.month + 1 if start and is_whole else 0


def is_month_end(day: date) -> bool:
    """Whether a day is the last of its month."""
    return (day + DAY).day == 1


@lru_cache(maxsize=65536)
def find_before(span: Span) -> Span | None:
    """The period right before, equally long; the month end before for what is counted at one.

    >>> find_before((date(2024, 1, 1), date(2024, 1, 31))), find_before((None, date(2024, 3, 31)))
    ((datetime.date(2023, 12, 1), datetime.date(2023, 12, 31)), (None, datetime.date(2024, 2, 29)))
    """
    start, end = span
    if start is None:
        return (None, end.replace(day=1) - DAY) if is_month_end(end) else None
    year, month = divmod(start.year * 12 + start.month - 1 - count_months(span), 12)
    return (date(year, month + 1, 1) if count_months(span) else start - DAY - (end - start)), start - DAY


@lru_cache(maxsize=65536)
def year_before(day: date) -> date:
    """The same day a year earlier; the end of February stays its end."""
    last = calendar.monthrange(day.year - 1, day.month)[1]
    return day.replace(year=day.year - 1, day=last if is_month_end(day) else min(day.day, last))


def find_year_before(span: Span) -> Span:
    """The same period of the year before."""
    start, end = span
    return (year_before(start) if start else None), year_before(end)


def find_first(known: Iterable[Span]) -> Earlier:
    """For a period the first of its series among those as long as most of its periods: what an index starts from."""
    lengths = {one: to_length(one) for one in known}
    counts = Counter(lengths.values())
    most = max(counts.values(), default=0)
    first = min((one for one, length in lengths.items() if counts[length] == most), key=lambda one: one[1], default=None)
    if first is None or most < 2:
        return lambda _: None
    return lambda span: first if to_length(span) == lengths[first] else None


def to_length(span: Span) -> tuple[str, int]:
    """How long a period is: in whole months, in days, or a moment."""
    start, end = span
    if start is None:
        return "end", 0
    return ("months", count_months(span)) if count_months(span) else ("days", (end - start).days)


def rate(now: float, then: float) -> float | None:
    """The change in per cent of an earlier figure above zero."""
    return (now / then - 1) * 100 if then > 0 else None


TRANSFORMS: dict[str, Transform] = {
    "chg": Transform(TAKES_CHANGES, lambda _: find_before, lambda now, then: now - then, 4),
    "ch1": Transform(TAKES_CHANGES, lambda _: find_year_before, lambda now, then: now - then, 4),
    "pch": Transform(("level",), lambda _: find_before, rate, 1, is_relative=True),
    "pc1": Transform(("level",), lambda _: find_year_before, rate, 1, is_relative=True),
    "log": Transform(
        ("level",), lambda _: lambda span: span, lambda now, _: math.log(now) if now > 0 else None, 3, is_alone=True
    ),
    "idx": Transform(("level",), find_first, lambda now, then: now / then * 100 if then > 0 else None, 1, is_relative=True),
}


def to_days(days: "pd.Series[pd.Timestamp]") -> list[date | None]:
    """Days as Python has them; none where one is missing."""
    found: list[date | None] = days.to_numpy().astype("datetime64[D]").tolist()
    return found


def is_exact(rows: Table) -> "pd.Series[bool]":
    """Which rows are exact figures of a period that has an end."""
    return (rows["bound"] == "=") & rows["value_high"].isna() & rows["period_end"].notna()


def find_fit(rows: Table, transform: Transform) -> "pd.Series[bool]":
    """The rows a transform can be applied to: exact, of the right measure, and no percentage where a ratio is asked for."""
    takes_points = not (transform.is_relative or transform.is_alone)
    return is_exact(rows) & rows["measure"].isin(transform.measures) & (takes_points | ~rows["unit"].isin(POINTS))


def compute(rows: Table, prints: Prints, transform: Transform) -> Iterator[tuple[float | None, Span | None]]:
    """For every row what is derived of it and the period it goes back to; nothing where there is no valid sum."""
    spans = zip(to_days(rows["period_start"]), to_days(rows["period_end"]), strict=True)
    finders: dict[int, Earlier] = {}
    for is_fit, number, (start, end) in zip(find_fit(rows, transform).tolist(), rows["series"].tolist(), spans, strict=True):
        known = prints.get(number, {})
        if not is_fit or not end or (start, end) not in known:
            yield None, None
            continue
        finder = finders.get(number) or finders.setdefault(number, transform.find_earlier(known))
        yield derive_one(known, (start, end), finder((start, end)), transform)


def derive_one(
    known: Mapping[Span, float], span: Span, earlier: Span | None, transform: Transform
) -> tuple[float | None, Span | None]:
    """What is derived of the figure of one period of a series from that of an earlier one."""
    if earlier is None or earlier not in known:
        return None, None
    value = transform.compute(known[span], known[earlier])
    return value, None if value is None or transform.is_alone else earlier


def derive(rows: Table, prints: Prints, code: str) -> Table:
    """The rows with `derived` in base units, missing where there is no valid sum, its text and the period it goes back to."""
    found = list(compute(rows, prints, TRANSFORMS[code]))
    values = [float("nan") if value is None else value for value, _ in found]
    texts = [write_derived(*row, code) for row in zip(values, rows["unit"], rows["base_unit"], strict=True)]
    starts, ends = ([span[end] if span else None for _, span in found] for end in (0, 1))
    periods = [to_period_text(*span) if span else "" for _, span in found]
    told = rows.assign(derived=values, derived_text=texts, derived_period=periods)
    days = {"derived_start": starts, "derived_end": ends}
    return told.assign(**{name: pd.Series(held, rows.index, dtype="datetime64[s]") for name, held in days.items()})


def find_unit(unit: str, base_unit: str, code: str) -> str:
    """What a derived number is in: percentages differ by percentage points, relative numbers have a unit of their own."""
    if code in ("pch", "pc1"):
        return "%"
    if TRANSFORMS[code].is_alone or TRANSFORMS[code].is_relative:
        return say(f"unit_{code}", unit=base_unit)
    return say("unit_points") if unit in POINTS else unit


def find_factor(unit: str) -> float:
    """How many base units one unit of a change is: percentages differ by percentage points, the rest by the unit printed."""
    return 0.01 if unit in POINTS else float(base_of_unit(unit)[0])


def write_derived(value: float, unit: str, base_unit: str, code: str) -> str:
    """A derived number with its unit, rounded to what printed figures can carry; empty when there is none.

    >>> write_derived(-43.0, "件次", "件次", "chg"), write_derived(-4.7356, "件次", "件次", "pch")
    ('−43 件次', '−4.7%')
    """
    if pd.isna(value):
        return ""
    transform, shown = TRANSFORMS[code], find_unit(unit, base_unit, code)
    is_change = not (transform.is_alone or transform.is_relative)
    scaled = value / find_factor(unit) if is_change else value
    number = f"{round(scaled, transform.decimals):,.10g}".replace("-", "−")
    return number if not is_change and shown != "%" else f"{number}{'' if shown in POINTS else ' '}{shown}".strip()


def find_refused(rows: Table, prints: Prints) -> dict[str, str]:
    """For every transform that no row of these can bear, the reason in words."""
    rows, reasons = rows[NEEDED], {}
    for code, transform in TRANSFORMS.items():
        if not find_fit(rows, transform).any():
            reasons[code] = say("no_transform_fit")
        elif all(value is None for value, _ in compute(rows, prints, transform)):
            reasons[code] = say(f"no_transform_{code}")
    return reasons
