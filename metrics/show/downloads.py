"""A View and its rows in, the buttons that take them away out: what is shown, and everything, each with its number of rows."""

from dataclasses import replace
from functools import partial

import streamlit as st

from metrics.show import session
from metrics.show.export import to_file_name
from metrics.show.filters import key_of
from metrics.show.forms import FORMS, Order
from metrics.show.memo import memo_of
from metrics.show.pieces import draw_hint
from metrics.show.shelf import Shelf
from metrics.show.shown import Shown, show
from metrics.show.view import View, start_over
from metrics.show.words import say

OFFERED = {"csv": "excel.csv", "xlsx": "xlsx", "zip": "zip"}
PICTURES = ("png", "svg")


def show_downloads(shown: Shown, view: View, held: Shelf) -> None:
    """Files with their row counts: what is shown, and all there is by the same clocks."""
    st.html(f'<div class="share"><h3>{say("take_title")}</h3></div>')
    everything = show(held.table, replace(start_over(view), order=view.order))
    for name, chosen, rows in (("shown", view, shown), ("all", start_over(view), everything)):
        count, fixed = len(rows), replace(chosen, version=held.version)
        with st.container(key=f"take_{name}", horizontal=True, vertical_alignment="center", gap="small"):
            st.html(f'<p class="take">{say("take_" + name, n=f"{count:,}")}</p>')
            stem = name_rows(rows, chosen, held.version).removesuffix(".csv")
            for label, form in OFFERED.items():
                order = Order(fixed, session.link_base())
                st.download_button(
                    say("take_" + label, n=f"{count:,}"),
                    data=partial(FORMS[form].make, order),
                    file_name=f"{stem}.{form.rpartition('.')[2]}",
                    mime=FORMS[form].kind,
                    on_click="ignore",
                    key=f"download_{name}_{label}",
                    disabled=not count,
                )
    with st.container(key="take_picture", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<p class="take">{say("take_picture")}</p>')
        for form in PICTURES:
            st.download_button(
                form.upper(),
                data=partial(FORMS[form].make, Order(replace(view, version=held.version), session.link_base())),
                file_name=f"{name_rows(shown, view, held.version).removesuffix('.csv')}.{form}",
                mime=FORMS[form].kind,
                on_click="ignore",
                key=f"download_{form}",
                disabled=not len(shown.marks.places),
            )
    st.html(draw_hint(say("take_note")))


def name_rows(shown: Shown, view: View, version: str) -> str:
    """The name of the file of what is shown."""
    question = ("file name", key_of(view), version)
    named = shown.table[["entity", "indicator", "period_start", "period_end"]]
    return memo_of(shown.table).get(question, lambda: to_file_name(named.iloc[shown.places], view, version))
