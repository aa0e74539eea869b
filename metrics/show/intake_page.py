"""收稿: files are dropped, read with their progress shown, previewed with their doubts, and only then taken in."""

from collections.abc import Collection, Sequence
from html import escape
from typing import Any, cast

import streamlit as st

from metrics.formats import SUFFIXES
from metrics.ingest import IngestReport
from metrics.model import REVIEW_BELOW
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
    offers = read_once(files or ())
    if offers:
        show_offers(offers)


def read_once(files: Sequence[Any]) -> list[Offer]:
    """The offers of these files, each read when it came and kept while it stays."""
    kept = keep_offers({file.file_id for file in files})
    new = [file for file in files if file.file_id not in kept]
    if new:
        read_new(new, kept)
    return [offer for file in files for offer in kept[file.file_id]]


def keep_offers(files: Collection[str]) -> dict[str, list[Offer]]:
    """What is kept of the files that are still there; when one was taken away, files with repeats are read again."""
    held: dict[str, list[Offer]] = st.session_state.get(OFFERS, {})
    is_less = not held.keys() <= set(files)
    known = {file for file, offers in held.items() if is_less and any(offer.is_known for offer in offers)}
    st.session_state[OFFERS] = {file: offers for file, offers in held.items() if file in files and file not in known}
    return cast(dict[str, list[Offer]], st.session_state[OFFERS])


def read_new(files: Sequence[Any], kept: dict[str, list[Offer]]) -> None:
    """Read files that just came, page by page before the eyes of the editor."""
    with st.status(say("intake_reading", n=len(files)), expanded=True) as status:
        for file in files:
            status.update(label=say("intake_reading_one", name=file.name))
            before, offers = [offer for listed in kept.values() for offer in listed], list[Offer]()
            for offer in read_offers([(file.name, file.getvalue())], open_shelf_store(), before):
                offers.append(offer)
                st.html(f'<p class="when">{escape(say_offer(offer))}</p>')
            kept[file.file_id] = offers
        pages = sum(len(kept[file.file_id]) for file in files)
        status.update(label=say("intake_read", n=pages), state="complete", expanded=False)


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
