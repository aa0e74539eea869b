"""The rows in, out what one edition changed: for each indicator the figures gained, lost and read differently."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from metrics.store.tables import OBSERVATIONS, content_columns

FIELDS = tuple(name for name in content_columns(OBSERVATIONS) if not name.endswith("_id"))  # ids follow from the rest
PLACE = attrgetter("sha256", "start", "end")
PORTION = 5000


@dataclass(slots=True)
class IndicatorChange:
    """What became of one indicator; `fields` counts what is different in the figures that changed."""

    gained: int = 0
    lost: int = 0
    changed: int = 0
    fields: Counter[str] = field(default_factory=Counter)


def read_changes(connection: Connection, edition: int) -> Mapping[str, IndicatorChange]:
    """What an edition changed, by the name of the indicator."""
    query = select(OBSERVATIONS).where(or_(OBSERVATIONS.c.added == edition, OBSERVATIONS.c.retired == edition))
    ordered = query.order_by(OBSERVATIONS.c.sha256, OBSERVATIONS.c.start, OBSERVATIONS.c.end, OBSERVATIONS.c.id)
    changes: dict[str, IndicatorChange] = {}
    rows = connection.execution_options(yield_per=PORTION).execute(ordered)
    for _, here in groupby(rows, PLACE):
        for old, new in _pair(list(here), edition):
            _count(changes, old, new)
    return changes


def _pair(rows: Sequence[Row[Any]], edition: int) -> Iterator[tuple[Row[Any] | None, Row[Any] | None]]:
    """Rows of one place: each that went with the one of its indicator that came, the same measure before another."""
    gone = [row for row in rows if row.retired == edition]
    come = [row for row in rows if row.added == edition]
    for key in (attrgetter("indicator", "measure"), attrgetter("indicator")):
        for old in list(gone):
            new = next((row for row in come if key(row) == key(old)), None)
            if new is not None:
                gone.remove(old)
                come.remove(new)
                yield old, new
    yield from ((old, None) for old in gone)
    yield from ((None, new) for new in come)


def _count(changes: dict[str, IndicatorChange], old: Row[Any] | None, new: Row[Any] | None) -> None:
    if old is not None and new is not None:
        change = changes.setdefault(new.indicator, IndicatorChange())
        change.changed += 1
        change.fields.update(name for name in FIELDS if getattr(old, name) != getattr(new, name))
    elif old is not None:
        changes.setdefault(old.indicator, IndicatorChange()).lost += 1
    elif new is not None:
        changes.setdefault(new.indicator, IndicatorChange()).gained += 1


def to_lines(changes: Mapping[str, IndicatorChange]) -> Iterator[str]:
    """A line an indicator, the most changed first, and their sum."""
    yield f"{'gained':>8} {'lost':>8} {'changed':>8}  indicator"
    weights = {name: change.gained + change.lost + change.changed for name, change in changes.items()}
    for name in sorted(changes, key=lambda name: (-weights[name], name)):
        change = changes[name]
        what = ", ".join(f"{field} {count}" for field, count in change.fields.most_common())
        yield _line(change.gained, change.lost, change.changed, name + (f" ({what})" if what else ""))
    gained, lost, changed = (sum(getattr(change, key) for change in changes.values()) for key in ("gained", "lost", "changed"))
    yield _line(gained, lost, changed, "all")


def _line(gained: int, lost: int, changed: int, name: str) -> str:
    return f"{gained:8} {lost:8} {changed:8}  {name}"
