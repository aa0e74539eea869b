"""A decision and the row it is about in, the row it leaves out; and how the decisions on a page outlive a new reading of it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from metrics.errors import ReviewError
from metrics.review.decisions import Decision, Standing, list_undoable
from metrics.review.fields import change_observation, list_differences
from metrics.store.rows import Row, observation_row, to_json, to_observation

DAYS = ("period_start", "period_end")
CONTEXT = ("article_id", "article", "reporters", "quote")  # what a decided figure takes over from a new reading of its page
Difference = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision, or a new reading of its page, makes of one figure: the row before and after, and what the rules read."""

    anchor: Row
    before: Row | None
    after: Row | None
    reading: Row | None
    differences: Sequence[Difference]


def to_text(row: Row | None) -> str | None:
    """A row as JSON."""
    return (
        None
        if row is None
        else to_json({key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()})
    )


def from_text(text: str | None) -> Row | None:
    """A row from its JSON."""
    if text is None:
        return None
    row: dict[str, object] = json.loads(text)
    return row | {name: date.fromisoformat(str(row[name])) for name in DAYS if row[name] is not None}


def resolve(decision: Decision, obs_id: str, row: Row | None, standing: Standing) -> Outcome:
    """What a decision makes of a figure; ReviewError when there is nothing to decide."""
    reading = standing.reading if standing.stack or standing.last else row
    anchor = row or reading
    if anchor is None:
        raise ReviewError(f"{obs_id}: no such figure; take one from the table or the queue", "refuse_gone")
    after = _RESOLVERS[decision.action](decision, row, standing, reading)
    return Outcome(anchor, row, after, reading, list_row_differences(row, after))


def list_row_differences(one: Row | None, other: Row | None) -> list[Difference]:
    """What differs between two rows of one figure, field by field."""
    return list_differences(*(None if row is None else to_observation(row) for row in (one, other)))


def _accept(_: Decision, row: Row | None, __: Standing, reading: Row | None) -> Row | None:
    return row or reading


def _correct(decision: Decision, row: Row | None, _: Standing, reading: Row | None) -> Row:
    base = row or reading
    if base is None:
        raise ReviewError("this figure is no longer read; undo what was decided about it instead", "refuse_gone")
    after = {**base, **observation_row(change_observation(to_observation(base), decision.changes))}
    if after == base:
        raise ReviewError("nothing is corrected; change a field, or accept the figure as it is", "refuse_same")
    return after


def _reject(_: Decision, row: Row | None, standing: Standing, __: Row | None) -> None:
    if row is None and not standing.is_reread:
        raise ReviewError("this figure is rejected already", "refuse_rejected")


def _undo(decision: Decision, _: Row | None, standing: Standing, reading: Row | None) -> Row | None:
    if decision.undoes not in list_undoable(standing):
        newest = standing.last
        by = f"; {newest.who} decided again in edition {newest.edition}" if newest else ""
        raise ReviewError(f"the decision of edition {decision.undoes} is not the one in force{by}", "refuse_undo")
    if standing.last and standing.last.action == "undo" and standing.last.edition == decision.undoes:
        return standing.last.before
    return standing.stack[-1].before if len(standing.stack) > 1 else reading


_RESOLVERS = {"accept": _accept, "correct": _correct, "merge": _correct, "reject": _reject, "undo": _undo}


def keep_decisions(
    read: Sequence[Row], held: Mapping[str, Row], standings: Mapping[str, Standing]
) -> tuple[list[Row], list[Outcome]]:
    """The rows of a page read again, with what was decided about them in force; and what is read differently now.

    `held` are the rows of the page until now by obs_id, `standings` the decisions on it.
    """
    rows, outcomes = list(read), list[Outcome]()
    decided = {obs_id: standing for obs_id, standing in standings.items() if standing.stack and standing.reading}
    found = dict(_match(rows, {obs_id: standing.reading for obs_id, standing in decided.items() if standing.reading}))
    taken = {at for at in found.values() if at is not None}
    kept = [row for at, row in enumerate(rows) if at not in taken]
    for obs_id, standing in decided.items():
        place, before = found[obs_id], held.get(obs_id)
        now = None if place is None else rows[place]
        if before is not None:
            kept.append({**before, **{name: now[name] for name in CONTEXT}} if now else before)
        outcomes += _tell(before, standing, now)
    return sorted(kept, key=lambda row: (int(str(row["start"])), str(row["obs_id"]))), outcomes


def _tell(before: Row | None, standing: Standing, now: Row | None) -> Iterator[Outcome]:
    """The line of the log for a decided figure that the rules read differently than before, if they do."""
    last = standing.reading
    if last is None or not list_row_differences(last, now) or (before is None and now is None):
        return
    differences = list_row_differences(before if before is not None else last, now)
    yield Outcome(before or last, before, before, now, differences)


def _match(rows: Sequence[Row], decided: Mapping[str, Row]) -> Iterator[tuple[str, int | None]]:
    """For each decided figure the new row that stands in its place: the same id, else the same span, else one that overlaps."""
    free = dict(enumerate(rows))
    by_id = {row["obs_id"]: at for at, row in free.items()}
    same = {obs_id: by_id[obs_id] for obs_id in decided if obs_id in by_id}
    for at in same.values():
        del free[at]
    for obs_id, anchor in decided.items():
        place = same.get(obs_id)
        if place is None:
            place = min(
                (at for at, row in free.items() if _overlap(row, anchor)), key=lambda at: _rank(free[at], anchor), default=None
            )
            free.pop(place, None) if place is not None else None
        yield obs_id, place


def _span(row: Row) -> tuple[int, int]:
    return int(str(row["start"])), int(str(row["end"]))


def _overlap(one: Row, other: Row) -> bool:
    (start, end), (low, high) = _span(one), _span(other)
    return start < high and low < end


def _rank(row: Row, anchor: Row) -> tuple[bool, int]:
    return _span(row) != _span(anchor), len(list_row_differences(anchor, row))
