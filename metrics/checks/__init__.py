"""Printed figures in, the arithmetic ledger out: what adds up, what does not, what cannot be told, and what is implied."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from metrics.checks.checks import Check, Implied
from metrics.checks.figures import Figure
from metrics.checks.growths import check_completions, check_growths, find_earlier, find_targets
from metrics.checks.repeats import check_repeats
from metrics.checks.shares import check_bases, check_shares, find_bases
from metrics.checks.sums import check_sums

ORDER = ("fail", "pass", "open")


@dataclass(frozen=True, slots=True)
class Rule:
    """A comparison, and how far apart the figures it compares may stand: in one article, or of one thing anywhere.

    A thing is an indicator of an entity; so a part of an archive can be compared anew without the rest.
    """

    find: Callable[[Sequence[Figure]], Iterator[Check | Implied]]
    reach: Literal["article", "thing"]


RULES: tuple[Rule, ...] = (
    Rule(check_sums, "article"),
    Rule(check_shares, "article"),
    Rule(check_bases, "article"),
    Rule(find_bases, "article"),
    Rule(check_completions, "thing"),
    Rule(check_growths, "thing"),
    Rule(check_repeats, "thing"),
    Rule(find_targets, "thing"),
    Rule(find_earlier, "thing"),
)


def compare_within(figures: Sequence[Figure], *reaches: str) -> list[Check | Implied]:
    """All that the rules of these reaches find among these figures, each finding once."""
    found = (one for rule in RULES if rule.reach in reaches for one in rule.find(figures))
    return list({one.check_id: one for one in found}.values())


def check_figures(figures: Sequence[Figure]) -> list[Check]:
    """Every comparison these figures allow: failures first, each comparison once."""
    checks = [one for one in compare_within(figures, "article", "thing") if isinstance(one, Check)]
    return sorted(checks, key=lambda check: ORDER.index(check.verdict))


def find_implied(figures: Sequence[Figure]) -> list[Implied]:
    """Every figure that follows from two printed ones and was not printed itself."""
    return [one for one in compare_within(figures, "article", "thing") if isinstance(one, Implied)]
