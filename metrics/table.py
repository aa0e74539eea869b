"""Stored rows in, the observation table out: one row a printed figure, with its series, its point and its sightings."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from metrics.catalogue.indicators import BY_ID
from metrics.period_text import to_period_text
from metrics.series import dims_text
from metrics.sightings import mark_sightings

COLUMNS = (
    *("obs_id", "series_id", "point_id", "is_sighting", "n_sightings"),
    *("indicator", "indicator_id", "topic", "entity", "area_code", "measure", "basis"),
    *("unit", "value", "value_text", "value_high", "base_value", "base_unit", "bound", "base", "dims"),
    *("period_start", "period_end", "period_text", "status", "tier"),
    *("quote", "article", "article_id", "reporters", "issue_date", "issue_reason", "doc", "sha256", "start", "end"),
    *("rule", "confidence", "added", "first_seen"),
)
PAGE_KEYS = ("doc", "issue_date", "issue_reason")
DAYS = ("period_start", "period_end", "issue_date", "first_seen")
NUMBERS = {"value": "value_text", "value_high": "value_high_text", "base_value": "base_value_text"}
NULLABLE = ("indicator_id", "basis", "base")  # null in the store, "" in the table


def to_table(
    names: Sequence[str], rows: Iterable[tuple[Any, ...]], pages: pd.DataFrame, first_seen: Mapping[int, date]
) -> pd.DataFrame:
    """The observation table of these rows; `pages` holds PAGE_KEYS by sha256, `first_seen` the day of each edition."""
    frame = pd.DataFrame.from_records(rows, columns=list(names)).join(pages, on="sha256")
    texts = {name: frame[name].astype("str").fillna("") for name in NULLABLE}
    numbers = {name: pd.to_numeric(frame[text]).astype("float64") for name, text in NUMBERS.items()}
    frame = frame.assign(**texts, **numbers, first_seen=frame["added"].map(first_seen))
    frame["period_text"] = _period_texts(frame)
    frame = frame.assign(**{name: pd.to_datetime(frame[name]).astype("datetime64[s]") for name in DAYS})
    frame["dims"] = _spread(frame["dims"], lambda text: dims_text(json.loads(text)))
    frame["reporters"] = _spread(frame["reporters"], lambda text: "、".join(json.loads(text)))
    frame["topic"] = _spread(frame["indicator_id"], lambda found: BY_ID[found].topic if found in BY_ID else "")
    frame["area_code"] = ""
    return mark_sightings(frame)[list(COLUMNS)]


def _spread(column: "pd.Series[str]", make: Callable[[str], str]) -> "pd.Series[str]":
    """`make` of every value of a column, computed once for each different value."""
    return column.map({value: make(value) for value in column.unique()})


def _period_texts(frame: pd.DataFrame) -> list[str]:
    return [to_period_text(start, end) for start, end in zip(frame["period_start"], frame["period_end"], strict=True)]
