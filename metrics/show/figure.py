"""One observation in, its panel out: what it says, where it was printed, what was printed before and after, words to paste."""

from html import escape

import pandas as pd

from metrics.show.export import Edition
from metrics.show.filters import Ids, Row, Table, find_rows, list_rows, thaw
from metrics.show.issues import draw_calendar
from metrics.show.phrases import (
    say_citation,
    say_day,
    say_measure,
    say_name,
    say_part,
    say_period,
    say_review,
    say_sentence,
    say_series,
    say_value,
)
from metrics.show.pieces import draw_copy, draw_facts, link_to
from metrics.show.queries import to_query_after
from metrics.show.source import draw_excerpt, draw_page
from metrics.show.view import View, start_over
from metrics.show.words import label, say
from metrics.store import PageRow


def find_row(table: Table, obs_id: str) -> Row | None:
    """The observation of this id, if the table holds it."""
    place = Ids(table["obs_id"]).find(obs_id) if obs_id else -1
    return list_rows(thaw(table.iloc[[place]]))[0] if place >= 0 else None


def links_on_page(rows: Table, view: View) -> dict[str, str]:
    """For every observation of a page the address that opens it, everything else of the view kept."""
    return {obs: "?" + to_query_after(view, point=obs) for obs in rows["obs_id"]}


def draw_figure(table: Table, row: Row, view: View) -> str:
    """What the figure says and where it comes from."""
    page = link_to(view, page="source", point=row["obs_id"])
    start = start_over(view)
    indicator = link_to(start, page="indicator", indicator=(row["indicator_key"],))
    series = link_to(start, page="browse", series=(row["series_id"],))
    confidence = say("confidence", rule=escape(row["rule"]), percent=f"{row['confidence']:.0%}")
    facts = draw_facts(
        [
            (say("fact_indicator"), f'<a href="{indicator}">{escape(say_name(row))}</a>'),
            (say("fact_series"), f'<a href="{series}">{escape(say_series(row))}</a>'),
            (say("fact_part"), escape(say_part(row))),
            (say("fact_entity"), escape(row["entity"])),
            (say("fact_period"), escape(say_period(row))),
            (say("fact_measure"), escape(say_measure(row))),
            (say("fact_bound"), "" if row["bound"] == "=" else label("bound", row["bound"])),
            (say("fact_status"), label("status", row["status"])),
            (say("fact_article"), f"《{escape(row['article'] or say('no_title'))}》"),
            (say("fact_issue"), escape(f"{say_day(row['issue_date'])}（{row['issue_reason']}）")),
            (say("fact_rule"), confidence),
            (say("fact_review"), escape(say_review(row))),
            (say("fact_sightings"), draw_sightings(table, row, view)),
            (say("fact_conflicts"), draw_conflicts(table, row, view)),
            (say("fact_neighbours"), draw_neighbours(table, row, view)),
        ]
    ) + draw_calendar(table, row)
    whole = "" if view.page == "source" else f'<p class="more"><a href="{page}">{say("whole_page")}</a></p>'
    return facts + whole


def draw_sightings(table: Table, row: Row, view: View) -> str:
    """The other places that print the same figure."""
    same = find_rows(table, point=row["point"])
    found = "；".join(
        f'<a href="{link_to(view, point=one["obs_id"])}">{escape(say_day(one["issue_date"]))}'
        f"《{escape(one['article'] or say('no_title'))}》</a>"
        for one in list_rows(same[same["obs_id"] != row["obs_id"]])
    )
    return f"{found}<small>{say('shown_rule')}</small>" if found else ""


def draw_conflicts(table: Table, row: Row, view: View) -> str:
    """What else was printed of the same series and the same period, with the sentences; all of them stand on the chart."""
    same = find_rows(table, series_id=row["series_id"], is_sighting=False)
    for end in ("period_start", "period_end"):
        same = same[same[end].isna() if pd.isna(row[end]) else same[end] == row[end]]
    is_timeless: bool = pd.isna(row["period_start"]) and pd.isna(row["period_end"])
    others: list[Row] = [] if is_timeless else list_rows(same[same["point"] != row["point"]])
    found = "；".join(
        f'<a href="{link_to(view, point=one["obs_id"])}">{escape(say_value(one))}</a>'
        f"（{escape(say_day(one['issue_date']))}，“{escape(one['quote'])}”）"
        for one in others
    )
    return f"{found}<small>{say('conflict_rule')}</small>" if found else ""


def draw_neighbours(table: Table, row: Row, view: View) -> str:
    """The figures before and after in the same series."""
    series = find_rows(table, series_id=row["series_id"], is_sighting=False)
    series = series.assign(when=series["period_end"].fillna(series["period_start"])).dropna(subset="when").sort_values("when")
    when: pd.Timestamp = row["period_end"] if pd.notna(row["period_end"]) else row["period_start"]
    if pd.isna(when):
        return ""
    found = [
        ("earlier", series[series["when"] < when].tail(1)),
        ("later", series[series["when"] > when].head(1)),
    ]
    return "；".join(
        f'{say(name)} <a href="{link_to(view, point=one["obs_id"])}">{escape(say_period(one))} {escape(say_value(one))}</a>'
        for name, rows in found
        for one in list_rows(rows)
    )


def draw_words(row: Row, version: str, address: str) -> str:
    """The sentence and the citation, ready to be pasted."""
    link = Edition(version, address).link(row["obs_id"])
    sentence = say("sentence_link", sentence=say_sentence(row), link=link)
    return draw_copy(sentence, say("paste_sentence")) + draw_copy(say_citation(row, version, link), say("paste_citation"))


def region() -> str:
    """The attributes of printed text that may scroll: named, and reached by the keyboard even where it holds no link."""
    return f'lang="zh-CN" role="region" tabindex="0" aria-label="{say("printed_sentence")}"'


def draw_printed(text: str, table: Table, row: Row, view: View) -> str:
    """The printed lines around the figure."""
    rows = find_rows(table, sha256=row["sha256"], formula="")
    html = draw_excerpt(text, row, list_rows(rows), links_on_page(rows, view))
    return f'<div class="printed excerpt" {region()}>{html}</div>'


def draw_page_head(page: PageRow) -> str:
    """Name, day and extent of a page."""
    day = say_day(pd.Timestamp(page.issue_date)) if page.issue_date else say("no_day")
    facts = say("page_facts", reason=page.issue_reason, articles=page.articles, observations=page.observations)
    return f'<div class="page-head"><h2>{day}</h2><p>{escape(page.doc)}　{escape(facts)}</p></div>'


def draw_whole_page(text: str, rows: Table, row: Row | None, view: View) -> str:
    """The whole page as printed, every figure boxed."""
    html = draw_page(text, row, list_rows(rows), links_on_page(rows, view))
    return f'<div class="printed" {region()}>{html}</div>'
