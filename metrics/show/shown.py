"""A table and a View in, what the page shows of it out: every figure by its place, the leaf that is read, the marks drawn."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from metrics.show.filters import Places, Table, find_shown, key_of, thaw
from metrics.show.memo import memo_of, passing_of
from metrics.show.merges import derive_by, keep_last
from metrics.show.panels import MOST_PANELS, MOST_SERIES, Panels, find_keys, split_panels
from metrics.show.prepared import codes_of, labels_of
from metrics.show.prints import find_prints
from metrics.show.tally import MOST_SLOTS, count_different, find_firsts, number_by_first
from metrics.show.texts import take, texts_of
from metrics.show.transforms import PLAIN
from metrics.show.view import OWN, View, find_leaf
from metrics.show.words import spoken

CHARTED = (  # all that charts, their heads and the choices over them are made from
    *("obs_id", "series_id", "series", "indicator", "indicator_id", "indicator_key", "topic", "entity", "measure", "basis"),
    *("base", "unit", "base_unit", "bound", "dims", "value", "value_high", "value_text", "base_value", "period_text"),
    *("period_start", "period_end", "issue_date", "status", "tier", "obs_status", "formula"),
)
LISTED = (*CHARTED, "review_state", "n_sightings")  # and the leaves of the table
MOST_MARKS = 2_000  # on a page: more cost the browser its quickness and the screen reader its words
Numbers = npt.NDArray[Any]  # whole ones


@dataclass(frozen=True, slots=True)
class Marks:
    """The rows the charts get, the columns that tell charts apart, and how many figures stay with the table and why."""

    places: Places
    keys: Sequence[str] = ()
    unfit: int = 0
    unshown: int = 0
    hidden: int = 0
    thinned: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """The figures of a view in their order, by their places in the table, and those of them the charts draw."""

    table: Table
    view: View
    size: int
    marks: Marks

    def __len__(self) -> int:
        """How many figures there are."""
        return self.size

    @property
    def places(self) -> Places:
        """The places of all figures in their order."""
        return order_places(self.table, self.view)

    def count(self, column: str) -> int:
        """How many different values a column has among them."""
        return count_different(numbers_of(self.table, column)[self.places])

    def pairs(self, column: str, other: str) -> list[tuple[str, str]]:
        """The different pairs of values two columns hold, the first to come first."""
        question = ("pairs", key_of(self.view), self.view.order, column, other)
        return memo_of(self.table).get(question, lambda: find_pairs(self.table, (column, other), self.places))

    def leaf(self) -> Table:
        """The rows of the leaf of the table that is read."""
        leaf = find_leaf(self.view, len(self))
        return passing_of(self.table).get(
            ("leaf", leaf.start, *self.chosen()), lambda: self.derived(take(self.table, self.places[leaf], LISTED))
        )

    def drawn(self) -> Table:
        """The rows of the charts with what these need to know of them, the same for every leaf."""
        places = self.marks.places
        return passing_of(self.table).get(("drawn", *self.chosen()), lambda: self.derived(take(self.table, places, CHARTED)))

    def chosen(self) -> tuple[Hashable, ...]:
        """All that decides which rows there are, which of them are drawn and what is derived from them."""
        view = self.view
        return key_of(view), view.order, view.chart, view.facet, view.derivation, spoken()

    def rows(self) -> Table:
        """All rows, for the files."""
        return self.rows_at(self.places)

    def rows_at(self, places: Places) -> Table:
        """Rows of the table with their texts and with what is derived from them."""
        return self.derived(thaw(self.table.iloc[places]))

    def derived(self, rows: Table) -> Table:
        """Rows of the table with what is derived from them."""
        if self.view.derivation == PLAIN:
            return rows
        return derive_by(rows, find_prints(self.table, rows["series"]), self.view.derivation)

    def split(self) -> Panels:
        """The charts of the rows that are drawn, the same for every leaf, with an account of all that are not drawn."""
        return passing_of(self.table).get(("split", *self.chosen(), self.view.axis), self.work_out_split)

    def work_out_split(self) -> Panels:
        """The same, not remembered."""
        marks, split = self.marks, split_panels(self.drawn(), self.view, self.marks.keys)
        if not marks.keys:
            return split
        unfit = marks.unfit + split.unfit
        return replace(split, unfit=unfit, unshown=marks.unshown, hidden=marks.hidden, thinned=marks.thinned)


def find_pairs(table: Table, columns: tuple[str, str], places: Places) -> list[tuple[str, str]]:
    """The different pairs of values two columns hold at these places, the first to come first."""
    first, second = (codes_of(table, name) for name in columns)
    ones, others = (texts_of(table, name) for name in columns)
    if not len(places):
        return []
    ordered, _ = find_firsts(first[places].astype("int64") * len(others) + second[places])
    return list(zip(ones[ordered // len(others)].tolist(), others[ordered % len(others)].tolist(), strict=True))


def show(table: Table, view: View) -> Shown:
    """What the page shows of a table."""
    question = ("shown", key_of(view), view.order, view.chart, view.facet, view.derivation)
    size, marks = memo_of(table).get(question, lambda: work_out(table, view))
    return Shown(table, view, size, marks)


def work_out(table: Table, view: View) -> tuple[int, Marks]:
    """How many figures a view has and which of them are drawn: all while they are few."""
    places = order_places(table, view)
    return len(places), Marks(places) if len(places) <= MOST_MARKS else choose_marks(table, places, view)


def order_places(table: Table, view: View) -> Places:
    """The places of all figures of a view in their order."""
    return passing_of(table).get(("places", key_of(view), view.order), lambda: find_shown(table, view))


def numbers_of(table: Table, column: str) -> Numbers:
    """A column as numbers from 0: series and figures have theirs, labels their codes."""
    numbers: Numbers = table[column].to_numpy() if column in ("series", "point") else codes_of(table, column)
    return numbers


def choose_marks(table: Table, places: Places, view: View) -> Marks:
    """Of many figures those that are drawn: the charts and series that matter most, long series thinned evenly over time."""
    fit = places[has_place(table, view, places)]
    if view.frequency != OWN:
        fit = fit[keep_last(table[["series", "period_end"]].iloc[fit], view.frequency)]
    series = numbers_of(table, "series")[fit]
    keys = find_keys(view, count_different(series))
    group = number_groups([numbers_of(table, key)[fit] for key in keys])
    chosen = list(choose_groups(group, numbers_of(table, "tier")[fit] == find_number(table, "tier", "core")))
    kept = [within[keep_longest(series[within])] for within in chosen]
    runs = [run for within in kept for run in split_runs(within, series)]
    days, cap = table["place_old"].to_numpy()[fit], find_cap(runs)
    none = np.zeros(0, dtype=np.int64)
    drawn = np.concatenate([none, *(thin(run[np.argsort(days[run])], cap) for run in runs)])
    in_groups, in_series = sum(map(len, chosen)), sum(map(len, kept))
    return Marks(
        places=fit[np.sort(drawn)],
        keys=keys,
        unfit=len(places) - len(fit),
        unshown=len(fit) - in_groups,
        hidden=in_groups - in_series,
        thinned=in_series - len(drawn),
    )


def find_number(table: Table, column: str, value: str) -> int:
    """The number of a value among those of a column; -1 of one that no row holds."""
    return int(labels_of(table, column).categories.get_indexer([value])[0])


def has_place(table: Table, view: View, places: Places) -> npt.NDArray[np.bool_]:
    """Which of these rows could stand in a chart of the view: parts in bars, dated figures over time."""
    if view.chart == "bars" and view.derivation == PLAIN:
        is_part: npt.NDArray[np.bool_] = numbers_of(table, "part")[places] == find_number(table, "part", "parts")
        return is_part
    starts, ends = (table[name].to_numpy()[places] for name in ("period_start", "period_end"))
    is_dated: npt.NDArray[np.bool_] = ~(np.isnat(starts) & np.isnat(ends))
    return is_dated


def number_groups(columns: Sequence[Numbers]) -> Numbers:
    """Rows that agree in all columns get the same number; numbers go by first appearance."""
    keys, slots = np.zeros(len(columns[0]), dtype=np.int64), 1
    for column in columns:
        width = int(column.max(initial=0)) + 1
        if slots * width > MOST_SLOTS:
            keys = number_by_first(keys)
            slots = int(keys.max(initial=0)) + 1
        keys, slots = keys * width + column, slots * width
    return number_by_first(keys)


def choose_groups(group: Numbers, is_core: npt.NDArray[np.bool_]) -> Iterator[Numbers]:
    """The rows of each chart there is room for: charts with a main figure first, then by their number of figures."""
    sizes, cores = np.bincount(group), np.bincount(group[is_core], minlength=int(group.max(initial=-1)) + 1)
    for number in np.lexsort([-sizes, cores == 0])[:MOST_PANELS]:
        yield np.flatnonzero(group == number)


def keep_longest(series: Numbers) -> npt.NDArray[np.bool_]:
    """Which rows belong to the longest series of a chart."""
    held, firsts = find_firsts(series)
    longest = held[np.lexsort([firsts, -np.bincount(series)[held]])[:MOST_SERIES]]
    is_kept = np.zeros(int(series.max(initial=-1)) + 1, dtype=bool)
    is_kept[longest] = True
    kept: npt.NDArray[np.bool_] = is_kept[series]
    return kept


def split_runs(within: Numbers, series: Numbers) -> list[Numbers]:
    """These rows series by series."""
    ordered = within[np.argsort(series[within], kind="stable")]
    return np.split(ordered, np.flatnonzero(np.diff(series[ordered])) + 1)


def find_cap(runs: Sequence[Numbers], most: int = MOST_MARKS) -> int:
    """How many marks a series may have so that all of them together stay within the limit."""
    sizes = np.sort([len(run) for run in runs])
    left = most
    for number, size in enumerate(sizes.tolist()):
        share = left // (len(sizes) - number)
        if size > share:
            return max(2, share)
        left -= size
    return int(sizes[-1]) if len(sizes) else most


def thin(run: Numbers, cap: int) -> Numbers:
    """So many of these rows, evenly spread, the first and the last among them.

    >>> thin(np.arange(9), 3).tolist(), thin(np.arange(2), 3).tolist()
    ([0, 4, 8], [0, 1])
    """
    return run if len(run) <= cap else run[np.linspace(0, len(run) - 1, cap).round().astype(np.int64)]
