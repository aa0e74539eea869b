"""What bears on the name of one number, and the name it gets."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from metrics.model import Entity
from metrics.parse.bulletins import Bulletin
from metrics.parse.clauses import Statement
from metrics.parse.context import Sheet
from metrics.parse.gauges import Gauge
from metrics.parse.lists import Pair
from metrics.parse.measured import Measured
from metrics.parse.scope import NO_DIMS, Draft, Scope
from metrics.parse.superlatives import Best
from metrics.parse.turns import Turn

CARRYING = frozenset({"growth", "change", "share", "completion", "multiple", "rank"})


class Case(NamedTuple):
    """Everything that bears on one number; `taken` is where the noun of the number before it ends.

    `turn` is the time that is its own of several told in a row, `best` who it is told of behind a superlative.
    """

    sheet: Sheet
    statement: Statement
    scope: Scope
    measured: Measured
    drafts: Sequence[Draft]
    following: Statement | None
    bulletin: Bulletin | None
    pair: Pair | None
    taken: int
    turn: Turn | None = None
    best: Best | None = None
    gauge: Gauge | None = None

    @property
    def words(self) -> str:
        """The words between the number before and this one."""
        return self.sheet.text[self.statement.left : self.statement.quantity.start]


class Named(NamedTuple):
    """A name with the breakdown it stands in; `doubt` says how unsure the reading is, `used` where a noun behind ends."""

    name: str
    dims: Mapping[str, str] = NO_DIMS
    doubt: float = 0.0
    used: int = 0
    label: str = ""
    entity: Entity | None = None  # whose the number in the same place of the list before is
