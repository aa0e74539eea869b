"""A view and its shelf in, its filters as HTML out: what is chosen as chips that go away, and the way to choose.

The list of what may be chosen is fetched when a reader opens it (`assets/choose.js`), so that a click costs nothing for what
nobody looks at.
"""

import json
from collections.abc import Iterable
from html import escape

from metrics.show.choices import list_choices, name_choice
from metrics.show.link import to_query
from metrics.show.pieces import link_to
from metrics.show.shelf import Shelf
from metrics.show.view import View
from metrics.show.words import label, say

TOLD = ("find", "done", "none", "wait", "count", "cut", "nothing", "full", "failed", "again")
UNFILLED = {name: f"{{{name}}}" for name in ("total", "listed", "most")}
NAMES = {"within": "entity_within", "entity": "entity_own"}


def draw_choosers(fields: Iterable[str], view: View, held: Shelf) -> str:
    """Some filters side by side, with the words their lists speak."""
    words = {name: say(f"choose_{name}", **UNFILLED) for name in TOLD}
    boxes = "".join(draw_chooser(field, view, held) for field in fields)
    return f'<div class="choosers" data-words="{escape(json.dumps(words, ensure_ascii=False))}">{boxes}</div>'


def draw_chooser(field: str, view: View, held: Shelf) -> str:
    """One filter: its name, what is chosen, the button that opens its list."""
    chosen = getattr(view, field)
    name = escape(name_field(field))
    source = escape(f"choices/{field}?{to_query(view)}")
    word = say("choose_more") if chosen else say("any")
    return (
        f'<div class="chooser" data-field="{field}"><span class="name">{name}</span><div class="box">'
        f"{draw_chips(field, view, held) if chosen else ''}"
        f'<button type="button" data-choose="{source}" aria-haspopup="dialog" aria-expanded="false" '
        f'aria-label="{name}{say("colon")}{word}">{word}</button></div>{draw_turn(view, held) if field in NAMES else ""}</div>'
    )


def draw_chips(field: str, view: View, held: Shelf) -> str:
    """What is chosen, each with how many figures it leaves; a click takes it off."""
    chosen, counts = getattr(view, field), list_choices(field, view, held)
    chips = "".join(
        f'<li><a class="chip" href="{link_to(view, **{field: tuple(one for one in chosen if one != key)})}">'
        f'<span class="unseen">{say("take_off")} </span>{escape(name_choice(field, key, held))} ({counts[key].count})'
        '<span class="off" aria-hidden="true">×</span></a></li>'
        for key in chosen
    )
    return f'<ul class="chips" aria-label="{escape(say("chosen", field=name_field(field)))}">{chips}</ul>'


def draw_turn(view: View, held: Shelf) -> str:
    """The way from places with all below them to these alone, and back."""
    own = tuple(name for name in view.within if name in held.known["entity"])
    if not own and not view.entity:
        return ""
    other = {"within": view.entity, "entity": ()} if view.entity else {"within": (), "entity": own}
    return f'<p class="turn"><a href="{link_to(view, **other)}">{say("to_within" if view.entity else "to_own")}</a></p>'


def name_field(field: str) -> str:
    """The name of a filter."""
    return say(NAMES[field]) if field in NAMES else label("field", field)
