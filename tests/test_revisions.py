"""The revisions of one figure, each with its reason."""

import dataclasses
from datetime import date
from decimal import Decimal

import pytest

from metrics.extract import extract_page
from metrics.model import Issue
from metrics.parse.pages import page_from_text
from metrics.reread import reread
from metrics.show.figure import find_row
from metrics.show.revisions import draw_revisions, find_revisions
from metrics.show.shelves import find_shelf
from metrics.show.view import View
from tests.readings import make_observation, make_reading

TRADE = make_observation()
HOMES = make_observation(indicator="新开工住房", value="7", unit="套", start=80, end=84)


@pytest.fixture
def desk(dashboard_store):
    """The store of the dashboard, with one page in it."""
    dashboard_store.commit([make_reading([TRADE, HOMES])], "", "v1")
    return dashboard_store


def revisions_of(indicator):
    held = find_shelf(View())
    obs = held.table.loc[held.table["indicator"] == indicator].sort_values("issue_date")["obs_id"].iloc[0]
    return [(one.reason, one.old, one.new) for one in find_revisions(held, find_row(held.table, obs))]


@pytest.mark.usefixtures("desk")
def test_a_figure_that_never_changed_has_no_revisions():
    assert revisions_of("进出口总额") == []
    assert draw_revisions([]) == ""


def test_a_value_reported_anew_a_place_read_anew_and_a_new_definition_are_told_apart(desk):
    later = make_reading([make_observation(value="130")], "另一版" * 70)
    desk.commit([dataclasses.replace(later, issue=Issue(date(2022, 7, 1), 2022, "版头"))], "", "v1")
    once = dataclasses.replace(TRADE, value=TRADE.value + 1)
    desk.commit([make_reading([once, HOMES])], "", "v2")
    desk.commit(
        [make_reading([once, dataclasses.replace(HOMES, indicator="新开工商品房", indicator_id="new_homes")])], "", "v3"
    )
    assert sorted(revisions_of("进出口总额")) == [
        ("reported", "127.4 亿元", "130 亿元"),
        ("reread", "126.4 亿元", "127.4 亿元"),
    ]
    assert revisions_of("新开工商品房") == [("defined", "新开工住房 7 套", "新开工商品房 7 套")]
    held = find_shelf(View())
    row = find_row(held.table, held.table.loc[held.table["indicator"] == "新开工商品房", "obs_id"].iloc[0])
    assert "口径改变" in draw_revisions(find_revisions(held, row))


def test_an_earlier_version_knows_no_later_revision(desk):
    desk.commit([make_reading([dataclasses.replace(TRADE, value=TRADE.value + 1), HOMES])], "", "v2")
    held = find_shelf(View(version=desk.version(1)))
    row = find_row(held.table, held.table.loc[held.table["indicator"] == "进出口总额", "obs_id"].iloc[0])
    assert find_revisions(held, row) == []


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        (
            {"indicator_id": "calls_of_old", "indicator": "热线来电量"},
            "defined",
        ),  # the catalogue has another entry for these words
        ({"indicator_id": None}, "defined"),  # or had none
        ({"value": Decimal(99)}, "reread"),
        ({"measure": "growth", "basis": "yoy"}, "reread"),
        ({"indicator": "受理诉求", "indicator_id": None, "rule": "older_rule"}, "reread"),
    ],
)
def test_a_reread_after_a_changed_definition_says_so_and_after_a_changed_rule_that_we_read_anew(desk, before, reason):
    reading = extract_page(page_from_text("随州.txt", "本报讯 5月6日，随州市12345热线受理诉求100件。\n"))
    (today,) = reading.observations
    assert today.indicator_id
    desk.commit([dataclasses.replace(reading, observations=(dataclasses.replace(today, **before),))], "", "old")
    outdated = [reading.page.sha256]
    assert reread(desk, outdated, publish=True).edition == 3
    held = find_shelf(View())
    (obs,) = held.table.loc[held.table["doc"] == "随州.txt", "obs_id"]
    assert [one.reason for one in find_revisions(held, find_row(held.table, obs))] == [reason]


def test_another_name_that_no_catalogue_defines_is_a_new_reading(desk):
    desk.commit([make_reading([TRADE, dataclasses.replace(HOMES, indicator="住房")])], "", "v2")
    assert [reason for reason, *_ in revisions_of("住房")] == ["reread"]
