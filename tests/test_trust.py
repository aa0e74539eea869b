"""What a reader may rely on, tried on the five printed pages: sums, shares without a base, places, the day asked for."""

from datetime import date
from unicodedata import normalize

import pytest

from metrics.extract import extract_page
from metrics.model import Page
from metrics.show.filters import list_rows, thaw
from metrics.show.ledger import find_failures, read_ledger
from metrics.show.review_queue import read_queue
from metrics.show.shelf import open_shelf_store, read_page_text
from metrics.show.shelves import find_shelf
from metrics.show.source import find_quote
from metrics.show.view import View
from tests.app import Text, html_of, run
from tests.source import ROOT
from tests.test_checks import FIVE_SUMS

CHINESE = "〇零一二两三四五六七八九十百千万半"


def queue_of(store):
    return {row["obs_id"]: row for row in list_rows(thaw(read_queue(store, store.edition()).rows()))}


@pytest.mark.usefixtures("held")
def test_the_five_sums_pass_on_the_page_and_in_the_file():
    passed = {line.formula for line in read_ledger(View()).lines() if (line.kind, line.verdict) == ("sum", "pass")}
    assert passed == FIVE_SUMS
    words = " ".join(Text(html_of(run(View(page="checks")))).words.split())
    assert all(formula in words for formula in FIVE_SUMS)


def test_a_part_changed_by_one_fails_and_stands_in_the_queue(dashboard_store):
    (path,) = [path for path in (ROOT / "seeds").glob("*.txt") if "492" in path.read_text(encoding="utf-8")]
    text = path.read_text(encoding="utf-8").replace("492", "493")
    dashboard_store.commit([extract_page(Page(path.name, text, "0" * 64))], "", "v1")
    queue = queue_of(dashboard_store)
    failing = find_failures(dashboard_store, 1)
    assert set(failing.values()) == {"865件次 = 373件 + 493件"}
    assert {queue[obs_id]["value_text"] for obs_id in failing} == {"865", "373", "493"}
    assert all("failed_check" in queue[obs_id]["reasons"] for obs_id in failing)


@pytest.mark.usefixtures("held")
def test_a_share_of_no_stated_base_stands_in_the_queue_with_both_bases():
    store = open_shelf_store()
    failing = find_failures(store, store.edition())
    queue = queue_of(store)
    (level,) = [row for obs_id, row in queue.items() if obs_id in failing and row["value_text"] == "6.2"]
    assert "failed_check" in level["reasons"]
    assert failing[level["obs_id"]].startswith("6.2亿元 ÷ 3.8% = 163.2亿元 ≠ 125.8亿元")
    words = Text(html_of(run(View(page="review", point=level["obs_id"])))).words
    assert "163.2亿元" in words
    assert "125.8亿元" in words


def test_every_figure_is_found_again_at_its_place_with_its_digits(held):
    for row in list_rows(thaw(held.table)):
        text = read_page_text(row["sha256"])
        printed = "".join(normalize("NFKC", text[row["start"] : row["end"]]).split()).replace(",", "")
        digits = row["value_text"].lstrip("-").rstrip("0").rstrip(".")
        assert digits in printed or any(char in CHINESE for char in printed), (row["obs_id"], printed)
        quote = find_quote(text, row)
        assert quote.start <= row["start"] < row["end"] <= quote.end
        held_there = "".join(text[quote.start : quote.end].split())
        assert "".join(row["quote"].split()) in held_there


@pytest.mark.usefixtures("held")
def test_on_the_first_of_june_nothing_of_september_was_printed():
    past, now = (find_shelf(View(asof=day)).table for day in (date(2024, 6, 1), None))
    assert past["issue_date"].max().date() <= date(2024, 6, 1) < now["issue_date"].max().date()
    assert not {"865", "492"} & set(past["value_text"])
    assert {"908", "498"} <= set(past["value_text"])
    words = Text(html_of(run(View(page="checks", asof=date(2024, 6, 1))))).words
    assert "908件次 = 498件 + 410件" in words
    assert "865件次" not in words
