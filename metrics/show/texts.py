"""Rows of the table by their places in, the same rows with texts as Python holds them out: quick to compare and to list."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.show.memo import memo_of
from metrics.show.prepared import labels_of

Places = npt.NDArray[np.integer[Any]]
Values = Any  # an array of any kind
MOST_TEXTS = 20_000  # of a column: more would fill the memory with texts that nobody reads again


def take(table: pd.DataFrame, places: Places, columns: Sequence[str]) -> pd.DataFrame:
    """Some columns of rows of the table, texts as texts."""
    return to_table({name: pick(table, name, places) for name in columns}, table.index[places])


def pick(table: pd.DataFrame, name: str, places: Places) -> Values:
    """The values of a column at these places."""
    held = arrays_of(table)[name]
    if isinstance(held, pd.Categorical):
        if not 0 < len(held.categories) <= MOST_TEXTS:
            return np.asarray(held.categories.take(held.codes[places]), dtype=object)
        return texts_of(table, name)[held.codes[places]]
    taken = held.take(places)
    return np.asarray(taken, dtype=object) if isinstance(held.dtype, pd.StringDtype) else taken


def arrays_of(table: pd.DataFrame) -> Mapping[str, Any]:
    """The columns as pandas holds them: it takes longer to hand one over than to look up the values of a leaf."""
    return memo_of(table).get("arrays as held", lambda: {str(name): column.array for name, column in table.items()})


def texts_of(table: pd.DataFrame, name: str) -> Values:
    """The different values of a column of labels as texts of Python, kept while the table is."""
    categories: Any = labels_of(table, name).categories
    return memo_of(table).get(("texts", name), partial(np.asarray, categories, dtype=object))


def to_table(columns: Mapping[str, Values], index: "pd.Index[Any]") -> pd.DataFrame:
    """A table of columns as they are: texts stay those of Python, which are read sooner than those of pandas while few.

    All texts are one block, which pandas makes, cuts and copies at once; they come first.
    """
    arrays = {name: to_array(values) for name, values in columns.items()}
    texts = {name: values for name, values in arrays.items() if isinstance(values, np.ndarray) and values.dtype == object}
    block = np.empty((len(texts), len(index)), dtype=object)
    for row, values in enumerate(texts.values()):
        block[row] = values
    others = {name: values for name, values in arrays.items() if name not in texts}
    table = pd.DataFrame(block.T, index, pd.Index(list(texts), dtype=object), dtype=object, copy=False)
    table = pd.concat([table, pd.DataFrame(others, index)], axis=1)
    table.columns = pd.Index([*texts, *others], dtype=object)  # every look at a column reads its name
    return table


def to_array(values: Values) -> Values:
    """A column that stays what it is; lists become arrays of their kind."""
    if not isinstance(values, list):
        return values
    is_text = any(isinstance(one, str) for one in values[:1])
    return np.array(values, dtype=object) if is_text else np.array(values)
