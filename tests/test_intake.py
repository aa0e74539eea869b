"""收稿: what files would add is shown before anything is stored, and only what is new is taken in."""

import pytest

from metrics.show.access import Visitor
from metrics.show.intake import read_offers, take_in
from metrics.show.intake_page import draw_done, draw_offer, say_offer
from tests.printing import make_pdf, to_columns

FIRST = "8月6日，12345政务服务便民热线接听群众来电诉求730件次，直接办理410件，转交责任单位办理320件。"
SECOND = "8月7日，12345政务服务便民热线接听群众来电诉求695件次，直接办理400件，转交责任单位办理295件。"


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
