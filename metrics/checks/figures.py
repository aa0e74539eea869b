"""Printed figures as the ledger sees them: what is measured, of whom, when, and what the printed digits allow."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from metrics.catalogue.units import split_unit
from metrics.model import Measure, Observation, Reading, Status
from metrics.series import base_of_unit, dims_json, observation_id

Key = TypeVar("Key", bound=Hashable)
OPENING, CLOSING = ("（", "("), ("）", ")")
AROUND = 4  # characters after a figure in which a bracket may follow a blank


@dataclass(frozen=True, slots=True)
class Range:
    """All values that print as one figure, in base units, both ends inclusive.

    >>> Range(Decimal(1), Decimal(2)) + Range(Decimal(3), Decimal(3))
    Range(low=Decimal('4'), high=Decimal('5'))
    """

    low: Decimal
    high: Decimal

    def __add__(self, other: "Range") -> "Range":
        """All sums of a value of either."""
        return Range(self.low + other.low, self.high + other.high)

    def __truediv__(self, other: "Range") -> "Range":
        """All quotients; both ranges hold positive values only."""
        return Range(self.low / other.high, self.high / other.low)

    def meets(self, other: "Range") -> bool:
        """Whether one value could be meant by both."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure; `opens`: a bracket follows it, `closes`: one ends after it."""

    obs_id: str
    doc: str
    article: str
    start: int
    key: str
    indicator: str
    entity: str
    measure: Measure
    basis: str
    base: str
    value: Decimal
    unit: str
    bound: str
    dims: Mapping[str, str]
    period_start: date | None
    period_end: date | None
    status: Status
    is_core: bool
    quote: str
    opens: bool
    closes: bool

    @property
    def base_unit(self) -> str:
        """The unit in which figures of this kind are compared."""
        return base_of_unit(self.unit)[1]

    @property
    def scale(self) -> Decimal:
        """What one of the printed unit is in the base unit."""
        return base_of_unit(self.unit)[0]

    @property
    def range(self) -> Range:
        """What the printed digits allow: a whole count is exact, anything else is rounded to its last digit."""
        return range_of(str(self.value), self.unit)

    @property
    def is_exact(self) -> bool:
        """Whether the number stands without a hedge."""
        return self.bound == "="

    @property
    def about(self) -> tuple[str, str, str, date | None, date | None, Status]:
        """What figures must share to speak of one thing: indicator, breakdown, entity, period, status."""
        return self.key, dims_json(self.dims), self.entity, self.period_start, self.period_end, self.status


@lru_cache(maxsize=65536)
def range_of(value_text: str, unit_name: str) -> Range:
    """What the digits of a figure with its unit allow; as text, because 1.0 is printed more finely than 1."""
    value, (multiplier, unit) = Decimal(value_text), split_unit(unit_name)
    is_count = unit is None or unit.kind == "count"
    whole = value == value.to_integral_value()
    half = Decimal(0) if is_count and whole and multiplier == 1 else _last_digit(value) / 2
    scale = base_of_unit(unit_name)[0]
    return Range((value - half) * scale, (value + half) * scale)


def _last_digit(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(0, exponent) if isinstance(exponent, int) else 0)


def find_figures(reading: Reading) -> Iterator[Figure]:
    """The figures of one page in page order; each number with what is printed right after it."""
    page, seen = reading.page, set[str]()
    for observation in reading.observations:
        obs_id = observation_id(page.sha256, observation)
        if obs_id not in seen:  # a second reading of the same place says the same
            seen.add(obs_id)
            yield to_figure(obs_id, page.sha256, observation, page.text)


def find_brackets(text: str, end: int) -> tuple[bool, bool]:
    """Whether a bracket opens, and whether one closes, right after this place of a page."""
    after = text[end : end + AROUND].strip()
    return after.startswith(OPENING), after.startswith(CLOSING)


def to_figure(obs_id: str, sha256: str, observation: Observation, text: str) -> Figure:
    """One observation with the bracket that follows it on its page."""
    opens, closes = find_brackets(text, observation.end)
    return Figure(
        obs_id=obs_id,
        doc=observation.doc,
        article=f"{sha256} {observation.article}",
        start=observation.start,
        key=observation.indicator_id or observation.indicator,
        indicator=observation.indicator,
        entity=observation.entity,
        measure=observation.measure,
        basis=observation.basis or "",
        base=observation.base or "",
        value=observation.value,
        unit=observation.unit,
        bound=observation.bound if observation.value_high is None else "~",
        dims=observation.dims,
        period_start=observation.period_start,
        period_end=observation.period_end,
        status=observation.status,
        is_core=observation.tier == "core",
        quote=observation.quote,
        opens=opens,
        closes=closes,
    )


def group_by(figures: Iterable[Figure], key: Callable[[Figure], Key]) -> Mapping[Key, list[Figure]]:
    """The figures by what they share, in the order in which they stand."""
    groups: dict[Key, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(key(figure), []).append(figure)
    return groups
