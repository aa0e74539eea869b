"""The dashboard: page script, test target and web application in one file; it lays out and computes nothing."""

from contextlib import nullcontext
from dataclasses import replace

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from metrics.show import (
    access,
    api_page,
    clock_controls,
    clocks,
    controls,
    coverage,
    definitions,
    embed_page,
    facsimile,
    figure,
    filter_controls,
    implied_panel,
    ledger,
    ledger_page,
    news,
    overview,
    pieces,
    print_page,
    review_page,
    review_pieces,
    revisions,
    server,
    session,
    shape,
    share,
    share_pieces,
    shelf,
    shelves,
)
from metrics.show.drawings import draw_charts, draw_once
from metrics.show.filters import Row, find_rows
from metrics.show.routes import ASSETS, routes
from metrics.show.shelf import Shelf
from metrics.show.shown import Shown, show
from metrics.show.view import EVERY, View
from metrics.show.ways_out import draw_ways_out
from metrics.show.words import say


def show_home(view: View, held: Shelf) -> None:
    """Front page: the newest figures, and what the newest issues added."""
    st.html(pieces.draw_heading(say("latest_title"), say("latest_line")))
    st.html(draw_once(held.table, "cards", view, lambda: overview.draw_cards(held.table, held.main, view)))
    st.html(pieces.draw_heading(say("issues_title"), say("issues_line")))
    st.html(draw_once(held.table, "issues", view, lambda: overview.draw_issues(held.table, view)))


def show_browse(view: View, held: Shelf) -> None:
    """Filters, charts, the sentence behind the figure that was clicked, the table, files and the link."""
    filter_controls.show_filters(view, held)
    shown = show(held.table, view)
    about = pieces.draw_about(shelf.find_indicator(held, view.indicator))
    above = draw_once(held.table, "result", view, lambda: pieces.draw_result(shown, view, held.names))
    below = draw_once(
        held.table, "leaf", view, lambda: pieces.draw_rows(shown.leaf(), view) + pieces.draw_leaves(len(shown), view)
    )
    show_drawn(shown, view, held, above + about, below)
    show_ways_out(shown, view, held)


def show_drawn(shown: Shown, view: View, held: Shelf, above: str, below: str) -> None:
    """The charts with what stands above and below them, and beside them the sentence of the figure that was clicked."""
    choices = draw_once(
        held.table, "shape", view, lambda: shape.draw_shape(view, shown.drawn(), held.table, shown.split().panels)
    )
    st.html(above + choices + shape.draw_implied(view))
    row = figure.find_row(held.table, view.point)
    charts, panel = st.columns([5, 4], gap="large") if row else (nullcontext(), None)
    with charts:
        controls.show_charts(draw_charts(shown), view, below)
    if panel and row:
        with panel:
            st.html(pieces.draw_panel_close(view, row))
            st.html(figure.draw_printed(shelf.read_page_text(row["sha256"]), held.table, row, view))
            show_figure(row, view, held)


def show_ways_out(shown: Shown, view: View, held: Shelf) -> None:
    """Files, the two links, frames, lines of code, the page for paper."""
    base = session.link_base()
    st.html(draw_once(held.table, ("ways out", base), view, lambda: draw_ways_out(shown, view, held, base)))


def show_figure(row: Row, view: View, held: Shelf) -> None:
    """What a figure says, how it was revised, the way to its review, and words to paste; of an implied one how it follows."""
    if row["formula"]:
        words = implied_panel.draw_words(row, held.version, session.link_base())
        st.html(implied_panel.draw_implied(held.table, row, view) + words)
        return
    told = figure.draw_figure(held.table, row, view) + revisions.draw_revisions(revisions.find_revisions(held, row))
    st.html(told + review_pieces.draw_way_in(row, view, access.read_visitor()))
    st.html(figure.draw_words(row, held.version, session.link_base()))


def show_indicator(view: View, held: Shelf) -> None:
    """One indicator in full; none chosen, or several, the tree of all."""
    if len(view.indicator) != 1:
        st.html(pieces.draw_heading(say("indicators_title"), say("indicators_line")))
        st.html(definitions.draw_tree(held.table, view))
        return
    shown = show(held.table, view)
    rows = shown.rows()
    printed = rows[rows["formula"] == ""]
    above = definitions.draw_indicator(shelf.find_indicator(held, view.indicator), printed, view)
    show_drawn(shown, view, held, above, definitions.draw_series(rows, view) + definitions.draw_prints(printed, view))
    show_ways_out(shown, view, held)


def show_new(view: View, held: Shelf) -> None:
    """What each issue added, newest first, and what each of our readings did."""
    st.html(pieces.draw_heading(say("news_title"), say("news_line")))
    st.html(news.draw_news(held.table, view))
    st.html(pieces.draw_heading(say("editions_title"), say("editions_line")))
    st.html(news.draw_editions(clocks.list_editions(), held.table))


