"""收稿: what files would add is shown before anything is stored, and only what is new is taken in."""

import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from metrics.formats import read_print
from metrics.parse.pages import page_from_bytes
from metrics.show import intake
from metrics.show.access import Visitor
from metrics.show.intake import read_offers, take_in
from metrics.show.intake_page import draw_done, draw_offer, say_offer
from metrics.show.words import say
from tests.app import SCRIPT, html_of
from tests.printing import make_pdf, to_columns
from tests.readings import make_reading

FIRST = "8月6日，12345政务服务便民热线接听群众来电诉求730件次，直接办理410件，转交责任单位办理320件。"
SECOND = "8月7日，12345政务服务便民热线接听群众来电诉求695件次，直接办理400件，转交责任单位办理295件。"


@contextmanager
def files_read():
    """The files whose bytes are read meanwhile, as the interpreter tells of every call, in whatever thread."""
    names = []

    def watch(frame, event, _):
        if event == "call" and frame.f_code is read_print.__code__:
            names.append(frame.f_locals["name"])

    threading.setprofile(watch)
    sys.setprofile(watch)
    try:
        yield names
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


@pytest.fixture
def store(open_at, tmp_path):
    return open_at(f"sqlite:///{tmp_path / 'desk.sqlite'}")


def test_nothing_is_stored_until_it_is_said_so(store):
    offers = list(read_offers([("a.txt", FIRST.encode())], store))
    assert [len(offer.reading.observations) for offer in offers] == [3]
    assert store.edition() == 0
    report = take_in(offers, store)
    assert (report.added, report.observations, store.edition()) == (1, 3, 1)


def test_what_is_held_or_brought_twice_is_said_and_not_taken(store):
    take_in(list(read_offers([("a.txt", FIRST.encode())], store)), store)
    offers = list(read_offers([("b.txt", FIRST.encode()), ("c.txt", SECOND.encode()), ("d.txt", SECOND.encode())], store))
    assert [offer.is_known for offer in offers] == [True, False, True]
    assert "库里已经有了" in say_offer(offers[0])
    assert take_in(offers, store).added == 1


def test_bad_files_are_named_and_the_good_ones_go_in(store):
    files = [("a.pdf", b"%PDF-1.4 broken"), ("../../b.txt", FIRST.encode()), ("c.txt", b""), ("d.exe", b"x")]
    offers = list(read_offers(files, store))
    assert [bool(offer.problem) for offer in offers] == [True, False, True, True]
    assert "not a readable PDF" in offers[0].problem
    assert take_in(offers, store).added == 1


def test_every_page_of_a_pdf_is_offered_for_itself(store):
    content = make_pdf(("一版", to_columns(FIRST, 1, 40)), ("二版", to_columns(SECOND, 1, 40)))
    assert [offer.name for offer in read_offers([("日报.pdf", content)], store)] == ["日报.p1.pdf", "日报.p2.pdf"]


def test_a_preview_tells_day_figures_and_the_least_certain_ones(store):
    (offer,) = read_offers([("<b>.txt", FIRST.encode())], store)
    html = draw_offer(offer)
    assert "3 个数字" in html
    assert "来电诉求730件次" in html
    assert "<b>" not in html


def test_what_was_taken_in_leads_to_its_figures(store):
    report = take_in(list(read_offers([("a.txt", FIRST.encode())], store)), store)
    assert "src=a.txt" in draw_done(report, ["a.txt"])


def test_a_reader_finds_no_intake_in_the_menu():
    import pandas as pd

    from metrics.show.pieces import draw_masthead
    from metrics.show.view import View

    menus = [draw_masthead(View(), pd.Timestamp(2024, 1, 1), Visitor("", False, why)) for why in ("open", "local")]
    assert ["收稿" in menu for menu in menus] == [False, True]


def test_a_file_is_read_once_and_stored_as_it_was_looked_at(store):
    with files_read() as names:
        offers = list(read_offers([("日报.pdf", make_pdf(("一版", to_columns(FIRST, 1, 40))))], store))
        report = take_in(offers, store)
    page = offers[0].reading.page
    assert (names, report.added, report.failures) == (["日报.pdf"], 1, ())
    assert page.facsimile is not None
    assert store.facsimile(page.sha256) == page.facsimile
    assert store.page_text(page.sha256) == page.text


def test_past_the_room_there_is_a_page_is_read_again_and_stored_the_same(store, monkeypatch):
    content = make_pdf(("一版", to_columns(FIRST, 1, 40)))
    monkeypatch.setattr(intake, "MOST_KEPT", 1000)
    with files_read() as names:
        offers = list(read_offers([("a.pdf", content), ("b.txt", SECOND.encode())], store))
        assert take_in(offers, store).added == 2
    assert sorted(names) == ["a.pdf", "a.pdf", "b.txt"]
    assert offers[0].reading.page.facsimile is None
    page = page_from_bytes(Path("a.pdf"), content)
    assert store.facsimile(page.sha256) == page.facsimile


def test_the_page_reads_every_file_once_tells_a_repeat_and_takes_in_what_it_read(dashboard_store):
    dashboard_store.commit([make_reading([])], "", "v1")
    app = AppTest.from_file(SCRIPT, default_timeout=60)
    app.query_params["view"] = "intake"
    app.run()
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND), ("c.txt", FIRST)):
        app.file_uploader[0].upload(name, text.encode())
    with files_read() as names:
        app.run()
        assert say("intake_known", name="c.txt") in html_of(app)
        app.button(key="intake_take").click().run()
    assert not app.exception
    assert names == ["a.txt", "b.txt"]
    assert {"a.txt", "b.txt"} < {page.doc for page in dashboard_store.pages()}
