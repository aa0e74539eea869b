"""Dated notes: each has a source, stands only on the charts it concerns, and is told in words under them."""

import io
import re
from datetime import date

import altair as alt
import pytest

from metrics.catalogue import read_entries
from metrics.catalogue.notes import _to_note, read_notes
from metrics.errors import CatalogueError
from metrics.show.charts import timeline
from metrics.show.notes import draw_notes, find_notes
from metrics.show.panels import split_panels
from metrics.show.view import View
from tests.desk import day, make_table, span

YEARS = (span("2020-01-01", "2020-12-31"), span("2023-01-01", "2023-12-31"))


def only_panel(**changes):
    table = make_table(*({"value": n, **changes, **years} for n, years in enumerate(YEARS, 1)))
    (panel,) = split_panels(table, View()).panels
    return panel


def ids(panel):
    return [note.id for note in find_notes(panel)]


def test_every_note_says_where_it_was_published():
    assert all(note.source and note.text and note.en for note in read_notes())
    assert [note.day for note in read_notes()] == sorted(note.day for note in read_notes())


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"topic": "政务热线"}, ["hotlines_merged_2021"]),
        ({"topic": "工业", "entity": "西宁市湟中区"}, ["huangzhong_2020"]),
        ({"topic": "工业", "entity": "西宁市"}, []),
        ({"topic": "工业", "indicator_id": "industrial_added_value"}, []),
    ],
)
def test_a_note_stands_only_on_charts_of_its_matter_and_time(changes, expected):
    assert ids(only_panel(**changes)) == expected


def test_a_note_is_drawn_and_told_with_its_source():
    panel = only_panel(topic="政务热线")
    spec, marks = timeline(panel, View())
    picture = io.StringIO()
    still = {**spec, "layer": spec["layer"][:-1]}  # without the layer that takes clicks
    alt.Chart.from_dict({**still, "data": {"values": marks.to_pylist()}}).save(picture, format="svg")
    assert picture.getvalue().count("①") == 1
    assert re.search(r'mark-rect[^>]*><path[^>]*d="M\d', picture.getvalue())
    html = draw_notes(panel)
    assert "① 2021年1月6日—2021年12月31日" in html
    assert "国办发〔2020〕53号" in html


def test_a_chart_without_notes_has_none_under_it():
    (panel,) = split_panels(make_table({"topic": "工业", **day("2024-05-01")}), View()).panels
    assert draw_notes(panel) == ""


@pytest.mark.parametrize(
    "changes", [{"date": "2021"}, {"until": date(2020, 1, 1)}, {"topic": ""}, {"topic": "没有"}, {"areas": ["630122"]}]
)
def test_a_note_about_nothing_we_know_is_refused(changes):
    good = dict(read_entries("notes", "note")[-1])
    with pytest.raises(CatalogueError, match=r"notes\.toml"):
        _to_note(good | changes)
