"""A View and its shelf in, the line under the masthead out: up to which issue and by which of our versions is read."""

from collections.abc import Sequence
from html import escape

import pandas as pd

from metrics.show.clocks import find_newest, is_past
from metrics.show.phrases import say_day
from metrics.show.pieces import link_to
from metrics.show.shelf import Shelf
from metrics.show.view import EVERY, View
from metrics.show.words import label, say
from metrics.store import Edition


def is_now(view: View) -> bool:
    """Whether all that is held is read, as we read it today."""
    return view.asof is None and view.report == EVERY and not view.version


def draw_clocks(view: View, whole: Shelf, held: Shelf, newest: str) -> str:
    """Which clocks are in force, what they hide, and the way back to now; `whole` is the edition before `asof` narrowed it."""
    says = [say_papers(view, whole, held), say_version(view, held, newest)]
    says += [say("clock_" + view.report)] if view.report != EVERY else []
    now = link_to(view, asof=None, report=EVERY, version="")
    back = "" if is_now(view) else f' <a href="{now}">{say("clock_back")}</a>'
    return f'<p class="clocks{"" if is_now(view) else " past"}" role="status">{escape(say("clock_gap").join(says))}{back}</p>'


def say_papers(view: View, whole: Shelf, held: Shelf) -> str:
    """The first clock: up to which day newspapers count."""
    if view.asof and is_past(whole.table, view.asof):
        hidden = len(whole.pages) - len(held.pages)
        return say("clock_asof", day=say_day(pd.Timestamp(view.asof)), n=hidden)
    return say("clock_newest", day=say_day(find_newest(whole.table)))


def say_version(view: View, held: Shelf, newest: str) -> str:
    """The second clock: by which version of our readings."""
    if not view.version:
        return say("clock_live", version=held.version)
    return say("clock_version" if view.version == newest else "clock_old_version", version=view.version, newest=newest)


def say_edition(edition: Edition) -> str:
    """A version as a choice: its day, why it was made, its name."""
    return say(
        "edition_choice", day=f"{edition.day:%Y-%m-%d}", reason=label("edition", edition.reason), version=edition.version
    )


def name_versions(editions: Sequence[Edition]) -> dict[str, str]:
    """How every version is written in the list; none is the newest one, whatever it is."""
    return {"": say("edition_live")} | {each.version: say_edition(each) for each in reversed(editions)}
