"""The queue and the log of decisions in, pieces of the review pages as HTML out."""

from collections.abc import Sequence
from html import escape

from metrics.review.decisions import LogLine
from metrics.review.queue import REASONS, Queue
from metrics.show.access import Visitor
from metrics.show.filters import Row, list_rows, thaw
from metrics.show.phrases import say_name, say_part, say_period, say_value
from metrics.show.pieces import link_to, short_day
from metrics.show.view import View, find_leaf, start_over
from metrics.show.words import label, say
from metrics.store.records import BEIJING

QUEUE = ("reason", "indicator", "entity", "value", "effect", "source")
LOG = ("when", "who", "action", "figure", "change", "reason")


def draw_table(kind: str, heads: Sequence[str], body: str) -> str:
    """A table in the form of the desk."""
    cells = "".join(f'<th scope="col" class="c-{name}">{say(f"head_{kind}_{name}")}</th>' for name in heads)
    return f'<div class="scroll"><table class="rows {kind}"><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table></div>'


def draw_queue(queue: Queue, view: View) -> str:
    """One leaf of the queue, each figure leading to its evidence."""
    leaf = find_leaf(view, len(queue))
    rows = list_rows(thaw(queue.rows(leaf.start, leaf.stop)))
    return draw_table("queue", QUEUE, "".join(draw_waiting(row, view) for row in rows))


def draw_waiting(row: Row, view: View) -> str:
    """One figure of the queue: why it is here, what it says, why it matters."""
    part = say_part(row)
    cells = (
        escape(say_reasons(row)),
        escape(say_name(row)) + (f"<small>{escape(part)}</small>" if part else ""),
        f"{escape(row['entity'])}<small>{escape(say_period(row))}</small>",
        f"<b>{escape(say_value(row))}</b>",
        escape(say_effect(row)),
        f'<a href="{link_to(view, point=row["obs_id"])}">{say("review_open", day=short_day(row["issue_date"]))}</a>',
    )
    return "<tr>" + "".join(f'<td class="c-{name}">{cell}</td>' for name, cell in zip(QUEUE, cells, strict=True)) + "</tr>"


def say_reasons(row: Row) -> str:
    """Why a figure is in the queue, in words."""
    known = {reason.code for reason in REASONS}
    codes = [code for code in str(row["reasons"]).split(",") if code in known]
    names = [label("review_reason", code) for code in codes]
    return say("semicolon").join(names)


def say_effect(row: Row) -> str:
    """Why a wrong figure would matter here."""
    kinds = (
        (row["is_shown"], say("effect_shown")),
        (row["tier"] == "core", label("tier", "core")),
        (row["n_sightings"] > 1, say("effect_sightings", n=row["n_sightings"])),
    )
    return say("semicolon").join(text for holds, text in kinds if holds)


def draw_log(lines: Sequence[LogLine], view: View, is_editor: bool) -> str:
    """One leaf of the log, newest first: who changed what from what to what, when and why."""
    newest = list(reversed(lines))
    body = "".join(draw_line(line, view, is_editor) for line in newest[find_leaf(view, len(newest))])
    return draw_table("log", LOG, body)


def draw_line(line: LogLine, view: View, is_editor: bool) -> str:
    """One line of the log."""
    when = line.made.astimezone(BEIJING)
    undoes = f" <small>{say('log_undoes', edition=line.undoes)}</small>" if line.undoes else ""
    figure = link_to(view, page="source", point=line.obs_id)
    cells = (
        f"{when:%Y-%m-%d %H:%M}<small>{say('log_edition', edition=line.edition)}</small>",
        escape(name_of(line, is_editor)),
        label("action", line.action) + undoes,
        f'<a href="{figure}">{escape(say_named(line))}</a>',
        draw_change(line),
        escape(line.reason),
    )
    return "<tr>" + "".join(f'<td class="c-{name}">{cell}</td>' for name, cell in zip(LOG, cells, strict=True)) + "</tr>"


def draw_change(line: LogLine) -> str:
    """What was changed from what to what; empty when nothing was."""
    if not (line.previous or line.value):
        return ""
    name = f"{label('datum', line.field)} " if line.field else ""
    old, new = (escape(text or say("nothing")) for text in (line.previous, line.value))
    return f"{escape(name)}<del>{old}</del> → <ins>{new}</ins>"


def name_of(line: LogLine, is_editor: bool) -> str:
    """Who decided: by whole name for editors, without the rest of an e-mail address for everybody else."""
    return line.who if is_editor else line.who.partition("@")[0]


def say_named(line: LogLine) -> str:
    """The figure a line is about, as it was named then."""
    row = line.before or line.reading or {}
    return say("comma").join(str(row[name]) for name in ("entity", "indicator") if row.get(name))


def draw_notice(text: str, role: str = "status") -> str:
    """A notice that is read out."""
    return f'<div class="notice" role="{role}"><p>{escape(text)}</p></div>'


def draw_way_in(row: Row, view: View, visitor: Visitor) -> str:
    """For editors, the way from a figure to its review."""
    link = link_to(start_over(view), page="review", point=row["obs_id"], version="")
    return f'<p class="more"><a href="{link}">{say("review_this")}</a></p>' if visitor.is_editor else ""
