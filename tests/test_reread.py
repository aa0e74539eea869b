"""Stored pages are read again by newer rules: what that changes is told first, and only then made an edition."""

import dataclasses
from datetime import date

import pytest

from metrics.extract import extract_page, extraction_version
from metrics.parse.pages import page_from_text
from metrics.reread import reread
from metrics.review.decisions import Decision
from metrics.store import IndicatorChange
from metrics.store.changes import to_lines
from tests.commands import PAGE, run

OTHER = "本报讯 5月6日，随州市12345热线受理诉求100件。\n"


@pytest.fixture
def old_store(store):
    """A store whose pages older rules have read: one figure was missed, one imagined, one had another value and status."""
    page = page_from_text("荆门.txt", PAGE)
    reading = extract_page(page)
    first, second, *rest = reading.observations
    wrong = dataclasses.replace(first, value=first.value + 1, status="target")
    imagined = dataclasses.replace(second, start=0, end=4, indicator="年份")
    store.commit([dataclasses.replace(reading, observations=(wrong, imagined, *rest))], "", "old")
    today = extract_page(page_from_text("随州.txt", OTHER))
    store.commit([today], "", extraction_version())
    return store


def test_only_pages_of_older_rules_are_read_and_the_report_says_what_changes(old_store):
    reading = extract_page(page_from_text("荆门.txt", PAGE))
    first, second, *_ = reading.observations
    outdated = old_store.outdated(extraction_version())
    assert outdated == [reading.page.sha256]
    before, advanced = old_store.table(), []
    report = reread(old_store, outdated, publish=False, advance=advanced.append)
    changed = IndicatorChange(changed=1)
    changed.fields.update(["value_text", "base_value_text", "status"])
    assert dict(report.changes) == {
        first.indicator: changed,
        second.indicator: IndicatorChange(gained=1),
        "年份": IndicatorChange(lost=1),
    }
    assert (report.pages, report.edition, report.failures, advanced) == (1, None, (), [1])
    assert old_store.edition() == 2
    assert old_store.table().equals(before)
    published = reread(old_store, outdated, publish=True)
    assert (published.edition, published.changes) == (3, report.changes)
    assert (old_store.editions()[-1].reason, old_store.outdated(extraction_version())) == ("reread", [])
    held = old_store.table()
    assert list(held[held["doc"] == "荆门.txt"]["value_text"].sort_values()) == sorted(
        str(one.value) for one in reading.observations
    )
    assert old_store.table(2).equals(before)
    old_store.check()


def test_what_an_editor_decided_outlives_the_new_reading(old_store):
    row = old_store.table().set_index("value_text").loc["2417"]
    old_store.decide(Decision("correct", "editor", "as told", old_store.edition(), (row["obs_id"],), {"value": "2500"}))
    report = reread(old_store, old_store.outdated(extraction_version()), publish=True)
    assert "2500" in set(old_store.table()["value_text"])
    assert [change.changed for change in report.changes.values()] == [0, 0]


def test_the_given_day_of_issue_is_kept(store):
    page = page_from_text("page.txt", OTHER)
    store.commit([extract_page(page, date(2023, 5, 8))], "", "old")
    reread(store, store.outdated(extraction_version()), publish=True)
    assert [(held.issue_date, held.issue_reason) for held in store.pages()] == [(date(2023, 5, 8), "文件名记为2023年5月8日")]


def test_the_report_lists_the_most_changed_first_and_the_sum():
    one = IndicatorChange(gained=2, changed=3)
    one.fields.update({"value_text": 3, "status": 1})
    assert list(to_lines({"诉求量": IndicatorChange(lost=1), "增加值": one})) == [
        "  gained     lost  changed  indicator",
        "       2        0        3  增加值 (value_text 3, status 1)",
        "       0        1        0  诉求量",
        "       2        1        3  all",
    ]


def test_reread_on_the_command_line_tells_first_and_publishes_when_asked(tmp_path, open_at):
    place = str(tmp_path / "store.sqlite")
    store = open_at(place)
    store.commit([extract_page(page_from_text("荆门.txt", OTHER))], "", "old")
    told, done, again = (run("reread", *options, "--store", place, "--workers", "0") for options in ((), ("--publish",), ()))
    assert told.stdout.decode().endswith("1 pages read again, 0 bad; not published; add --publish to make it an edition\n")
    assert done.stdout.decode().endswith("1 pages read again, 0 bad; edition 2\n")
    assert again.stdout.decode().startswith("every page is read by the rules of today, version ")
    assert (told.returncode, done.returncode, again.returncode, store.edition()) == (0, 0, 0, 2)
