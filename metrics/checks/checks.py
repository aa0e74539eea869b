"""One line of the ledger: what was compared, how it came out, and which printed figures it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from metrics.checks.figures import Figure, Range
from metrics.series import base_of_unit, make_id, to_plain

Verdict = Literal["pass", "fail", "open"]
Kind = Literal["sum", "shares", "share", "completion", "growth", "repeat"]


@dataclass(frozen=True, slots=True)
class Check:
    """A comparison of printed figures; `open`: the page does not say enough to judge, `reason` is a word of the interface."""

    kind: Kind
    verdict: Verdict
    formula: str
    reason: str
    figures: tuple[Figure, ...]

    @property
    def check_id(self) -> str:
        """The same comparison has the same id in every edition."""
        return make_check_id(self.kind, (figure.obs_id for figure in self.figures), is_implied=False)


@dataclass(frozen=True, slots=True)
class Implied:
    """A figure nobody printed that follows from two that were; all values that the printed digits allow."""

    kind: Literal["target", "base", "earlier"]
    formula: str
    range: Range
    unit: str
    figures: tuple[Figure, ...]

    @property
    def check_id(self) -> str:
        """The same figure, implied by the same printed ones, has the same id in every edition."""
        return make_check_id(self.kind, (figure.obs_id for figure in self.figures), is_implied=True)


def make_check_id(kind: str, obs_ids: Iterable[str], *, is_implied: bool) -> str:
    """The id of a line of the ledger, by its kind and the printed figures it rests on."""
    return make_id("i" if is_implied else "c", kind, *obs_ids)


def judge(kind: Kind, formula: str, printed: Range, found: Range, figures: tuple[Figure, ...]) -> Check:
    """Pass when one value could be meant by both sides, within what the printed digits allow."""
    agrees = printed.meets(found)
    return Check(kind, "pass" if agrees else "fail", formula, "agrees" if agrees else "differs", figures)


def say_figure(figure: Figure) -> str:
    """A figure as printed: 26.2亿元."""
    return f"{to_plain(figure.value)}{figure.unit}"


def say_range(found: Range, unit: str) -> str:
    """A range in a printed unit, as few digits as tell its middle: 125.4亿元.

    >>> from decimal import Decimal
    >>> say_range(Range(Decimal("12506000000"), Decimal("12566000000")), "亿元")
    '125.4亿元'
    """
    scale = base_of_unit(unit)[0]
    middle = (found.low + found.high) / 2 / scale
    places = 0 if abs(middle) >= 1000 else 1 if abs(middle) >= 10 else 2
    return f"{to_plain(round(middle, places))}{unit}"
