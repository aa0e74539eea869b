"""收稿: files are dropped, read with their progress shown, previewed with their doubts, and only then taken in."""

from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st

from metrics.formats import SUFFIXES
from metrics.ingest import IngestReport
from metrics.parse.confidence import REVIEW_BELOW
from metrics.show.access import Visitor, read_visitor
from metrics.show.intake import Offer, read_offers, take_in
from metrics.show.pieces import draw_failures, draw_heading, draw_note, link_to
from metrics.show.review_page import show_gate
from metrics.show.shelf import open_shelf_store
from metrics.show.view import View
from metrics.show.words import say

OFFERS, DONE, ROUND = "intake_offers", "intake_done", "intake_round"
MOST_MB = 150
FIRST_FIGURES = 6


def show_intake(visitor: Visitor) -> None:
    """The page: drop, look, take in; a reader is told who may."""
    st.html(draw_heading(say("intake_title"), say("intake_line", suffixes=" ".join(SUFFIXES))))
    if not visitor.is_editor:
        show_gate(visitor)
        return
    done: tuple[IngestReport, Sequence[str]] | None = st.session_state.pop(DONE, None)
    if done:
        st.html(draw_done(*done))
    files = st.file_uploader(
        say("intake_drop"),
        type=[suffix[1:] for suffix in SUFFIXES],
        accept_multiple_files=True,
        max_upload_size=MOST_MB,
        key=f"intake_files_{st.session_state.get(ROUND, 0)}",
    )
    offers = read_once(files) if files else []
    if offers:
        show_offers(offers)


def read_once(files: Sequence[Any]) -> list[Offer]:
    """The offers of these files, read when they came and kept while they stay."""
    key = tuple(file.file_id for file in files)
    held: tuple[object, list[Offer]] | None = st.session_state.get(OFFERS)
    if held and held[0] == key:
        return held[1]
    offers: list[Offer] = []
    with st.status(say("intake_reading", n=len(files)), expanded=True) as status:
        for file in files:
            status.update(label=say("intake_reading_one", name=file.name))
            for offer in read_offers([(file.name, file.getvalue())], open_shelf_store()):
                offers.append(offer)
                st.html(f'<p class="when">{escape(say_offer(offer))}</p>')
        status.update(label=say("intake_read", n=len(offers)), state="complete", expanded=False)
    st.session_state[OFFERS] = (key, offers)
    return offers


def show_offers(offers: Sequence[Offer]) -> None:
    """What would be taken in, page by page, and the button that does it."""
    st.html("".join(map(draw_offer, offers)))
    new = [offer for offer in offers if offer.is_new]
    st.button(
        say("intake_take", n=len(new)), type="primary", disabled=not new, on_click=take, args=(offers,), key="intake_take"
    )
    if not new:
        st.html(draw_note(say("intake_nothing")))


def take(offers: Sequence[Offer]) -> None:
    """Take the new pages in, and clear the desk for the next; who may is asked again, a session can outlive a sign-in."""
    if not read_visitor().is_editor:
        return
    report = take_in(offers, open_shelf_store())
    st.session_state[DONE] = (report, [offer.reading.page.doc for offer in offers if offer.is_new and offer.reading])
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    st.session_state.pop(OFFERS, None)


def say_offer(offer: Offer) -> str:
    """One line of what became of a page."""
    if offer.problem:
        return offer.problem
    if offer.is_known or not offer.reading:
        return say("intake_known", name=offer.name)
    return say("intake_one", name=offer.name, figures=len(offer.reading.observations), doubtful=offer.doubtful)


def draw_offer(offer: Offer) -> str:
    """One page that was brought: its day, its figures, its doubts."""
    reading = offer.reading
    if not reading:
        return f'<article class="account"><h3>{escape(offer.name)}</h3><p>{escape(say_offer(offer))}</p></article>'
    day = reading.issue.date.isoformat() if reading.issue.date else say("no_day")
    first = "".join(
        f"<li>{escape(one.quote)}{_mark(one.confidence)}</li>"
        for one in sorted(reading.observations, key=lambda one: one.confidence)[:FIRST_FIGURES]
    )
    note = f"<p>{escape(reading.page.note)}</p>" if reading.page.note else ""
    return (
        f'<article class="account"><h3>{day}<small>{escape(offer.name)}</small></h3>'
        f'<p class="when">{say("issued", reason=escape(reading.issue.reason))}</p>{note}'
        f'<p class="sum">{escape(say_offer(offer))}</p>'
        f'<p class="when">{say("intake_doubts")}</p><ul>{first}</ul></article>'
    )


def _mark(confidence: float) -> str:
    doubt = say("intake_doubt", percent=f"{confidence:.0%}") if confidence < REVIEW_BELOW else ""
    return f' <small class="how">{doubt}</small>' if doubt else ""


def draw_done(report: IngestReport, docs: Sequence[str]) -> str:
    """What was taken in, and the way to its figures."""
    link = link_to(View(), page="browse", doc=tuple(docs)) if docs else ""
    text = say("intake_done", added=report.added, observations=report.observations, known=report.known)
    more = f' <a href="{link}">{say("intake_see")}</a>' if link else ""
    return f'<div class="notice" role="status"><p>{text}{more}</p></div>' + (
        draw_failures(report.failures) if report.failures else ""
    )
