"""How a number measures, as one object."""

from typing import Literal, NamedTuple

from metrics.model import Basis, Measure

UnitKind = Literal["percent", "points", "times", "own", "rank"]


class Measured(NamedTuple):
    """How a number measures; `name_end` is where the name of what it measures stops in the words before it."""

    measure: Measure
    rule: str
    name_end: int
    basis: Basis | None = None
    base: str | None = None
    sign: int = 1
