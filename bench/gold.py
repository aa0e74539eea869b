"""The gold of the pages as places, values and units, to count what a reader finds of them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bench.corpus import ROOT
from metrics.catalogue.units import MULTIPLIERS, split_unit

GOLD = (ROOT / "tests" / "golden" / "seeds.jsonl", ROOT / "tests" / "golden" / "pages.jsonl")
CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit on a page, as the gold or a reader has it; the unit's 万 and 亿 are multiplied out."""

    start: int
    end: int
    value: float | None
    unit: str


def to_figure(start: int, end: int, value: float | None, unit: str) -> Figure:
    """A figure with its bare unit and its value in it: 26.2 亿元 → 2620000000 元."""
    multiplier, known = split_unit(unit)
    if known is None and unit in MULTIPLIERS:
        multiplier, unit = MULTIPLIERS[unit], ""
    value = None if value is None else float(Decimal(str(value)) * multiplier)
    return Figure(start, end, value, known.name if known else unit)


def read_gold(doc: str, text: str) -> list[Figure]:
    """The figures of a page that are not debatable, each where its quote stands."""
    places = [at for at, character in enumerate(text) if not character.isspace()]
    printed = "".join(text[at] for at in places)
    rows = [json.loads(line) for path in GOLD for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    figures = []
    for row in rows:
        if row["type"] == "observation" and row["doc"] == doc and not row.get("optional"):
            quote, number = ("".join(row[key].split()) for key in ("quote", "number_text"))
            first = row["at"] if "at" in row else printed.index(quote) + quote.index(number)
            figures.append(to_figure(places[first], places[first + len(number) - 1] + 1, row["value"], row["unit"]))
    return figures


def count_found(gold: Iterable[Figure], found: Sequence[Figure]) -> tuple[int, int]:
    """How many gold figures a reader found at their place with the value, and with value and unit."""
    values = units = 0
    for figure in gold:
        here = [one for one in found if one.start < figure.end and figure.start < one.end and is_close(one, figure)]
        values += bool(here)
        units += any(one.unit == figure.unit for one in here)
    return values, units


def is_close(one: Figure, other: Figure) -> bool:
    """Whether two figures have the same value; a decline may be written with its sign or without."""
    if one.value is None or other.value is None:
        return one.value is other.value
    return abs(abs(one.value) - abs(other.value)) <= CLOSE * max(1.0, abs(other.value))
