"""The observation table of the store in, the narrow table of the page out: texts as codes, rows in the order they are shown."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.show.initials import to_initials
from metrics.show.months import to_month_labels

Numbers = npt.NDArray[Any]
Labels = Any  # pd.Categorical, whose stubs know no categories of unknown type
LABELS = (
    *("indicator", "indicator_id", "topic", "entity", "area_code", "measure", "basis", "unit", "base_unit", "bound", "base"),
    *("dims", "period_text", "status", "tier", "article", "article_id", "reporters", "issue_reason", "doc", "sha256", "rule"),
    *("review_state", "obs_status", "formula", "rests_on"),
)
WORKED_OUT = ("formula", "rests_on")  # of a figure that is implied: how it follows, and from which; of a printed one nothing
TEXTS = ("obs_id", "point_id", "series_id", "value_text", "quote")  # different in most rows: kept as text
DAYS = ("period_start", "period_end", "issue_date", "first_seen")
ORDERS = {  # order of the page → the columns it sorts by, `-` for those from high to low
    "new": ("-when", "-issue_date", "indicator", "doc", "start"),
    "old": ("when", "issue_date", "indicator", "doc", "start"),
    "page": ("doc", "start"),
    "value": ("indicator", "-base_value", "doc", "start"),
}
TIES = (
    "sha256",
    "end",
    "indicator",
    "measure",
    "dims",
    "base_value",
)  # what decides between rows that are alike in all of these


def prepare(table: pd.DataFrame, indicators: Iterable[Any] = ()) -> pd.DataFrame:
    """The table of the store with texts that repeat as categories in lexical order, "" for missing ones, and more columns.

    Of the rows of a figure the one that is shown comes first. `indicator_key` is the catalogue id or else the name; `part`
    tells totals from breakdowns; `search_words` holds aliases and initials; `first_printed` is the day the figure first
    appeared; `point` and `series` number figures and series; `place_…` is where a row stands in each order.
    """
    table = table.assign(**{name: none_of(table) for name in WORKED_OUT if name not in table})
    labels: dict[str, Any] = {name: to_labels(table[name]) for name in LABELS}
    texts = {name: table[name].astype("str").fillna("") for name in TEXTS}
    days = {name: pd.to_datetime(table[name]).astype("datetime64[s]") for name in DAYS}
    rows = table.assign(**labels, **texts, **days)
    rows = rows.assign(**add_names(rows, {entry.id: (entry.name, *entry.aliases) for entry in indicators}))
    rows["part"] = spread(["total" if dims == "" else "parts" for dims in labels["dims"].categories], labels["dims"].codes)
    rows["point"], rows["series"] = (pd.factorize(rows[name])[0].astype("int32") for name in ("point_id", "series_id"))
    rows["first_printed"] = rows.groupby("point")["issue_date"].transform("min")
    rows["month"] = to_month_labels(rows)
    rows[["start", "end", "n_sightings"]] = rows[["start", "end", "n_sightings"]].astype("int32")
    rows = rows.iloc[put_shown_first(rows)].reset_index(drop=True)
    return rows.assign(**{f"place_{name}": to_ranks(sort_places(rows, keys)) for name, keys in ORDERS.items()})


def none_of(table: pd.DataFrame) -> Labels:
    """A column of nothing."""
    return pd.Categorical.from_codes(np.zeros(len(table), dtype="int8"), categories=pd.Index([""], dtype="str"))


def to_labels(column: "pd.Series[Any]") -> Labels:
    """A column of texts as codes into its different values, which stand in lexical order.

    >>> to_labels(pd.Series(["乙", None, "甲"])).codes.tolist()
    [1, 0, 2]
    """
    held: Any = column.array
    if not isinstance(held, pd.Categorical):
        return pd.Categorical(column.astype("str").fillna(""))
    is_missing = (held.codes < 0).any()
    names = list(map(str, held.categories))
    return spread(["", *names], held.codes + 1) if is_missing else spread(names, held.codes)


def codes_of(table: pd.DataFrame, column: str) -> Numbers:
    """For every row the number of its value among the values of the column."""
    codes: Numbers = labels_of(table, column).codes
    return codes


def labels_of(table: pd.DataFrame, column: str) -> Labels:
    """The values of a column as codes, whatever form the table holds them in."""
    held: Any = table[column].array
    return held if isinstance(held, pd.Categorical) else to_labels(table[column])


def add_names(rows: pd.DataFrame, spoken: Mapping[str, tuple[str, ...]]) -> dict[str, Labels]:
    """The columns that follow from id and name of the indicator, worked out once for each pair that occurs."""
    ids, names = labels_of(rows, "indicator_id"), labels_of(rows, "indicator")
    pairs, places = np.unique(ids.codes.astype("int64") * len(names.categories) + names.codes, return_inverse=True)
    keys, words = [], []
    for pair in pairs.tolist():
        key = str(ids.categories[pair // len(names.categories)])
        name = str(names.categories[pair % len(names.categories)])
        said = " ".join(spoken.get(key, (name,)))
        keys.append(key or name)
        words.append(f"{said} {to_initials(said)}")
    topics = labels_of(rows, "topic")
    topic = spread([str(topic) or "other" for topic in topics.categories], topics.codes)
    return {"indicator_key": spread(keys, places), "search_words": spread(words, places), "topic": topic}


def spread(values: list[str], places: Numbers) -> Labels:
    """A column that holds at every row the value of its place."""
    named = pd.Categorical(pd.Series(values, dtype="str"))
    return pd.Categorical.from_codes(named.codes[places], dtype=named.dtype)


def put_shown_first(rows: pd.DataFrame) -> Numbers:
    """The numbers of the rows as they stood, but sightings behind all others, page by page."""
    is_sighting = rows["is_sighting"].to_numpy()
    return np.lexsort([rows["start"].to_numpy() * is_sighting, codes_of(rows, "doc") * is_sighting, is_sighting])


def sort_places(rows: pd.DataFrame, keys: Iterable[str]) -> Numbers:
    """The numbers of the rows in the order of these columns, and of `TIES` for rows alike; missing values come last."""
    return np.lexsort([to_sortable(rows, key.removeprefix("-"), key.startswith("-")) for key in reversed((*keys, *TIES))])


def to_sortable(rows: pd.DataFrame, key: str, is_falling: bool) -> Numbers:
    """A column as numbers that sort like it, missing ones last either way; `when` is the end of a period or else its start."""
    column = rows["period_end"].fillna(rows["period_start"]) if key == "when" else rows[key]
    if isinstance(column.dtype, pd.CategoricalDtype):
        return codes_of(rows, key)
    numbers = column.to_numpy()
    if numbers.dtype.kind == "M":
        numbers = np.where(np.isnat(numbers), np.nan, numbers.astype("datetime64[D]").astype("float64"))
    return -numbers.astype("float64") if is_falling else numbers


def to_ranks(order: Numbers) -> Numbers:
    """Where each row stands in an order.

    >>> to_ranks(np.array([2, 0, 1])).tolist()
    [1, 2, 0]
    """
    ranks = np.empty(len(order), dtype="int32")
    ranks[order] = np.arange(len(order), dtype="int32")
    return ranks
