"""Periods in, the years and months in which they end out: worked out once for a table, then matched, counted and named."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.show.words import say, words

Mask = npt.NDArray[np.bool_]


def to_month_labels(rows: pd.DataFrame) -> Any:  # noqa: ANN401  (a pandas.Categorical, whose stubs know no categories)
    """For every row the month in which its period ends, or begins where no end is told, as 2024-09; "" without a period."""
    start, end = (rows[name].to_numpy().astype("datetime64[M]") for name in ("period_start", "period_end"))
    months, places = np.unique(np.where(np.isnat(end), start, end), return_inverse=True)
    return pd.Categorical(["" if np.isnat(month) else str(month) for month in months]).take(places)


def match_months(table: pd.DataFrame, chosen: Any) -> Mask:  # noqa: ANN401  (whatever a field of the View holds)
    """Whether the period of a row ends in one of these months or years; a row without a period never does."""
    labels, wanted = table["month"].array, set(chosen)
    hits = np.asarray([bool(code) and not wanted.isdisjoint((code, code[:4])) for code in labels.categories], dtype=bool)
    mask: Mask = hits.take(labels.codes) if len(hits) else np.zeros(len(table), dtype=bool)
    return mask


def count_months(table: pd.DataFrame, places: npt.NDArray[np.integer[Any]]) -> dict[str, int]:
    """How many of these rows end in each year and each month of it, newest first, the year before its months."""
    labels = table["month"].array
    sizes = np.bincount(labels.codes[places], minlength=len(labels.categories)).tolist()
    counts: dict[str, int] = {}
    for code, size in sorted(zip(labels.categories, sizes, strict=True), reverse=True):
        if code and size:
            counts[code[:4]] = counts.get(code[:4], 0) + size
            counts[code] = size
    return counts


def known_months(table: pd.DataFrame) -> frozenset[str]:
    """Every year and month a link may name."""
    return frozenset(name for code in table["month"].array.categories if code for name in (code, code[:4]))


def name_month(code: str) -> str:
    """A year or month by its name.

    >>> name_month("2024"), name_month("2024-09")
    ('2024年', '2024年9月')
    """
    year, _, month = code.partition("-")
    if not month:
        return say("tick_year", y=year)
    return say("month_name", y=year, m=int(month), month=words("months")[int(month) - 1])
