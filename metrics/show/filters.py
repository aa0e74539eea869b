"""The observation table as the page uses it: narrowed by a View, ordered, counted for every choice still open."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from metrics.show.matches import Mask, match_search, match_value, match_values, match_window
from metrics.show.memo import memo_of
from metrics.show.merges import derive_by
from metrics.show.months import known_months, match_months
from metrics.show.places import known_places, match_within
from metrics.show.prepared import codes_of, labels_of
from metrics.show.prints import find_prints
from metrics.show.transforms import PLAIN
from metrics.show.view import View

Table = pd.DataFrame
Row = Mapping[str, Any]
Places = npt.NDArray[np.integer[Any]]
TOLD = (  # what the page tells of a figure, and by which it is found again
    *("obs_id", "point_id", "point", "series_id", "series", "indicator", "indicator_id", "indicator_key", "topic", "entity"),
    *("measure", "basis", "base", "unit", "bound", "dims", "value_high", "value_text", "period_text", "period_start"),
    *("period_end", "issue_date", "first_printed", "status", "tier", "part", "doc", "article", "start", "end", "is_sighting"),
)
FEW = 20  # rows are put in order by comparing them when they are fewer than one in so many, else by looking them up


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow the table: the field of the View, the column whose values are counted, and the test.

    `is_of_figure`: all sightings of a figure agree in it, so that they pass together or not at all.
    """

    field: str
    column: str
    match: Callable[[Table, Any], Mask]
    is_of_figure: bool = False


FILTERS: tuple[Filter, ...] = (
    *(
        Filter(field, column, match_values(column), is_of_figure)
        for field, column, is_of_figure in (
            ("topic", "topic", True),
            ("indicator", "indicator_key", True),
            ("entity", "entity", True),
            ("measure", "measure", True),
            ("status", "status", True),
            ("tier", "tier", False),
            ("part", "part", True),
            ("doc", "doc", False),
            ("series", "series_id", True),
        )
    ),
    Filter("within", "", match_within, True),
    Filter("month", "", match_months, True),
    Filter("window", "", match_window, True),
    Filter("search", "", match_search),
)
START = View()


def find_used(view: View) -> list[Filter]:
    """The filters the view makes use of."""
    return [one for one in FILTERS if getattr(view, one.field) != getattr(START, one.field)]


def find_mask(table: Table, view: View) -> Mask:
    """Which rows pass every filter of the view, sightings among them."""
    mask = np.ones(len(table), dtype=bool)
    for one in find_used(view):
        mask &= one.match(table, getattr(view, one.field))
    return mask


def key_of(view: View) -> tuple[Any, ...]:
    """What of a view decides which rows pass: equal keys, equal rows."""
    return tuple((one.field, getattr(view, one.field)) for one in find_used(view))


def find_figures(table: Table, view: View) -> Places:
    """The rows that stand for the figures of the view: of each figure the first row that passes."""
    return memo_of(table).get(("figures", key_of(view)), lambda: work_out_figures(table, view))


def work_out_figures(table: Table, view: View) -> Places:
    """The same, not remembered."""
    mask = find_mask(table, view)
    if all(one.is_of_figure for one in find_used(view)):
        return np.flatnonzero(mask & ~table["is_sighting"].to_numpy()).astype(np.int32)
    places = np.flatnonzero(mask)
    points = table["point"].to_numpy()[places]
    firsts = np.full(int(points.max()) + 1 if len(points) else 0, -1, dtype=np.intp)
    firsts[points[::-1]] = places[::-1]
    return np.sort(firsts[firsts >= 0]).astype(np.int32)


def select(table: Table, view: View) -> Table:
    """All rows that pass every filter of the view, sightings among them, texts as texts."""
    return thaw(table[find_mask(table, view)])


def find_rows(table: Table, **values: object) -> Table:
    """The rows that hold these values in these columns, sightings among them, texts as texts."""
    return thaw(table.iloc[find_places(table, **values)])


def find_places(table: Table, **values: object) -> Places:
    """The places of the rows that hold these values in these columns; a column is asked only where those before agree."""
    places: Places = np.arange(len(table))
    for number, (column, value) in enumerate(values.items()):
        held = table[column].iloc[places] if number else table[column]
        places = places[match_value(held, value)]
    return places


