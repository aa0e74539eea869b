"""View and rows in, the charts, files and page choice of the page out."""

from contextlib import nullcontext
from datetime import date
from functools import partial

import streamlit as st

from metrics.show import session
from metrics.show.drawings import Charts, Drawing, follow
from metrics.show.ledger import Ledger, to_ledger_csv
from metrics.show.pieces import draw_note
from metrics.show.shelf import Shelf
from metrics.show.view import View
from metrics.show.words import label, say


def show_charts(charts: Charts, view: View, below: str = "") -> None:
    """Every chart of the view under the key to its marks, a note of what none shows, and what stands below it."""
    st.html(f'<div class="key">{charts.kinds}</div>')
    is_wide = view.point or len(charts.drawings) < 2
    columns = [nullcontext()] if is_wide else st.columns(2, gap="large")
    for number, drawing in enumerate(charts.drawings):
        with columns[number % len(columns)]:
            show_chart(follow(drawing, view), view)
    if charts.notes or below:
        st.html((draw_note(*charts.notes) if charts.notes else "") + below)


def show_chart(drawing: Drawing, view: View) -> None:
    """One chart under its head, with its words for those who do not see it."""
    st.html(drawing.head)
    key = session.chart_key(f"chart_{view.chart}_{drawing.key}", view.point if drawing.holds(view.point) else "")
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
