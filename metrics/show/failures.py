"""The observation table in, the figures out that do not agree with others of their page: what the arithmetic ledger fails."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from metrics.checks import check_figures
from metrics.show.filters import Table, list_rows, thaw
from metrics.show.ledger import figure_of_row
from metrics.store import Store

MOST_FIGURES = 5_000  # of the newest pages: comparing takes more than half a millisecond a figure


@dataclass(frozen=True, slots=True)
class PageFigures:
    """The figures of a page; two are the same when page, figures and the editions that added them are."""

    sha256: str
    stamp: tuple[tuple[str, int], ...]
    rows: Table = field(compare=False)
    store: Store = field(compare=False)


def find_failures(store: Store, table: Table) -> dict[str, str]:
    """For every figure in a comparison that fails, on the newest pages, what fails; pages unchanged are not compared again."""
    return {obs_id: formula for page in list_pages(store, table) for obs_id, formula in find_failed(page)}


def list_pages(store: Store, table: Table) -> Iterator[PageFigures]:
    """The newest pages, as many as hold so many figures."""
    pages = table.groupby("sha256", observed=True)
    newest = pages.agg(day=("issue_date", "max"), size=("obs_id", "size"))
    newest = newest.sort_values("day", ascending=False, na_position="last", kind="stable")
    places = pages.indices
    for sha256 in newest.index[newest["size"].cumsum() <= MOST_FIGURES]:
        rows = table.iloc[places[sha256]]
        yield PageFigures(str(sha256), tuple(zip(rows["obs_id"], rows["added"].tolist(), strict=True)), rows, store)


@lru_cache(maxsize=4096)
def find_failed(page: PageFigures) -> tuple[tuple[str, str], ...]:
    """The figures of one page in a comparison that fails, each with the comparison."""
    text = page.store.page_text(page.sha256)
    figures = [figure_of_row(row, text) for row in list_rows(thaw(page.rows.sort_values("start")))]
    failed = (check for check in check_figures(figures) if check.verdict == "fail")
    return tuple((figure.obs_id, check.formula) for check in failed for figure in check.figures)
