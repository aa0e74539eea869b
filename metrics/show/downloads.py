"""A View and its rows in, the buttons that take them away out: what is shown, and everything, each with its number of rows."""

from dataclasses import replace
from functools import partial

import streamlit as st

from metrics.show import session
from metrics.show.export import to_file_name
from metrics.show.filters import Table
from metrics.show.forms import FORMS, Order
from metrics.show.pieces import draw_hint
from metrics.show.shelf import Shelf
from metrics.show.view import View, start_over
from metrics.show.words import say

OFFERED = {"csv": "excel.csv", "xlsx": "xlsx", "zip": "zip"}


def show_downloads(rows: Table, view: View, held: Shelf) -> None:
    """Files with their row counts: what is shown, and all there is by the same clocks."""
    st.html(f'<div class="share"><h3>{say("take_title")}</h3></div>')
    everything = int((~held.table["is_sighting"]).sum())
    for name, chosen, count in (("shown", view, len(rows)), ("all", start_over(view), everything)):
        fixed = replace(chosen, version=held.version)
        with st.container(key=f"take_{name}", horizontal=True, vertical_alignment="center", gap="small"):
            st.html(f'<p class="take">{say("take_" + name, n=f"{count:,}")}</p>')
            stem = to_file_name(rows if name == "shown" else held.table, chosen, held.version).removesuffix(".csv")
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
    st.html(draw_hint(say("take_note")))
