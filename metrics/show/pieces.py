"""View and rows in, pieces of the page as HTML out; every word that comes from a page or a link is escaped."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape

import pandas as pd

from metrics.catalogue.indicators import Indicator
from metrics.show.access import Visitor
from metrics.show.filters import Row, Table
from metrics.show.link import Refused, to_query
from metrics.show.phrases import (
    say_choices,
    say_day,
    say_derived,
    say_measure,
    say_name,
    say_part,
    say_period,
    say_review,
    say_title,
    say_value,
)
from metrics.show.queries import to_query_after
from metrics.show.rows import hold_rows
from metrics.show.shown import Shown
from metrics.show.transforms import PLAIN
from metrics.show.view import UNLISTED, View, find_last_leaf, start_over
from metrics.show.words import codes, label, say, spoken

FOR_EDITORS = ("review", "intake")


def link_to(view: View, **choices: object) -> str:
    """The address of a view after a choice, in the language spoken, ready for an attribute."""
    return escape("?" + to_query_after(view, **{"lang": spoken(), **choices}))


def draw_masthead(view: View, day: date | None, visitor: Visitor) -> str:
    """The head of the page: its name, the newest issue, the pages open to this visitor; small on all but the front page."""
    items = "".join(
        f'<a href="{link_to(view, page=page)}"{current}>{label("page", page)}</a>'
        for page in codes("page")
        if page not in UNLISTED and (page not in FOR_EDITORS or visitor.why != "open")
        for current in (' aria-current="page"' if page == view.page else "",)
    )
    return (
        f'<header class="{"mast" if view.page == "home" else "mast inner"}">'
        f'<p class="mast-day">{say("newest_issue", day=say_day(day))}</p>'
        f'<h1><a href="{link_to(start_over(view))}">{say("name")}</a></h1><p class="mast-line">{say("motto")}</p>'
        f'<nav aria-label="{say("pages")}">{items}{draw_language(view)}</nav></header>'
    )


def draw_language(view: View) -> str:
    """The way to the other language, which loads the page anew; it also tells the frame which one is spoken now."""
    code, name = say("other_language_code"), say("other_language")
    language = f'data-language="{say("page_language")}" data-reload lang="{code}"'
    return f'<a class="language" href="{link_to(view, lang=code)}" {language}>{name}</a>'


def draw_refused(refused: Iterable[Refused]) -> str:
    """The notice that names every part of the link that was not followed."""
    items = [f"<li>{escape(say('refused_line', key=one.key, value=one.value[:60], reason=one.reason))}</li>" for one in refused]
    return f'<div class="notice" role="status"><p>{say("refused_notice", n=len(items))}</p><ul>{"".join(items)}</ul></div>'


TABLE = ("period", "indicator", "entity", "value", "derived", "status", "source")


def draw_rows(rows: Table, view: View) -> str:
    """One leaf of the table: the rows of the chart in the same order, each leading to its sentence."""
    absent = {"derived"} if view.derivation == PLAIN else set()
    absent |= set() if (rows["status"] != "actual").any() else {"status"}
    names = [name for name in TABLE if name not in absent]
    heads = "".join(f'<th scope="col" class="c-{name}">{say("head_" + name)}</th>' for name in names)
    body = "".join(draw_row(row, view, names) for row in hold_rows(rows))
    kind = " ".join(("rows figures", *(name for name in ("derived", "status") if name in names)))
    return f'<div class="scroll"><table class="{kind}"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>'


def draw_row(row: Row, view: View, names: Sequence[str]) -> str:
    """One row of the table; its cells are known by their place: naming each would cost the browser as much as all the rest."""
    part = say_part(row)
    measure = "" if row["measure"] == "level" else say_measure(row)
    detail = say("comma").join(piece for piece in (part, measure) if piece)
    status = "" if row["status"] == "actual" else label("status", row["status"])
    seen = say("sightings", n=row["n_sightings"]) if row["n_sightings"] > 1 else ""
    is_picked = row["obs_id"] == view.point
    link = link_to(view, point=row["obs_id"])
    cells = (
        ("period", escape(say_period(row))),
        (
            "indicator",
            escape(say_name(row)) + (f"<small>{escape(detail)}</small>" if detail else ""),
        ),
        ("entity", escape(row["entity"])),
        ("value", f"<b>{escape(say_value(row))}</b>{draw_review(row)}"),
        ("derived", "" if view.derivation == PLAIN else escape(say_derived(row, view.derivation))),
        ("status", status),
        ("source", f'<a href="{link}">{say("open_sentence", day=short_day(row["issue_date"]))}</a>{seen}'),
    )
    body = "".join(f"<td>{html}</td>" for name, html in cells if name in names)
    return f'<tr aria-selected="true" class="picked">{body}</tr>' if is_picked else f"<tr>{body}</tr>"


def draw_review(row: Row) -> str:
    """How far a figure is reviewed, where there is something to say: it is doubtful, or an editor has settled it."""
    if row["formula"]:
        return f"<small>{escape(say('note_implied', formula=row['formula']))}</small>"
    is_told = row["review_state"] or row["obs_status"] != "A"
    return f"<small>{escape(say_review(row))}</small>" if is_told else ""


def short_day(day: date | None) -> str:
    """A day as 2024-09-23, or that it is unknown."""
    return f"{day:%Y-%m-%d}" if pd.notna(day) else say("no_day")


def draw_leaves(count: int, view: View) -> str:
    """How many rows there are and the way to the other leaves."""
    last = find_last_leaf(count)
    if last == 1:
        return ""
    here = min(view.leaf, last)
    steps = [
        f'<a href="{link_to(view, leaf=leaf)}">{say(name)}</a>'
        for name, leaf in (("leaf_back", here - 1), ("leaf_on", here + 1))
        if 1 <= leaf <= last
    ]
    return f'<nav class="leaves" aria-label="{say("leaves")}">{say("leaf", leaf=here, last=last)} {" ".join(steps)}</nav>'


def draw_copy(text: str, name: str) -> str:
    """A field that can be selected by hand and a button that copies it."""
    return (
        f'<div class="copy"><label><span>{escape(name)}</span><input readonly value="{escape(text)}"></label>'
        f'<button type="button" data-copy="{escape(text)}" data-done="{say("copied")}">{say("copy")}</button></div>'
    )


def draw_facts(facts: Sequence[tuple[str, str]]) -> str:
    """A list of names and what they are; the values are HTML already."""
    items = "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in facts if value)
    return f'<dl class="facts">{items}</dl>'


def query_of(view: View) -> str:
    """The part of the address that holds the view, empty for the front page."""
    query = to_query(view)
    return f"?{query}" if query else ""


def draw_heading(title: str, line: str) -> str:
    """A section's title with one line under it."""
    return f'<div class="head"><h2>{escape(title)}</h2><p>{escape(line)}</p></div>'


