"""The clocks of a View in, the controls that set them out."""

from functools import partial

import streamlit as st

from metrics.show import session
from metrics.show.clock_line import draw_clocks, name_versions
from metrics.show.clocks import list_editions
from metrics.show.filters import find_ends
from metrics.show.pieces import draw_note
from metrics.show.shelf import Shelf
from metrics.show.view import View
from metrics.show.words import codes, label, say

MOST_EDITIONS = 200


def show_clocks(view: View, whole: Shelf, held: Shelf) -> None:
    """The line that tells which clocks are in force, and behind a button the controls that set them."""
    newest = list_editions()[-1].version if list_editions() else ""
    with st.container(key="clocks", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(draw_clocks(view, whole, held, newest))
        with st.popover(say("clock_set")):
            st.html(draw_note(say("clock_note")))
            show_asof(view, whole)
            show_version(view)
            tie = session.bind("report", view.report)
            st.segmented_control(
                label("field", "report"),
                options=codes("report"),
                format_func=partial(label, "report"),
                required=True,
                key=tie.key,
                on_change=tie.on_change,
            )


def show_asof(view: View, whole: Shelf) -> None:
    """The last day whose newspapers count, typed or picked."""
    held = [day for day in (*find_ends(whole.table, "issue_date"), view.asof) if day]
    tie = session.bind("asof", view.asof)
    st.date_input(
        label("field", "asof"),
        value=None,
        min_value=min(held, default=None),
        max_value=max(held, default=None),
        format="YYYY-MM-DD",
        key=tie.key,
        on_change=tie.on_change,
    )


def show_version(view: View) -> None:
    """The version of our readings, newest first; the first choice follows the newest one."""
    editions = list_editions()
    names = name_versions(editions[-MOST_EDITIONS:])
    tie = session.bind("version", view.version)
    st.selectbox(
        label("field", "version"),
        options=list(dict.fromkeys([*names, view.version])),
        format_func=lambda version: names.get(version, version),
        key=tie.key,
        on_change=tie.on_change,
    )