def show_source(view: View, held: Shelf) -> None:
    """A page as printed, every figure boxed, beside what is known of the one that was picked."""
    row = figure.find_row(held.table, view.point)
    sha256 = row["sha256"] if row else controls.show_page_choice(view, held)
    if not sha256:
        return
    printed, panel = st.columns([5, 4], gap="large")
    with printed:
        st.html(figure.draw_page_head(shelf.find_page(held, sha256)))
        rows = find_rows(held.table, sha256=sha256)
        st.html(figure.draw_whole_page(shelf.read_page_text(sha256), rows, row, view))
    with panel:
        head = pieces.draw_panel_close(view, row) if row else pieces.draw_hint(say("source_hint"))
        st.html(head + facsimile.draw_facsimile(shelf.find_page(held, sha256), rows, row, view))
        if row:
            show_figure(row, view, held)


def show_checks(view: View, _: Shelf) -> None:
    """The arithmetic ledger: what adds up between printed figures, and what does not."""
    st.html(pieces.draw_heading(say("checks_title"), say("checks_line")))
    book = ledger.read_ledger(view)
    st.html(ledger_page.draw_ledger(book, view))
    controls.show_ledger_download(book)


def show_pages(view: View, held: Shelf) -> None:
    """Every page held: what was read from it, what was passed over and why."""
    st.html(pieces.draw_heading(say("pages_title"), say("pages_line")))
    account = coverage.draw_account(held.pages, held.table, lambda sha256: shelf.read_skipped(sha256, held.edition), view)
    st.html(account + pieces.draw_leaves(len(held.pages), view))


def show_review(view: View, _: Shelf) -> None:
    """What wants an editor, always in the newest edition."""
    review_page.show_review(view, shelf.newest_shelf(), access.read_visitor())


def show_log(view: View, _: Shelf) -> None:
    """Every decision of the editors, for everybody."""
    review_page.show_corrections(view, access.read_visitor())


def show_api(view: View, held: Shelf) -> None:
    """The addresses for programs."""
    st.html(api_page.draw_api(view, held, session.link_base()))


def show_intake(_: View, __: Shelf) -> None:
    """Files brought in by an editor: read, looked at, taken in."""
    from metrics.show import intake_page  # the reading stages take a second to load, and readers never need them

    intake_page.show_intake(access.read_visitor())


PAGES = {
    "home": show_home,
    "browse": show_browse,
    "indicator": show_indicator,
    "new": show_new,
    "source": show_source,
    "checks": show_checks,
    "pages": show_pages,
    "log": show_log,
    "review": show_review,
    "intake": show_intake,
    "print": print_page.show_print,
    "api": show_api,
}

MIXED = ("browse", "indicator", "print")  # pages that show implied figures when they are asked for


def fill_shelf() -> Shelf:
    """The first edition of an empty store, read from the seeds, and the page says so."""
    with st.status(say("first_start")):
        failures = shelf.fill_from_seeds()
    st.html(pieces.draw_failures(failures))
    return shelf.newest_shelf()


def page() -> None:
    """One run of the page."""
    st.set_page_config(page_title=say("name"), page_icon=str(ASSETS / "desk.svg"), layout="wide")
    newest, trouble = shelf.take_newest()
    if trouble:
        st.html(pieces.draw_failures([trouble]))
        st.stop()
    newest = newest or fill_shelf()
    with shelf.staying_at(newest.edition):
        show_page(newest)


def show_page(newest: Shelf) -> None:
    """The page the reader is on, of one and the same edition throughout."""
    view = session.read_view()
    held = shelves.find_shelf(view if view.page in MIXED else replace(view, with_implied=View().with_implied))
    if st.context.is_embedded:
        embed_page.show_embed(view, held)
        return
    visitor = access.read_visitor()
    st.html(pieces.draw_masthead(view, clocks.find_newest(newest.table), visitor))
    clock_controls.show_clocks(
        view, shelves.find_shelf(replace(view, asof=None, report=EVERY, with_implied=View().with_implied)), held
    )
    if session.read_refused():
        st.html(pieces.draw_refused(session.read_refused()))
    if view.version:
        st.html(share_pieces.draw_check(share.check_link(view), view, share.go_live(view)))
    PAGES[view.page](view, held)
    st.html(pieces.draw_foot(held.version, len(held.pages), len(held.table), visitor))


if get_script_run_ctx(suppress_warning=True) is None:
    app = st.App(__file__, routes=routes(), middleware=server.middleware(), lifespan=server.warm)
else:
    page()
