"""Panels in, what stands over them out: name, measure and unit, the series, and what the kinds of marks mean."""

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape

import numpy as np

from metrics.show.charts import INK, is_bars
from metrics.show.filters import Row, Table
from metrics.show.looks import Look
from metrics.show.memo import memo_of
from metrics.show.merges import say_how
from metrics.show.panels import Panel
from metrics.show.phrases import say_measure, say_period
from metrics.show.pieces import link_to
from metrics.show.rows import hold_arrays, hold_columns, hold_rows
from metrics.show.symbols import UNREVIEWED, draw_symbol
from metrics.show.transforms import PLAIN
from metrics.show.view import View
from metrics.show.words import label, say


def draw_legend(looks: Mapping[str, Look], view: View) -> str:
    """The series of a panel, each a link that sets it off; a single one needs no legend."""
    keys = "".join(draw_key(series, look, view) for series, look in looks.items())
    return f'<ul class="legend">{keys}</ul>' if len(looks) > 1 else ""


def draw_kinds(panels: Sequence[Panel], view: View) -> str:
    """What the kinds of marks mean that really occur in the charts below."""
    timelines = [panel.rows for panel in panels if not is_bars(panel, view)]
    if not timelines:
        return ""
    found: frozenset[str] = frozenset().union(*(memo_of(rows).get("kinds", partial(find_kinds, rows)) for rows in timelines))
    occurs = found - OF_PRINTED if view.derivation != PLAIN else found - {"key_derived"}
    notes = "".join(f"<li>{SYMBOLS.get(name, '')}{say(name)}</li>" for name in KINDS if name in occurs)
    return f'<ul class="legend kinds" aria-label="{say("legend")}">{notes}</ul>' if notes else ""


KINDS = (
    *(
        "key_derived",
        "key_implied",
        "key_target",
        "key_planned",
        "key_rule",
        "key_span",
        "key_unreviewed",
        "key_more",
        "key_less",
        "key_about",
    ),
)
SYMBOLS = {
    "key_implied": draw_symbol(Look("", INK, "cross", is_hollow=True, is_dashed=True)),
    "key_target": draw_symbol(Look("", INK, "circle", is_hollow=True)),
    "key_planned": draw_symbol(Look("", INK, "circle", is_hollow=True, is_dashed=True)),
    "key_rule": draw_symbol(Look("", INK, "stroke", is_hollow=True)),
    "key_unreviewed": draw_symbol(Look("", INK, "circle"), UNREVIEWED),
}
OF_PRINTED = frozenset({"key_more", "key_less", "key_about"})  # what is derived is derived of exact figures


def find_kinds(rows: Table) -> frozenset[str]:
    """The kinds of marks these rows could make."""
    held, (start, end) = hold_columns(rows), (hold_arrays(rows)[name] for name in ("period_start", "period_end"))
    bounds, statuses = set(held["bound"]), set(held["status"])
    kinds = {
        "key_derived": True,
        "key_implied": any(held["formula"]),
        **{f"key_{status}": status in statuses for status in ("target", "planned", "rule")},
        "key_span": bool((end > start).any() or (np.isnat(end) & ~np.isnat(start)).any()),
        "key_unreviewed": "V" in held["obs_status"],
        "key_more": not bounds.isdisjoint((">", ">=")),
        "key_less": "<" in bounds,
        "key_about": "~" in bounds,
    }
    return frozenset(name for name, occurs in kinds.items() if occurs)


def draw_key(series: str, look: Look, view: View) -> str:
    """One series of a legend: its mark, its name, and the link that highlights it or lets it go."""
    is_lit = series == view.highlight
    link, current = link_to(view, highlight="" if is_lit else series), ' aria-current="true"' if is_lit else ""
    return f'<li><a href="{link}"{current}>{draw_symbol(look)}{escape(look.name)}</a></li>'


def draw_panel_head(panel: Panel, view: View) -> str:
    """Name, entity and unit over a panel, then its legend."""
    return draw_title(panel, view) + ("" if is_bars(panel, view) else draw_legend(panel.looks, view))


def draw_title(panel: Panel, view: View) -> str:
    """Name, entity and unit over a panel."""
    rows = hold_rows(panel.rows)
    facts = [
        rows[0]["entity"] if len(set(hold_columns(panel.rows)["entity"])) == 1 else "",
        say_period(rows[0]) if is_bars(panel, view) else "",
        name_measure(panel.rows),
        say("unit", unit=panel.unit) if panel.unit else "",
    ]
    line = say("comma").join(escape(fact) for fact in facts if fact)
    how = say_how(view.derivation)
    title = panel.title if view.derivation == PLAIN else say("derived_title", name=panel.title, how=how)
    return f'<div class="panel-head"><h3>{escape(title)}</h3><p>{line}</p></div>'


def name_measure(table: Table) -> str:
    """How all figures of a panel measure, if they do alike and not plainly: 同比增幅."""
    held, rows = hold_columns(table), hold_rows(table)
    different: dict[object, Row] = dict(zip(zip(held["measure"], held["basis"], held["base"], strict=True), rows, strict=True))
    said = dict.fromkeys(map(say_measure, different.values()))
    alike = next(iter(said)) if len(said) == 1 else label("measure", rows[0]["measure"])
    return "" if rows[0]["measure"] == "level" else alike
