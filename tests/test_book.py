"""The book of the ledger: an archive compared piece by piece gives what comparing it whole gives, and is mended in place."""

import dataclasses
from datetime import date

import pytest

from metrics.checks import compare_within
from metrics.extract import extract_page
from metrics.model import Issue
from metrics.parse.pages import read_page
from metrics.show import comparing, kept_book
from metrics.show.comparing import ENTRY, compare_table, list_figures, to_entry
from metrics.show.kept_book import hold_book
from metrics.show.ledger import find_failures
from metrics.show.prepared import prepare
from metrics.show.shelf import read_shelf
from tests.deciding import take
from tests.readings import make_observation, make_reading
from tests.source import ROOT

PAGES = [*sorted((ROOT / "seeds").glob("*.txt")), *sorted((ROOT / "tests" / "pages").glob("*.txt"))]
TOTAL = make_observation(indicator="诉求量", value="865", unit="件", start=10, end=14)
PARTS = [
    make_observation(indicator="诉求量", value=value, unit="件", start=start, end=start + 3, dims={"渠道": name})
    for value, start, name in (("373", 20, "电话"), ("492", 30, "网络"))
]
TRADE = make_observation()
SUM = "865件 = 373件 + 492件"


def lines(book):
    return sorted(tuple(row) for row in book[list(ENTRY)].astype("str").itertuples(index=False))


@pytest.fixture
def store(tmp_path, open_at):
    return open_at(str(tmp_path / "metrics.sqlite"))


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    from metrics.store import open_store

    store = open_store(str(tmp_path_factory.mktemp("book") / "metrics.sqlite"))
    store.commit([extract_page(read_page(path)) for path in PAGES], "", "v1")
    yield store, prepare(store.columns())
    store.close()


def test_piece_by_piece_nothing_is_missed_and_nothing_added(archive, monkeypatch):
    store, table = archive
    order = table.assign(sha256=table["sha256"].astype("str")).sort_values(["sha256", "start", "obs_id"]).index.to_numpy()
    whole = list_figures(table, order, store.page_text)
    expected = {to_entry("", found)[1:] for found in compare_within(whole, "article", "thing")}
    for portion in (1, 10_000):
        monkeypatch.setattr(comparing, "PORTION", portion)
        assert {line[1:] for line in lines(compare_table(table, store.page_text))} == expected
    assert {line[2] for line in expected} | {line[1] for line in expected} >= {"pass", "fail", "open", "implied"}


def fill(store):
    store.commit([make_reading([TOTAL, *PARTS, TRADE])], "", "v1")
    before = make_observation(value="120", period_start=date(2021, 1, 1), period_end=date(2021, 5, 31))
    other = make_reading([before], "另一版" * 70)
    store.commit([dataclasses.replace(other, issue=Issue(date(2021, 7, 1), 2021, "版头"))], "", "v1")


def test_a_decision_mends_only_what_it_touches_and_the_book_is_the_one_made_anew(store, monkeypatch):
    fill(store)
    assert (SUM, "pass") in [(line[4], line[2]) for line in lines(hold_book(store, 2))]
    part = next(row for row in store.table().itertuples() if row.value_text == "492")
    take(store, "correct", part.obs_id, value="493")
    growth = make_reading(
        [make_observation(measure="growth", basis="yoy", unit="%", value="5.3", start=90, end=93)], "第三版" * 70
    )
    store.commit([growth], "", "v1")
    with monkeypatch.context() as patch:
        patch.setattr(kept_book, "compare_table", None)  # all is not compared again
        mended = {number: lines(hold_book(store, number)) for number in (3, 4)}
    for number, found in mended.items():
        assert found == lines(compare_table(read_shelf(store, number).table, store.page_text))
    assert ("865件 = 373件 + 493件", "fail") in [(line[4], line[2]) for line in mended[3]]
    assert set(find_failures(store, 3).values()) == {"865件 = 373件 + 493件"}
    assert "126.4亿元 ÷ 120亿元 − 1 ≈ 5.3%" in [line[4] for line in mended[4]]
    take(store, "undo", undoes=3)
    assert find_failures(store, 5) == {}


def test_by_an_earlier_day_the_ledger_knows_only_what_was_printed_by_then(store):
    fill(store)
    later = make_reading([make_observation(value="130", quote="上调为130亿元")], "另一版面" * 50)
    store.commit([dataclasses.replace(later, issue=Issue(date(2022, 8, 1), 2022, "版头"))], "", "v1")
    assert {line[4] for line in lines(hold_book(store, 3))} == {SUM, "126.4亿元 ≠ 130亿元"}
    assert {line[4] for line in lines(hold_book(store, 3, date(2022, 7, 1)))} == {SUM}


def test_a_book_is_compared_once_and_then_read_from_its_file(store, monkeypatch):
    fill(store)
    first = lines(hold_book(store, 2))
    hold_book.cache_clear()
    monkeypatch.setattr(kept_book, "build", None)
    assert lines(hold_book(store, 2)) == first


def test_an_edition_of_which_nothing_can_be_compared_has_a_book_too(store):
    store.commit([make_reading([TRADE])], "", "v1")
    for _ in range(2):
        hold_book.cache_clear()
        assert lines(hold_book(store, 1)) == []
    take(store, "accept", store.table()["obs_id"].iloc[0])
    assert find_failures(store, 2) == {}
