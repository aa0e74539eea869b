"""Growth and completion: against the level of the year before and against the target, where those are printed too."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from metrics.checks.checks import Check, Implied, judge, say_figure, say_range
from metrics.checks.figures import Figure, Range, group_by
from metrics.checks.shares import find_pairs, to_part
from metrics.checks.sums import only

ONE = Range(Decimal(1), Decimal(1))
Thing = tuple[object, ...]


def check_growths(figures: Sequence[Figure]) -> Iterator[Check]:
    """Growth on the year before between two printed levels of one thing, wherever they are printed."""
    levels = _find_levels(figures)
    for growth, level in _find_growths(figures, levels):
        before = only(levels.get(_thing(growth, years=1), []))
        if before and before.value > 0:
            found = level.range / before.range
            printed = _factor(growth)
            formula = f"{say_figure(level)} ÷ {say_figure(before)} − 1 ≈ {say_figure(growth)}"
            yield judge("growth", formula, printed, found, (level, before, growth))


def find_earlier(figures: Sequence[Figure]) -> Iterator[Implied]:
    """The level of the year before that a level and its growth imply, where it is not printed."""
    levels = _find_levels(figures)
    for growth, level in _find_growths(figures, levels):
        if _factor(growth).low > 0 and not levels.get(_thing(growth, years=1)):
            found = level.range / _factor(growth)
            formula = f"{say_figure(level)} ÷ (1 + {say_figure(growth)}) = {say_range(found, level.unit)}"
            yield Implied("earlier", formula, found, level.unit, (level, growth))


def _find_levels(figures: Sequence[Figure]) -> Mapping[Thing, list[Figure]]:
    exact = (one for one in figures if one.measure == "level" and one.is_exact and one.status == "actual" and one.period_end)
    return group_by(exact, _thing)


def _find_growths(figures: Sequence[Figure], levels: Mapping[Thing, list[Figure]]) -> Iterator[tuple[Figure, Figure]]:
    for growth in figures:
        if growth.measure == "growth" and growth.basis == "yoy" and growth.unit == "%" and growth.is_exact:
            level = only(levels.get(_thing(growth), []))
            if level and level.value > 0:
                yield growth, level


def _factor(growth: Figure) -> Range:
    rate = Range(growth.range.low / growth.scale / 100, growth.range.high / growth.scale / 100)
    return ONE + rate


def _thing(figure: Figure, years: int = 0) -> Thing:
    """What a figure is about, `years` earlier."""
    key, dims, entity, start, end, status = figure.about
    return key, dims, entity, _earlier(start, years), _earlier(end, years), status


def _earlier(day: date | None, years: int) -> date | None:
    """The same day some years before; the end of February stays its end."""
    if day is None or not years:
        return day
    if (day + timedelta(days=1)).day == 1:
        first = (day + timedelta(days=1)).replace(day=1)
        return first.replace(year=first.year - years) - timedelta(days=1)
    return day.replace(year=day.year - years)


def check_completions(figures: Sequence[Figure]) -> Iterator[Check]:
    """A level and its completion against the target of that year, where it is printed."""
    targets = group_by(
        (one for one in figures if one.status == "target" and one.measure == "level" and one.period_end),
        lambda one: (one.key, one.entity, one.base_unit, one.period_end and one.period_end.year),
    )
    for level, rate in find_pairs(figures, "completion"):
        implied = level.range / to_part(rate)
        formula = f"{say_figure(level)} ÷ {say_figure(rate)} = {say_range(implied, level.unit)}"
        year = level.period_end.year if level.period_end else None
        target = only(targets.get((level.key, level.entity, level.base_unit, year), []))
        if target and target.is_exact:
            yield judge("completion", f"{formula} ≈ {say_figure(target)}", implied, target.range, (level, rate, target))
        else:
            yield Check("completion", "open", formula, "target_not_printed", (level, rate))


def find_targets(figures: Sequence[Figure]) -> Iterator[Implied]:
    """The target that a level and its completion imply."""
    for level, rate in find_pairs(figures, "completion"):
        found = level.range / to_part(rate)
        formula = f"{say_figure(level)} ÷ {say_figure(rate)} = {say_range(found, level.unit)}"
        yield Implied("target", formula, found, level.unit, (level, rate))
