"""The observation table in, its points out: which rows print one and the same figure, and which of them is shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

FIGURE = ["series", "period_start", "period_end", "occasion"]
PRINTED = [
    *("point_id", "series_id", "period_start", "period_end", "issue_date"),
    *("bound", "value_text", "base_value_text", "value_high"),
]

# Of the prints of a figure the exact one is shown before a looser one, a sentence before a headline, then the earliest.
SHOWN_FIRST = ["is_looser", "is_hedged", "is_headline", "issue_date", "sha256", "start"]


@dataclass(frozen=True, slots=True)
class Print:
    """One figure as printed, in base units; `step` is how finely it was printed (700 → 100 when hedged, 703.8 → 0.1)."""

    point: str
    value: Decimal
    bound: str
    step: Decimal
    number: int = 0


def mark_sightings(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with each repeat of a figure under the point it repeats: `point_id`, `is_sighting`, `n_sightings`."""
    own, ids = pd.factorize(frame["point_id"])
    point = _follow(_looser_points(frame.assign(own=own)), len(ids))[own]
    counts = np.bincount(point, minlength=len(ids))[point]
    is_repeat = np.zeros(len(frame), dtype=bool)
    several = np.flatnonzero(counts > 1)
    if len(several):
        is_repeat[several] = _find_repeats(frame.iloc[several], point[several], own[several])
    return frame.assign(point_id=ids.take(point), is_sighting=is_repeat, n_sightings=counts.astype("int64"))


def _follow(looser: Mapping[int, int], points: int) -> npt.NDArray[np.intp]:
    """For every point the one it is a sighting of, itself for most."""
    target = np.arange(points)
    target[list(looser)] = list(looser.values())
    return target


def _find_repeats(frame: pd.DataFrame, point: npt.NDArray[np.intp], own: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
    """Which of these rows are not the one that is shown of their point."""
    order = pd.DataFrame(
        {
            "point": point,
            "is_looser": point != own,
            "is_hedged": (frame["bound"] != "=").to_numpy(),
            "is_headline": [quote in title for quote, title in zip(frame["quote"], frame["article"], strict=True)],
            "issue_date": frame["issue_date"].to_numpy(),
            "sha256": frame["sha256"].astype("str").to_numpy(),
            "start": frame["start"].to_numpy(),
        }
    ).sort_values(SHOWN_FIRST, kind="stable", na_position="last")
    return order.duplicated("point").sort_index().to_numpy()


def is_looser(loose: Print, exact: Print) -> bool:
    """Whether `loose` says the same as `exact` in rounder or hedged words: 超700亿元 beside 703.8亿元.

    >>> is_looser(Print("", Decimal(700), ">", Decimal(100)), Print("", Decimal("703.8"), "=", Decimal("0.1")))
    True
    """
    if loose.step <= exact.step or exact.bound not in ("=", loose.bound):
        return False
    over = (exact.value - loose.value) * (1 if loose.value >= 0 else -1)
    if loose.bound in (">", ">="):
        return 0 <= over < loose.step
    if loose.bound == "<":
        return -loose.step < over <= 0
    if loose.bound == "~":
        return abs(over) <= min(loose.step / 2, abs(loose.value) / 10)
    return abs(over) <= loose.step / 2 and abs(loose.value) >= 10 * loose.step  # rounded, and to two digits or more


def to_step(value_text: str, bound: str, scale: Decimal) -> Decimal:
    """How finely a number was printed: its last decimal, or for a hedged whole number its last digit that is not 0.

    >>> to_step("703.8", "=", Decimal(1)), to_step("700", ">", Decimal(1)), to_step("700", "=", Decimal(1))
    (Decimal('0.1'), Decimal('100'), Decimal('1'))
    """
    whole, _, decimals = value_text.partition(".")
    zeros = len(whole) - len(whole.rstrip("0")) if bound != "=" and not decimals and whole.strip("-0") else 0
    return (
        Decimal(1).scaleb(zeros - len(decimals)).quantize(Decimal(1)) * scale
        if zeros
        else Decimal(1).scaleb(-len(decimals)) * scale
    )


def _looser_points(frame: pd.DataFrame) -> dict[int, int]:
    """For each point (by its number `own`) that only repeats another of its series and period more loosely, that other."""
    is_hedged = (frame["bound"] != "=").to_numpy()
    points = frame[["own", *PRINTED]].iloc[np.argsort(is_hedged, kind="stable")]
    points = points[points["value_high"].isna() & ~points["own"].duplicated()]
    is_undated = points["period_start"].isna() & points["period_end"].isna()
    occasion = points["issue_date"].where(is_undated)  # undated words of two days are not about one occasion
    points = points.assign(occasion=occasion, series=pd.factorize(points["series_id"])[0])
    points = points[points.duplicated(FIGURE, keep=False)]
    moved: dict[int, int] = {}
    for prints in _groups(points):
        if len({each.step for each in prints}) > 1:
            moved.update(_moves(prints))
    return {loose: moved.get(exact, exact) for loose, exact in moved.items()}


def _groups(points: pd.DataFrame) -> Iterator[list[Print]]:
    """The different figures of each series and period, by value."""
    groups = points.groupby(FIGURE, dropna=False, sort=False).ngroup()
    columns = (points[name] for name in ("own", "point_id", "base_value_text", "bound", "value_text"))
    by_group: dict[int, list[Print]] = {}
    for group, *printed in zip(groups, *columns, strict=True):
        by_group.setdefault(group, []).append(_to_print(*printed))
    for prints in by_group.values():
        yield sorted(prints, key=lambda each: (each.value, each.point))


def _to_print(number: int, point: str, base_text: str, bound: str, value_text: str) -> Print:
    value, base = Decimal(value_text), Decimal(base_text)
    return Print(point, base, bound, to_step(value_text, bound, base / value if value else Decimal(1)), number)


def _moves(prints: Sequence[Print]) -> Iterator[tuple[int, int]]:
    """Each loose print of a group sorted by value, with the nearest one it may stand for."""
    for at, loose in enumerate(prints):
        found = (_first(loose, prints, range(at + 1, len(prints))), _first(loose, prints, range(at - 1, -1, -1)))
        fits = [each for each in found if each]
        if fits:
            yield loose.number, min(fits, key=partial(_distance, loose)).number


def _distance(loose: Print, exact: Print) -> tuple[Decimal, str]:
    return abs(exact.value - loose.value), exact.point


def _first(loose: Print, prints: Sequence[Print], places: range) -> Print | None:
    for place in places:
        if abs(prints[place].value - loose.value) > loose.step:
            return None
        if is_looser(loose, prints[place]):
            return prints[place]
    return None
