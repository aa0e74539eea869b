"""Shown rows in, the same rows with what can be computed from them out: changes, rates, logarithms and indices."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics.series import base_of_unit
from metrics.show.words import say

Table = pd.DataFrame
SPAN = ["series", "period_start", "period_end"]
PLAIN = "lin"
TAKES_CHANGES = ("level", "share", "completion")  # a growth rate is a change already, a rank is no number to count with
POINTS = ("%", "‰", "成")


@dataclass(frozen=True, slots=True)
class Transform:
    """One way to derive a number: what it may be applied to, the earlier figure it needs, and the sum itself.

    `compute` gets the figure and the earlier one in base units; a relative result no longer depends on the unit.
    """

    measures: tuple[str, ...]
    find_earlier: Callable[[Table, Table], Table] | None
    compute: Callable[["pd.Series[float]", "pd.Series[float]"], "pd.Series[float]"]
    decimals: int
    is_relative: bool = False


def month_number(days: "pd.Series[pd.Timestamp]") -> "pd.Series[float]":
    """The months since the year 0, by which months can be counted back."""
    return (days.dt.year * 12 + days.dt.month - 1).astype("float64")


def to_month_start(months: "pd.Series[float]") -> "pd.Series[pd.Timestamp]":
    """The first day of a month by its number; missing stays missing."""
    whole = months.fillna(0).astype("int64")
    made = pd.to_datetime({"year": (whole // 12).clip(lower=1700), "month": whole % 12 + 1, "day": 1})
    return made.where(months.notna())


def count_months(rows: Table) -> "pd.Series[float]":
    """How many whole months a period lasts; missing when it does not begin and end with a month."""
    start, end = rows["period_start"], rows["period_end"]
    is_whole = start.dt.is_month_start & end.dt.is_month_end
    return (month_number(end) - month_number(start) + 1).where(is_whole)


def find_before(rows: Table, _: Table) -> Table:
    """The period right before each one, equally long: the month before a month end for what is counted at an end."""
    start, end, months = rows["period_start"], rows["period_end"], count_months(rows)
    before_end = start - pd.Timedelta(days=1)
    by_days = before_end - (end - start)
    before_start = to_month_start(month_number(start) - months).where(months.notna(), by_days)
    stock_end = (end.dt.to_period("M").dt.to_timestamp() - pd.Timedelta(days=1)).where(end.dt.is_month_end)
    is_stock = start.isna()
    return Table({"period_start": before_start, "period_end": before_end.where(~is_stock, stock_end)})


def year_before(days: "pd.Series[pd.Timestamp]") -> "pd.Series[pd.Timestamp]":
    """The same day a year earlier; the end of February stays its end."""
    earlier = days - pd.DateOffset(years=1)
    is_end = days.dt.is_month_end
    return earlier.where(~is_end, earlier + pd.offsets.MonthEnd(0))


def find_year_before(rows: Table, _: Table) -> Table:
    """The same period of the year before."""
    return Table({"period_start": year_before(rows["period_start"]), "period_end": year_before(rows["period_end"])})


def find_first(rows: Table, prints: Table) -> Table:
    """The first period of the series among those as long as most of its periods: what an index starts from."""
    lengths = span_length(prints)
    counted = prints.assign(length=lengths).groupby(["series", "length"])["period_end"].agg(["size", "min"]).reset_index()
    best = counted.sort_values(["size", "min"], ascending=[False, True]).drop_duplicates("series").set_index("series")
    best = best[best["size"] > 1]
    firsts = prints.assign(length=lengths).merge(best.reset_index(), on=["series", "length"])
    firsts = firsts[firsts["period_end"] == firsts["min"]].drop_duplicates("series").set_index("series")
    own = firsts.reindex(rows["series"]).set_axis(rows.index)  # of each row the first period of its series
    return own[SPAN[1:]].where(own["length"] == span_length(rows))


def span_length(rows: Table) -> "pd.Series[str]":
    """How long a period is, as a word: whole months, days, or a moment."""
    days = (rows["period_end"] - rows["period_start"]).dt.days
    months = count_months(rows)
    words = "m" + months.astype("Int64").astype("str")
    return words.where(months.notna(), "d" + days.astype("Int64").astype("str")).where(rows["period_start"].notna(), "end")


def rate(now: "pd.Series[float]", earlier: "pd.Series[float]") -> "pd.Series[float]":
    """The change in per cent of an earlier figure above zero."""
    return (now / earlier.where(earlier > 0) - 1) * 100


def level(now: "pd.Series[float]", earlier: "pd.Series[float]") -> "pd.Series[float]":
    """The figure with an earlier one above zero as 100."""
    return now / earlier.where(earlier > 0) * 100


def logarithm(now: "pd.Series[float]", _: "pd.Series[float]") -> "pd.Series[float]":
    """The natural logarithm of a figure above zero."""
    return pd.Series(np.log(now.where(now > 0)), index=now.index)


def difference(now: "pd.Series[float]", earlier: "pd.Series[float]") -> "pd.Series[float]":
    """The change from an earlier figure."""
    return now - earlier


TRANSFORMS: dict[str, Transform] = {
    "chg": Transform(TAKES_CHANGES, find_before, difference, 4),
    "ch1": Transform(TAKES_CHANGES, find_year_before, difference, 4),
    "pch": Transform(("level",), find_before, rate, 1, is_relative=True),
    "pc1": Transform(("level",), find_year_before, rate, 1, is_relative=True),
    "log": Transform(("level",), None, logarithm, 3),
    "idx": Transform(("level",), find_first, level, 1, is_relative=True),
}


def find_prints(table: Table, series: "pd.Series[str]") -> Table:
    """The exact figures of these series that a sum may rest on: dated, no range, no hedge, one to a period."""
    numbers = table["series"].to_numpy()
    wanted = np.zeros(int(numbers.max(initial=0)) + 1, dtype=bool)
    wanted[series.unique()] = True
    own = table[wanted.take(numbers)]
    prints = own[is_exact(own) & ~own["is_sighting"]]
    prints = prints[[*SPAN, "base_value", "period_text", "obs_id"]]
    return prints.astype(dict.fromkeys(("period_text", "obs_id"), object)).drop_duplicates(SPAN, keep=False)


def is_exact(rows: Table) -> "pd.Series[bool]":
    """Which rows are exact figures of a period that has an end."""
    return (rows["bound"] == "=") & rows["value_high"].isna() & rows["period_end"].notna()


def find_fit(rows: Table, prints: Table, transform: Transform) -> Table:
    """The rows a transform can be applied to: exact, of the right measure, and no percentage where a ratio is asked for."""
    is_fit = is_exact(rows) & rows["measure"].isin(transform.measures) & rows["obs_id"].isin(prints["obs_id"])
    return rows[is_fit & ~(rows["unit"].isin(POINTS) & (transform.is_relative or transform.find_earlier is None))]


def derive(rows: Table, prints: Table, code: str) -> Table:
    """The rows with `derived` in base units, missing where there is no valid sum, its text and the period it goes back to."""
    transform = TRANSFORMS[code]
    fit = find_fit(rows, prints, transform)
    ends = transform.find_earlier(fit, prints) if transform.find_earlier else fit[SPAN[1:]]
    earlier = match_earlier(fit, ends, prints)
    value = transform.compute(fit["base_value"].astype("float64"), earlier["earlier"].astype("float64"))
    derived = value.replace([np.inf, -np.inf], np.nan).reindex(rows.index)
    earlier = earlier.reindex(rows.index)
    period = earlier["earlier_text"].fillna("") if transform.find_earlier else ""
    since = {f"derived_{end}": earlier[f"period_{end}"] for end in ("start", "end")}
    texts = [write_derived(*row, code) for row in zip(derived, rows["unit"], rows["base_unit"], strict=True)]
    return rows.assign(derived=derived, derived_text=texts, derived_period=period, **since)


def match_earlier(fit: Table, ends: Table, prints: Table) -> Table:
    """The value and period of the figure that holds for these ends in the same series, by the index of the rows."""
    wanted = ends.assign(series=fit["series"], row=fit.index)
    wanted = wanted[wanted["period_end"].notna() & (wanted["period_start"].notna() | fit["period_start"].isna())]
    known = prints[[*SPAN, "base_value", "period_text"]]
    known = known.rename(columns={"base_value": "earlier", "period_text": "earlier_text"})
    wanted = wanted.astype({name: known[name].dtype for name in SPAN})
    matched = wanted.merge(known, on=SPAN, how="left").set_index("row")
    return matched[["earlier", "earlier_text", "period_start", "period_end"]].reindex(fit.index)


def find_unit(unit: str, base_unit: str, code: str) -> str:
    """What a derived number is in: percentages differ by percentage points, relative numbers have a unit of their own."""
    if code in ("pch", "pc1"):
        return "%"
    if TRANSFORMS[code].find_earlier is None or TRANSFORMS[code].is_relative:
        return say(f"unit_{code}", unit=base_unit)
    return say("unit_points") if unit in POINTS else unit


def find_factor(unit: str) -> float:
    """How many base units one unit of a change is: percentages differ by percentage points, the rest by the unit printed."""
    return 0.01 if unit in POINTS else float(base_of_unit(unit)[0])


def write_derived(value: float, unit: str, base_unit: str, code: str) -> str:
    """A derived number with its unit, rounded to what printed figures can carry; empty when there is none.

    >>> write_derived(-43.0, "件次", "件次", "chg"), write_derived(-4.7356, "件次", "件次", "pch")
    ('−43 件次', '−4.7%')
    """
    if pd.isna(value):
        return ""
    transform, shown = TRANSFORMS[code], find_unit(unit, base_unit, code)
    is_change = transform.find_earlier is not None and not transform.is_relative
    scaled = value / find_factor(unit) if is_change else value
    number = f"{round(scaled, transform.decimals):,.10g}".replace("-", "−")
    return number if not is_change and shown != "%" else f"{number}{'' if shown in POINTS else ' '}{shown}".strip()


def find_refused(rows: Table, prints: Table) -> dict[str, str]:
    """For every transform that no row of these can bear, the reason in words."""
    reasons = {}
    for code, transform in TRANSFORMS.items():
        if find_fit(rows, prints, transform).empty:
            reasons[code] = say("no_transform_fit")
        elif derive(rows, prints, code)["derived"].isna().all():
            reasons[code] = say(f"no_transform_{code}")
    return reasons
