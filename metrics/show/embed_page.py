"""A View in, what stands in a frame on another site out: the charts, where they come from, and the way to the whole page."""

from html import escape

import streamlit as st

from metrics.show import controls, session
from metrics.show.drawings import draw_charts
from metrics.show.phrases import say_title
from metrics.show.pieces import query_of
from metrics.show.share import to_pinned_query
from metrics.show.shelf import Shelf
from metrics.show.shown import show
from metrics.show.view import View, change
from metrics.show.words import say


def show_embed(view: View, held: Shelf) -> None:
    """The charts of a view without anything around them."""
    view = change(view, page="browse", point="")
    shown = show(held.table, view)
    st.html(f'<div class="head"><h2>{escape(say_title(view, shown.pairs("indicator_id", "indicator")))}</h2></div>')
    controls.show_charts(draw_charts(shown), view)
    query = to_pinned_query(view) if view.version else query_of(view)
    source = say("embed_source", n=shown.count("doc"), version=held.version)
    more = f'<a href="{escape(session.link_base() + query)}" target="_blank" rel="noopener">{say("embed_more")}</a>'
    st.html(f'<footer class="foot"><p>{escape(source)} {more}</p></footer>')
