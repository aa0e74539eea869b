"""A panel in, the dated notes that concern it out: as marks on its time axis and, in words with their source, under it."""

from html import escape
from typing import Any

import numpy as np
import pandas as pd

from metrics.catalogue.notes import Note, read_notes
from metrics.catalogue.places import places_by_code
from metrics.parse.places import to_entity
from metrics.show.axes import to_ms
from metrics.show.filters import Table
from metrics.show.memo import memo_of
from metrics.show.panels import Panel
from metrics.show.phrases import say_day
from metrics.show.places import find_path
from metrics.show.rows import hold_arrays, hold_columns
from metrics.show.words import is_chinese, say

Spec = dict[str, Any]
SIGNS = "①②③④⑤⑥⑦⑧⑨⑩"
INK = "#7c766c"


def find_notes(panel: Panel) -> list[Note]:
    """The notes that concern figures of a panel and lie between its first and its last day."""
    return memo_of(panel.rows).get(("notes", panel.days), lambda: match_notes(panel))


def match_notes(panel: Panel) -> list[Note]:
    """The same, not remembered."""
    rows = panel.rows
    days = np.concatenate([hold_arrays(rows)[name] for name in ("period_start", "period_end")])
    days = days[~np.isnat(days)]
    if not len(days):
        return []
    first, last = panel.days or (pd.Timestamp(days.min()), pd.Timestamp(days.max()))
    timely = [note for note in read_notes() if first <= pd.Timestamp(note.until or note.day) and pd.Timestamp(note.day) <= last]
    return [note for note in timely if concerns(note, rows)][: len(SIGNS)]


def concerns(note: Note, rows: Table) -> bool:
    """Whether a note is about any of these figures."""
    held = hold_columns(rows)
    if not set(note.indicators).isdisjoint(held["indicator_id"]) or note.topic in held["topic"]:
        return True
    names = {to_entity(places_by_code()[code]).name for code in note.areas}
    return bool(names) and any(not names.isdisjoint(find_path(str(name))) for name in dict.fromkeys(held["entity"]))


def note_layers(notes: list[Note], x: Spec) -> list[Spec]:
    """A dashed stroke at the day of each note, a pale ground over a stretch of time, and its sign at the top."""
    values = [
        {"sign": sign, "from": to_ms(pd.Timestamp(note.day)), "to": to_ms(pd.Timestamp(note.until or note.day))}
        for sign, note in zip(SIGNS, notes, strict=False)
    ]
    if not values:
        return []
    data = {"values": values}
    start, top = {**x, "field": "from"}, {"value": 0}
    ground = {"type": "rect", "aria": False, "color": INK, "opacity": 0.1}
    stroke = {"type": "rule", "aria": False, "color": INK, "strokeDash": [2, 3]}
    sign = {"type": "text", "aria": False, "color": INK, "fontSize": 14, "dx": 9, "dy": 7}
    return [
        {"data": data, "mark": ground, "encoding": {"x": start, "x2": {"field": "to"}}},
        {"data": data, "mark": stroke, "encoding": {"x": start}},
        {"data": data, "mark": sign, "encoding": {"x": start, "y": top, "text": {"field": "sign", "type": "nominal"}}},
    ]


def draw_notes(panel: Panel) -> str:
    """The notes in words, each with its sign, its day and where it was published."""
    items = "".join(f"<li>{sign} {tell_note(note)}</li>" for sign, note in zip(SIGNS, find_notes(panel), strict=False))
    return f'<ul class="notes" aria-label="{say("notes")}">{items}</ul>' if items else ""


def tell_note(note: Note) -> str:
    """One note in words."""
    days = [say_day(pd.Timestamp(day)) for day in (note.day, note.until) if day]
    text = note.text if is_chinese() else note.en
    return escape(say("note_line", days="—".join(days), text=text, source=note.source))
