"""Shown rows in, the same with what they come to at a lower frequency out: whole periods, and of others what is missing."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.catalogue.indicators import BY_ID
from metrics.period_text import to_period_text
from metrics.show.transforms import (
    DAY,
    POINTS,
    Prints,
    Span,
    Table,
    count_months,
    derive,
    find_factor,
    is_exact,
    is_month_end,
    to_days,
    to_length,
)
from metrics.show.words import label, say

CALENDAR = {("days", 0), ("months", 1), ("months", 3), ("months", 6), ("end", 0)}  # lengths that make up longer periods
DOT = "."  # between frequency and method in the code of a merge
Pieces = Mapping[tuple[tuple[str, int], Span], Sequence[Span]]  # how long they are and the period they lie in → the known ones


@dataclass(frozen=True, slots=True)
class Method:
    """One way to merge figures: the measures it may be applied to, the sum itself, and whether it takes the whole period."""

    measures: tuple[str, ...]
    compute: Callable[[Sequence[float]], float]
    takes_all: bool = True
    is_for_flows: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """What the figures of one series in one period come to: none while some are missing; `held` of `whole` are known."""

    span: Span
    held: int
    whole: int
    value: float | None = None


def find_week(day: date) -> Span:
    """The week of a day, Monday to Sunday."""
    monday = day - day.weekday() * DAY
    return monday, monday + 6 * DAY


def find_months(day: date, count: int) -> Span:
    """The month, quarter or year of a day: so many months that begin with the year.

    >>> find_months(date(2024, 5, 9), 3)
    (datetime.date(2024, 4, 1), datetime.date(2024, 6, 30))
    """
    first = (day.month - 1) // count * count + 1
    last = first + count - 1
    return date(day.year, first, 1), date(day.year, last, monthrange(day.year, last)[1])


FREQUENCIES: Mapping[str, Callable[[date], Span]] = {
    "W": find_week,
    "M": lambda day: find_months(day, 1),
    "Q": lambda day: find_months(day, 3),
    "A": lambda day: find_months(day, 12),
}
METHODS: Mapping[str, Method] = {
    "avg": Method(("level", "share"), lambda values: sum(values) / len(values)),
    "sum": Method(("level",), lambda values: float(sum(values)), is_for_flows=True),
    "eop": Method(("level", "share"), lambda values: values[-1], takes_all=False),
}


def is_merge(code: str) -> bool:
    """Whether a derivation is a merge, and no transform."""
    return DOT in code


def merge(rows: Table, prints: Prints, code: str) -> Table:
    """The rows with `derived` in base units at the last figure of each whole period, its text, the period, and what it took."""
    found = list(find_merged(rows, prints, code))
    values = [float("nan") if one is None or one.value is None else one.value for one in found]
    texts = [write_merged(*row) for row in zip(values, rows["unit"], strict=True)]
    told = rows.assign(derived=values, derived_text=texts, derived_by=code)
    told = told.assign(
        derived_held=[one.held if one else 0 for one in found], derived_whole=[one.whole if one else 0 for one in found]
    )
    told = told.assign(derived_period=[to_period_text(*one.span) if one else "" for one in found])
    days = {f"derived_{end}": [one.span[place] if one else None for one in found] for place, end in enumerate(("start", "end"))}
    return told.assign(**{name: pd.Series(held, rows.index, dtype="datetime64[s]") for name, held in days.items()})


def derive_by(rows: Table, prints: Prints, code: str) -> Table:
    """The rows with what a transform or a merge derives of them."""
    return (merge if is_merge(code) else derive)(rows, prints, code)


def say_how(code: str) -> str:
    """The name of a transform or of a merge: 指数, 季合计."""
    frequency, _, method = code.partition(DOT)
    names = {"frequency": label("frequency", frequency), "method": label("method", method)}
    return say("merge_name", **names) if method else label("transform", code)


def find_merged(rows: Table, prints: Prints, code: str) -> Iterable[Merged | None]:
    """For every row that is the last known figure of a period what its figures come to; nothing for others."""
    frequency, _, name = code.partition(DOT)
    spans = zip(to_days(rows["period_start"]), to_days(rows["period_end"]), strict=True)
    pieces: dict[int, Pieces] = {}
    for is_fit, number, (start, end) in zip(
        find_fit(rows, METHODS[name]).tolist(), rows["series"].tolist(), spans, strict=True
    ):
        known = prints.get(number, {})
        target = find_target((start, end), frequency) if is_fit and end and (start, end) in known else None
        if target is None or not end:
            yield None
            continue
        if number not in pieces:
            pieces[number] = find_pieces(known, frequency)
        yield merge_one(known, pieces[number][to_length((start, end)), target], (start, end), target, METHODS[name])


def find_fit(rows: Table, method: Method) -> "pd.Series[bool]":
    """The rows a method may be applied to: exact ones of the right measure; only what flows is added up, and no percentage."""
    fit = is_exact(rows) & rows["measure"].isin(method.measures)
    if not method.is_for_flows:
        return fit
    flows = [one for one in rows["indicator_id"].unique() if one in BY_ID and BY_ID[one].time_span == "flow"]
    return fit & rows["indicator_id"].isin(flows) & rows["period_start"].notna() & ~rows["unit"].isin(POINTS)


@lru_cache(maxsize=65536)
def find_target(span: Span, frequency: str) -> Span | None:
    """The longer period a figure is part of; none for one that is as long, or reaches out of it."""
    target = FREQUENCIES[frequency](span[1])
    is_inside = is_month_end(span[1]) if span[0] is None else target[0] is not None and span[0] >= target[0]
    return target if is_inside and count_whole(to_length(span), target) > 1 else None


def find_pieces(known: Iterable[Span], frequency: str) -> Pieces:
    """The periods of a series by how long they are and the longer one they lie in, in the order of time."""
    pieces: dict[tuple[tuple[str, int], Span], list[Span]] = {}
    for span in sorted(known, key=lambda one: one[1]):
        target = find_target(span, frequency)
        if target is not None:
            pieces.setdefault((to_length(span), target), []).append(span)
    return pieces


def count_whole(length: tuple[str, int], target: Span) -> int:
    """How many periods of a length make up a longer one; 0 where they cannot, such as the first four months of a year.

    >>> [count_whole(("months", count), find_months(date(2024, 5, 9), 12)) for count in (1, 3, 4)]
    [12, 4, 0]
    """
    kind, each = length
    months, (start, end) = count_months(target), target
    if length not in CALENDAR or start is None:
        return 0
    return (end - start).days + 1 if kind == "days" else months // (each or 1)


def merge_one(known: Mapping[Span, float], pieces: Sequence[Span], span: Span, target: Span, method: Method) -> Merged | None:
    """What one period comes to, told at its last known figure."""
    if span != pieces[-1]:
        return None
    whole = count_whole(to_length(span), target)
    is_there = span[1] == target[1] and (not method.takes_all or is_complete(pieces, target, whole))
    shown = (None, target[1]) if span[0] is None and not method.takes_all else target
    value = method.compute([known[one] for one in pieces]) if is_there else None
    return Merged(shown, len(pieces), whole, value)


def is_complete(pieces: Sequence[Span], target: Span, whole: int) -> bool:
    """Whether the pieces fill the period without gap and overlap."""
    if len(pieces) != whole:
        return False
    if pieces[0][0] is None:
        return all(is_month_end(end) for _, end in pieces)
    return pieces[0][0] == target[0] and all(later[0] == before[1] + DAY for before, later in pairwise(pieces))


def keep_last(rows: Table, frequency: str) -> npt.NDArray[np.bool_]:
    """Which rows are the last of their series in a period: a merge is told at them, so they are drawn before all others."""
    ends = rows["period_end"].to_numpy().astype("datetime64[D]")
    months = ends.astype("datetime64[M]").astype("int64")
    slots = {"W": (ends.astype("int64") + 3) // 7, "M": months, "Q": months // 3, "A": months // 12}[frequency]
    groups = [pd.Series(rows["series"].to_numpy()), pd.Series(slots)]
    lasts = pd.Series(ends).groupby(groups).transform("max").to_numpy()
    return np.asarray(~np.isnat(ends) & (ends == lasts.astype("datetime64[D]")))


def write_merged(value: float, unit: str) -> str:
    """A merged number with its unit; empty when there is none.

    >>> write_merged(300000.0, "万元"), write_merged(0.915, "%"), write_merged(float("nan"), "件")
    ('30 万元', '91.5%', '')
    """
    if pd.isna(value):
        return ""
    number = f"{round(value / find_factor(unit), 4):,.10g}".replace("-", "−")
    return f"{number}{'' if unit in POINTS else ' '}{unit}".strip()


def find_barred(rows: Table, prints: Prints) -> dict[str, str]:
    """For every merge that no row of these can bear, the reason in words."""
    series, days = rows["series"].tolist(), (to_days(rows["period_start"]), to_days(rows["period_end"]))
    spans = list(zip(series, *days, strict=True))
    known = {number: prints.get(number, {}) for number in dict.fromkeys(series)}
    told = {frequency: list(list_lasts(known, frequency)) for frequency in FREQUENCIES}
    reasons = {}
    for name, method in METHODS.items():
        fit = {span for span, is_fit in zip(spans, find_fit(rows, method).tolist(), strict=True) if is_fit}
        for frequency, lasts in told.items():
            outcomes = [is_whole if method.takes_all else is_ended for span, is_whole, is_ended in lasts if span in fit]
            if not any(outcomes):
                reasons[f"{frequency}{DOT}{name}"] = say_barred(method, frequency, bool(fit), bool(outcomes))
    return reasons


def list_lasts(known: Prints, frequency: str) -> Iterable[tuple[tuple[int, date | None, date], bool, bool]]:
    """The last figure of every longer period, by series and period, whether all of it is known and whether its end is."""
    for number, spans in known.items():
        for (length, target), pieces in find_pieces(spans, frequency).items():
            is_whole = is_complete(pieces, target, count_whole(length, target))
            yield (number, *pieces[-1]), is_whole, pieces[-1][1] == target[1]


def say_barred(method: Method, frequency: str, has_fit: bool, has_parts: bool) -> str:
    """Why a merge gives nothing."""
    if not has_fit:
        return say("no_merge_flow" if method.is_for_flows else "no_transform_fit")
    missing = "no_merge_whole" if method.takes_all else "no_merge_end"
    return say(missing if has_parts else "no_merge_finer", frequency=label("frequency", frequency))
