"""The observation table in, the queue before the editors out: what is doubtful and matters most comes first."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics.parse.confidence import REVIEW_BELOW

SETTLED = ("accepted", "corrected")
CORE, SHOWN = 1.0, 2.0  # how much more a figure matters that may be charted over time; that stands on the front page


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a figure is one for review: for every row of the table how doubtful it makes it, from 0 (not at all) to 1."""

    code: str
    find: Callable[[pd.DataFrame], "pd.Series[float]"]


def order_queue(table: pd.DataFrame, shown: Collection[str] = (), failed: Collection[str] = ()) -> pd.DataFrame:
    """The rows that want review with `reasons` (codes), `doubt`, `is_shown`, `effect` and `score`, the highest score first.

    `shown` are the series on the front page, `failed` the figures that fail a check. What an editor has accepted or corrected
    is settled and does not come again.
    """
    table = table.assign(is_failed=table["obs_id"].isin(list(failed)))
    doubts = pd.DataFrame({reason.code: reason.find(table) for reason in REASONS})
    doubts = doubts[(doubts > 0).any(axis=1) & ~table["review_state"].isin(SETTLED)]
    doubt = 1 - (1 - doubts).prod(axis=1)
    named = [",".join(code for code, each in zip(map(str, doubts), row, strict=True) if each > 0) for row in doubts.to_numpy()]
    rows = table.loc[doubts.index].assign(reasons=named, doubt=doubt)
    rows = rows.assign(is_shown=rows["series_id"].isin(list(shown)))
    rows = rows.assign(effect=find_effect(rows))
    rows = rows.assign(score=rows["doubt"] * rows["effect"])
    return rows.sort_values(["score", "obs_id"], ascending=[False, True], kind="stable")


def find_effect(rows: pd.DataFrame) -> "pd.Series[float]":
    """How much a wrong figure would matter: main indicators, figures printed often, series on the front page."""
    is_core = (rows["tier"] == "core").astype("float64")
    is_shown = rows["is_shown"].astype("float64")
    return 1 + CORE * is_core + SHOWN * is_shown + np.log2(rows["n_sightings"].astype("float64"))


def doubt_confidence(table: pd.DataFrame) -> "pd.Series[float]":
    """The reader itself is not sure."""
    return (1 - table["confidence"]).where(table["confidence"] < REVIEW_BELOW, 0.0)


def doubt_reread(table: pd.DataFrame) -> "pd.Series[float]":
    """The rules read the place differently now than when an editor decided about it."""
    return (table["review_state"] == "reread").astype("float64") * 0.9


def doubt_conflict(table: pd.DataFrame) -> "pd.Series[float]":
    """The papers give another figure for the same series and the same period."""
    dated = table[(table["period_end"].notna() | table["period_start"].notna()) & (table["status"] == "actual")]
    slots = dated.groupby(["series_id", "period_start", "period_end"], dropna=False, observed=True)["point_id"]
    return (slots.transform("nunique") > 1).astype("float64").reindex(table.index, fill_value=0.0) * 0.6


def doubt_check(table: pd.DataFrame) -> "pd.Series[float]":
    """The figure does not agree with others of its page: a total that is not the sum of its parts."""
    return table["is_failed"].astype("float64") * 0.8


def doubt_indicator(table: pd.DataFrame) -> "pd.Series[float]":
    """A figure one would chart, of an indicator the catalogue does not know."""
    return ((table["indicator_id"] == "") & (table["tier"] == "core")).astype("float64") * 0.3


REASONS: tuple[Reason, ...] = (
    Reason("reread", doubt_reread),
    Reason("failed_check", doubt_check),
    Reason("conflict", doubt_conflict),
    Reason("low_confidence", doubt_confidence),
    Reason("unknown_indicator", doubt_indicator),
)
