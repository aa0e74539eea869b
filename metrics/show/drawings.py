"""The charts of a view in, all that the page shows of them out, worked out once: charts, words for them, notes."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from metrics.show.charts import CHARTS, Spec, is_bars
from metrics.show.filters import Table
from metrics.show.legend import draw_kinds, draw_legend, draw_title
from metrics.show.looks import Look
from metrics.show.marks import mark_chosen
from metrics.show.memo import memo_of
from metrics.show.merges import is_merge, say_how
from metrics.show.notes import draw_notes
from metrics.show.panels import MOST_SERIES, Panel, Panels
from metrics.show.phrases import say_alt
from metrics.show.shown import MOST_MARKS, Shown
from metrics.show.transforms import PLAIN
from metrics.show.view import View
from metrics.show.words import say, spoken

DRAWN_BY = ("axis", "scale", "transform", "frequency", "method")  # what decides how the rows of a view are drawn


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart with its head, its words for those who do not see it, and the dated notes under it; `sent` is what travels."""

    key: str
    head: str
    looks: Mapping[str, Look]
    is_bars: bool
    spec: Spec
    sent: pa.Table
    alt: str
    notes: str

    def holds(self, point: str) -> bool:
        """Whether a figure is among the marks."""
        return bool(point) and bool(pc.any(pc.equal(self.sent["obs_id"], point)).as_py())


@dataclass(frozen=True, slots=True)
class Charts:
    """All charts of a view, the key to their marks, and the notes of what no chart shows."""

    drawings: tuple[Drawing, ...]
    kinds: str
    notes: Sequence[str]


def draw_once(table: Table, piece: Hashable, view: View, draw: Callable[[], str]) -> str:
    """A piece of the page as HTML, drawn once for all who ask for this view of this table in this language."""
    return memo_of(table).get(("piece", piece, view, spoken()), draw)


def draw_charts(shown: Shown) -> Charts:
    """The charts of a view, the same whatever of it is open or highlighted."""
    plain = tuple(getattr(shown.view, field) for field in DRAWN_BY)
    return memo_of(shown.table).get(("charts", *shown.chosen(), *plain), lambda: work_out(shown.split(), shown.view))


def work_out(split: Panels, view: View) -> Charts:
    """The same, not remembered."""
    plain = replace(view, highlight="", point="")
    drawings = tuple(draw(panel, plain) for panel in split.panels)
    return Charts(drawings, draw_kinds(split.panels, plain), say_unshown(split, plain))


def draw(panel: Panel, view: View) -> Drawing:
    """The drawing of a panel without the legend, whose links keep the whole view."""
    spec, sent = CHARTS[view.chart](panel, view)
    has_bars = is_bars(panel, view)
    notes = "" if has_bars else draw_notes(panel)
    title, alt = draw_title(panel, view), say_alt(panel.rows, view.derivation)
    return Drawing(panel.key, title, panel.looks, has_bars, spec, sent, alt, notes)


def follow(drawing: Drawing, view: View) -> Drawing:
    """The drawing with its legend; what is highlighted or open follows the view."""
    legend = "" if drawing.is_bars else draw_legend(drawing.looks, view)
    return replace(drawing, head=drawing.head + legend, sent=mark_chosen(drawing.sent, drawing.looks, view))


def say_unshown(split: Panels, view: View) -> list[str]:
    """What stands in the table only, and why."""
    notes = []
    if split.unfit and view.derivation != PLAIN:
        name = "unfit_merged" if is_merge(view.derivation) else "unfit_derived"
        notes.append(say(name, n=split.unfit, how=say_how(view.derivation)))
    elif split.unfit:
        notes.append(say("unfit_bars" if view.chart == "bars" else "unfit_time", n=split.unfit))
    if split.unshown:
        notes.append(say("unshown", n=split.unshown, panels=len(split.panels)))
    hidden = split.hidden + sum(panel.hidden for panel in split.panels)
    if hidden:
        notes.append(say("hidden", n=hidden, most=MOST_SERIES))
    if split.thinned:
        drawn = sum(len(panel.rows) for panel in split.panels)
        notes.append(say("thinned", n=split.thinned, drawn=drawn, all=drawn + split.thinned, most=MOST_MARKS))
    return notes
