"""Periods in, the years and months in which they end out: matched, counted and named for the filter of dates."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.show.words import say, words

Mask = npt.NDArray[np.bool_]
UNDATED = np.iinfo("int64").min


def month_numbers(table: pd.DataFrame) -> npt.NDArray[np.int64]:
    """For every row the month in which its period ends, or begins where no end is told, in months since 1970."""
    start, end = (table[name].to_numpy().astype("datetime64[M]") for name in ("period_start", "period_end"))
    numbers: npt.NDArray[np.int64] = np.where(np.isnat(end), start, end).astype("int64")
    return numbers


def to_code(month: int) -> str:
    """A month as 2024-09.

    >>> to_code(656)
    '2024-09'
    """
    return f"{1970 + month // 12}-{month % 12 + 1:02}"


def match_months(table: pd.DataFrame, chosen: Any) -> Mask:  # noqa: ANN401  (whatever a field of the View holds)
    """Whether the period of a row ends in one of these months or years; a row without a period never does."""
    numbers, wanted = month_numbers(table), set(chosen)
    held, places = np.unique(numbers, return_inverse=True)
    hits = [month != UNDATED and not wanted.isdisjoint((to_code(month), to_code(month)[:4])) for month in held.tolist()]
    mask: Mask = np.asarray(hits, dtype=bool)[places] if len(held) else np.zeros(0, dtype=bool)
    return mask


def count_months(rows: pd.DataFrame) -> dict[str, int]:
    """How many of these rows end in each year and each month of it, newest first, the year before its months."""
    held, sizes = np.unique(month_numbers(rows), return_counts=True)
    counts: dict[str, int] = {}
    for month, size in zip(held.tolist()[::-1], sizes.tolist()[::-1], strict=True):
        if month != UNDATED:
            code = to_code(month)
            counts[code[:4]] = counts.get(code[:4], 0) + size
            counts[code] = size
    return counts


def known_months(table: pd.DataFrame) -> frozenset[str]:
    """Every year and month a link may name."""
    return frozenset(count_months(table))


def name_month(code: str) -> str:
    """A year or month by its name, a month set in under its year.

    >>> name_month("2024"), name_month("2024-09")
    ('2024年', '\\u30002024年9月')
    """
    year, _, month = code.partition("-")
    if not month:
        return say("tick_year", y=year)
    return "\u3000" + say("month_name", y=year, m=int(month), month=words("months")[int(month) - 1])
