"""Printed figures in, the arithmetic ledger out: what adds up, what does not, what cannot be told, and what is implied."""

from collections.abc import Callable, Iterator, Sequence

from metrics.checks.checks import Check, Implied
from metrics.checks.figures import Figure
from metrics.checks.growths import check_completions, check_growths, find_earlier, find_targets
from metrics.checks.repeats import check_repeats
from metrics.checks.shares import check_bases, check_shares, find_bases
from metrics.checks.sums import check_sums

RULES: tuple[Callable[[Sequence[Figure]], Iterator[Check]], ...] = (
    check_sums,
    check_shares,
    check_bases,
    check_completions,
    check_growths,
    check_repeats,
)
FINDERS: tuple[Callable[[Sequence[Figure]], Iterator[Implied]], ...] = (find_targets, find_bases, find_earlier)
ORDER = ("fail", "pass", "open")


def check_figures(figures: Sequence[Figure]) -> list[Check]:
    """Every comparison these figures allow: failures first, each comparison once."""
    found = {check.check_id: check for rule in RULES for check in rule(figures)}
    return sorted(found.values(), key=lambda check: ORDER.index(check.verdict))


def find_implied(figures: Sequence[Figure]) -> list[Implied]:
    """Every figure that follows from two printed ones and was not printed itself."""
    return [implied for finder in FINDERS for implied in finder(figures)]
