"""A table and what was chosen in, for every row whether it passes out."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from metrics.show.prepared import labels_of
from metrics.show.view import Window

Table = pd.DataFrame
Mask = npt.NDArray[np.bool_]
SEARCHED = ("indicator", "entity", "dims", "article", "unit", "search_words")


def match_values(column: str) -> Callable[[Table, Any], Mask]:
    """A test whether a column holds one of the chosen values."""

    def match(table: Table, chosen: Any) -> Mask:  # noqa: ANN401  (whatever a field of the View holds)
        if isinstance(table[column].dtype, pd.StringDtype):
            return table[column].isin(chosen).to_numpy(dtype=bool)
        labels = labels_of(table, column)
        return spread_hits(np.asarray(labels.categories.isin(chosen)), labels.codes)

    return match


def match_value(column: "pd.Series[Any]", value: object) -> Mask:
    """Which rows of a column hold this value; of labels only their numbers are compared."""
    held: Any = column.array
    if not isinstance(held, pd.Categorical):
        return (column == value).to_numpy(dtype=bool)
    code = held.categories.get_indexer(pd.Index([value]))[0]
    hits: Mask = held.codes == code if code >= 0 else np.zeros(len(column), dtype=bool)
    return hits


def spread_hits(hits: Mask, codes: npt.NDArray[Any]) -> Mask:
    """For every row whether the value it holds is a hit."""
    spread: Mask = hits.take(codes) if len(hits) else np.zeros(len(codes), dtype=bool)
    return spread


def match_window(table: Table, window: Window) -> Mask:
    """Whether the period of a row touches the window; a row without a period never does."""
    since, until = (np.datetime64(end) if end else None for end in window)
    first, last = (table[name].to_numpy() for name in ("period_start", "period_end"))
    is_in: Mask = ~(np.isnat(first) & np.isnat(last))
    if since is not None:
        is_in &= (last >= since) | (np.isnat(last) & (first >= since))
    if until is not None:
        is_in &= (first <= until) | (np.isnat(first) & (last <= until))
    return is_in


def match_search(table: Table, search: str) -> Mask:
    """Whether every word typed stands somewhere in the row: names, aliases, sentence, headline."""
    hit = np.ones(len(table), dtype=bool)
    for word in search.lower().split():
        hit &= match_word(table, word)
    return hit


def match_word(table: Table, word: str) -> Mask:
    """Whether a word in small letters stands in the row; of names that repeat each is looked at once."""
    is_caseless = word.upper() == word
    found = np.asarray(pc.match_substring(pa.array(table["quote"]), word, ignore_case=not is_caseless))
    for column in SEARCHED:
        labels = labels_of(table, column)
        hits = np.asarray(labels.categories.str.lower().str.contains(word, regex=False), dtype=bool)
        if hits.any():
            found = found | spread_hits(hits, labels.codes)
    return found
