"""A panel in, all that the page shows of it out, worked out once while the panel is held: chart, words for it, notes."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace

import pyarrow as pa

from metrics.show.charts import CHARTS, Spec, is_bars
from metrics.show.filters import Table
from metrics.show.legend import draw_legend, draw_title
from metrics.show.marks import mark_chosen
from metrics.show.memo import memo_of
from metrics.show.notes import draw_notes
from metrics.show.panels import Panel
from metrics.show.phrases import say_alt
from metrics.show.view import View
from metrics.show.words import spoken


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart with its head, its words for those who do not see it, and the dated notes under it; `sent` is what travels."""

    head: str
    spec: Spec
    marks: Table
    sent: pa.Table
    alt: str
    notes: str


def draw_once(table: Table, piece: Hashable, view: View, draw: Callable[[], str]) -> str:
    """A piece of the page as HTML, drawn once for all who ask for this view of this table in this language."""
    return memo_of(table).get(("piece", piece, view, spoken()), draw)


def draw(panel: Panel, view: View) -> Drawing:
    """The drawing of a panel; what is highlighted or open, and the links that keep it, follow the view."""
    chosen = {field: getattr(view, field) for field in ("chart", "scale", "transform", "frequency", "method")}
    plain = View(**chosen)
    question = ("drawing", plain, panel.reach, panel.days, spoken())
    drawing = memo_of(panel.rows).get(question, lambda: work_out(panel, plain))
    legend = "" if is_bars(panel, view) else draw_legend(panel, view)
    marks = mark_chosen(drawing.marks, panel, view)
    sent = drawing.sent if marks is drawing.marks else to_sent(marks)
    return replace(drawing, head=drawing.head + legend, marks=marks, sent=sent)


def work_out(panel: Panel, view: View) -> Drawing:
    """The same for nobody in particular, not remembered."""
    spec, marks = CHARTS[view.chart](panel, view)
    notes = "" if is_bars(panel, view) else draw_notes(panel)
    return Drawing(draw_title(panel, view), spec, marks, to_sent(marks), say_alt(panel.rows, view.derivation), notes)


def to_sent(marks: Table) -> pa.Table:
    """Marks in the form in which they travel, without what pandas alone would read."""
    return pa.table({str(name): pa.array(column.tolist(), from_pandas=True) for name, column in marks.items()})
