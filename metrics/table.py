"""Stored rows in, the observation table out: one row a printed figure, with its series, its point and its sightings."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from metrics.catalogue.indicators import BY_ID
from metrics.catalogue.places import read_places
from metrics.model import REVIEW_BELOW
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
NO_PAGE = ("", None, "")
DAYS = tuple(name for name, kind in TYPES.items() if kind.startswith("datetime"))
NUMBERS = {"value": "value_text", "value_high": "value_high_text", "base_value": "base_value_text"}


def to_columns(
    frame: pd.DataFrame,
    pages: Mapping[str, tuple[Any, ...]],
    first_seen: Mapping[int, date],
    states: Mapping[str, str] = MappingProxyType({}),
) -> pd.DataFrame:
    """The observation table of the stored rows, texts that repeat as categories.

    `pages` holds PAGE_KEYS by sha256, `first_seen` the day of each edition, `states` the review state of the figures somebody
    has decided about, by obs_id.
    """
    numbers = {name: pc.cast(pa.array(frame[text]), pa.float64()).to_numpy(False) for name, text in NUMBERS.items()}
    frame = frame.assign(**numbers, **{name: frame[name].astype("datetime64[s]") for name in ("period_start", "period_end")})
    named = [pages.get(str(sha256), NO_PAGE) for sha256 in frame["sha256"].cat.categories]
    doc, day, reason = ([page[at] for page in named] for at in range(len(PAGE_KEYS)))
    code_of = area_codes()
    frame = frame.assign(
        doc=_spread(doc, frame["sha256"]),
        issue_reason=_spread(reason, frame["sha256"]),
        issue_date=np.array(day, dtype="datetime64[s]")[frame["sha256"].cat.codes],
        first_seen=frame["added"].map({number: pd.Timestamp(day) for number, day in first_seen.items()}),
        period_text=_period_texts(frame),
        dims=_make(frame["dims"], lambda text: dims_text(json.loads(text))),
        reporters=_make(frame["reporters"], lambda text: "、".join(json.loads(text))),
        topic=_make(frame["indicator_id"], lambda found: BY_ID[found].topic if found in BY_ID else ""),
        area_code=_make(frame["entity"], lambda name: code_of.get(name, "")),
        review_state=_review_states(frame["obs_id"], states),
    )
    frame["obs_status"] = find_obs_status(frame)
    return mark_sightings(frame)[list(COLUMNS)]


def to_table(columns: pd.DataFrame) -> pd.DataFrame:
    """The same table with every text as text, "" where there is none."""
    texts = {name: columns[name].astype("str").fillna("") for name, kind in TYPES.items() if kind == "str"}
    return columns.assign(**texts).astype(TYPES)


def find_obs_status(frame: pd.DataFrame) -> "pd.Series[str]":
    """The SDMX status of each figure: `V` (not validated) while it is doubtful and no editor has settled it, else `A`."""
    is_doubtful = (frame["confidence"] < REVIEW_BELOW) & ~frame["review_state"].isin(SETTLED) | (
        frame["review_state"] == "reread"
    )
    return _spread(["A", "V"], is_doubtful.astype(pd.CategoricalDtype([False, True])))


@cache
def area_codes() -> Mapping[str, str]:
    """The GB/T 2260 code of every place by the name figures give it; former places have the code they bear today.

    >>> area_codes()["西宁市"], area_codes()["西宁市城东区"]
    ('630100', '630102')
    """
    places = sorted(read_places(), key=lambda place: place.now, reverse=True)  # what a name means today wins
    entities = [COUNTRY, *map(to_entity, places)]
    return MappingProxyType({entity.name: entity.code or "" for entity in entities})


def _review_states(ids: "pd.Series[str]", states: Mapping[str, str]) -> pd.Categorical:
    """The review state of every figure, "" for those nobody has decided about."""
    kinds = ["", *sorted(set(states.values()))]
    codes = np.zeros(len(ids), dtype="int8")
    decided = np.flatnonzero(ids.isin(list(states)))
    codes[decided] = [kinds.index(states[str(obs_id)]) for obs_id in ids.iloc[decided]]
    return pd.Categorical.from_codes(codes, categories=pd.Index(kinds, dtype="str"))


def _make(column: "pd.Series[Any]", make: Callable[[str], str]) -> "pd.Series[str]":
    """`make` of every value of a column of categories, worked out once for each; missing where the value is."""
    return _spread([make(str(value)) for value in column.cat.categories], column)


def _spread(values: list[str], column: "pd.Series[Any]") -> "pd.Series[str]":
    """At every row the value that belongs to its category."""
    named = pd.Categorical(pd.Series(values, dtype="str"))
    codes = np.append(named.codes, -1)[column.cat.codes]
    return pd.Series(pd.Categorical.from_codes(codes, dtype=named.dtype), index=column.index)


def _period_texts(frame: pd.DataFrame) -> "pd.Series[str]":
    """The name of every period, worked out once for each pair of days."""
    pair = frame.groupby(["period_start", "period_end"], dropna=False, sort=False).ngroup()
    firsts = frame.loc[~pair.duplicated(), ["period_start", "period_end"]].itertuples(index=False)
    texts = [to_period_text(*(None if pd.isna(day) else day.date() for day in days)) for days in firsts]
    return _spread(texts, pair.astype(pd.CategoricalDtype(list(range(len(texts))))))
