"""A page is read again by changed rules: what editors decided stands, and what is read differently comes back to them."""

import pytest

from metrics.errors import ReviewError
from metrics.store import Store
from tests.deciding import CALLS, FIGURE, fill, ids, log, reread, shown, take
from tests.readings import make_observation


@pytest.fixture
def store(open_at, tmp_path) -> Store:
    """A store with one page of two figures."""
    return fill(open_at(str(tmp_path / "metrics.sqlite")))


@pytest.fixture
def either(open_at, store_url) -> Store:
    """The same in each database."""
    return fill(open_at(store_url))


def test_a_decision_on_a_figure_that_was_read_again_meanwhile_is_refused(store):
    figure, seen = ids(store)["诉求量"], store.edition()
    reread(store, FIGURE, make_observation(indicator="诉求量", value="30", unit="件", start=150, end=154))
    with pytest.raises(ReviewError, match="read again meanwhile"):
        take(store, "accept", figure, edition=seen)


def test_the_same_reading_by_a_changed_rule_leaves_a_correction_as_it_is(store):
    take(store, "correct", ids(store)["诉求量"], value="4")
    assert reread(store, FIGURE, CALLS) == 3
    assert shown(store)[0] == ("诉求量", 4, "corrected", "A")
    assert len(log(store)) == 1


def test_another_reading_by_a_changed_rule_leaves_the_correction_and_asks_again(either):
    figure = ids(either)["诉求量"]
    take(either, "correct", figure, value="4")
    reread(either, FIGURE, make_observation(indicator="热线诉求量", value="30", unit="件", start=150, end=155))
    assert shown(either)[0] == ("诉求量", 4, "reread", "V")
    assert ids(either)["诉求量"] == figure
    assert [line[1:6] for line in log(either)[1:]] == [
        ("civic-metrics", "reread", "value", "4", "30"),
        ("civic-metrics", "reread", "indicator", "诉求量", "热线诉求量"),
    ]
    take(either, "accept", figure)
    reread(either, FIGURE, make_observation(indicator="热线诉求量", value="30", unit="件", start=150, end=155), extraction="v3")
    assert shown(either)[0] == ("诉求量", 4, "accepted", "A")
    for edition in either.editions():
        either.check(edition.number)


def test_a_rule_that_learns_what_the_editor_knew_asks_nobody(store):
    take(store, "correct", ids(store)["诉求量"], value="4")
    reread(store, FIGURE, make_observation(indicator="诉求量", value="4", unit="件", start=150, end=154))
    assert shown(store)[0] == ("诉求量", 4, "corrected", "A")


def test_a_figure_that_is_no_longer_read_stays_as_decided_and_asks_again(store):
    take(store, "accept", ids(store)["诉求量"])
    reread(store, FIGURE)
    assert shown(store)[0] == ("诉求量", 3, "reread", "V")
    take(store, "undo", undoes=2)
    assert shown(store) == [("进出口总额", 126.4, "", "A")]


def test_a_rejected_figure_is_not_read_in_again(store):
    take(store, "reject", ids(store)["诉求量"])
    reread(store, FIGURE, CALLS)
    assert shown(store) == [("进出口总额", 126.4, "", "A")]
    reread(store, FIGURE, make_observation(indicator="投诉量", value="3", unit="件", start=150, end=154), extraction="v3")
    assert shown(store) == [("进出口总额", 126.4, "", "A")]
    assert log(store)[-1][2:6] == ("reread", "indicator", "诉求量", "投诉量")


def test_undoing_after_a_new_reading_shows_the_new_reading(store):
    number = take(store, "correct", ids(store)["诉求量"], value="4")
    reread(store, FIGURE, make_observation(indicator="诉求量", value="30", unit="件", start=150, end=154))
    take(store, "undo", undoes=number)
    assert [row[:3] for row in shown(store)] == [("诉求量", 30, ""), ("进出口总额", 126.4, "")]
