"""What was shown then and what is shown now in, what changed out: old figure, new figure, and one of three reasons."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from metrics.show.filters import Ids, Row, Table, find_rows, list_rows, thaw
from metrics.show.hashes import Hashes

Reason = Literal["reported", "reread", "defined"]
MOST_CHANGES = 200
CATALOGUED = ("indicator", "indicator_id", "base_unit")  # what the catalogue says of a figure
READ = ("measure", "basis", "base", "dims", "rule")  # what the rules read of it
DEFINING = (*CATALOGUED, "measure", "basis", "base", "dims")
VALUED = ("value_text", "value_high", "unit", "bound", "entity", "period_start", "period_end", "status")


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that is not what it was; without an old one it came, without a new one it went."""

    reason: Reason
    old: Row | None
    new: Row | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed, as far as it is listed, and how many rows are not what they were."""

    listed: tuple[Change, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Side:
    """Then or now: the rows shown with their hashes, and the whole table they were chosen from."""

    rows: Table
    hashes: Hashes
    table: Table


def compare(old: Side, new: Side) -> Changes:
    """Everything that is not the same in both."""
    gone = old.rows[~np.isin(old.hashes, new.hashes)]
    come = new.rows[~np.isin(new.hashes, old.hashes)]
    if not len(gone) and not len(come):
        return Changes((), 0)
    left = list_rows(thaw(gone.head(MOST_CHANGES)))
    fresh = {str(row["obs_id"]): row for row in list_rows(thaw(come.head(MOST_CHANGES)))}
    listed = [*follow_old(left, fresh, new.table), *follow_new(list(fresh.values()), left, old)]
    is_cut = max(len(gone), len(come)) > MOST_CHANGES
    return Changes(tuple(listed), max(len(gone), len(come)) if is_cut else len(listed))


def follow_old(left: list[Row], fresh: dict[str, Row], table: Table) -> Iterator[Change]:
    """What became of the rows that are no longer shown; the new rows that took their place are taken out of `fresh`."""
    for row in left:
        now = find_place(row, table)
        if now is not None and fresh.pop(str(now["obs_id"]), None) is None and is_same(row, now):
            now = take_print(now, fresh)  # read as before, but another print of the figure is shown
            yield Change("reported", row, now)
        elif row["formula"] and now is None:
            yield Change(find_cause(row, table), row, None)
        else:
            yield Change(find_reason(row, now), row, now)


def take_print(row: Row, fresh: dict[str, Row]) -> Row:
    """The row that is shown now in place of one that still stands: another print of the same figure."""
    found = next((obs_id for obs_id, one in fresh.items() if one["point_id"] == row["point_id"]), "")
    return fresh.pop(found) if found else row


def follow_new(fresh: list[Row], left: list[Row], old: Side) -> Iterator[Change]:
    """Where the rows come from that were not shown: other words at a known place, another value of a known period, or new."""
    followed = {str(row["obs_id"]) for row in left}
    for row in fresh:
        then = find_place(row, old.table)
        if then is not None and str(then["obs_id"]) not in followed and not is_same(then, row):
            yield Change(find_reason(then, row), then, row)
        elif row["formula"]:
            yield Change(find_cause(row, old.table), None, row)
        elif len(find_rows(old.table, sha256=row["sha256"])):
            yield Change("reread", None, row)
        else:
            yield Change("reported", find_slot(row, old.rows), row)


def find_place(row: Row, table: Table) -> Row | None:
    """What a table reads where this row was printed: the same reading, or else one of the same digits."""
    page = find_rows(table, sha256=row["sha256"])
    same = page[page["obs_id"] == row["obs_id"]]
    if row["formula"] or len(same):
        return list_rows(same.head(1))[0] if len(same) else None
    page = page[page["formula"] == ""]
    found = page[(page["start"] < row["end"]) & (page["end"] > row["start"])]
    return list_rows(found.head(1))[0] if len(found) else None


def find_cause(row: Row, table: Table) -> Reason:
    """Why a figure is implied in one version and not in the other, whose table this is: by what was printed, or what we read.

    Where its page is known with all it rests on, or is not known, something printed made the difference.
    """
    ids = Ids(table["obs_id"])
    is_known = len(find_rows(table, sha256=row["sha256"])) > 0
    return "reread" if is_known and any(obs_id not in ids for obs_id in row["rests_on"].split(" ")) else "reported"


def find_slot(row: Row, rows: Table) -> Row | None:
    """The row that told another value of the same period in the same series, when it is one only."""
    if is_missing(row["period_start"]) and is_missing(row["period_end"]):
        return None
    series = find_rows(rows, series_id=row["series_id"])
    same = [one for one in list_rows(series) if all(is_equal(one[key], row[key]) for key in ("period_start", "period_end"))]
    return same[0] if len(same) == 1 else None


def is_missing(value: Any) -> bool:  # noqa: ANN401  (a cell of any kind)
    """Whether a cell is empty."""
    return value is None or value == "" or value != value  # noqa: PLR0124  (a missing number or day differs from itself)


def is_equal(one: Any, other: Any) -> bool:  # noqa: ANN401  (cells of any kind)
    """Whether two cells say the same; two empty ones do."""
    return (is_missing(one) and is_missing(other)) or bool(one == other)


def is_same(one: Row, other: Row) -> bool:
    """Whether two rows say the same figure of the same thing."""
    return all(is_equal(one[key], other[key]) for key in (*DEFINING, *VALUED))


def find_reason(old: Row, new: Row | None) -> Reason:
    """Why a printed place is told differently: the catalogue calls what is measured something else, or we read it anew.

    It is a matter of definition only when the same words were read in the same way: a growth where a level was read, or
    another name that no catalogue defines, is a new reading.
    """
    if new is None or not all(is_equal(old[key], new[key]) for key in (*VALUED, *READ)):
        return "reread"
    is_catalogued = bool(old["indicator_id"] or new["indicator_id"])
    return "defined" if is_catalogued and not all(is_equal(old[key], new[key]) for key in CATALOGUED) else "reread"


def count_reasons(changes: Changes) -> Mapping[Reason, int]:
    """How many of the listed changes have each reason."""
    counts: dict[Reason, int] = {}
    for change in changes.listed:
        counts[change.reason] = counts.get(change.reason, 0) + 1
    return counts
