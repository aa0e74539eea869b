"""Pictures made on the server: what the browser draws, with title, source and link in it."""

from dataclasses import replace

from metrics.show.filters import find_shown
from metrics.show.link import to_query, write_link
from metrics.show.picture import cut_line
from metrics.show.share import pin
from metrics.show.view import View
from metrics.show.words import say
from tests.app import CALLS, calls_view
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


def test_rows_that_cannot_be_drawn_say_so(held):
    view = replace(calls_view(held), search="没有的词")
    assert say("picture_empty") in ask("/data/rows.svg", **write_link(view)).body.decode()
