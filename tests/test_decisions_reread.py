"""A page is read again by changed rules: what editors decided stands, and what is read differently comes back to them."""

import pytest

from metrics.errors import ReviewError
from tests.deciding import CALLS, FIGURE, ids, log, reread, shown, take
from tests.readings import make_observation


def test_a_decision_on_a_figure_that_was_read_again_meanwhile_is_refused(filled):
    figure, seen = ids(filled)["诉求量"], filled.edition()
    reread(filled, FIGURE, make_observation(indicator="诉求量", value="30", unit="件", start=150, end=154))
    with pytest.raises(ReviewError, match="read again meanwhile"):
        take(filled, "accept", figure, edition=seen)


def test_the_same_reading_by_a_changed_rule_leaves_a_correction_as_it_is(filled):
    take(filled, "correct", ids(filled)["诉求量"], value="4")
    assert reread(filled, FIGURE, CALLS) == 3
    assert shown(filled)[0] == ("诉求量", 4, "corrected", "A")
    assert len(log(filled)) == 1


def test_another_reading_by_a_changed_rule_leaves_the_correction_and_asks_again(filled_either):
    figure = ids(filled_either)["诉求量"]
    take(filled_either, "correct", figure, value="4")
    reread(filled_either, FIGURE, make_observation(indicator="热线诉求量", value="30", unit="件", start=150, end=155))
    assert shown(filled_either)[0] == ("诉求量", 4, "reread", "V")
    assert ids(filled_either)["诉求量"] == figure
    assert [line[1:6] for line in log(filled_either)[1:]] == [
        ("civic-metrics", "reread", "value", "4", "30"),
        ("civic-metrics", "reread", "indicator", "诉求量", "热线诉求量"),
    ]
    take(filled_either, "accept", figure)
    reread(
        filled_either,
        FIGURE,
        make_observation(indicator="热线诉求量", value="30", unit="件", start=150, end=155),
        extraction="v3",
    )
    assert shown(filled_either)[0] == ("诉求量", 4, "accepted", "A")
    for edition in filled_either.editions():
        filled_either.check(edition.number)


def test_a_rule_that_learns_what_the_editor_knew_asks_nobody(filled):
    take(filled, "correct", ids(filled)["诉求量"], value="4")
    reread(filled, FIGURE, make_observation(indicator="诉求量", value="4", unit="件", start=150, end=154))
    assert shown(filled)[0] == ("诉求量", 4, "corrected", "A")


def test_a_figure_that_is_no_longer_read_stays_as_decided_and_asks_again(filled):
    take(filled, "accept", ids(filled)["诉求量"])
    reread(filled, FIGURE)
    assert shown(filled)[0] == ("诉求量", 3, "reread", "V")
    take(filled, "undo", undoes=2)
    assert shown(filled) == [("进出口总额", 126.4, "", "A")]


def test_a_rejected_figure_is_not_read_in_again(filled):
    take(filled, "reject", ids(filled)["诉求量"])
    reread(filled, FIGURE, CALLS)
    assert shown(filled) == [("进出口总额", 126.4, "", "A")]
    reread(filled, FIGURE, make_observation(indicator="投诉量", value="3", unit="件", start=150, end=154), extraction="v3")
    assert shown(filled) == [("进出口总额", 126.4, "", "A")]
    assert log(filled)[-1][2:6] == ("reread", "indicator", "诉求量", "投诉量")


def test_undoing_after_a_new_reading_shows_the_new_reading(filled):
    number = take(filled, "correct", ids(filled)["诉求量"], value="4")
    reread(filled, FIGURE, make_observation(indicator="诉求量", value="30", unit="件", start=150, end=154))
    take(filled, "undo", undoes=number)
    assert [row[:3] for row in shown(filled)] == [("诉求量", 30, ""), ("进出口总额", 126.4, "")]
