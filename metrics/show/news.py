"""Editions and the observation table in, what is new out: what each issue added, and what each of our readings did."""

from collections.abc import Iterable, Mapping
from html import escape

import numpy as np

from metrics.show.filters import TOLD, Row, Table, find_places, list_rows
from metrics.show.memo import memo_of
from metrics.show.phrases import say_day, say_measure, say_name, say_part, say_period, say_value
from metrics.show.pieces import draw_note, link_to
from metrics.show.texts import take
from metrics.show.view import View, start_over
from metrics.show.words import label, say
from metrics.store import Edition

ISSUES_A_LEAF = 8
MOST_FIGURES = 8
MOST_EDITIONS = 30


def list_issues(table: Table) -> list[str]:
    """The pages by their day, newest first; pages without a day come last."""
    days = table.groupby("doc", observed=True)["issue_date"].max().reset_index()
    days = days.sort_values(["issue_date", "doc"], ascending=[False, True], na_position="last")
    return [str(doc) for doc in days["doc"]]


def draw_news(table: Table, view: View) -> str:
    """One leaf of the issues, newest first."""
    docs = memo_of(table).get("days of issues", lambda: list_issues(table))
    last = max(1, -(-len(docs) // ISSUES_A_LEAF))
    leaf = min(view.leaf, last)
    shown = docs[(leaf - 1) * ISSUES_A_LEAF : leaf * ISSUES_A_LEAF]
    issues = "".join(draw_issue(table, doc, view) for doc in shown)
    return f"{issues}{draw_steps(leaf, last, view)}" or draw_note(say("nothing_printed"))


def draw_steps(leaf: int, last: int, view: View) -> str:
    """The way to newer and older issues."""
    steps = [
        f'<a href="{link_to(view, leaf=to)}">{say(name)}</a>'
        for name, to in (("newer_issues", leaf - 1), ("older_issues", leaf + 1))
        if 1 <= to <= last
    ]
    told = f"{say('leaf', leaf=leaf, last=last)} {' '.join(steps)}"
    return f'<nav class="leaves" aria-label="{say("leaves")}">{told}</nav>' if steps else ""


def draw_issue(table: Table, doc: str, view: View) -> str:
    """One issue: how many figures are new, how many were known, and its main figures, each beside the one before it."""
    rows = take(table, find_places(table, doc=doc), TOLD)
    day = rows["issue_date"].iloc[0]
    figures = rows.drop_duplicates("point_id")
    is_known = figures["first_printed"] < day
    start = start_over(view)
    core = figures[(figures["tier"] == "core") & (figures["part"] == "total")]
    core = core.assign(is_known=core["indicator_id"] != "").sort_values(["is_known", "start"], ascending=[False, True])
    picked = core.drop_duplicates(["indicator_key", "entity"]).head(MOST_FIGURES)
    before = find_before(table, picked)
    items = "".join(draw_figure(row, before.get(row["obs_id"]), start) for row in list_rows(picked))
    titles = [title for title in dict.fromkeys(rows["article"]) if title]
    heads = "　".join(escape(f"《{title}》") for title in titles[:4])
    heads += say("and_articles", n=len(titles)) if len(titles) > 4 else ""
    counts = say("issue_counts", new=int((~is_known).sum()), known=int(is_known.sum()))
    browse = link_to(start, page="browse", doc=(doc,), order="page")
    return (
        f'<article class="issue"><h3>{escape(say_day(day))}</h3><p class="heads" lang="zh-CN">{heads}</p>'
        f'<p class="when">{counts}</p><ul>{items}</ul>'
        f'<p class="more"><a href="{browse}">{say("issue_more", n=len(figures))}</a></p></article>'
    )


def find_before(table: Table, rows: Table) -> Mapping[str, Row]:
    """For each of these figures the latest one of its series that ended before it."""
    numbers, ends = table["series"].to_numpy(), table["period_end"].to_numpy()
    mask = np.isin(numbers, rows["series"].unique()) & ~table["is_sighting"].to_numpy() & ~np.isnat(ends)
    places = np.flatnonzero(mask)
    found: dict[str, int] = {}
    for obs, number, end in zip(rows["obs_id"], rows["series"], rows["period_end"].to_numpy(), strict=True):
        earlier = places[(numbers[places] == number) & (ends[places] < end)]  # never of a figure without an end
        if len(earlier):
            found[str(obs)] = int(earlier[np.argsort(ends[earlier], kind="stable")[-1]])
    told = list_rows(take(table, np.array([*found.values()], dtype=np.intp), TOLD))
    return dict(zip(found, told, strict=True))


def draw_figure(row: Row, before: Row | None, start: View) -> str:
    """One figure of an issue, and the one before it in its series."""
    measure = f"{say_measure(row)} " if row["measure"] != "level" else ""
    part = say("part_of", part=say_part(row)) if row["dims"] else ""
    known = say("known_before", value=say_value(before), period=say_period(before)) if before else ""
    link = link_to(start, page="source", point=row["obs_id"])
    return (
        f'<li><span><a href="{link}">{escape(say_name(row))}{escape(part)}</a> <small>{escape(row["entity"])}{say("comma")}'
        f"{escape(say_period(row))}</small></span><span><b>{escape(measure + say_value(row))}</b>"
        + (f"<small>{escape(known)}</small>" if known else "")
        + "</span></li>"
    )


def draw_editions(editions: Iterable[Edition], table: Table) -> str:
    """Every reading of ours, newest first: when, why, how many of its rows are still shown, and the way to it."""
    added = table["added"].value_counts()
    shown = sorted(editions, key=lambda edition: -edition.number)[:MOST_EDITIONS]
    body = "".join(
        f'<tr><th scope="row"><a href="{link_to(View(), page="new", version=one.version)}">{one.version}</a></th>'
        f'<td>{label("reason", one.reason)}</td><td class="n">{int(added.get(one.number, 0))}</td>'
        f"<td>{escape(one.note)}</td></tr>"
        for one in shown
    )
    heads = "".join(f'<th scope="col"{kind}>{say(name)}</th>' for name, kind in HEADS)
    return f'<div class="scroll"><table class="reasons"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>'


HEADS = (("head_edition", ""), ("head_reason", ""), ("head_added", ' class="n"'), ("head_note", ""))
