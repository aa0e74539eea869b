"""The observation table and a view in, the arithmetic ledger of the pages behind them out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd

from metrics.checks import check_figures, find_implied
from metrics.checks.checks import Check, Implied
from metrics.checks.figures import Figure, find_brackets
from metrics.checks.report import to_csv, to_ledger_rows
from metrics.show.filters import Row, Table, find_mask, key_of, list_rows, thaw
from metrics.show.memo import memo_of
from metrics.show.prepared import codes_of
from metrics.show.shelf import Shelf, read_page_text
from metrics.show.view import View

NEEDED = (
    *("obs_id", "doc", "sha256", "article", "start", "end", "indicator_key", "indicator", "entity", "measure", "basis", "base"),
    *("value_text", "value_high", "unit", "bound", "dims", "period_start", "period_end", "status", "tier", "quote"),
)
MOST_FIGURES = 5_000  # what is compared in one go; the page says when older pages are left out


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was compared for a view; `left_out` counts the pages too old to be compared in one go."""

    checks: tuple[Check, ...]
    implied: tuple[Implied, ...]
    left_out: int

    def count(self, verdict: str) -> int:
        """How many comparisons came out this way."""
        return sum(check.verdict == verdict for check in self.checks)


def read_ledger(held: Shelf, view: View) -> Ledger:
    """The comparisons that touch a figure of the view; each sees all figures of its pages, newest pages first."""
    return memo_of(held.table).get(("ledger", key_of(view)), lambda: compare_figures(held.table, view))


def compare_figures(table: Table, view: View) -> Ledger:
    """The same, not remembered."""
    mask = find_mask(table, view)
    chosen = table.iloc[np.flatnonzero(mask)][["sha256", "issue_date", "obs_id"]]
    pages = chosen.groupby("sha256", observed=True)["issue_date"].max().sort_values(ascending=False, na_position="last")
    rows, kept = _rows_of_pages(table, [str(sha256) for sha256 in pages.index])
    figures = [figure_of_row(row, read_page_text(row["sha256"])) for row in list_rows(rows.sort_values(["sha256", "start"]))]
    ids = frozenset(chosen["obs_id"]) if key_of(view) else frozenset(figure.obs_id for figure in figures)
    checks = (one for one in check_figures(figures) if any(figure.obs_id in ids for figure in one.figures))
    implied = (one for one in find_implied(figures) if any(figure.obs_id in ids for figure in one.figures))
    return Ledger(tuple(checks), tuple(implied), len(pages) - kept)


def _rows_of_pages(table: Table, pages: list[str]) -> tuple[Table, int]:
    """The rows of as many of these pages as are compared in one go, and how many pages those are."""
    places = table["sha256"].cat.categories.get_indexer(pd.Index(pages))
    sizes = pd.Series(codes_of(table, "sha256")).value_counts().reindex(places).cumsum()
    kept = max(1, int((sizes <= MOST_FIGURES).sum()))
    hits = np.flatnonzero(np.isin(codes_of(table, "sha256"), places[:kept]))
    return thaw(table.iloc[hits][list(NEEDED)]), min(kept, len(pages))


def figure_of_row(row: Row, text: str) -> Figure:
    """One row of the table as the ledger sees it, with the bracket that follows it on its page."""
    opens, closes = find_brackets(text, row["end"])
    return Figure(
        obs_id=row["obs_id"],
        doc=row["doc"],
        article=f"{row['sha256']} {row['article']}",
        start=row["start"],
        key=row["indicator_key"],
        indicator=row["indicator"],
        entity=row["entity"],
        measure=row["measure"],
        basis=row["basis"],
        base=row["base"],
        value=Decimal(row["value_text"]),
        unit=row["unit"],
        bound=row["bound"] if pd.isna(row["value_high"]) else "~",
        dims=_dims_of(row["dims"]),
        period_start=_day_of(row["period_start"]),
        period_end=_day_of(row["period_end"]),
        status=row["status"],
        is_core=row["tier"] == "core",
        quote=row["quote"],
        opens=opens,
        closes=closes,
    )


def _day_of(day: pd.Timestamp) -> date | None:
    return day.date() if pd.notna(day) else None


def _dims_of(text: str) -> Mapping[str, str]:
    pairs = (piece.partition("=") for piece in text.split("；") if piece)
    return {key: value for key, _, value in pairs}


def to_ledger_csv(ledger: Ledger, *, has_mark: bool = True) -> bytes:
    """The ledger as a file."""
    return to_csv(to_ledger_rows(ledger.checks, ledger.implied), has_mark=has_mark)
