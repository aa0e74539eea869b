"""A table and some of its series in, their exact figures out: what a sum may rest on."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.show.memo import memo_of
from metrics.show.transforms import NEEDED, Prints, Span, Table, is_exact, to_days

Places = npt.NDArray[np.integer[Any]]


def find_prints(table: Table, series: "pd.Series[int]") -> Prints:
    """The exact figures of these series that a sum may rest on: dated, no range, no hedge, one to a period."""
    places = find_series(table, series.unique().tolist())
    own = table[["is_sighting", *NEEDED]].iloc[places]
    prints: dict[int, dict[Span, float]] = {}
    twice = set()
    for number, span, value in list_exact(own[~own["is_sighting"]]):
        twice |= {(number, span)} if span in prints.setdefault(number, {}) else set()
        prints[number][span] = value
    for number, span in twice:
        del prints[number][span]
    return prints


def find_series(table: Table, numbers: Sequence[int]) -> Places:
    """The places of all rows of these series, in the order of the table."""
    places, starts = memo_of(table).get("rows by series", lambda: index_series(table))
    runs = [places[starts[number] : starts[number + 1]] for number in numbers]
    return np.sort(np.concatenate([np.zeros(0, dtype=np.int32), *runs]))


def index_series(table: Table) -> tuple[Places, Places]:
    """The places of all rows, series by series, and where each series begins among them."""
    numbers = table["series"].to_numpy()
    starts = np.concatenate([[0], np.cumsum(np.bincount(numbers))])
    return np.argsort(numbers, kind="stable").astype(np.int32), starts.astype(np.int32)


def list_exact(rows: Table) -> Iterable[tuple[int, Span, float]]:
    """Series, period and value of the rows that are exact figures of a period with an end."""
    exact = rows[is_exact(rows)]
    starts, ends = to_days(exact["period_start"]), to_days(exact["period_end"])
    return (
        (number, (start, end), value)
        for number, start, end, value in zip(exact["series"].tolist(), starts, ends, exact["base_value"].tolist(), strict=True)
        if end
    )