def draw_result(shown: Shown, view: View, names: Mapping[str, str]) -> str:
    """The headline over the charts, how many figures there are and by which choices."""
    choices = say("semicolon").join(say_choices(view, names))
    clear = f' <a href="{link_to(start_over(view), page="browse")}">{say("clear")}</a>' if choices else ""
    count = say("result", n=len(shown), series=shown.count("series"), pages=shown.count("doc"))
    return (
        f'<div class="head result"><h2>{escape(say_title(view, shown.pairs("indicator_id", "indicator")))}</h2>'
        f'<p role="status">{count} {escape(choices)}{clear}</p></div>'
    )


def draw_about(indicator: Indicator | None) -> str:
    """What an indicator means, in which units and under which names it is printed."""
    if indicator is None:
        return ""
    pieces = [
        (say("definition"), indicator.definition),
        (say("units"), say("list_comma").join(indicator.units)),
        (say("aliases"), say("list_comma").join(indicator.aliases)),
    ]
    lines = "".join(f"<p><span>{name}：</span>{escape(text)}</p>" for name, text in pieces if text)
    return f'<div class="about">{lines}</div>'


def draw_note(*notes: str) -> str:
    """Small print; empty when there is nothing to say."""
    return f'<div class="note">{"".join(f"<p>{escape(note)}</p>" for note in notes)}</div>'


def draw_hint(text: str) -> str:
    """A line that says what to do next."""
    return f'<p class="hint">{escape(text)}</p>'


def draw_panel_close(view: View, row: Row) -> str:
    """The head of the panel of one figure: the figure in large type, and the way to close it."""
    close = f'<a href="{link_to(view, point="")}">{say("close")}</a>'
    return f'<div class="panel-top"><p class="big"><b>{escape(say_value(row))}</b></p>{close}</div>'


def draw_failures(failures: Sequence[str]) -> str:
    """What went wrong when pages were read; a space when nothing did."""
    items = "".join(f"<li>{escape(one)}</li>" for one in failures)
    return f'<ul class="notice">{items}</ul>' if items else "<span></span>"


def draw_foot(version: str, pages: int, figures: int, visitor: Visitor) -> str:
    """The last lines of every page: what it stands on, and what this visitor may do."""
    line = say("foot", version=version, pages=pages, figures=figures)
    return f'<footer class="foot"><p>{line}</p><p>{escape(say("foot_" + visitor.why, name=visitor.name))}</p></footer>'
