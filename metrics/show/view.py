"""What the reader chose, as one frozen object: link, title, file name and the sentence under the chart are made from it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

Chosen = tuple[str, ...]
Window = tuple[date | None, date | None]
ROWS_A_PAGE = 50
UNLISTED = frozenset({"print", "api"})  # pages that stand in no menu
IMPLIED_TOO = "yes"  # figures that follow from printed ones stand among them
OWN = "own"  # the frequency at which figures were printed
EVERY = "all"  # every value printed of a period, not only the first or the last


@dataclass(frozen=True, slots=True)
class View:
    """A page of the dashboard with everything chosen on it; an empty tuple means "no restriction"."""

    page: str = "home"
    topic: Chosen = ()
    indicator: Chosen = ()
    entity: Chosen = ()
    within: Chosen = ()
    measure: Chosen = ()
    status: Chosen = ()
    tier: Chosen = ()
    part: Chosen = ()
    doc: Chosen = ()
    series: Chosen = ()
    month: Chosen = ()
    window: Window = (None, None)
    search: str = ""
    chart: str = "auto"
    facet: str = "unit"
    axis: str = "free"
    scale: str = "linear"
    transform: str = "lin"
    frequency: str = "own"
    method: str = "avg"
    with_implied: str = "no"
    highlight: str = ""
    order: str = "new"
    leaf: int = 1
    point: str = ""
    asof: date | None = None
    report: str = EVERY
    version: str = ""
    digest: str = ""
    lang: str = "zh"

    @property
    def derivation(self) -> str:
        """What is computed of the figures: their merge at a lower frequency, else their transform."""
        return self.transform if self.frequency == OWN else f"{self.frequency}.{self.method}"


FREE_OF_ROWS = frozenset(
    {
        "page",
        "chart",
        "facet",
        "axis",
        "scale",
        "transform",
        "frequency",
        "method",
        "highlight",
        "order",
        "leaf",
        "point",
        "lang",
    }
)
# What the rows are taken from: which papers, which of our readings, and whether what follows from them stands among them.
CLOCKS = frozenset({"asof", "report", "version", "digest", "with_implied"})


def change(view: View, **choices: object) -> View:
    """The view after a choice: whatever changes the rows also goes back to their first leaf, closes the open sentence
    and lets go of the digest of the old rows.

    >>> change(View(leaf=3, point="o-1"), tier=("core",))  # doctest: +ELLIPSIS
    View(page='home', ... tier=('core',), ... leaf=1, point='', ... lang='zh')
    """
    return replace(view, **cast(dict[str, Any], widen_choices(choices)))


def widen_choices(choices: Mapping[str, object]) -> Mapping[str, object]:
    """A choice with all that goes with it."""
    return choices if FREE_OF_ROWS.issuperset(choices) else {"leaf": 1, "point": "", "digest": "", **choices}


def find_last_leaf(count: int) -> int:
    """The number of the last leaf of a table with so many rows."""
    return max(1, -(-count // ROWS_A_PAGE))


def find_leaf(view: View, count: int) -> slice:
    """Which of so many rows stand on the leaf that is read; past the last leaf it is the last.

    >>> find_leaf(View(leaf=2), 180), find_leaf(View(leaf=9), 60)
    (slice(50, 100, None), slice(50, 100, None))
    """
    first = (min(view.leaf, find_last_leaf(count)) - 1) * ROWS_A_PAGE
    return slice(first, first + ROWS_A_PAGE)


def start_over(view: View) -> View:
    """The front page by the same clocks: every choice is dropped, day and version that are read, and the language, stay.

    >>> start_over(View(page="browse", search="产值", report="first")) == View(report="first")
    True
    """
    return View(asof=view.asof, report=view.report, version=view.version, lang=view.lang)
