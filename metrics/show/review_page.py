"""The review pages: the queue, one figure with its evidence and its form, what a decision would move, and the public log."""

from functools import partial

import pandas as pd
import streamlit as st

from metrics.catalogue.indicators import INDICATORS
from metrics.errors import MetricsError
from metrics.review.decisions import Action, Decision, LogLine, list_undoable, stand
from metrics.review.queue import Queue
from metrics.show import figure, review_form
from metrics.show.access import Visitor
from metrics.show.charts import CHARTS
from metrics.show.filters import Row, Table, list_rows, show_rows
from metrics.show.ledger import find_failures
from metrics.show.legend import draw_panel_head
from metrics.show.panels import split_panels
from metrics.show.phrases import say_alt
from metrics.show.pieces import (
    draw_heading,
    draw_hint,
    draw_leaves,
    draw_note,
    draw_panel_close,
    draw_rows,
    link_to,
)
from metrics.show.prepared import prepare
from metrics.show.review_form import Seen
from metrics.show.review_pieces import draw_log, draw_notice, draw_queue, say_reasons
from metrics.show.review_queue import read_queue
from metrics.show.shelf import Shelf, open_shelf_store, read_page_text
from metrics.show.view import ROWS_A_PAGE, View
from metrics.show.words import label, say

MOST_UNDONE = 100


def show_review(view: View, held: Shelf, visitor: Visitor) -> None:
    """The queue, or the figure that was taken from it; a reader is told who may decide."""
    st.html(draw_heading(say("review_title"), say("review_line")))
    if not visitor.is_editor:
        show_gate(visitor)
        return
    queue = read_queue(open_shelf_store(), held.edition)
    told = review_form.take_told()
    if told:
        st.html(draw_notice(told))
    row = find_item(queue, held, view.point)
    if row is None:
        review_form.forget_seen()
        gone = draw_hint(say("review_gone")) if view.point else ""
        st.html(gone + draw_hint(say("review_count", n=len(queue))) + draw_queue(queue, view) + draw_leaves(len(queue), view))
    else:
        show_item(row, queue, view, held, visitor)


def show_gate(visitor: Visitor) -> None:
    """Why this visitor may not decide, and the way in where there is one."""
    st.html(draw_notice(say("gate_" + visitor.why, name=visitor.name)))
    if visitor.why == "signed_out":
        st.button(say("sign_in"), on_click=st.login, type="primary")
    if visitor.why == "unlisted":
        st.button(say("sign_out"), on_click=st.logout)


def find_item(queue: Queue, held: Shelf, point: str) -> Row | None:
    """The figure that is on the desk: one of the queue, or any other of the table."""
    return figure.find_row(queue.find(point), point) or figure.find_row(held.table, point)


def show_item(row: Row, queue: Queue, view: View, held: Shelf, visitor: Visitor) -> None:
    """One figure: what was printed, what was read, the form, and what a correction would move."""
    st.html(draw_way(row, queue, view))
    known = open_shelf_store().figure(row["obs_id"])
    if known is None:
        return
    evidence, form = st.columns([5, 6], gap="large")
    with evidence:
        st.html(draw_panel_close(view, row))
        if row.get("reasons"):
            st.html(draw_note(*say_doubts(row, held)))
        st.html(figure.draw_printed(read_page_text(row["sha256"]), held.table, row, view))
        st.html(figure.draw_figure(held.table, row, view))
    with form:
        seen = review_form.read_seen(row["obs_id"], known, held)
        review_form.show_fields(seen)
        changes = review_form.read_changes(seen)
        if review_form.find_action(changes) == "merge" and len(seen.alike) > 1:
            st.checkbox(say("review_scope", n=len(seen.alike), name=row["indicator"]), key=seen.key("scope"))
        show_buttons(seen, changes)
        if changes:
            figures, action = review_form.find_figures(seen, changes), review_form.find_action(changes)
            show_preview(Decision(action, visitor.name, "—", seen.edition, figures, changes))
        show_history(row["obs_id"], view, visitor)


def say_doubts(row: Row, held: Shelf) -> list[str]:
    """Why a figure is on the desk, and which comparison it fails, if it does."""
    failing = find_failures(open_shelf_store(), held.edition).get(row["obs_id"])
    why = say("review_why", reasons=say_reasons(row))
    return [why, say("review_failing", formula=failing)] if failing else [why]


