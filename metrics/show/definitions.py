"""The catalogue and the observation table in, the pages of indicators out: the tree by topic, and one indicator in full."""

from collections.abc import Mapping
from html import escape

import pandas as pd

from metrics.catalogue.indicators import INDICATORS, Indicator
from metrics.show.filters import Row, Table, find_figures, list_rows
from metrics.show.phrases import say_day, say_indicator, say_period, say_series, say_value
from metrics.show.pieces import draw_facts, draw_review, link_to, short_day
from metrics.show.view import View, start_over
from metrics.show.words import is_chinese, label, say

MOST_LINES = 60
CURRENT = ' aria-current="true"'


def draw_tree(table: Table, view: View) -> str:
    """All catalogued indicators that have been printed, by topic, each with its definition and how often it was printed."""
    counts = count_figures(table)
    printed = [one for one in INDICATORS if one.id in counts and (not view.topic or one.topic in view.topic)]
    topics = list(dict.fromkeys(one.topic for one in INDICATORS if one.id in counts))
    sections = "".join(
        draw_topic(topic, [one for one in printed if one.topic == topic], counts, view)
        for topic in topics
        if not view.topic or topic in view.topic
    )
    silent = len(INDICATORS) - sum(one.id in counts for one in INDICATORS)
    rest = sum(number for key, number in counts.items() if key == "")
    browse = link_to(start_over(view), page="browse", topic=("other",))
    note = say("tree_rest", silent=silent, link=f'<a href="{browse}">{say("tree_other", n=rest)}</a>')
    return f'{draw_topics(topics, view)}{sections}<p class="when">{note}</p>'


def count_figures(table: Table) -> Mapping[str, int]:
    """How many figures each catalogued indicator has; those without one are counted under an empty id."""
    rows = table.iloc[find_figures(table, View())]
    counts = rows["indicator_id"].value_counts()
    return {str(key): int(number) for key, number in counts.items() if number}


def draw_topics(topics: list[str], view: View) -> str:
    """The topics as links: one of them, or all."""
    start = start_over(view)
    items = [(say("all_topics"), (), not view.topic), *((label("topic", one), (one,), view.topic == (one,)) for one in topics)]
    links = "".join(
        f'<a href="{link_to(start, page="indicator", topic=chosen)}"{CURRENT if is_on else ""}>{escape(name)}</a>'
        for name, chosen, is_on in items
    )
    return f'<div class="shape"><div class="group" role="group" aria-label="{label("field", "topic")}">{links}</div></div>'


def draw_topic(topic: str, indicators: list[Indicator], counts: Mapping[str, int], view: View) -> str:
    """One topic of the tree."""
    start = start_over(view)
    items = "".join(
        f'<dt><a href="{link_to(start, page="indicator", indicator=(one.id,))}">{escape(say_indicator(one.id, one.name))}</a>'
        f' <small>{say("n_figures", n=counts[one.id])}</small></dt><dd lang="zh-CN">{escape(one.definition)}</dd>'
        for one in sorted(indicators, key=lambda one: -counts[one.id])
    )
    return f'<section class="topic"><h3>{escape(label("topic", topic))}</h3><dl class="tree">{items}</dl></section>'


def draw_indicator(indicator: Indicator | None, rows: Table, view: View) -> str:
    """What an indicator is: definition, unit, aliases, kind, topic, and when, where and how often it was printed."""
    days = pd.concat([rows["period_start"], rows["period_end"]]).dropna()
    span = say("span", first=say_day(days.min()), last=say_day(days.max())) if len(days) else ""
    numbers = {name: rows[column].nunique() for name, column in COUNTED.items()}
    browse = f'<a href="{link_to(view, page="browse")}">{say("browse_indicator")}</a>'
    known = list_definition(indicator, view) if indicator else [(say("definition"), say("uncatalogued"))]
    counts = f"{say('indicator_counts', n=len(rows), **numbers)} {browse}"
    facts = [*known, (say("printed_span"), escape(span)), (say("printed_often"), counts)]
    name = say_indicator(view.indicator[0], str(rows["indicator"].iloc[0]) if len(rows) else view.indicator[0])
    other = f'<p lang="en">{escape(indicator.name_en)}</p>' if indicator and is_chinese() else ""
    return f'<div class="head"><h2>{escape(name)}</h2>{other}</div>{draw_facts(facts)}'


