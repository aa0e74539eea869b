"""One figure printed several times: whether all its prints say the same, in whatever unit."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from metrics.checks.checks import Check, judge, say_figure
from metrics.checks.figures import Figure, group_by

ALIKE = Decimal("0.8")  # prints further apart than this are more likely two things than two accounts of one


def check_repeats(figures: Sequence[Figure]) -> Iterator[Check]:
    """Main figures of one thing and one period: prints in other digits or units agree, or contradict each other."""
    dated = (one for one in figures if one.is_core and one.is_exact and one.period_end and one.measure != "rank")
    things = group_by(dated, lambda one: (one.about, one.measure, one.basis, one.base, one.base_unit))
    for prints in things.values():
        distinct = list({(one.value, one.unit): one for one in prints}.values())
        first = min(distinct, key=lambda one: one.range.high - one.range.low)  # the one printed most finely
        yield from (_compare(first, other) for other in distinct if other is not first)


def _compare(first: Figure, other: Figure) -> Check:
    agrees = first.range.meets(other.range)
    formula = f"{say_figure(first)} {'≈' if agrees else '≠'} {say_figure(other)}"
    if not agrees and not _are_alike(first, other):
        return Check("repeat", "open", formula, "unlike", (first, other))
    return judge("repeat", formula, first.range, other.range, (first, other))


def _are_alike(first: Figure, other: Figure) -> bool:
    small, large = sorted(abs(one.value * one.scale) for one in (first, other))
    return (first.value < 0) == (other.value < 0) and small >= ALIKE * large
