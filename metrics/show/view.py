"""What the reader chose, as one frozen object: link, title, file name and the sentence under the chart are made from it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

Chosen = tuple[str, ...]
Window = tuple[date | None, date | None]
ROWS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class View:
    """A page of the dashboard with everything chosen on it; an empty tuple means "no restriction"."""

    page: str = "home"
    topic: Chosen = ()
    indicator: Chosen = ()
    entity: Chosen = ()
    measure: Chosen = ()
    status: Chosen = ()
    tier: Chosen = ()
    part: Chosen = ()
    doc: Chosen = ()
    series: Chosen = ()
    window: Window = (None, None)
    search: str = ""
    chart: str = "auto"
    facet: str = "unit"
    order: str = "new"
    leaf: int = 1
    point: str = ""
    lang: str = "zh"


FREE_OF_ROWS = frozenset({"page", "chart", "facet", "order", "leaf", "point", "lang"})


def change(view: View, **choices: object) -> View:
    """The view after a choice: whatever changes the rows also goes back to their first leaf and closes the open sentence.

    >>> change(View(leaf=3, point="o-1"), tier=("core",))  # doctest: +ELLIPSIS
    View(page='home', ... tier=('core',), ... leaf=1, point='', lang='zh')
    """
    if set(choices) <= FREE_OF_ROWS:
        return replace(view, **cast(dict[str, Any], choices))
    return replace(view, **cast(dict[str, Any], {"leaf": 1, "point": ""} | choices))