COUNTED = {"series": "series_id", "places": "entity", "pages": "doc"}


def list_definition(indicator: Indicator, view: View) -> list[tuple[str, str]]:
    """What the catalogue tells of an indicator, in Chinese as it is catalogued."""
    topic = link_to(start_over(view), page="indicator", topic=(indicator.topic,))
    return [
        (say("definition"), f'<span lang="zh-CN">{escape(indicator.definition)}</span>'),
        (say("units"), escape(say("list_comma").join(indicator.units))),
        (say("aliases"), f'<span lang="zh-CN">{escape(say("list_comma").join(indicator.aliases))}</span>'),
        (say("kind"), label("time_span", indicator.time_span)),
        (say("topic"), f'<a href="{topic}">{escape(label("topic", indicator.topic))}</a>'),
    ]


def draw_series(rows: Table, view: View) -> str:
    """All series of the indicator: how often each was printed, and its latest figure."""
    ends = rows.assign(when=rows["period_end"].fillna(rows["period_start"])).sort_values("when", na_position="first")
    latest = ends.drop_duplicates("series_id", keep="last").iloc[::-1]
    counts = rows["series_id"].value_counts()
    body = "".join(draw_line(row, int(counts[row["series_id"]]), view) for row in list_rows(latest.head(MOST_LINES)))
    heads = "".join(f'<th scope="col"{kind}>{say(name)}</th>' for name, kind in SERIES_HEADS)
    table = f'<table class="reasons series"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'
    more = f'<p class="when">{say("series_more", n=len(latest) - MOST_LINES)}</p>' if len(latest) > MOST_LINES else ""
    return draw_section("all_series", f'<div class="scroll">{table}</div>{more}')


def draw_line(row: Row, count: int, view: View) -> str:
    """One series: its name leads to all of it, its latest figure to the sentence."""
    choices = {"with_implied": view.with_implied} if row["formula"] else {}
    series = link_to(start_over(view), page="browse", series=(row["series_id"],), **choices)
    value = f'<a href="{link_to(view, point=row["obs_id"])}">{escape(say_value(row))}</a>{draw_review(row)}'
    return (
        f'<tr><th scope="row"><a href="{series}">{escape(say_series(row))}</a></th><td class="n">{count}</td>'
        f"<td>{escape(say_period(row))}</td>"
        f'<td class="c-value">{value}</td></tr>'
    )


SERIES_HEADS = (("head_series", ""), ("head_times", ' class="n"'), ("head_latest", ""), ("head_value", ' class="c-value"'))


def draw_prints(rows: Table, view: View) -> str:
    """Where the indicator was printed: every issue with its articles, newest first."""
    pages = rows.sort_values(["issue_date", "start"], ascending=[False, True], na_position="last")
    items = "".join(draw_print(page, view) for _, page in list(pages.groupby("doc", sort=False))[:MOST_LINES])
    return draw_section("where_printed", f'<ul class="prints">{items}</ul>')


def draw_print(page: Table, view: View) -> str:
    """One page that printed the indicator."""
    first = list_rows(page.head(1))[0]
    titles = say("list_comma").join(f"《{title}》" for title in dict.fromkeys(page["article"]) if title)
    link = link_to(start_over(view), page="source", point=first["obs_id"])
    return (
        f'<li><a href="{link}">{short_day(first["issue_date"])}</a> <span lang="zh-CN">{escape(titles)}</span>'
        f" <small>{say('n_figures', n=len(page))}</small></li>"
    )


def draw_section(title: str, html: str) -> str:
    """A part of the page under its own headline."""
    return f'<section class="part"><h3>{say(title)}</h3>{html}</section>'