def thaw(rows: Table) -> Table:
    """Rows with texts in place of codes."""
    named = {str(name): thaw_column(column) for name, column in rows.items()}
    return pd.DataFrame(named, index=rows.index)


def thaw_column(column: "pd.Series[Any]") -> Any:  # noqa: ANN401  (an array of any kind)
    """The values of a column as they are; of categories only those that occur are looked at."""
    held: Any = column.array
    if isinstance(held, pd.Categorical):
        held = held.categories.take(held.codes) if len(held.categories) else pd.array([], dtype="str")
    return np.asarray(held, dtype=object) if isinstance(held.dtype, pd.StringDtype) else held


def sort_by(table: Table, places: Places, order: str) -> Places:
    """These rows in one of the orders of the page."""
    ranks = table[f"place_{order}"].to_numpy()[places]
    if len(places) * FEW < len(table):
        return places[np.argsort(ranks)]
    slots = np.full(int(ranks.max()) + 1 if len(ranks) else 0, -1, dtype=np.int32)
    slots[ranks] = places
    return slots[slots >= 0]


def find_shown(table: Table, view: View) -> Places:
    """The rows of chart, table and file: one a figure (its first sighting), in the order chosen."""
    return sort_by(table, find_figures(table, view), view.order)


def show_rows(table: Table, view: View) -> Table:
    """The rows of chart, table and file: one a figure (its first sighting), in the order chosen, with what is derived."""
    rows = thaw(table.iloc[find_shown(table, view)])
    return rows if view.derivation == PLAIN else derive_by(rows, find_prints(table, rows["series"]), view.derivation)


def count_values(table: Table, view: View, field: str) -> dict[str, int]:
    """How many figures each value of a field would leave, all other filters in force; most first."""
    rest = replace(view, **{field: getattr(START, field)})
    found = memo_of(table).get(("counts", field, key_of(rest)), lambda: work_out_counts(table, rest, field))
    return found | {value: 0 for value in getattr(view, field) if value not in found}


def work_out_counts(table: Table, view: View, field: str) -> dict[str, int]:
    """How many figures of the view hold each value of a field; most first."""
    one = next(entry for entry in FILTERS if entry.field == field)
    places = find_figures(table, view)
    labels = labels_of(table, one.column)
    counts = np.bincount(codes_of(table, one.column)[places], minlength=len(labels.categories))
    most = np.argsort(-counts, kind="stable")[: int(np.count_nonzero(counts))]
    found = dict(zip((str(value) for value in labels.categories[most]), counts[most].tolist(), strict=True))
    found.pop("", None)
    return found


def list_rows(table: Table) -> list[Row]:
    """The rows of a table one by one, by column name."""
    names = [str(name) for name in table.columns]
    columns = [column.tolist() for _, column in table.items()]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


@dataclass(frozen=True, slots=True)
class Ids(Collection[str]):
    """The ids of all rows, asked for one at a time and never listed."""

    column: "pd.Series[str]"

    def find(self, obs_id: object) -> int:
        """The row of this id; -1 when there is none."""
        place: int = pc.index(pa.array(self.column), pa.scalar(str(obs_id), pa.large_string())).as_py()
        return place

    def __contains__(self, obs_id: object) -> bool:
        """Whether a row has this id."""
        return self.find(obs_id) >= 0

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.column)

    def __iter__(self) -> Iterator[str]:
        """All ids."""
        return iter(self.column)


def known_values(table: Table) -> dict[str, Collection[str]]:
    """Every value a link may name, by field."""
    known: dict[str, Collection[str]] = {"point": Ids(table["obs_id"])}
    for one in FILTERS:
        if one.column:
            is_text = isinstance(table[one.column].dtype, pd.StringDtype)
            known[one.field] = Ids(table[one.column]) if is_text else frozenset(labels_of(table, one.column).categories)
    within = known_places(labels_of(table, "entity").categories)
    return known | {"highlight": known["series"], "within": within, "month": known_months(table)}


def find_ends(table: Table, column: str) -> list[date]:
    """The first and the last day of a column; none when it holds no day."""

    def work_out() -> list[date]:
        ends = (table[column].min(), table[column].max())
        return [end.date() for end in ends if pd.notna(end)]

    return memo_of(table).get(("ends", column), work_out)
