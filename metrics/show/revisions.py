"""One figure in, its revisions out: what the papers reported anew, what we read anew, what was defined anew."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import pairwise

import pandas as pd

from metrics.show.changes import Reason, find_reason, is_equal, is_missing, is_same
from metrics.show.clocks import list_editions
from metrics.show.filters import Row, Table, find_rows, list_rows
from metrics.show.phrases import say_value
from metrics.show.shelf import Shelf, open_shelf_store
from metrics.show.words import label, say


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure told differently: since when, by whom, what it was and what it became."""

    day: date
    reason: Reason
    old: str
    new: str


def find_revisions(held: Shelf, row: Row) -> list[Revision]:
    """Every revision of the figure a row tells, oldest first."""
    return sorted([*find_reports(held.table, row), *find_readings(held, row)], key=lambda one: (one.day, one.reason))


def find_reports(table: Table, row: Row) -> Iterator[Revision]:
    """Other values the papers printed of the same period in the same series, each against the one before."""
    if is_missing(row["period_start"]) and is_missing(row["period_end"]):
        return
    series = find_rows(table, series_id=row["series_id"])
    same = [one for one in list_rows(series) if all(is_equal(one[key], row[key]) for key in ("period_start", "period_end"))]
    dated = sorted((one for one in same if not is_missing(one["issue_date"])), key=lambda one: one["issue_date"])
    for before, after in pairwise(dated):
        if before["point_id"] != after["point_id"]:
            yield Revision(to_date(after["issue_date"]), "reported", say_value(before), say_value(after))


def find_readings(held: Shelf, row: Row) -> Iterator[Revision]:
    """What we read at the printed place of the figure before, each reading against the one that followed."""
    history = list_rows(open_shelf_store().history(held.edition, row["sha256"]))
    chain = [one for one in history if one["obs_id"] == row["obs_id"]] or find_same_place(history, row)
    days = {each.number: each.day for each in list_editions()}
    for before, after in pairwise([*chain, row]):
        if not is_same(before, after):
            old, new = say_reading(before, after), say_reading(after, before)
            yield Revision(days[before["retired"]], find_reason(before, after), old, new)


def find_same_place(history: Sequence[Row], row: Row) -> list[Row]:
    """Earlier readings of the very digits of a row."""
    return [one for one in history if (one["start"], one["end"]) == (row["start"], row["end"])]


def say_reading(row: Row, other: Row) -> str:
    """A reading by its value; by its name too when that is what differs."""
    name = "" if row["indicator"] == other["indicator"] else f"{row['indicator']} "
    return f"{name}{say_value(row)}"


def to_date(day: pd.Timestamp) -> date:
    """A cell of a table as a day."""
    return date(day.year, day.month, day.day)


def draw_revisions(revisions: Sequence[Revision]) -> str:
    """The revisions of a figure with their reasons; nothing for one that never changed."""
    items = "".join(
        f"<li>{one.day:%Y-%m-%d}{say('colon')}<del>{escape(one.old)}</del> → <ins>{escape(one.new)}</ins>"
        f" <small>{label('change', one.reason)}</small></li>"
        for one in revisions
    )
    return f'<section class="revisions"><h4>{say("revisions")}</h4><ul class="changes">{items}</ul></section>' if items else ""
