"""The decisions on a figure in, what they have come to out: who decided what stands, and what may still be undone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from typing import Literal

Action = Literal["accept", "correct", "merge", "reject", "undo", "reread"]
State = Literal["", "accepted", "corrected", "rejected", "reread"]
STATES: Mapping[Action, State] = {"accept": "accepted", "correct": "corrected", "merge": "corrected", "reject": "rejected"}
NOBODY = "civic-metrics"  # who says that a page is read differently now


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor wants: on which figures, as seen in which edition, with which new texts, and why."""

    action: Action
    who: str
    reason: str
    edition: int
    figures: tuple[str, ...] = ()
    changes: Mapping[str, str] = field(default_factory=dict)
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log: one field of one figure; the lines of one decision share the edition they made.

    `before` is the figure as it was until then, `reading` what the rules read there, both as stored; null where there is none.
    """

    edition: int
    made: datetime
    who: str
    action: Action
    sha256: str
    obs_id: str
    start: int
    end: int
    field: str
    previous: str
    value: str
    reason: str
    undoes: int | None
    before: Mapping[str, object] | None
    reading: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What the decisions on one figure have come to.

    `stack` holds those in force, oldest first; `last` is the newest decision, an undo or not, `until_last` the stack before it.
    """

    stack: tuple[LogLine, ...] = ()
    last: LogLine | None = None
    until_last: tuple[LogLine, ...] = ()
    reading: Mapping[str, object] | None = None
    is_reread: bool = False

    @property
    def state(self) -> State:
        """The review state of the figure."""
        if not self.stack:
            return ""
        return "reread" if self.is_reread else STATES[self.stack[-1].action]

    @property
    def is_rejected(self) -> bool:
        """Whether the figure is out of the table."""
        return bool(self.stack) and self.stack[-1].action == "reject"


def stand(lines: Iterable[LogLine]) -> Standing:
    """Where a figure stands after these lines of its log, oldest first."""
    standing = Standing()
    for _, group in groupby(lines, lambda line: line.edition):
        standing = _step(standing, list(group))
    return standing


def _step(standing: Standing, lines: list[LogLine]) -> Standing:
    line = lines[0]
    if line.action == "reread":
        differs = any(each.field or each.previous or each.value for each in lines)
        return replace(standing, reading=line.reading, is_reread=differs)
    if line.action == "undo":
        is_redo = standing.last is not None and standing.last.action == "undo" and standing.last.edition == line.undoes
        stack = standing.until_last if is_redo else tuple(one for one in standing.stack if one.edition != line.undoes)
        return Standing(stack, line, standing.stack, line.reading, standing.is_reread and bool(stack))
    return Standing((*standing.stack, line), line, standing.stack, line.reading)


def list_undoable(standing: Standing) -> tuple[int, ...]:
    """The editions of the decisions that may be undone now: the newest in force, and the last undo."""
    last = (standing.last.edition,) if standing.last and standing.last.action == "undo" else ()
    return (*last, *(one.edition for one in standing.stack[-1:]))
