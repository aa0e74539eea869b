"""The observation table as the page uses it: prepared once, narrowed by a View, counted for every choice still open."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from metrics.show.initials import to_initials
from metrics.show.view import View, Window

Table = pd.DataFrame
Row = Mapping[str, Any]
TEXTS = (
    "indicator", "indicator_id", "topic", "entity", "area_code", "measure", "basis", "unit", "value_text", "base_unit", "bound",
    "base", "dims", "period_text", "status", "tier", "quote", "article", "article_id", "reporters", "issue_reason", "doc",
    "sha256", "rule",
)  # fmt: skip
SEARCHED = ("indicator", "entity", "dims", "quote", "article", "unit", "search_words")


def prepare(table: Table, indicators: Iterable[Any] = ()) -> Table:
    """The table of the store with empty texts for missing ones and the columns the page adds.

    `indicator_key` is the catalogue id or else the name; `part` tells totals from breakdowns; `search_words` holds
    aliases and initials; `first_printed` is the day the figure first appeared.
    """
    rows = table.copy()
    for column in TEXTS:
        rows[column] = rows[column].astype(object).where(rows[column].notna(), "").map(str).astype(object)
    for column in ("period_start", "period_end", "issue_date"):
        rows[column] = pd.to_datetime(rows[column])
    rows["topic"] = rows["topic"].where(rows["topic"] != "", "other")
    rows["indicator_key"] = rows["indicator_id"].where(rows["indicator_id"] != "", rows["indicator"])
    rows["first_printed"] = rows.groupby("point_id")["issue_date"].transform("min")
    rows["part"] = (rows["dims"] != "").map({True: "parts", False: "total"})
    aliases = {entry.id: " ".join((entry.name, *entry.aliases)) for entry in indicators}
    spoken = {
        (key, name): f"{names} {to_initials(names)}"
        for key, name in set(zip(rows["indicator_id"], rows["indicator"], strict=True))
        for names in (aliases.get(key, name),)
    }
    rows["search_words"] = [spoken[pair] for pair in zip(rows["indicator_id"], rows["indicator"], strict=True)]
    return rows


def match_values(column: str) -> Callable[[Table, Any], "pd.Series[bool]"]:
    """A test whether a column holds one of the chosen values."""
    return lambda table, chosen: table[column].isin(chosen)


def match_window(table: Table, window: Window) -> "pd.Series[bool]":
    """Whether the period of a row touches the window; a row without a period never does."""
    since, until = (pd.Timestamp(end) if end else None for end in window)
    starts = table["period_start"].fillna(table["period_end"])
    ends = table["period_end"].fillna(table["period_start"])
    is_in = starts.notna()
    if since is not None:
        is_in &= ends >= since
    if until is not None:
        is_in &= starts <= until
    return is_in


def match_search(table: Table, search: str) -> "pd.Series[bool]":
    """Whether every word typed stands somewhere in the row: names, aliases, sentence, headline."""
    hit = pd.Series(True, index=table.index)
    for word in search.lower().split():
        found = pd.Series(False, index=table.index)
        for column in SEARCHED:
            found |= table[column].str.lower().str.contains(word, regex=False)
        hit &= found
    return hit


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow the table: the field of the View, the column whose values are counted, and the test."""

    field: str
    column: str
    match: Callable[[Table, Any], "pd.Series[bool]"]


FILTERS: tuple[Filter, ...] = (
    *(
        Filter(field, column, match_values(column))
        for field, column in (
            ("topic", "topic"),
            ("indicator", "indicator_key"),
            ("entity", "entity"),
            ("measure", "measure"),
            ("status", "status"),
            ("tier", "tier"),
            ("part", "part"),
            ("doc", "doc"),
            ("series", "series_id"),
        )
    ),
    Filter("window", "", match_window),
    Filter("search", "", match_search),
)


def select(table: Table, view: View) -> Table:
    """All rows that pass every filter of the view, sightings among them."""
    start = View()
    for one in FILTERS:
        chosen = getattr(view, one.field)
        if chosen != getattr(start, one.field):
            table = table[one.match(table, chosen)]
    return table


ORDERS: dict[str, tuple[list[str], list[bool]]] = {
    "new": (["_when", "issue_date", "indicator", "doc", "start"], [False, False, True, True, True]),
    "old": (["_when", "issue_date", "indicator", "doc", "start"], [True, True, True, True, True]),
    "page": (["doc", "start"], [True, True]),
    "value": (["indicator", "base_value", "doc", "start"], [True, False, True, True]),
}


def show_rows(table: Table, view: View) -> Table:
    """The rows of chart, table and file: one a point (its first sighting), in the order chosen."""
    rows = select(table, view).sort_values(["is_sighting", "doc", "start"], kind="stable").drop_duplicates("point_id")
    rows = rows.assign(_when=rows["period_end"].fillna(rows["period_start"]))
    names, ascending = ORDERS[view.order]
    return rows.sort_values(names, ascending=ascending, kind="stable", na_position="last").drop(columns="_when")


def count_values(table: Table, view: View, field: str) -> dict[str, int]:
    """How many points each value of a field would leave, all other filters in force; most first."""
    one = next(entry for entry in FILTERS if entry.field == field)
    rest = select(table, replace(view, **{field: getattr(View(), field)}))
    counts = rest.drop_duplicates("point_id")[one.column].value_counts()
    found = {str(value): int(number) for value, number in counts.items() if value != ""}
    return found | {value: 0 for value in getattr(view, field) if value not in found}


def list_rows(table: Table) -> list[Row]:
    """The rows of a table one by one, by column name."""
    names = [str(name) for name in table.columns]
    return [dict(zip(names, values, strict=True)) for values in zip(*(table[name].tolist() for name in names), strict=True)]


def known_values(table: Table) -> dict[str, frozenset[str]]:
    """Every value a link may name, by field."""
    known = {one.field: frozenset(table[one.column].unique()) for one in FILTERS if one.column}
    return known | {"point": frozenset(table["obs_id"])}
