"""Stored rows in, the observation table out: one row a printed figure, with its series, its point and its sightings."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

import pandas as pd

from metrics.catalogue.indicators import BY_ID
from metrics.catalogue.places import read_places
from metrics.parse.confidence import REVIEW_BELOW
from metrics.parse.places import COUNTRY, to_entity
from metrics.period_text import to_period_text
from metrics.series import dims_text
from metrics.sightings import mark_sightings

TYPES = {
    **dict.fromkeys(("obs_id", "series_id", "point_id"), "str"),
    **{"is_sighting": "bool", "n_sightings": "int64"},
    **dict.fromkeys(("indicator", "indicator_id", "topic", "entity", "area_code", "measure", "basis", "unit"), "str"),
    **{"value": "float64", "value_text": "str", "value_high": "float64"},
    **{"base_value": "float64", "base_unit": "str", "bound": "str", "base": "str", "dims": "str"},
    **{"period_start": "datetime64[s]", "period_end": "datetime64[s]", "period_text": "str"},
    **dict.fromkeys(("status", "tier", "quote", "article", "article_id", "reporters"), "str"),
    **{"issue_date": "datetime64[s]", "issue_reason": "str", "doc": "str", "sha256": "str", "start": "int64", "end": "int64"},
    **{"rule": "str", "confidence": "float64", "added": "int64", "first_seen": "datetime64[s]"},
    **{"review_state": "str", "obs_status": "str"},
}
SETTLED = ("accepted", "corrected")
COLUMNS = tuple(TYPES)
PAGE_KEYS = ("doc", "issue_date", "issue_reason")
DAYS = tuple(name for name, kind in TYPES.items() if kind.startswith("datetime"))
NUMBERS = {"value": "value_text", "value_high": "value_high_text", "base_value": "base_value_text"}
NULLABLE = ("indicator_id", "basis", "base")  # null in the store, "" in the table


def to_table(
    names: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
    pages: pd.DataFrame,
    first_seen: Mapping[int, date],
    states: Mapping[str, str] = MappingProxyType({}),
) -> pd.DataFrame:
    """The observation table of these rows; `pages` holds PAGE_KEYS by sha256, `first_seen` the day of each edition.

    `states` has the review state of the figures somebody has decided about, by obs_id.
    """
    frame = pd.DataFrame.from_records(rows, columns=list(names)).join(pages, on="sha256")
    texts = {name: frame[name].astype("str").fillna("") for name in NULLABLE}
    numbers = {name: pd.to_numeric(frame[text]).astype("float64") for name, text in NUMBERS.items()}
    frame = frame.assign(**texts, **numbers, first_seen=frame["added"].map(first_seen))
    frame["period_text"] = _period_texts(frame)
    frame = frame.assign(**{name: pd.to_datetime(frame[name]) for name in DAYS})
    frame["dims"] = _spread(frame["dims"], lambda text: dims_text(json.loads(text)))
    frame["reporters"] = _spread(frame["reporters"], lambda text: "、".join(json.loads(text)))
    frame["topic"] = _spread(frame["indicator_id"], lambda found: BY_ID[found].topic if found in BY_ID else "")
    frame["area_code"] = frame["entity"].map(area_codes()).fillna("")
    frame["review_state"] = frame["obs_id"].map(states).astype("str").fillna("")
    frame["obs_status"] = find_obs_status(frame)
    return mark_sightings(frame)[list(COLUMNS)].astype(TYPES)


def find_obs_status(frame: pd.DataFrame) -> "pd.Series[str]":
    """The SDMX status of each figure: `V` (not validated) while it is doubtful and no editor has settled it, else `A`."""
    is_doubtful = (frame["confidence"] < REVIEW_BELOW) & ~frame["review_state"].isin(SETTLED) | (
        frame["review_state"] == "reread"
    )
    return is_doubtful.map({True: "V", False: "A"})


@cache
def area_codes() -> Mapping[str, str]:
    """The GB/T 2260 code of every place by the name figures give it; former places have the code they bear today.

    >>> area_codes()["西宁市"], area_codes()["西宁市城东区"]
    ('630100', '630102')
    """
    places = sorted(read_places(), key=lambda place: place.now, reverse=True)  # what a name means today wins
    entities = [COUNTRY, *map(to_entity, places)]
    return MappingProxyType({entity.name: entity.code or "" for entity in entities})


def _spread(column: "pd.Series[str]", make: Callable[[str], str]) -> "pd.Series[str]":
    """`make` of every value of a column, computed once for each different value."""
    return column.map({value: make(value) for value in column.unique()})


def _period_texts(frame: pd.DataFrame) -> list[str]:
    return [to_period_text(start, end) for start, end in zip(frame["period_start"], frame["period_end"], strict=True)]
