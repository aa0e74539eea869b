"""View and shelf in, the filters of the page out: every one shows its part of the view with counts and puts choices back."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from itertools import islice

import streamlit as st

from metrics.show import session
from metrics.show.filters import Table, count_values, find_ends, find_figures, key_of
from metrics.show.memo import memo_of
from metrics.show.months import count_months, name_month
from metrics.show.phrases import say_indicator
from metrics.show.pieces import draw_note, link_to
from metrics.show.places import grow_tree
from metrics.show.shelf import Shelf
from metrics.show.view import View
from metrics.show.words import label, say

FOLD = "more_filters"
FRONT = ("topic", "indicator")
MOST_OPTIONS = 500  # of a filter: more would cost every click more than the whole page, and nobody reads them
# No filter offers to choose all its values: that is what no choice gives, and a link could not hold them.
BACK = ("measure", "status", "tier", "part", "doc")


def show_filters(view: View, held: Shelf) -> None:
    """The filters with counts: the three used most in a row with the search, the others behind a fold."""
    with st.container(key="filters", horizontal=True):
        for field in FRONT:
            show_filter(field, view, held)
        show_places(view, held)
        tie = session.bind("search", view.search, lambda text: " ".join(str(text or "").split())[:100])
        st.text_input(label("field", "search"), placeholder=say("search_hint"), key=tie.key, on_change=tie.on_change)
    session.unfold(FOLD, view.window != (None, None) or any(getattr(view, field) for field in ("month", *BACK)))
    fold = st.expander(say("more_filters"), key=FOLD, on_change="rerun")
    told = draw_turn(view, held) + draw_cut((*FRONT, "entity", *(BACK if fold.open else ())), view, held)
    if told:
        st.html(told)
    if fold.open:  # folded they would cost every click more than all the rest of the page
        with fold:
            show_back(view, held)


def show_back(view: View, held: Shelf) -> None:
    """The filters behind the fold."""
    show_window(view, held)
    for column, field in zip(st.columns(len(BACK)), BACK, strict=True):
        with column:
            show_filter(field, view, held)


def draw_cut(fields: Iterable[str], view: View, held: Shelf) -> str:
    """Which of the filters on the page have more values than they list."""
    sizes = {field: len(count_values(held.table, view, field)) for field in fields}
    cut = [say("options_cut", field=label("field", field), n=f"{n:,}") for field, n in sizes.items() if n > MOST_OPTIONS]
    return draw_note(say("options_most", cut=say("list_comma").join(cut), most=MOST_OPTIONS)) if cut else ""


def show_places(view: View, held: Shelf) -> None:
    """The tree of places with counts; a place is taken with all below it unless the reader wants it alone."""
    field = "entity" if view.entity else "within"
    rest = replace(view, within=(), entity=())
    names = memo_of(held.table).get(("places", field, key_of(rest)), lambda: name_places(held.table, rest, field))
    chosen = list(getattr(view, field))
    tie = session.bind(field, chosen, tuple)
    st.multiselect(
        say("entity_own" if view.entity else "entity_within"),
        options=[*names, *(name for name in chosen if name not in names)],
        format_func=lambda name: names.get(name, f"{name} (0)"),
        placeholder=say("any"),
        select_all=False,
        key=tie.key,
        on_change=tie.on_change,
    )


def draw_turn(view: View, held: Shelf) -> str:
    """The way from places with all below them to these alone, and back."""
    own = tuple(name for name in view.within if name in held.known["entity"])
    if not own and not view.entity:
        return ""
    other = {"within": view.entity, "entity": ()} if view.entity else {"within": (), "entity": own}
    return f'<p class="turn"><a href="{link_to(view, **other)}">{say("to_within" if view.entity else "to_own")}</a></p>'


def name_places(table: Table, view: View, field: str) -> dict[str, str]:
    """The places of the tree as they are written, those with the most figures while there is room for all; in its order."""
    nodes = grow_tree(count_values(table, view, "entity"))
    sizes = {node.name: node.own if field == "entity" else node.all for node in nodes if node.own or field == "within"}
    least = sorted(sizes.values(), reverse=True)[:MOST_OPTIONS][-1:]
    kept = [node for node in nodes if sizes.get(node.name, -1) >= (least or [0])[0]][:MOST_OPTIONS]
    return {node.name: "\u3000" * node.depth + f"{node.name} ({sizes[node.name]})" for node in kept}


def show_months(view: View, held: Shelf) -> None:
    """The years and months in which figures end, with counts."""
    places = find_figures(held.table, replace(view, month=()))
    counts = count_months(held.table, places)
    tie = session.bind("month", list(view.month), tuple)
    st.multiselect(
        label("field", "month"),
        options=list(dict.fromkeys([*counts, *view.month])),
        format_func=lambda code: f"{name_month(code)} ({counts.get(code, 0)})",
        placeholder=say("any"),
        select_all=False,
        key=tie.key,
        on_change=tie.on_change,
    )


def show_filter(field: str, view: View, held: Shelf) -> None:
    """One filter: its values with how many figures each would leave, those that leave most while there is room for all."""
    counts = count_values(held.table, view, field)
    chosen = getattr(view, field)
    tie = session.bind(field, list(chosen), tuple)
    st.multiselect(
        label("field", field),
        options=list(dict.fromkeys([*islice(counts, MOST_OPTIONS), *chosen])),
        format_func=name_option(field, counts, held),
        placeholder=say("any"),
        select_all=False,  # all values are what no choice gives, and a link could not hold them
        key=tie.key,
        on_change=tie.on_change,
    )


def name_option(field: str, counts: dict[str, int], held: Shelf) -> Callable[[str], str]:
    """How a value of a filter is written: its name and its count."""
    names = held.names if field == "indicator" else {}
    return lambda value: f"{say_indicator(value, names.get(value) or label(field, value))} ({counts.get(value, 0)})"


def show_window(view: View, held: Shelf) -> None:
    """Years and months to pick from, and the two ends of a time window, each typed or picked."""
    pick, left, right, rest = st.columns([2, 1, 1, 2])
    with pick:
        show_months(view, held)
    with left:
        show_end(view, held, 0)
    with right:
        show_end(view, held, 1)
    with rest:
        st.html(draw_note(say("window_note")))


def find_limits(view: View, table: Table) -> tuple[date, date]:
    """The first and last day a window may name: those of the data, and whatever a link has named already."""
    days = [*find_ends(table, "period_start"), *find_ends(table, "period_end")]
    days += [end for end in view.window if end] or [date.today()]
    return min(days), max(days)


def show_end(view: View, held: Shelf, end: int) -> None:
    """One end of the window; ends given the wrong way round are turned."""
    key = f"choose_window_{end}"
    st.session_state[key] = view.window[end]

    def take() -> None:
        ends: list[date | None] = list(view.window)
        ends[end] = st.session_state[key]
        if ends[0] and ends[1] and ends[0] > ends[1]:
            ends.reverse()
        session.put(window=tuple(ends))

    first, last = find_limits(view, held.table)
    name = say("since") if end == 0 else say("until")
    st.date_input(name, value=None, min_value=first, max_value=last, format="YYYY-MM-DD", key=key, on_change=take)
