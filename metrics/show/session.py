"""The one writer of the reader's View: from the link when the address changed, from a control when one was touched."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from metrics.show.link import Refused, read_link, write_link
from metrics.show.shelves import known_at
from metrics.show.view import View, change
from metrics.show.words import speak

VIEW, WRITTEN, REFUSED, CHARTS, USED = "view", "written", "refused", "charts", "used"


def read_view() -> View:
    """The view of this run; the address is read only if somebody else than we changed it."""
    params = {name: st.query_params.get_all(name) for name in st.query_params}
    speak(params.get("lang", [""])[-1])
    if VIEW not in st.session_state or params != st.session_state.get(WRITTEN):
        known = known_at(*(params.get(name, [""])[-1] for name in ("v", "imp")))
        st.session_state[VIEW], st.session_state[REFUSED] = read_link(params, known)
    view: View = st.session_state[VIEW]
    write_address(view)
    return view


def write_address(view: View) -> None:
    """Let the address bar hold the view; one that reads a certain version says everything, whatever comes to be usual later."""
    link = write_link(view, bool(view.version))
    if {name: st.query_params.get_all(name) for name in st.query_params} != {name: [text] for name, text in link.items()}:
        st.query_params.from_dict(link)
    st.session_state[WRITTEN] = {name: [text] for name, text in link.items()}


def read_refused() -> tuple[Refused, ...]:
    """What of the last link was not followed."""
    refused: tuple[Refused, ...] = st.session_state.get(REFUSED, ())
    return refused


def put(**choices: object) -> None:
    """Change the view after a choice; the notice about the link has done its work."""
    st.session_state[VIEW] = change(st.session_state[VIEW], **choices)
    st.session_state[REFUSED] = ()


@dataclass(frozen=True, slots=True)
class Bound:
    """What ties a control to the view: its key and what to do when it is touched."""

    key: str
    on_change: Callable[[], None]


def bind(field: str, value: object, read: Callable[[Any], object] = lambda value: value) -> Bound:
    """Tie a control that shows `value` to a field of the view."""
    key = f"choose_{field}"
    if key not in st.session_state or st.session_state[key] != value:  # what is set is drawn anew
        st.session_state[key] = value
    return Bound(key, lambda: put(**{field: read(st.session_state[key])}))


def unfold(key: str, is_used: bool) -> None:
    """Open a fold when something in it comes into use; what the reader does with it afterwards stands."""
    if is_used and (key not in st.session_state or not st.session_state.get(USED)):
        st.session_state[key] = True
    st.session_state[USED] = is_used


def put_picked(key: str) -> Callable[[], None]:
    """The callback of a chart: the figure that was clicked becomes the open one."""

    def take() -> None:
        hits = st.session_state[key].get("selection", {}).get("picked", [])
        if hits and "obs_id" in hits[0]:
            put(point=str(hits[0]["obs_id"]))

    return take


def chart_key(name: str, point: str) -> str:
    """The key of a chart that holds this open figure, if any: a new one whenever that changes.

    A chart keeps its own selection and says nothing when the same mark is clicked twice; made anew, it never lags behind the
    view.
    """
    held: dict[str, tuple[str, int]] = st.session_state.setdefault(CHARTS, {})
    last, times = held.get(name, ("", 0))
    held[name] = (point, times + (point != last))
    return f"{name}_{held[name][1]}"


def link_base() -> str:
    """The address of the page without its query."""
    place = str(st.context.url or "").partition("?")[0]
    return place if not place or place.count("/") > 2 else f"{place}/"
