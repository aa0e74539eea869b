"""The ledger in, its page as HTML out: what does not agree first, every number leading to its sentence."""

from collections.abc import Sequence
from html import escape

from metrics.checks.checks import Check, Implied
from metrics.checks.figures import Figure
from metrics.period_text import UNKNOWN, to_period_text
from metrics.show.english_periods import to_english_period
from metrics.show.ledger import Ledger
from metrics.show.phrases import say_indicator
from metrics.show.pieces import draw_note, link_to
from metrics.show.view import View
from metrics.show.words import is_chinese, label, say

VERDICTS = ("fail", "pass", "open")


def draw_ledger(ledger: Ledger, view: View) -> str:
    """The counts, the failures as cards, then the rest as lists."""
    counts = say("ledger_count", n=len(ledger.checks), **{verdict: ledger.count(verdict) for verdict in VERDICTS})
    left_out = draw_note(say("ledger_left_out", n=ledger.left_out)) if ledger.left_out else ""
    sections = "".join(draw_verdict(verdict, ledger, view) for verdict in VERDICTS)
    return f'<p class="sum" role="status">{counts}</p>{left_out}{sections}{draw_implied(ledger.implied, view)}'


def draw_verdict(verdict: str, ledger: Ledger, view: View) -> str:
    """The comparisons that came out this way."""
    found = [check for check in ledger.checks if check.verdict == verdict]
    items = "".join(draw_check(check, view) for check in found)
    head = f"<h3>{label('verdict', verdict)}<small>{len(found)}</small></h3>"
    return f'<section class="ledger {verdict}">{head}<ul>{items}</ul></section>' if found else ""


def draw_check(check: Check, view: View) -> str:
    """One comparison: the sum itself, what it is about, how it came out, and where its numbers were printed."""
    return _draw_line(check.formula, label("check", check.kind), say(f"check_{check.reason}"), check.figures, view)


def draw_implied(implied: Sequence[Implied], view: View) -> str:
    """Figures nobody printed that follow from printed ones, marked as such."""
    items = "".join(_draw_line(one.formula, label("implied", one.kind), "", one.figures, view) for one in implied)
    head = f'<h3>{say("implied_title")}<small>{len(implied)}</small></h3><p class="when">{say("implied_line")}</p>'
    return f'<section class="ledger implied">{head}<ul>{items}</ul></section>' if implied else ""


def _draw_line(formula: str, kind: str, outcome: str, figures: Sequence[Figure], view: View) -> str:
    first = figures[0]
    about = say("comma").join(
        escape(one) for one in (say_indicator(first.key, first.indicator), first.entity, _say_period(first)) if one
    )
    return (
        f'<li><p class="kicker">{kind}</p><p class="formula">{escape(formula)}</p><p class="when">{about}</p>'
        + (f"<p>{outcome}</p>" if outcome else "")
        + f'<p class="from">{_draw_quotes(figures, view)}</p></li>'
    )


def _draw_quotes(figures: Sequence[Figure], view: View) -> str:
    by_quote = {figure.quote: figure for figure in reversed(figures)}
    links = (
        f'<a href="{link_to(view, page="source", point=figure.obs_id)}">{escape(quote)}</a>'
        for quote, figure in reversed(by_quote.items())
    )
    return "　".join(links)


def _say_period(figure: Figure) -> str:
    ends = figure.period_start, figure.period_end
    text = to_period_text(*ends) if is_chinese() else to_english_period(*ends)
    return "" if text == UNKNOWN else text
