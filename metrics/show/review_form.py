"""A figure and its editor in, the form that corrects it out; what was decided goes into the store and is told on the page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import get_args

import streamlit as st

from metrics.catalogue.indicators import INDICATORS
from metrics.errors import MetricsError, ReviewError
from metrics.model import Basis, Bound, Measure, Observation, Status, Tier
from metrics.review.decisions import Action, Decision
from metrics.review.fields import FIELDS
from metrics.show.access import read_visitor
from metrics.show.filters import find_rows
from metrics.show.shelf import Shelf, open_shelf_store
from metrics.show.words import label, say

SEEN, TOLD = "review_seen", "review_told"
CHOICES: Mapping[str, tuple[str, ...]] = {
    "bound": get_args(Bound),
    "measure": get_args(Measure),
    "basis": ("", *get_args(Basis)),
    "status": get_args(Status),
    "tier": get_args(Tier),
}
ROWS = (
    ("value", "value_high", "unit", "bound"),
    ("indicator", "entity"),
    ("period_start", "period_end", "measure", "basis"),
    ("dims", "base", "status", "tier"),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A figure as its editor has it on screen, the edition it was taken from, and the uncatalogued figures of its name."""

    obs_id: str
    edition: int
    texts: Mapping[str, str]
    alike: tuple[str, ...]

    def key(self, name: str) -> str:
        """The key of a control of this form: another one for another figure or edition."""
        return f"review_{self.obs_id}_{self.edition}_{name}"


def read_seen(obs_id: str, figure: Observation, held: Shelf) -> Seen:
    """The figure as first put on screen: a later edition does not change what the editor is looking at."""
    seen: Seen | None = st.session_state.get(SEEN)
    if seen is None or seen.obs_id != obs_id:
        texts = {field.name: field.write(figure) for field in FIELDS} | {"indicator": figure.indicator}
        same = (
            find_rows(held.table, indicator=figure.indicator, indicator_id="")
            if not figure.indicator_id
            else held.table.head(0)
        )
        seen = st.session_state[SEEN] = Seen(obs_id, held.edition, texts, tuple(same["obs_id"]))
    return seen


def forget_seen() -> None:
    """Whatever is taken up next is looked at anew."""
    st.session_state.pop(SEEN, None)


def show_fields(seen: Seen) -> None:
    """The fields of the figure, each to be corrected."""
    for names in ROWS:
        for name, column in zip(names, st.columns(len(names)), strict=True):
            with column:
                show_field(seen, name)


def read_changes(seen: Seen) -> dict[str, str]:
    """The fields that were corrected, as the controls hold them now."""
    texts = {name: str(st.session_state.get(seen.key(name), text) or "").strip() for name, text in seen.texts.items()}
    return {name: text for name, text in texts.items() if text != seen.texts[name]}


def show_field(seen: Seen, name: str) -> None:
    """One field: a list where only certain values can be, else a line of text."""
    key, text = seen.key(name), seen.texts[name]
    if name in CHOICES:
        options = CHOICES[name]
        st.selectbox(label("datum", name), options, options.index(text), format_func=label_of(name), key=key)
    elif name == "indicator":
        options = tuple(dict.fromkeys([text, *(entry.name for entry in INDICATORS)]))
        st.selectbox(label("datum", name), options, 0, accept_new_options=True, key=key, help=say("review_merge_help"))
    else:
        st.text_input(label("datum", name), text, key=key, placeholder=say("hint_" + name) if name in HINTS else None)


HINTS = ("value_high", "period_start", "period_end", "dims")


def label_of(name: str) -> Callable[[str], str]:
    """How the codes of a field are written."""
    return lambda code: label(name, code) if code else say("nothing")


def find_action(changes: Mapping[str, str]) -> Action:
    """Taking over a catalogued indicator and nothing else is a merge, any other change a correction."""
    is_known = changes.get("indicator") in {entry.name for entry in INDICATORS}
    return "merge" if is_known and len(changes) == 1 else "correct"


def find_figures(seen: Seen, changes: Mapping[str, str]) -> tuple[str, ...]:
    """The figures a change is about: this one, or all of its name when they are merged together."""
    is_whole = find_action(changes) == "merge" and st.session_state.get(seen.key("scope"))
    return seen.alike if is_whole else (seen.obs_id,)


def take_form(seen: Seen, action: Action) -> None:
    """Decide as the controls stand at the moment of the click."""
    changes = read_changes(seen) if action == "correct" else {}
    figures = find_figures(seen, changes) if changes else (seen.obs_id,)
    named = find_action(changes) if changes else action
    take(Decision(named, "", read_reason(seen.key("reason")), seen.edition, figures, changes))


def take_undo(which: str, why: str) -> None:
    """Undo the decision that is chosen at the moment of the click."""
    edition = st.session_state.get(which)
    take(Decision("undo", "", read_reason(why), 0, undoes=edition))


def read_reason(key: str) -> str:
    """The reason as typed."""
    return str(st.session_state.get(key) or "").strip()


def take(decision: Decision) -> None:
    """Give the decision of whoever is an editor now to the store, and tell on the page what came of it."""
    visitor = read_visitor()
    if not visitor.is_editor:
        st.session_state[TOLD] = say("refuse_reader")
        return
    try:
        edition = open_shelf_store().decide(replace(decision, who=visitor.name))
    except MetricsError as error:
        st.session_state[TOLD] = say_refusal(error)
        if isinstance(error, ReviewError) and error.word in ("refuse_second", "refuse_reread"):
            forget_seen()  # to look at it again, as it is now
    else:
        st.session_state[TOLD] = say("review_done", action=label("action", decision.action), edition=edition)
        forget_seen()


def say_refusal(error: MetricsError) -> str:
    """Why a decision was not taken, in the language of the page."""
    if not isinstance(error, ReviewError) or not error.word:
        return str(error)
    slots = {name: label("datum", value) if name == "field" else value for name, value in error.slots.items()}
    return say(error.word, **slots)


def take_told() -> str:
    """What came of the last decision, told once."""
    return str(st.session_state.pop(TOLD, ""))
