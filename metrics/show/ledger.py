"""A view in, the arithmetic ledger of the figures it shows out: chosen from the book of the whole edition."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from metrics.checks.checks import make_check_id
from metrics.checks.report import COLUMNS, IMPLIED, to_csv
from metrics.series import base_of_unit
from metrics.show.clocks import find_edition, read_past
from metrics.show.filters import Places, Row, Table, find_mask, list_rows, thaw
from metrics.show.kept_book import hold_book, is_compared
from metrics.show.memo import memo_of
from metrics.show.prepared import codes_of, labels_of
from metrics.show.shelf import open_shelf_store
from metrics.show.view import EVERY, View
from metrics.store import Store

VERDICTS = ("fail", "pass", "open", IMPLIED)
PORTION = 2_000
TOLD = ("obs_id", "indicator", "indicator_key", "entity", "period_start", "period_end", "period_text", "quote", "doc", "unit")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the ledger with the printed figures it rests on; `low` and `high` only where a figure is implied."""

    kind: str
    verdict: str
    reason: str
    formula: str
    low: str
    high: str
    rows: tuple[Row, ...]

    @property
    def check_id(self) -> str:
        """The same finding has the same id in every edition."""
        return make_check_id(self.kind, (row["obs_id"] for row in self.rows), is_implied=self.verdict == IMPLIED)


@dataclass(frozen=True, slots=True)
class Index:
    """The entries of a book in the order in which they are shown, and by their places the rows of a table they rest on.

    Those of entry n are `places[starts[n]:starts[n + 1]]`; an entry of which a figure is not in the table is not there.
    """

    entries: Places
    verdicts: Places
    places: Places
    starts: Places


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was compared for a view."""

    book: Table
    table: Table
    index: Index
    chosen: Places

    def __len__(self) -> int:
        """How many lines there are, implied figures among them."""
        return len(self.chosen)

    def count(self, verdict: str) -> int:
        """How many comparisons came out this way."""
        return int(np.count_nonzero(self.index.verdicts[self.chosen] == VERDICTS.index(verdict)))

    def lines(self, first: int = 0, last: int | None = None) -> Iterator[Line]:
        """The lines from one to another, read in portions."""
        chosen = self.chosen[first:last]
        for start in range(0, len(chosen), PORTION):
            yield from self._read(chosen[start : start + PORTION])

    def _read(self, chosen: Places) -> Iterator[Line]:
        entries = list_rows(thaw(self.book.iloc[self.index.entries[chosen]]))
        spans = [self.index.places[self.index.starts[n] : self.index.starts[n + 1]] for n in chosen]
        rows = iter(list_rows(thaw(self.table[list(TOLD)].iloc[np.concatenate([np.zeros(0, dtype=np.intp), *spans])])))
        for entry, span in zip(entries, spans, strict=True):
            told = {name: entry[name] for name in ("kind", "verdict", "reason", "formula", "low", "high")}
            yield Line(**told, rows=tuple(next(rows) for _ in span))


def read_ledger(view: View) -> Ledger:
    """The comparisons that touch a figure of the view, whatever else they rest on; every print counts, not the last only."""
    store, edition = open_shelf_store(), find_edition(view.version)
    held, book = read_past(store, edition, view.asof, EVERY), hold_book(store, edition, view.asof)
    index = read_index(held.table, book)
    is_in = find_mask(held.table, view)[index.places]
    touched = np.logical_or.reduceat(is_in, index.starts[:-1]) if len(index.entries) else np.zeros(0, dtype=bool)
    return Ledger(book, held.table, index, np.flatnonzero(touched))


def has_implied(view: View) -> bool:
    """Whether something follows from the figures of a view; of a large edition only known once it has been compared."""
    if not is_compared(open_shelf_store(), find_edition(view.version), view.asof):
        return False
    return read_ledger(view).count(IMPLIED) > 0


def read_index(table: Table, book: Table) -> Index:
    """Where the figures of the book of a table stand in it."""
    return memo_of(table).get("ledger", lambda: index_book(book, table))


def index_book(book: Table, table: Table) -> Index:
    """Where the figures of a book stand in a table: failures first, then by verdict, the newest issue first."""
    listed = pc.split_pattern(pa.array(book["figures"], pa.large_string()), " ")
    listed = listed.combine_chunks() if isinstance(listed, pa.ChunkedArray) else listed
    ends = np.asarray(listed.offsets).astype(np.intp)
    found = pc.index_in(listed.flatten(), value_set=pa.array(table["obs_id"], pa.large_string()))
    places = np.asarray(found.fill_null(-1)).astype(np.intp)
    entries = np.flatnonzero(~np.bincount(np.repeat(np.arange(len(book)), np.diff(ends)), places < 0, len(book)).astype(bool))
    firsts = places[ends[entries]] if len(entries) else entries
    ranks = np.array([VERDICTS.index(str(one)) for one in labels_of(book, "verdict").categories], dtype=np.intp)
    verdicts = ranks[codes_of(book, "verdict")[entries]] if len(entries) else entries
    days = table["issue_date"].to_numpy()[firsts].astype("datetime64[D]").astype(np.int64)  # none is the lowest number
    order = np.lexsort([table["place_page"].to_numpy()[firsts], -days.clip(-(1 << 40)), verdicts])
    sizes = np.diff(ends)[entries][order]
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.intp)
    flat = np.repeat(ends[entries][order] - starts[:-1], sizes) + np.arange(starts[-1])
    return Index(entries[order], verdicts[order], places[flat], starts)


def find_failures(store: Store, edition: int) -> Mapping[str, str]:
    """For every figure of an edition in a comparison that fails, that comparison."""
    book = hold_book(store, edition)
    failed = book[(book["verdict"] == "fail").to_numpy()]
    pairs = zip(failed["figures"].astype("str"), failed["formula"].astype("str"), strict=True)
    return {obs_id: formula for ids, formula in pairs for obs_id in ids.split(" ")}


def to_ledger_csv(ledger: Ledger, *, has_mark: bool = True) -> bytes:
    """The ledger as a file, every line of it."""
    return to_csv(map(to_cells, ledger.lines()), has_mark=has_mark)


def to_cells(line: Line) -> Mapping[str, str]:
    """One line as the cells of the file."""
    first = line.rows[0]
    return dict.fromkeys(COLUMNS, "") | {
        "CHECK_ID": line.check_id,
        "KIND": line.kind,
        "VERDICT": line.verdict,
        "REASON": line.reason,
        "FORMULA": line.formula,
        "INDICATOR": first["indicator"],
        "REF_AREA": first["entity"],
        "TIME_PERIOD": first["period_text"],
        "IMPLIED_LOW": line.low,
        "IMPLIED_HIGH": line.high,
        "UNIT_MEASURE": base_of_unit(first["unit"])[1] if line.verdict == IMPLIED else "",
        "OBS_IDS": " ".join(row["obs_id"] for row in line.rows),
        "QUOTES": " | ".join(dict.fromkeys(row["quote"] for row in line.rows)),
        "SOURCE_FILES": " ".join(dict.fromkeys(row["doc"] for row in line.rows)),
    }
