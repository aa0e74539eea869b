"""The ledger in, its page as HTML out: what does not agree first, every number leading to its sentence."""

from collections.abc import Sequence
from html import escape

from metrics.checks.report import IMPLIED
from metrics.period_text import UNKNOWN
from metrics.show.filters import Row
from metrics.show.ledger import VERDICTS, Ledger, Line
from metrics.show.phrases import say_indicator, say_period
from metrics.show.pieces import draw_leaves, link_to
from metrics.show.view import View, find_leaf
from metrics.show.words import label, say


def draw_ledger(ledger: Ledger, view: View) -> str:
    """The counts of all, then one leaf: the failures as cards, then the rest as lists."""
    numbers = {verdict: ledger.count(verdict) for verdict in VERDICTS}
    compared = sum(number for verdict, number in numbers.items() if verdict != IMPLIED)
    counts = say("ledger_count", n=compared, **{verdict: numbers[verdict] for verdict in VERDICTS if verdict != IMPLIED})
    leaf = find_leaf(view, len(ledger))
    lines = list(ledger.lines(leaf.start, leaf.stop))
    sections = "".join(
        draw_section(verdict, [line for line in lines if line.verdict == verdict], number, view)
        for verdict, number in numbers.items()
    )
    return f'<p class="sum" role="status">{counts}</p>{sections}{draw_leaves(len(ledger), view)}'


def draw_section(verdict: str, lines: Sequence[Line], number: int, view: View) -> str:
    """The lines of this leaf that came out this way, under how many there are in all; what is implied is marked as such."""
    is_implied = verdict == IMPLIED
    name = say("implied_title") if is_implied else label("verdict", verdict)
    note = f'<p class="when">{say("implied_line")}</p>' if is_implied else ""
    items = "".join(draw_line(line, view) for line in lines)
    head = f"<h3>{name}<small>{number:,}</small></h3>{note}"
    return f'<section class="ledger {verdict}">{head}<ul>{items}</ul></section>' if lines else ""


def draw_line(line: Line, view: View) -> str:
    """One line: the sum itself, what it is about, how it came out, and where its numbers were printed."""
    first = line.rows[0]
    kind = label("implied" if line.verdict == IMPLIED else "check", line.kind)
    outcome = f"<p>{say(f'check_{line.reason}')}</p>" if line.reason else ""
    names = (say_indicator(first["indicator_key"], first["indicator"]), first["entity"], say_time(first))
    about = say("comma").join(escape(one) for one in names if one)
    return (
        f'<li><p class="kicker">{kind}</p><p class="formula">{escape(line.formula)}</p><p class="when">{about}</p>'
        f'{outcome}<p class="from">{draw_quotes(line.rows, view)}</p></li>'
    )


def draw_quotes(rows: Sequence[Row], view: View) -> str:
    """The sentences of a line, each leading to its page."""
    by_quote = {row["quote"]: row for row in reversed(rows)}
    links = (
        f'<a href="{link_to(view, page="source", point=row["obs_id"])}">{escape(quote)}</a>'
        for quote, row in reversed(by_quote.items())
    )
    return "　".join(links)


def say_time(row: Row) -> str:
    """The period of a figure; nothing when it has none."""
    return "" if row["period_text"] == UNKNOWN else say_period(row)
