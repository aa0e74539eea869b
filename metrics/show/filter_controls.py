"""View and shelf in, the filters of the page out: every one shows its part of the view and puts choices back."""

from datetime import date

import streamlit as st

from metrics.show import session
from metrics.show.choice_boxes import draw_choosers
from metrics.show.filters import Table, find_ends
from metrics.show.pieces import draw_note
from metrics.show.shelf import Shelf
from metrics.show.view import View
from metrics.show.words import label, say

FOLD = "more_filters"
BACK = ("month", "measure", "status", "tier", "part", "doc")


def show_filters(view: View, held: Shelf) -> None:
    """The filters: those used most in a row with the search, the others behind a fold."""
    with st.container(key="filters", horizontal=True):
        st.html(draw_choosers(("topic", "indicator", *find_places(view)), view, held))
        tie = session.bind("search", view.search, lambda text: " ".join(str(text or "").split())[:100])
        st.text_input(label("field", "search"), placeholder=say("search_hint"), key=tie.key, on_change=tie.on_change)
    session.unfold(FOLD, view.window != (None, None) or any(getattr(view, field) for field in BACK))
    fold = st.expander(say("more_filters"), key=FOLD, on_change="rerun")
    if fold.open:  # folded its fields would cost every click more than all the rest of the page
        with fold:
            st.html(draw_choosers(BACK, view, held))
            show_window(view, held)


def find_places(view: View) -> tuple[str, ...]:
    """The filters of places in use: with all below them, alone, or both where a link says so."""
    return tuple(field for field in ("within", "entity") if getattr(view, field)) or ("within",)


def show_window(view: View, held: Shelf) -> None:
    """The two ends of a time window, each typed or picked."""
    left, right, rest = st.columns([1, 1, 3])
    with left:
        show_end(view, held, 0)
    with right:
        show_end(view, held, 1)
    with rest:
        st.html(draw_note(say("window_note")))


def find_limits(view: View, table: Table) -> tuple[date, date]:
    """The first and last day a window may name: those of the data, and whatever a link has named already."""
    days = [*find_ends(table, "period_start"), *find_ends(table, "period_end")]
    days += [end for end in view.window if end] or [date.today()]
    return min(days), max(days)


def show_end(view: View, held: Shelf, end: int) -> None:
    """One end of the window; ends given the wrong way round are turned."""
    key = f"choose_window_{end}"
    st.session_state[key] = view.window[end]

    def take() -> None:
        ends: list[date | None] = list(view.window)
        ends[end] = st.session_state[key]
        if ends[0] and ends[1] and ends[0] > ends[1]:
            ends.reverse()
        session.put(window=tuple(ends))

    first, last = find_limits(view, held.table)
    name = say("since") if end == 0 else say("until")
    st.date_input(name, value=None, min_value=first, max_value=last, format="YYYY-MM-DD", key=key, on_change=take)
