"""A table in, its rows one by one out: a column becomes values of Python when somebody first reads it, and once."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy.typing as npt
import pandas as pd

from metrics.show.memo import memo_of


class Columns(dict[str, list[Any]]):
    """The values of the columns that were read so far."""

    def __init__(self, table: pd.DataFrame) -> None:
        """Nothing read yet; the frame is its own, since answers about a table must not keep it."""
        super().__init__()
        self.table = table.copy(deep=False)

    def __missing__(self, name: str) -> list[Any]:
        """The values of a column that nobody has read."""
        values: list[Any] = self.table[name].tolist()
        self[name] = values
        return values


class Line(Mapping[str, Any]):
    """One row of a table, by column name."""

    __slots__ = ("_columns", "_place")

    def __init__(self, columns: Columns, place: int) -> None:
        """The row at this place."""
        self._columns, self._place = columns, place

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401  (whatever a column holds)
        """The value of a column."""
        return self._columns[name][self._place]

    def __iter__(self) -> Iterator[str]:
        """The names of all columns."""
        return iter(map(str, self._columns.table.columns))

    def __len__(self) -> int:
        """How many columns there are."""
        return len(self._columns.table.columns)


class Arrays(dict[str, npt.NDArray[Any]]):
    """The same as arrays of numpy: to ask pandas for a column takes longer than to read some hundred values of it."""

    def __init__(self, table: pd.DataFrame) -> None:
        """Nothing asked for yet."""
        super().__init__()
        self.table = table.copy(deep=False)

    def __missing__(self, name: str) -> npt.NDArray[Any]:
        """The array of a column that nobody has asked for."""
        self[name] = values = self.table[name].to_numpy()
        return values


def hold_arrays(table: pd.DataFrame) -> Arrays:
    """The columns of a table as arrays, kept while the table is."""
    return memo_of(table).get("arrays", lambda: Arrays(table))


def hold_columns(table: pd.DataFrame) -> Columns:
    """The columns of a table as values of Python, kept while the table is."""
    return memo_of(table).get("columns", lambda: Columns(table))


def hold_rows(table: pd.DataFrame) -> list[Line]:
    """The rows of a table one by one, kept while the table is."""
    columns = hold_columns(table)
    return memo_of(table).get("rows", lambda: [Line(columns, place) for place in range(len(table))])
