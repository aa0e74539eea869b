"""Pages, observations and skipped numbers in, an account of every page out: what was read, what was passed over and why."""

from collections.abc import Callable
from html import escape

import pandas as pd

from metrics.show.filters import Table, find_places
from metrics.show.phrases import say_day
from metrics.show.pieces import draw_note, link_to
from metrics.show.texts import take
from metrics.show.view import View, find_leaf, start_over
from metrics.show.words import label, say
from metrics.store import PageRow

SAMPLES = 6


def count_figures(rows: Table) -> int:
    """How many numbers of a page became observations; several readings of one number count once."""
    return len(rows[["start", "end"]].drop_duplicates())


def draw_account(pages: tuple[PageRow, ...], table: Table, read_skipped: Callable[[str], Table], view: View) -> str:
    """A leaf of the pages, each with its figures and what was passed over."""
    start = start_over(view)
    accounts = "".join(
        draw_page_account(
            page,
            take(table, find_places(table, sha256=page.sha256), ("start", "end", "tier")),
            read_skipped(page.sha256),
            start,
        )
        for page in pages[find_leaf(view, len(pages))]
    )
    return accounts or draw_note(say("nothing_printed"))


def draw_page_account(page: PageRow, rows: Table, skipped: Table, start: View) -> str:
    """The account of one page: numbers on it = figures + passed over, by reason, with examples."""
    figures = count_figures(rows)
    browse = link_to(start, page="browse", doc=(page.doc,))
    source = link_to(start, page="source", doc=(page.doc,))
    day = say_day(pd.Timestamp(page.issue_date)) if page.issue_date else say("no_day")
    core = int((rows["tier"] == "core").sum())
    reasons = "".join(draw_reason(str(reason), group) for reason, group in sorted_reasons(skipped))
    return (
        f'<article class="account"><h3>{day}<small>{escape(page.doc)}</small></h3>'
        f'<p class="when">{say("issued", reason=escape(page.issue_reason))}</p>'
        f'<p class="sum">{say("account", all=figures + len(skipped), figures=figures, skipped=len(skipped))}</p>'
        f'<p class="when">{say("account_more", articles=page.articles, observations=len(rows), core=core)}</p>'
        f'<table class="reasons"><caption>{say("reasons")}</caption><thead><tr><th scope="col">{say("reason")}</th>'
        f'<th scope="col" class="n">{say("count")}</th><th scope="col">{say("examples")}</th></tr></thead>'
        f"<tbody>{reasons}</tbody></table>"
        f'<p class="more"><a href="{source}">{say("see_page")}</a>　'
        f'<a href="{browse}">{say("see_figures", n=len(rows))}</a></p>'
        "</article>"
    )


def sorted_reasons(skipped: Table) -> list[tuple[str, Table]]:
    """The skipped numbers by reason, most frequent first."""
    groups = [(str(reason), group) for reason, group in skipped.groupby("reason")]
    return sorted(groups, key=lambda pair: (-len(pair[1]), pair[0]))


def draw_reason(reason: str, group: Table) -> str:
    """One reason with its count and the first numbers it took."""
    samples = "　".join(escape("".join(str(text).split())) for text in group["text"].drop_duplicates().head(SAMPLES))
    name = escape(label("skipped", reason))
    return f'<tr><th scope="row">{name}</th><td class="n">{len(group)}</td><td>{samples}</td></tr>'
