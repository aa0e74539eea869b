"""The observation table in, the front page out: the latest figure of every main indicator, and what the newest issues added."""

from collections.abc import Iterator
from html import escape

import numpy as np
import pandas as pd

from metrics.show.filters import TOLD, Row, Table, find_places, list_rows
from metrics.show.matches import match_values
from metrics.show.memo import memo_of
from metrics.show.phrases import say_claim, say_day, say_measure, say_name, say_period, say_value
from metrics.show.pieces import draw_note, link_to, short_day
from metrics.show.prepared import labels_of
from metrics.show.texts import take
from metrics.show.view import View, start_over
from metrics.show.words import label, say

FEW_CARDS = 12
MOST_ISSUES = 6
ISSUE_FIGURES = 5
ORDERED = ["indicator_id", "indicator", "measure", "point", "period_end", "doc", "start"]
RANKS = ("level", "growth", "share", "completion")


def find_latest(table: Table, indicators: frozenset[str]) -> Table:
    """For each of these indicators its latest actual figure: totals before parts, levels before growth, newest period first."""
    chosen = {"status": ("actual",), "part": ("total",), "measure": RANKS, "indicator_id": indicators}
    mask = ~table["is_sighting"].to_numpy() & table["period_end"].notna().to_numpy()
    for column, values in chosen.items():
        mask &= match_values(column)(table, values)
    main = table[ORDERED].iloc[np.flatnonzero(mask)]
    ranks = main["measure"].astype("str").map(RANKS.index)
    depths = main.groupby("indicator_id", observed=True)["point"].transform("nunique")
    main = main.assign(rank=ranks, depth=depths, place=np.flatnonzero(mask))
    ordered = main.sort_values(["period_end", "rank", "doc", "start"], ascending=[False, True, True, True], kind="stable")
    latest = ordered.drop_duplicates("indicator_id")
    latest = latest.sort_values(["depth", "period_end", "indicator"], ascending=[False, False, True], kind="stable")
    return take(table, latest["place"].to_numpy(), TOLD)


def find_companions(table: Table, row: Row) -> list[Row]:
    """What was printed of the same indicator, entity and period beside the figure on the card: its growth, its share."""
    known = {name: row[name] for name in ("indicator_id", "entity", "period_text")}
    same = take(table, find_places(table, **known, part="total", status="actual"), TOLD)
    same = same[same["measure"] != row["measure"]]
    return [dict(one) for one in list_rows(same.drop_duplicates("point_id").head(2))]


def draw_cards(table: Table, indicators: frozenset[str], view: View) -> str:
    """The newest figures as cards: the main indicators, then other catalogued ones while there is room."""
    cards = memo_of(table).get(("cards", indicators), lambda: find_cards(table, indicators))
    return f'<div class="cards">{"".join(draw_card(row, beside, start_over(view)) for row, beside in cards)}</div>'


def find_cards(table: Table, indicators: frozenset[str]) -> list[tuple[Row, list[Row]]]:
    """The figure of every card and what stands beside it."""
    cards = list_rows(find_latest(table, indicators))
    if len(cards) < FEW_CARDS:
        others = find_latest(table, frozenset(labels_of(table, "indicator_id").categories) - indicators - {""})
        cards += list_rows(others.head(FEW_CARDS - len(cards)))
    return [(row, find_companions(table, row)) for row in cards]


def draw_card(row: Row, companions: list[Row], start: View) -> str:
    """One indicator: its latest figure with period, entity and the issue that printed it."""
    browse = link_to(start, page="browse", indicator=(row["indicator_key"],))
    topic = link_to(start, page="browse", topic=(row["topic"],))
    sentence = link_to(start, page="source", point=row["obs_id"])
    beside = say("comma").join(escape(say_claim(one).removeprefix(say("is"))) for one in companions)
    measure = f'<span class="how">{escape(say_measure(row))}</span> ' if row["measure"] != "level" else ""
    return (
        f'<article class="card"><p class="kicker"><a href="{topic}">{escape(label("topic", row["topic"]))}</a></p>'
        f'<h3><a href="{browse}">{escape(say_name(row))}</a></h3>'
        f'<p class="big">{measure}{draw_big(row)}</p>'
        f'<p class="when">{escape(say_period(row))}{say("comma")}{escape(row["entity"])}</p>'
        + (f'<p class="beside">{beside}</p>' if beside else "")
        + f'<p class="from"><a href="{sentence}">{say("open_sentence", day=short_day(row["issue_date"]))}</a></p></article>'
    )


def draw_big(row: Row) -> str:
    """The figure in large type with its unit in small."""
    value, unit = say_value(row), str(row["unit"])
    number = value.removesuffix(unit).rstrip() if unit else value
    return f"<b>{escape(number)}</b><span>{escape(unit)}</span>" if unit else f"<b>{escape(value)}</b>"


def draw_issues(table: Table, view: View) -> str:
    """The newest issues held, newest first, each with its articles and the figures they brought."""
    issues = memo_of(table).get("issues", lambda: list(newest_issues(table)))
    return "".join(draw_issue(doc, rows, start_over(view)) for doc, rows in issues) or draw_note(say("nothing_printed"))


def newest_issues(table: Table) -> Iterator[tuple[str, Table]]:
    """The pages by their day, newest first; pages without a day come last."""
    days = table.groupby("doc", observed=True)["issue_date"].max().reset_index()
    days = days.sort_values(["issue_date", "doc"], ascending=[False, True], na_position="last").head(MOST_ISSUES)
    for doc in days["doc"]:
        yield str(doc), take(table, find_places(table, doc=doc), TOLD)


def draw_issue(doc: str, rows: Table, start: View) -> str:
    """One page: day, articles, a few of its main figures."""
    day = rows["issue_date"].iloc[0]
    core = rows[(rows["tier"] == "core") & ~rows["is_sighting"] & (rows["part"] == "total")]
    known = core.assign(is_known=core["indicator_id"] != "").sort_values(["is_known", "start"], ascending=[False, True])
    picked = list_rows(known.drop_duplicates("indicator_key").head(ISSUE_FIGURES))
    items = "".join(
        f'<li><a href="{link_to(start, page="source", point=row["obs_id"])}">{escape(say_name(row))}</a>'
        f" <b>{escape(say_measure(row) if row['measure'] != 'level' else '')} {escape(say_value(row))}</b></li>"
        for row in picked
    )
    titles = [title for title in dict.fromkeys(rows["article"]) if title]
    heads = "　".join(escape(f"《{title}》") for title in titles[:3]) + (
        say("and_more", n=len(titles)) if len(titles) > 3 else ""
    )
    browse = link_to(start, page="browse", doc=(doc,))
    name = say_day(day) if pd.notna(day) else say("no_day")
    return (
        f'<article class="issue"><h3>{name}</h3><p class="heads">{heads}</p><ul>{items}</ul>'
        f'<p class="more"><a href="{browse}">{say("issue_more", n=rows["point_id"].nunique())}</a></p></article>'
    )
