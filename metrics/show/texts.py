"""Rows of the table by their places in, the same rows with texts as Python holds them out: quick to compare and to list."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.show.memo import memo_of

Places = npt.NDArray[np.integer[Any]]
Values = Any  # an array of any kind


def take(table: pd.DataFrame, places: Places, columns: Sequence[str]) -> pd.DataFrame:
    """Some columns of rows of the table, texts as texts."""
    return to_table({name: pick(table, name, places) for name in columns}, table.index[places])


def pick(table: pd.DataFrame, name: str, places: Places) -> Values:
    """The values of a column at these places."""
    held: Any = table[name].array
    if isinstance(held, pd.Categorical):
        named: Values = memo_of(table).get(("texts", name), partial(np.asarray, held.categories, dtype=object))
        return named[held.codes[places]] if len(named) else np.zeros(0, dtype=object)
    taken = held.take(places)
    return np.asarray(taken, dtype=object) if isinstance(held.dtype, pd.StringDtype) else taken


def to_table(columns: Mapping[str, Values], index: "pd.Index[Any]") -> pd.DataFrame:
    """A table of columns as they are: texts stay those of Python, which are read sooner than those of pandas while few."""
    table = pd.DataFrame({name: keep_texts(values, index) for name, values in columns.items()}, index)
    table.columns = pd.Index(list(columns), dtype=object)  # every look at a column reads its name
    return table


def keep_texts(values: Values, index: "pd.Index[Any]") -> Values:
    """A column that stays what it is; lists become arrays of their kind."""
    if isinstance(values, list):
        is_text = any(isinstance(one, str) for one in values[:1])
        values = np.array(values, dtype=object) if is_text else np.array(values)
    is_object = isinstance(values, np.ndarray) and values.dtype == object
    return pd.Series(values, index, dtype=object, copy=False) if is_object else values
