"""The observation table in, the queue before the editors out: what is doubtful and matters most comes first."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.model import REVIEW_BELOW

SETTLED = ("accepted", "corrected")
CORE, SHOWN = 1.0, 2.0  # how much more a figure matters that may be charted over time; that stands on the front page
Places = npt.NDArray[np.integer]
Doubts = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a figure is one for review: for every row of the table how doubtful it makes it, from 0 (not at all) to 1."""

    code: str
    find: Callable[[pd.DataFrame], Doubts]


@dataclass(frozen=True, slots=True)
class Queue:
    """The rows that want review by their places in the table, the highest score first, and what makes each doubtful."""

    table: pd.DataFrame
    places: Places
    doubts: Doubts
    is_shown: npt.NDArray[np.bool_]
    effect: Doubts
    score: Doubts

    def __len__(self) -> int:
        """How many figures want review."""
        return len(self.places)

    def rows(self, first: int = 0, last: int | None = None) -> pd.DataFrame:
        """Some rows of the table in the order of the queue, with `reasons` (codes), `doubt`, `is_shown`, `effect`, `score`."""
        span = slice(first, last)
        named = [
            ",".join(one.code for one, doubt in zip(REASONS, row, strict=True) if doubt) for row in self.doubts[span].tolist()
        ]
        return self.table.iloc[self.places[span]].assign(
            reasons=pd.array(named, dtype="str"),
            doubt=combine(self.doubts[span]),
            is_shown=self.is_shown[span],
            effect=self.effect[span],
            score=self.score[span],
        )

    def find(self, obs_id: str) -> pd.DataFrame:
        """The row of a figure, if it is in the queue."""
        held = np.flatnonzero((self.table["obs_id"] == obs_id).to_numpy(dtype=bool))
        at = [int(place) for place in np.flatnonzero(np.isin(self.places, held))]
        return self.rows(at[0], at[0] + 1) if at else self.rows(0, 0)


def order_queue(table: pd.DataFrame, shown: Collection[str] = (), failed: Collection[str] = ()) -> Queue:
    """The figures that want review, the most doubtful that matter most first.

    `shown` are the series on the front page, `failed` the figures that fail a check. What an editor has accepted or corrected
    is settled and does not come again.
    """
    table = table.assign(is_failed=table["obs_id"].isin(list(failed)).to_numpy(dtype=bool))
    doubts = np.column_stack([reason.find(table) for reason in REASONS])
    doubts[table["review_state"].isin(SETTLED).to_numpy(dtype=bool)] = 0
    places = np.flatnonzero(doubts.any(axis=1))
    rows = table.iloc[places][["series_id", "tier", "n_sightings"]]
    is_shown = rows["series_id"].isin(list(shown)).to_numpy(dtype=bool)
    effect = find_effect(rows, is_shown)
    score = combine(doubts[places]) * effect
    order = np.lexsort([table["place_page"].to_numpy()[places], -score])
    return Queue(table, places[order], doubts[places][order], is_shown[order], effect[order], score[order])


def combine(doubts: Doubts) -> Doubts:
    """How doubtful several reasons together make a figure."""
    together: Doubts = 1 - (1 - doubts).prod(axis=1)
    return together


def find_effect(rows: pd.DataFrame, is_shown: npt.NDArray[np.bool_]) -> Doubts:
    """How much a wrong figure would matter: main indicators, figures printed often, series on the front page."""
    is_core = (rows["tier"] == "core").to_numpy(dtype=bool)
    return np.asarray(1 + CORE * is_core + SHOWN * is_shown + np.log2(rows["n_sightings"].to_numpy(dtype=np.float64)))


def doubt_confidence(table: pd.DataFrame) -> Doubts:
    """The reader itself is not sure."""
    confidence = table["confidence"].to_numpy(dtype=np.float64)
    return np.where(confidence < REVIEW_BELOW, 1 - confidence, 0.0)


def doubt_reread(table: pd.DataFrame) -> Doubts:
    """The rules read the place differently now than when an editor decided about it."""
    return np.where(table["review_state"] == "reread", 0.9, 0.0)


def doubt_conflict(table: pd.DataFrame) -> Doubts:
    """The papers give another figure for the same series and the same period."""
    ends = [table[name].to_numpy() for name in ("period_start", "period_end")]
    is_dated = ~(np.isnat(ends[0]) & np.isnat(ends[1])) & (table["status"] == "actual").to_numpy(dtype=bool)
    dated = np.flatnonzero(is_dated)
    slots = number_slots([table["series"].to_numpy()[dated], *(pd.factorize(end[dated])[0] for end in ends)])
    points = np.unique(table["point"].to_numpy()[dated], return_index=True)[1]
    doubts = np.zeros(len(table))
    doubts[dated] = (np.bincount(slots[points], minlength=len(dated))[slots] > 1) * 0.6
    return doubts


def number_slots(columns: list[npt.NDArray[np.intp]]) -> npt.NDArray[np.intp]:
    """Rows that agree in all columns get the same number; a missing value agrees with another."""
    numbers = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        numbers = numbers * (int(column.max(initial=-1)) + 2) + column + 1
    return pd.factorize(numbers)[0]


def doubt_check(table: pd.DataFrame) -> Doubts:
    """The figure does not agree with others of its page: a total that is not the sum of its parts."""
    return np.where(table["is_failed"], 0.8, 0.0)


def doubt_indicator(table: pd.DataFrame) -> Doubts:
    """A figure one would chart, of an indicator the catalogue does not know."""
    return np.where((table["indicator_id"] == "") & (table["tier"] == "core"), 0.3, 0.0)


REASONS: tuple[Reason, ...] = (
    Reason("reread", doubt_reread),
    Reason("failed_check", doubt_check),
    Reason("conflict", doubt_conflict),
    Reason("low_confidence", doubt_confidence),
    Reason("unknown_indicator", doubt_indicator),
)
