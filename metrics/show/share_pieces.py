"""Links and their check in, pieces of the page as HTML out: two links in words, and what changed since one was shared."""

from collections.abc import Iterable
from html import escape

from metrics.show.changes import Change, Changes, count_reasons
from metrics.show.filters import Row
from metrics.show.phrases import say_period, say_series, say_value
from metrics.show.pieces import draw_copy, link_to
from metrics.show.share import Check
from metrics.show.view import View
from metrics.show.words import label, say

FEW_CHANGES = 5


def draw_share(pinned: str, live: str) -> str:
    """The two links: the fixed one first, because it is what a colleague should see."""
    return (
        f'<section class="share"><h3>{say("share_title")}</h3>'
        f'{draw_copy(pinned, say("share_pinned"))}<p class="when">{say("share_pinned_line")}</p>'
        f'{draw_copy(live, say("share_live"))}<p class="when">{say("share_live_line")}</p></section>'
    )


def draw_check(check: Check, view: View, live: View) -> str:
    """The notice over a page that was opened by a pinned link."""
    go = f'<p class="more"><a class="go" href="{link_to(live)}">{say("go_live")}</a></p>'
    if not check.is_kept:
        return f'<div class="notice broken" role="alert"><p>{say("check_broken", version=escape(view.version))}</p>{go}</div>'
    kept = f"<p>{say('check_kept', n=check.rows) if view.digest else say('check_fixed', n=check.rows)}</p>"
    if not check.changes.count:
        return f'<div class="notice kept" role="status">{kept}</div>'
    return f'<div class="notice kept" role="status">{kept}{draw_changes(check.changes)}{go}</div>'


def draw_changes(changes: Changes) -> str:
    """How many figures are told differently today, by reason, and each with its old and its new value."""
    reasons = say("list_comma").join(
        say("change_count", reason=label("change", reason), n=n) for reason, n in count_reasons(changes).items()
    )
    items = [draw_change(change) for change in changes.listed]
    cut = f"<p>{say('changes_cut', n=len(items))}</p>" if changes.count > len(items) else ""
    more = items[FEW_CHANGES:]
    rest = f"<details><summary>{say('changes_more', n=len(more))}</summary>{draw_list(more)}{cut}</details>" if more else ""
    return f"<p>{say('changes', n=changes.count, reasons=reasons)}</p>{draw_list(items[:FEW_CHANGES])}{rest}"


def draw_list(items: Iterable[str]) -> str:
    """Changes one under the other."""
    return f'<ul class="changes">{"".join(items)}</ul>'


def draw_change(change: Change) -> str:
    """One change: what it is about, what stood there, what stands there now, and why."""
    row = change.new or change.old or {}
    name = f"{say_series(row)}{say('comma')}{say_period(row)}"
    return (
        f"<li>{escape(name)}{say('colon')}<del>{say_side(change.old)}</del> → <ins>{say_side(change.new)}</ins>"
        f" <small>{escape(label('change', change.reason))}</small></li>"
    )


def tell_change(change: Change) -> str:
    """One change as a line of plain text."""
    row = change.new or change.old or {}
    sides = " → ".join(say_value(side) if side is not None else say("change_none") for side in (change.old, change.new))
    return f"{say_series(row)}{say('comma')}{say_period(row)}{say('colon')}{sides} ({label('change', change.reason)})"


def say_side(row: Row | None) -> str:
    """A figure before or after, or that there was none."""
    return escape(say_value(row)) if row is not None else say("change_none")


def draw_ways(view: View) -> str:
    """The ways to the page for paper and to the one for programs."""
    ways = (("print", "print_view"), ("api", "api_title"))
    links = (f'<a href="{link_to(view, page=page)}">{say(name)}</a>' for page, name in ways)
    return f'<p class="ways">{"　".join(links)}</p>'
