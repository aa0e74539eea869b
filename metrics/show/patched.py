"""A prepared table in, the same table without some rows and with some new ones out: no column is read or sorted anew.

Texts of the rows that stay are shared with the table before; new rows find their places in every order by bisection.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from metrics.show.prepared import ORDERS, TIES, to_sortable

Table = pd.DataFrame
Places = npt.NDArray[np.integer[Any]]
MOST_PIECES = 200  # a text column in more pieces is copied instead
NUMBERED = ("point", "series")


def patch_table(table: Table, gone: Places, come: Table) -> Table:
    """The table without the rows at these places, in rising order, and with these prepared ones behind the others."""
    fresh = number_anew(table, come)
    columns = {str(name): patch_column(table[name], gone, fresh[name]) for name in table.columns if name in fresh}
    patched = pd.DataFrame(columns, copy=False)
    stay = np.ones(len(table), dtype=bool)
    stay[gone] = False
    ranks = {
        f"place_{name}": patch_ranks(table[f"place_{name}"].to_numpy(), stay, patched, keys) for name, keys in ORDERS.items()
    }
    return patched.assign(**ranks)[list(table.columns)]


def number_anew(table: Table, come: Table) -> Table:
    """New rows with numbers of their own for their figures; their series keep the numbers they have in the table."""
    named = pd.Series(come["series_id"].unique())
    first = int(table["series"].max()) + 1 if len(table) else 0
    held = table[["series_id", "series"]][table["series_id"].isin(named).to_numpy(dtype=bool)].drop_duplicates("series_id")
    numbers = dict(zip(held["series_id"], held["series"].tolist(), strict=True))
    numbers |= {name: first + at for at, name in enumerate(one for one in named if one not in numbers)}
    series = np.array([numbers[name] for name in come["series_id"]], dtype="int32")
    points = come["point"].to_numpy() + (int(table["point"].max()) + 1 if len(table) else 0)
    return come.drop(columns=[f"place_{name}" for name in ORDERS]).assign(series=series, point=points.astype("int32"))


def patch_column(column: "pd.Series[Any]", gone: Places, come: "pd.Series[Any]") -> Any:  # noqa: ANN401  (an array of any kind)
    """One column without some of its cells and with others at its end."""
    held: Any = column.array
    if isinstance(held, pd.Categorical):
        return patch_labels(held, gone, come.array)
    if isinstance(column.dtype, pd.StringDtype):
        return patch_texts(pa.chunked_array(pa.array(held, pa.large_string())), gone, come)
    kept = np.delete(column.to_numpy(), gone) if len(gone) else column.to_numpy()
    return np.concatenate([kept, come.to_numpy().astype(kept.dtype)])


def patch_labels(held: Any, gone: Places, come: Any) -> Any:  # noqa: ANN401  (categoricals of unknown categories)
    """Codes into the values of both, which stand in lexical order still."""
    codes = np.delete(held.codes, gone) if len(gone) else held.codes
    values = as_texts(held.categories)
    names = [str(name) for name in come.categories]
    missing = sorted(name for name, place in zip(names, find_texts(values, names), strict=True) if place < 0)
    if missing:
        spots = [bisect_left(range(len(values)), name, key=lambda at: values[at].as_py()) for name in missing]
        ranks = np.arange(len(values)) + np.searchsorted(spots, np.arange(len(values)), side="right")
        codes, values = ranks.take(codes) if len(codes) else codes, insert_texts(values, spots, missing)
    both = np.concatenate([codes, find_texts(values, names).take(come.codes)]).astype(fit_codes(len(values)))
    categories = held.categories if not missing else pd.Index(pd.array(values, dtype=held.categories.dtype))
    return pd.Categorical.from_codes(both, dtype=pd.CategoricalDtype(categories), validate=False)


def as_texts(values: "pd.Index[Any]") -> pa.Array:
    """The values of a column in one piece."""
    texts = pa.array(values, pa.large_string()) if len(values) else pa.array([], pa.large_string())
    return texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts


def find_texts(values: pa.Array, names: Sequence[str]) -> Places:
    """The place of each name among the values, -1 where it is not there."""
    found = pc.index_in(pa.array(names, pa.large_string()), value_set=values)
    return np.asarray(found.fill_null(-1)).astype(np.int32)


def insert_texts(values: pa.Array, spots: Sequence[int], names: Sequence[str]) -> pa.Array:
    """The values with each name before the value that stands at its spot; spots and names are in order."""
    pieces, first = [], 0
    for spot, name in zip(spots, names, strict=True):
        pieces += [values.slice(first, spot - first), pa.array([name], pa.large_string())]
        first = spot
    return pa.concat_arrays([*pieces, values.slice(first)])


def fit_codes(count: int) -> str:
    """The type in which pandas keeps codes of so many values."""
    return "int8" if count <= 127 else "int16" if count <= 32_767 else "int32"


def patch_texts(held: pa.ChunkedArray, gone: Places, come: "pd.Series[Any]") -> Any:  # noqa: ANN401  (an array of texts)
    """Texts without some of them: pieces of what is held, not a copy, while the pieces are few."""
    if len(gone) + held.num_chunks > MOST_PIECES:
        mask = np.ones(len(held), dtype=bool)
        mask[gone] = False
        pieces = [held.filter(pa.array(mask)).combine_chunks()]
    else:
        cuts = [-1, *gone.tolist(), len(held)]
        pieces = [held.slice(first + 1, last - first - 1) for first, last in pairwise(cuts)]
    chunks = [
        chunk for piece in pieces for chunk in (piece.chunks if isinstance(piece, pa.ChunkedArray) else [piece]) if len(chunk)
    ]
    fresh = pa.array(come.astype(object).tolist(), pa.large_string())
    return pd.array(pa.chunked_array([*chunks, fresh], pa.large_string()), dtype=pd.StringDtype("pyarrow", na_value=np.nan))


def patch_ranks(ranks: Places, stay: npt.NDArray[np.bool_], table: Table, keys: Sequence[str]) -> Places:
    """Where each row of the patched table stands in an order, from where those that stayed stood in it."""
    order = np.empty(len(ranks), dtype=np.intp)
    order[ranks] = np.arange(len(ranks))
    numbers = np.cumsum(stay) - 1
    kept = numbers[order[stay[order]]]
    columns = [to_sortable(table, key.removeprefix("-"), key.startswith("-")) for key in (*keys, *TIES)]
    fresh = sorted(range(len(kept), len(table)), key=lambda row: key_at(columns, row))
    spots = [bisect_right(kept, key_at(columns, row), key=lambda other: key_at(columns, other)) for row in fresh]
    whole = np.insert(kept, spots, fresh)
    found: Places = np.empty(len(table), dtype="int32")
    found[whole] = np.arange(len(table), dtype="int32")
    return found


def key_at(columns: Sequence[Places], row: int) -> tuple[float, ...]:
    """What a row is sorted by; what is missing comes last."""
    values = (float(column[row]) for column in columns)
    return tuple(float("inf") if value != value else value for value in values)  # noqa: PLR0124  (only what is missing differs from itself)
