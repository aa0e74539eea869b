"""A View and its rows in, a page for paper out: the charts, every row, where each was printed, link and version."""

from html import escape

import streamlit as st

from metrics.show import controls, session
from metrics.show.drawings import draw_charts
from metrics.show.filters import Table, list_rows
from metrics.show.phrases import say_choices, say_day, say_title
from metrics.show.pieces import draw_rows, link_to
from metrics.show.share import pin, to_pinned_query
from metrics.show.shelf import Shelf
from metrics.show.shown import Shown, show
from metrics.show.view import View, change
from metrics.show.words import say

MOST_ROWS = 500


def show_print(view: View, held: Shelf) -> None:
    """Everything a reader on paper needs, and nothing to click but the way back and the button that prints."""
    shown = show(held.table, view)
    st.html(draw_top(shown, view, held))
    controls.show_charts(draw_charts(shown), view)
    rows = shown.rows_at(shown.places[:MOST_ROWS])
    cut = f'<p class="note">{say("print_cut", n=MOST_ROWS, all=len(shown))}</p>' if len(shown) > MOST_ROWS else ""
    st.html(f'<div class="paper">{draw_rows(rows, view)}{cut}</div>' + draw_sources(rows))
    link = session.link_base() + to_pinned_query(pin(change(view, page="browse"), held, shown.places))
    st.html(f'<p class="print-link">{say("print_link", version=held.version)}<br><span>{escape(link)}</span></p>')


def draw_top(shown: Shown, view: View, held: Shelf) -> str:
    """The title with the choices behind it, and the two ways on."""
    choices = say("semicolon").join(say_choices(view, held.names)) or say("all_figures")
    title = say_title(view, shown.pairs("indicator_id", "indicator"))
    return (
        f'<div class="head"><h2>{escape(title)}</h2><p>{escape(choices)}</p></div>'
        f'<p class="print-ways"><button type="button" data-print>{say("print_button")}</button> '
        f'<a href="{link_to(view, page="browse")}">{say("print_back")}</a></p>'
    )


def draw_sources(rows: Table) -> str:
    """The pages the rows were printed on, with the articles."""
    pages = rows.drop_duplicates(["doc", "article"]).sort_values(["issue_date", "doc"], na_position="last")
    items = "".join(
        f"<li>{escape(say_day(row['issue_date']))}{say('comma')}"
        f"《{escape(row['article'] or say('no_title'))}》<small>{escape(row['doc'])}</small></li>"
        for row in list_rows(pages)
    )
    return f'<section class="sources"><h3>{say("print_sources")}</h3><ul>{items}</ul></section>'
