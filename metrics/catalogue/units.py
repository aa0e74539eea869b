"""Units and measure words of `units.toml` as frozen objects, and what a printed unit like 亿千瓦时 converts to."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from types import MappingProxyType
from typing import Literal, cast, get_args

from metrics.catalogue import Entry, read_entries, read_words
from metrics.errors import CatalogueError

Kind = Literal["money", "measure", "time", "ratio", "temperature", "count"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit or measure word; `factor` turns it into `base_unit`, which all units of its dimension share."""

    name: str
    kind: Kind
    dimension: str
    factor: Decimal
    base_unit: str


def to_units(entry: Entry) -> list[tuple[str, Unit]]:
    """Every spelling of one `unit` entry with its unit; a factor that is no number and an unknown kind are refused."""
    try:
        factor = Decimal(str(entry["factor"]))
    except InvalidOperation as error:
        raise CatalogueError(f'units.toml: {entry["id"]}: factor "{entry["factor"]}" is not a number; write "1e8"') from error
    if entry["kind"] not in get_args(Kind):
        raise CatalogueError(
            f'units.toml: {entry["id"]}: unknown kind "{entry["kind"]}"; write one of {", ".join(get_args(Kind))}'
        )
    unit = Unit(entry["id"], cast(Kind, entry["kind"]), entry["dimension"], factor, entry["base"])
    return [(name, unit) for name in entry["names"]]


def _read_units() -> Mapping[str, Unit]:
    """All spellings; a word that is a unit and a measure word keeps the unit."""
    required = ("id", "names", "kind", "dimension", "factor", "examples")
    words = [word for words in read_words("units", "measure").values() for word in words]
    units = {word: Unit(word, "count", word, Decimal(1), word) for word in words}
    for entry in read_entries("units", "unit", required):
        units.update(to_units(entry))
    return MappingProxyType(units)


UNITS: Mapping[str, Unit] = _read_units()
READING = read_words("units", "reading")
AFTER_DIGITS_ONLY = frozenset(READING["after_digits_only"])
AMBIGUOUS = frozenset(READING["ambiguous"])
FALSE_STARTS = frozenset(READING["false_starts"])
TRUE_STARTS = frozenset(READING["true_starts"])
MULTIPLIERS: Mapping[str, Decimal] = MappingProxyType(
    {
        small + large: Decimal(power * scale)
        for small, power in (("", 1), ("十", 10), ("百", 100), ("千", 1000), ("万", 10**4))
        for large, scale in (("", 1), ("万", 10**4), ("亿", 10**8))
        if small + large not in ("", "万万")
    }
)


@cache
def split_unit(unit: str) -> tuple[Decimal, Unit | None]:
    """The multiplier of a printed unit and the unit it multiplies, None for a unit the catalogue does not know.

    >>> multiplier, unit = split_unit("亿千瓦时")
    >>> f"{multiplier:f}", unit.name
    ('100000000', '千瓦时')
    """
    name = unit.removesuffix("级") if len(unit) > 1 else unit
    for multiplier in ("", *sorted(MULTIPLIERS, key=len, reverse=True)):
        if not name.startswith(multiplier):
            continue
        rest = name[len(multiplier) :]
        if known := UNITS.get(rest) or _to_rate(rest):
            return MULTIPLIERS.get(multiplier, Decimal(1)), known
    return MULTIPLIERS.get(unit, Decimal(1)), None


def _to_rate(unit: str) -> Unit | None:
    """微克/立方米, 元/吨: a unit over another, its factor the quotient of theirs."""
    above, _, below = unit.replace("每", "/").partition("/")
    over, under = UNITS.get(above), UNITS.get(below)
    if over is None or under is None:
        return None
    return Unit(
        f"{over.name}/{under.name}",
        "measure",
        f"{over.dimension}/{under.dimension}",
        over.factor / under.factor,
        f"{over.base_unit}/{under.base_unit}",
    )


def same_unit(one: str, other: str) -> bool:
    """Whether two printed units count the same thing, multipliers aside.

    >>> same_unit("万件", "件")
    True
    """
    if one == other:
        return True
    first, second = split_unit(one)[1], split_unit(other)[1]
    return first is not None and first == second
