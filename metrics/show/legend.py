"""Panels in, what stands over them out: name, measure and unit, the series, and what the kinds of marks mean."""

from collections.abc import Sequence
from html import escape

import pandas as pd

from metrics.show.charts import is_bars
from metrics.show.filters import Table, list_rows
from metrics.show.looks import Look
from metrics.show.panels import Panel
from metrics.show.phrases import say_measure, say_period
from metrics.show.pieces import link_to
from metrics.show.transforms import PLAIN
from metrics.show.view import View
from metrics.show.words import label, say


def draw_legend(panel: Panel, view: View) -> str:
    """The series of a panel, each a link that sets it off; a single one needs no legend."""
    keys = "".join(draw_key(series, look, view) for series, look in panel.looks.items())
    return f'<ul class="legend">{keys}</ul>' if len(panel.looks) > 1 else ""


def draw_kinds(panels: Sequence[Panel], view: View) -> str:
    """What the kinds of marks mean that really occur in the charts below."""
    timelines = [panel.rows for panel in panels if not is_bars(panel, view)]
    if not timelines:
        return ""
    rows, is_plain = pd.concat(timelines), view.transform == PLAIN
    spans = (rows["period_end"] - rows["period_start"]).dt.days > 0
    kinds = [
        ("key_derived", not is_plain),
        ("key_implied", rows["formula"].ne("").any()),
        *((f"key_{status}", (rows["status"] == status).any()) for status in ("target", "planned", "rule")),
        ("key_span", (spans | (rows["period_end"].isna() & rows["period_start"].notna())).any()),
        ("key_unreviewed", rows["obs_status"].eq("V").any()),
        ("key_more", is_plain and rows["bound"].isin([">", ">="]).any()),
        ("key_less", is_plain and rows["bound"].eq("<").any()),
        ("key_about", is_plain and rows["bound"].eq("~").any()),
    ]
    notes = "".join(f"<li>{say(name)}</li>" for name, occurs in kinds if occurs)
    return f'<ul class="legend kinds" aria-label="{say("legend")}">{notes}</ul>' if notes else ""


def draw_key(series: str, look: Look, view: View) -> str:
    """One series of a legend: its mark, its name, and the link that highlights it or lets it go."""
    is_lit = series == view.highlight
    link, current = link_to(view, highlight="" if is_lit else series), ' aria-current="true"' if is_lit else ""
    mark = f'<span aria-hidden="true" style="color:{look.colour}">{look.glyph}</span>'
    return f'<li><a href="{link}"{current}>{mark}{escape(look.name)}</a></li>'


def draw_panel_head(panel: Panel, view: View) -> str:
    """Name, entity and unit over a panel, then its legend."""
    return draw_title(panel, view) + ("" if is_bars(panel, view) else draw_legend(panel, view))


def draw_title(panel: Panel, view: View) -> str:
    """Name, entity and unit over a panel."""
    first = list_rows(panel.rows.head(1))[0]
    facts = [
        first["entity"] if panel.rows["entity"].nunique() == 1 else "",
        say_period(first) if is_bars(panel, view) else "",
        name_measure(panel.rows),
        say("unit", unit=panel.unit) if panel.unit else "",
    ]
    line = say("comma").join(escape(fact) for fact in facts if fact)
    how = label("transform", view.transform)
    title = panel.title if view.transform == PLAIN else say("derived_title", name=panel.title, how=how)
    return f'<div class="panel-head"><h3>{escape(title)}</h3><p>{line}</p></div>'


def name_measure(rows: Table) -> str:
    """How all figures of a panel measure, if they do alike and not plainly: 同比增幅."""
    said = dict.fromkeys(say_measure(row) for row in list_rows(rows[["measure", "basis", "base"]].drop_duplicates()))
    alike = next(iter(said)) if len(said) == 1 else label("measure", rows["measure"].iloc[0])
    return "" if rows["measure"].iloc[0] == "level" else alike