def draw_way(row: Row, queue: Queue, view: View) -> str:
    """The way back to the queue and on to its next figure."""
    others = [point for point in queue.rows(0, 2)["obs_id"] if point != row["obs_id"]]
    onward = f' <a href="{link_to(view, point=others[0])}">{say("review_next")}</a>' if others else ""
    return f'<nav class="leaves"><a href="{link_to(view, point="")}">{say("review_back")}</a>{onward}</nav>'


def show_buttons(seen: Seen, changes: dict[str, str]) -> None:
    """The reason, and the three decisions there are: what is changed can only be recorded as a change."""
    st.text_input(say("review_reason"), key=seen.key("reason"), placeholder=say("review_reason_hint"), max_chars=500)
    change = review_form.find_action(changes)
    actions: tuple[tuple[Action, Action, bool], ...] = (
        ("accept", "accept", not changes),
        ("correct", change, bool(changes)),
        ("reject", "reject", True),
    )
    for (action, named, is_open), column in zip(actions, st.columns(3), strict=True):
        column.button(
            label("decide", named),
            key=seen.key("do_" + action),
            type="primary" if is_open and action != "reject" else "secondary",
            disabled=not is_open,
            width="stretch",
            on_click=partial(review_form.take_form, seen, action),
        )


def show_history(obs_id: str, view: View, visitor: Visitor) -> None:
    """What was decided about the figure before, and the way to undo the newest of it."""
    lines = [line for line in open_shelf_store().log() if line.obs_id == obs_id]
    if lines:
        st.html(draw_log(lines, View(page=view.page), visitor.is_editor))
        show_undo(lines)


def show_undo(lines: list[LogLine]) -> None:
    """Undo one of the decisions that can be undone now."""
    choices = find_undoable(lines)
    if not choices:
        return
    with st.expander(say("undo_title")):
        st.selectbox(say("undo_which"), list(choices), format_func=lambda edition: choices.get(edition, ""), key="undo_which")
        st.text_input(say("review_reason"), key="undo_reason", max_chars=500)
        st.button(say("undo_do"), key="undo_do", on_click=partial(review_form.take_undo, "undo_which", "undo_reason"))


def find_undoable(lines: list[LogLine]) -> dict[int, str]:
    """The decisions that can be undone, newest first, each in words."""
    by_figure: dict[str, list[LogLine]] = {}
    for line in lines:
        by_figure.setdefault(line.obs_id, []).append(line)
    undoable = {edition for own in by_figure.values() for edition in list_undoable(stand(own))}
    made = {line.edition: line for line in lines if line.edition in undoable}
    return {
        edition: say("undo_line", edition=edition, action=label("action", line.action), reason=line.reason)
        for edition, line in sorted(made.items(), reverse=True)[:MOST_UNDONE]
    }


def show_preview(decision: Decision) -> None:
    """The series a correction moves, as they are and as they would be."""
    st.html(draw_heading(say("preview_title"), say("preview_line")))
    try:
        tables = open_shelf_store().preview(decision)
    except MetricsError as error:
        st.html(draw_notice(review_form.say_refusal(error)))
        return
    for name, table, column in zip(("before", "after"), tables, st.columns(2, gap="medium"), strict=True):
        with column:
            st.html(f'<h3 class="side">{say("preview_" + name)}</h3>')
            show_still(prepare(table, INDICATORS), name)


def show_still(table: Table, name: str) -> None:
    """The charts and rows of a few series, to be looked at only."""
    view = View(page="review")
    rows: pd.DataFrame = show_rows(table, view)
    for number, panel in enumerate(split_panels(rows, view).panels):
        st.html(draw_panel_head(panel, view))
        spec, marks = CHARTS[view.chart](panel, view)
        st.vega_lite_chart(marks, spec, key=f"preview_{name}_{number}", alt=say_alt(panel.rows), width="stretch")
    st.html(draw_rows(rows.head(ROWS_A_PAGE), view) if len(list_rows(rows)) else draw_hint(say("preview_none")))


def show_corrections(view: View, visitor: Visitor) -> None:
    """The public log: every decision with old and new value; editors can undo from here."""
    st.html(draw_heading(say("log_title"), say("log_line")))
    told = review_form.take_told()
    if told:
        st.html(draw_notice(told))
    lines = open_shelf_store().log()
    if not lines:
        st.html(draw_hint(say("log_none")))
        return
    if visitor.is_editor:
        show_undo(lines)
    st.html(draw_log(lines, view, visitor.is_editor) + draw_leaves(len(lines), view))
