"""Pictures made on the server: what the browser draws, with title, source and link in it."""

import json
import re
from collections import Counter
from dataclasses import replace

from metrics.show.filters import find_shown, show_rows
from metrics.show.link import to_query, write_link
from metrics.show.looks import COLOURS
from metrics.show.panels import split_panels
from metrics.show.picture import Frame, cut_line, render, to_picture
from metrics.show.share import pin
from metrics.show.symbols import to_path
from metrics.show.view import View
from metrics.show.words import say
from tests.app import CALLS, calls_view
from tests.desk import day, make_table
from tests.wire import ask


def test_a_picture_says_what_it_shows_and_where_it_comes_from(held):
    view = calls_view(held)
    svg = ask("/data/rows.svg", **write_link(view)).body.decode()
    pinned = pin(view, held, find_shown(held.table, view))
    assert svg.startswith("<svg")
    for text in (CALLS, "908 件次", "865 件次", say("embed_source", n=2, version=held.version)):
        assert text in svg
    link = cut_line(f"https://desk.example/?{to_query(pinned)}")
    assert all(piece.replace("&", "&amp;") in svg for piece in link)
    assert "Noto Sans CJK SC" in svg


def test_a_png_is_sharp_enough_for_paper(held):
    data = ask("/data/rows.png", **write_link(calls_view(held))).body
    assert data.startswith(b"\x89PNG")
    width = int.from_bytes(data[16:20], "big")
    assert width >= 1600  # A4 with margins at 230 points an inch


def test_several_panels_are_one_picture(held):
    view = View(page="browse", topic=("政务热线",))
    svg = ask("/data/rows.svg", **write_link(view)).body.decode()
    assert svg.count("role-title") >= 3  # the picture and two charts or more
    assert held.edition == 1


def test_every_chart_of_a_picture_has_the_colours_and_marks_of_the_page():
    rows = show_rows(
        make_table({"unit": "件"}, {"unit": "亿元", "base_unit": "元"}, {"status": "planned", **day("2024-05-02")}), View()
    )
    panels = split_panels(rows, View(chart="time")).panels
    svg = render(json.dumps(to_picture(panels, View(chart="time"), Frame("", "", ()))), "svg").decode()
    circle, square = to_path("circle"), to_path("square")
    drawn = re.findall(rf'd="({circle}|{square})"[^>]* stroke="(#\w+)" stroke-width="2" stroke-dasharray="([^"]+)"', svg)
    both = [(circle, COLOURS[0], "2,2"), (square, COLOURS[1], "1,0")]  # in the key and in the chart
    assert Counter(drawn) == Counter([*both, *both, (circle, COLOURS[0], "1,0")])


def test_rows_that_cannot_be_drawn_say_so(held):
    view = replace(calls_view(held), search="没有的词")
    assert say("picture_empty") in ask("/data/rows.svg", **write_link(view)).body.decode()
