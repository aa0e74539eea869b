"""View and rows in, the charts, files and page choice of the page out."""

from contextlib import nullcontext
from datetime import date
from functools import partial

import streamlit as st

from metrics.show import session
from metrics.show.drawings import draw
from metrics.show.ledger import Ledger, to_ledger_csv
from metrics.show.legend import draw_kinds
from metrics.show.merges import is_merge, say_how
from metrics.show.panels import MOST_SERIES, Panel, Panels
from metrics.show.pieces import draw_note
from metrics.show.shelf import Shelf
from metrics.show.shown import MOST_MARKS
from metrics.show.transforms import PLAIN
from metrics.show.view import View
from metrics.show.words import label, say


def show_charts(split: Panels, view: View, below: str = "") -> None:
    """Every panel of the view under the key to its marks, a note of what no panel shows, and what stands below it."""
    st.html(f'<div class="key">{draw_kinds(split.panels, view)}</div>')
    is_wide = view.point or len(split.panels) < 2
    columns = [nullcontext()] if is_wide else st.columns(2, gap="large")
    for number, panel in enumerate(split.panels):
        with columns[number % len(columns)]:
            show_panel(panel, view)
    notes = say_unshown(split, view)
    if notes or below:
        st.html((draw_note(*notes) if notes else "") + below)


def show_panel(panel: Panel, view: View) -> None:
    """One chart under its head, with its words for those who do not see it."""
    drawing = draw(panel, view)
    st.html(drawing.head)
    point = view.point if view.point and view.point in panel.rows["obs_id"].tolist() else ""
    key = session.chart_key(f"chart_{view.chart}_{panel.key}", point)
    st.vega_lite_chart(
        drawing.sent,
        drawing.spec,
        key=key,
        on_select=session.put_picked(key),
        selection_mode="picked",
        alt=drawing.alt,
        width="stretch",
    )
    if drawing.notes:
        st.html(drawing.notes)


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


def show_ledger_download(book: Ledger) -> None:
    """The ledger as a file."""
    st.download_button(
        say("download_checks", n=f"{len(book):,}"),
        data=partial(to_ledger_csv, book),
        file_name="checks.csv",
        mime="text/csv",
        on_click="ignore",
        key="download_checks",
    )


def show_page_choice(view: View, held: Shelf) -> str:
    """The choice of a page to read, the newest at first; returns its hash, or nothing where none is held."""
    by_doc = {page.doc: page for page in sorted(held.pages, key=lambda page: page.issue_date or date.min, reverse=True)}
    named = view.doc[0] if view.doc else ""
    if named not in by_doc and (named or not by_doc):
        st.html(draw_note(say("page_hidden", doc=named) if named else say("nothing_printed")))
    if not by_doc:
        return ""
    chosen = named if named in by_doc else next(iter(by_doc))
    tie = session.bind("doc", chosen, lambda doc: (doc,))
    st.selectbox(
        label("field", "doc"),
        options=list(by_doc),
        format_func=lambda doc: f"{by_doc[doc].issue_date or say('no_day')}　{doc}",
        key=tie.key,
        on_change=tie.on_change,
    )
    return by_doc[chosen].sha256
