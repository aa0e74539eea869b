"""Totals against their parts: breakdowns of one indicator, and indicators that add up to another by what they mean."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, reduce

from metrics.catalogue import read_entries
from metrics.catalogue.indicators import BY_ID
from metrics.catalogue.units import split_unit
from metrics.checks.checks import Check, Verdict, judge, say_figure
from metrics.checks.figures import Figure, Range, group_by
from metrics.errors import CatalogueError

NOTHING = Range(Decimal(0), Decimal(0))
FEWEST_PARTS = 2


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and the indicators that add up to it."""

    total: str
    parts: tuple[str, ...]


@cache
def read_sums() -> tuple[Sum, ...]:
    """The sums of the catalogue; an indicator that does not exist is refused."""
    sums = []
    for entry in read_entries("checks", "sum", ("id", "total", "parts", "examples")):
        unknown = [name for name in (entry["total"], *entry["parts"]) if name not in BY_ID]
        if unknown:
            raise CatalogueError(f"checks.toml: {entry['id']}: no indicator {', '.join(unknown)}; write ids of indicators.toml")
        sums.append(Sum(entry["total"], tuple(entry["parts"])))
    return tuple(sums)


def check_sums(figures: Sequence[Figure]) -> Iterator[Check]:
    """Every total that stands in one article with its parts."""
    levels = [figure for figure in figures if figure.measure == "level" and not is_rate(figure)]
    shared = group_by(levels, lambda one: (one.article, one.entity, one.period_start, one.period_end, one.status))
    for group in shared.values():
        yield from _check_named(group)
        for same in group_by(group, lambda one: (one.key, one.base_unit)).values():
            yield from _check_breakdown(same)


def _check_named(group: Sequence[Figure]) -> Iterator[Check]:
    by_key: Mapping[str, list[Figure]] = group_by((one for one in group if not one.dims), lambda one: one.key)
    for known in read_sums():
        total = only(by_key.get(known.total, []))
        parts = [part for name in known.parts if (part := only(by_key.get(name, [])))]
        if total and len(parts) == len(known.parts):
            yield compare(total, parts, is_whole=True)


def only(prints: Sequence[Figure]) -> Figure | None:
    """The figure of these prints, unless they differ."""
    return prints[0] if prints and len({(one.range.low, one.range.high) for one in prints}) == 1 else None


def is_rate(figure: Figure) -> bool:
    """Whether a figure is a percentage: those of parts do not add up to that of the whole."""
    unit = split_unit(figure.unit)[1]
    return unit is not None and unit.kind == "ratio"


def _check_breakdown(same: Sequence[Figure]) -> Iterator[Check]:
    totals = [one for one in same if not one.dims]
    for number, total in enumerate(totals):
        last = totals[number + 1].start if number + 1 < len(totals) else None
        parts = [one for one in same if one.dims and one.start > total.start and (last is None or one.start < last)]
        if all(part.range.low <= total.range.high for part in parts):  # else it is not the total of these
            yield from _check_parts(total, parts)


def _check_parts(total: Figure, parts: Sequence[Figure]) -> Iterator[Check]:
    closed = _closed_list(total, parts)
    if len(closed) >= FEWEST_PARTS:
        yield compare(total, closed, is_whole=True)
    elif len(parts) >= FEWEST_PARTS and _sum(parts).meets(total.range):
        yield compare(total, parts, is_whole=True)
    else:
        for one_way in group_by(parts, lambda one: tuple(sorted(one.dims))).values():
            if len(one_way) >= FEWEST_PARTS:
                yield compare(total, one_way, is_whole=False)


def _closed_list(total: Figure, parts: Sequence[Figure]) -> Sequence[Figure]:
    """The parts in the bracket right after a total: a bracket lists all there are."""
    ends = [number for number, part in enumerate(parts) if part.closes]
    return parts[: ends[0] + 1] if total.opens and ends else ()


def _sum(parts: Sequence[Figure]) -> Range:
    return reduce(Range.__add__, (part.range for part in parts), NOTHING)


def compare(total: Figure, parts: Sequence[Figure], *, is_whole: bool) -> Check:
    """A total beside the sum of its parts; parts that need not be all of them may only not exceed it."""
    formula = f"{say_figure(total)} = {' + '.join(say_figure(part) for part in parts)}"
    figures = (total, *parts)
    found, printed = _sum(parts), total.range
    if not all(one.is_exact for one in figures):
        return Check("sum", "open", formula, "hedged", figures)
    if is_whole or found.meets(printed):
        return judge("sum", formula, printed, found, figures)
    exceeds: Verdict = "fail" if found.low > printed.high else "open"
    return Check("sum", exceeds, formula, "exceeds" if exceeds == "fail" else "partial", figures)
