"""A pinned link: what it shows never changes, and what has changed since is told one by one with its reason."""

import csv
import dataclasses
import io
import json
import re
import zipfile
from datetime import date
from urllib.parse import parse_qs

import pytest

from metrics.model import Issue
from metrics.show.export import Edition, to_csv
from metrics.show.filters import find_shown, show_rows
from metrics.show.forms import FORMS
from metrics.show.link import read_link
from metrics.show.share import check_link, count_digest, go_live, pin, to_pinned_query
from metrics.show.share_pieces import draw_check
from metrics.show.shelves import find_shelf, known_at
from metrics.show.view import View
from metrics.show.words import read_labels
from tests.deciding import ids, take
from tests.readings import make_observation, make_reading
from tests.wire import ask

TRADE = make_observation()
CALLS = make_observation(indicator="诉求量", value="35", unit="件", start=60, end=64, period_start=date(2022, 6, 1))
HOMES = make_observation(indicator="新开工住房", value="7", unit="套", start=80, end=84)
GONE = make_observation(indicator="误读", value="12", unit="个", start=90, end=93)
FIRST = make_reading([TRADE, CALLS, HOMES, GONE])
VIEW = View(page="browse", order="page")


def issue_of(reading, day):
    return dataclasses.replace(reading, issue=Issue(day, day.year, "版头"))


@pytest.fixture
def desk(dashboard_store):
    """The store of the dashboard, with one page in it."""
    dashboard_store.commit([FIRST], "", "v1")
    return dashboard_store


def share(view):
    """The query of the pinned link of a view as it is now."""
    held = find_shelf(view)
    return to_pinned_query(pin(view, held, find_shown(held.table, view)))


def open_link(query):
    params = parse_qs(query.removeprefix("?"), keep_blank_values=True)
    view, refused = read_link(params, known_at(*(params.get(name, [""])[-1] for name in ("v", "imp"))))
    assert refused == ()
    return view


def csv_of(view):
    held = find_shelf(view)
    return to_csv(show_rows(held.table, view), Edition(held.version, "https://desk.example/", view.asof))


def tell(change):
    return (
        change.reason,
        *(None if row is None else f"{row['indicator']} {row['value_text']}{row['unit']}" for row in (change.old, change.new)),
    )


@pytest.mark.usefixtures("desk")
def test_a_link_opened_at_once_is_as_shared():
    check = check_link(open_link(share(VIEW)))
    assert (check.is_kept, check.rows, check.changes.count) == (True, 4, 0)


def test_whatever_happens_later_a_pinned_link_keeps_its_rows_and_tells_every_change(desk):
    link = share(VIEW)
    before = csv_of(open_link(link))
    later = make_reading([make_observation(value="130", quote="上调为130亿元")], "另一版" * 70)
    desk.commit([issue_of(later, date(2022, 7, 1))], "", "v1")  # a newer issue tells the same period otherwise
    corrected = dataclasses.replace(CALLS, value=CALLS.value + 1)
    redefined = dataclasses.replace(HOMES, indicator="新开工商品房", indicator_id="new_homes")
    found = make_observation(indicator="面积", value="99", unit="亩", start=20, end=24)
    desk.commit([make_reading([TRADE, corrected, redefined, found])], "", "v2")  # a changed rule reads the old page anew

    view = open_link(link)
    assert csv_of(view) == before
    check = check_link(view)
    assert check.is_kept
    assert sorted(map(tell, check.changes.listed), key=str) == sorted(
        [
            ("reported", "进出口总额 126.4亿元", "进出口总额 130亿元"),
            ("reread", "诉求量 35件", "诉求量 36件"),
            ("defined", "新开工住房 7套", "新开工商品房 7套"),
            ("reread", "误读 12个", None),
            ("reread", None, "面积 99亩"),
        ],
        key=str,
    )
    html = draw_check(check, view, go_live(view))
    assert "与分享时一致：4 行" in html
    assert "5 个数字有变化" in html
    assert "<del>35 件</del> → <ins>36 件</ins>" in html
    assert len(re.findall("<li>", html)) == 5
    assert 'href="?view=browse&amp;o=page"' in html


def test_a_correction_of_an_editor_is_told_and_the_pinned_rows_stay(desk):
    link = share(VIEW)
    before = csv_of(open_link(link))
    take(desk, "correct", ids(desk)["新开工住房"], value="8")
    view = open_link(link)
    assert csv_of(view) == before
    assert [tell(each) for each in check_link(view).changes.listed] == [("reread", "新开工住房 7套", "新开工住房 8套")]


def test_a_change_that_moves_a_figure_out_of_the_choices_is_told_too(desk):
    view = dataclasses.replace(VIEW, indicator=("新开工住房",))
    link = share(view)
    desk.commit(
        [make_reading([TRADE, CALLS, dataclasses.replace(HOMES, indicator="新开工商品房", indicator_id="new_homes"), GONE])],
        "",
        "v2",
    )
    assert [tell(each) for each in check_link(open_link(link)).changes.listed] == [
        ("defined", "新开工住房 7套", "新开工商品房 7套")
    ]


def test_a_change_elsewhere_is_no_change_of_the_link(desk):
    link = share(dataclasses.replace(VIEW, indicator=("诉求量",)))
    desk.commit([make_reading([dataclasses.replace(TRADE, value=TRADE.value + 1), CALLS, HOMES, GONE])], "", "v2")
    check = check_link(open_link(link))
    assert (check.is_kept, check.changes.count) == (True, 0)


@pytest.mark.usefixtures("desk")
def test_rows_that_are_not_those_that_were_shared_are_told_at_once():
    view = dataclasses.replace(open_link(share(VIEW)), digest="0000000000")
    check = check_link(view)
    assert not check.is_kept
    assert "与分享时不一致" in draw_check(check, view, go_live(view))


def test_the_live_link_drops_what_pinning_added_and_keeps_what_was_chosen(desk):
    assert go_live(open_link(share(VIEW))) == VIEW
    desk.commit([issue_of(make_reading([CALLS], "另一版" * 70), date(2022, 7, 1))], "", "v1")
    chosen = dataclasses.replace(VIEW, asof=date(2022, 6, 20))
    assert go_live(open_link(share(chosen))) == chosen


@pytest.mark.usefixtures("desk")
def test_the_digest_does_not_depend_on_the_order_but_on_every_row():
    held = find_shelf(View())
    rows = show_rows(held.table, View())
    assert count_digest(rows) == count_digest(rows.iloc[::-1])
    assert len({count_digest(rows.drop(index=one)) for one in rows.index} | {count_digest(rows)}) == 5


CHOICES = {
    **{"page": "source", "topic": ("other",), "indicator": ("诉求量",), "entity": ("襄阳市",), "measure": ("level",)},
    **{"status": ("actual",), "tier": ("core",), "part": ("total",), "doc": ("襄阳.txt",), "series": ("s-1",)},
    **{"window": (date(2022, 1, 1), None), "search": "总额", "chart": "bars", "facet": "indicator", "order": "old", "leaf": 2},
    **{"point": "o-1", "asof": date(2022, 6, 1), "report": "first", "version": "20220615-aaaaaaaaaa", "digest": "a" * 10},
    **{"lang": "en"},
}


@pytest.mark.parametrize("field", View.__dataclass_fields__)
def test_every_control_changes_the_pinned_link(field):
    named = (code for code in read_labels().get(field, ()) if code != getattr(VIEW, field))
    value = CHOICES[field] if field in CHOICES else next(named, "s-1")
    assert to_pinned_query(dataclasses.replace(VIEW, **{field: value})) != to_pinned_query(VIEW)


def test_earlier_versions_come_along_when_they_are_asked_for(desk):
    desk.commit([make_reading([TRADE, dataclasses.replace(CALLS, value=CALLS.value + 1), HOMES])], "", "v2")
    first, second = desk.editions()
    made = {each.number: f"{each.created:%Y-%m-%dT%H:%M:%SZ}" for each in (first, second)}
    rows = csv.DictReader(io.StringIO(ask("/data/诉求量.csv", includeHistory="true").body.decode(), newline=""))
    assert [(row["OBS_VALUE"], row["VALID_FROM"], row["VALID_TO"]) for row in rows] == [
        ("36", made[2], ""),
        ("35", made[1], made[2]),
    ]
    before = csv.DictReader(io.StringIO(ask("/data/诉求量.csv", includeHistory="true", v=first.version).body.decode()))
    assert [(row["OBS_VALUE"], row["VALID_TO"]) for row in before] == [("35", "")]


def test_the_first_report_of_a_period_can_be_asked_for(desk):
    later = make_reading([make_observation(value="130")], "另一版" * 70)
    desk.commit([issue_of(later, date(2022, 7, 1))], "", "v1")
    asked = {
        name: ask("/data/进出口总额.json", **params).json["rows"]
        for name, params in {"all": {}, "first": {"firstReport": "true"}, "last": {"rep": "last"}}.items()
    }
    assert {name: sorted(row["OBS_VALUE"] for row in rows) for name, rows in asked.items()} == {
        "all": ["126.4", "130"],
        "first": ["126.4"],
        "last": ["130"],
    }
    assert [row["OBS_VALUE"] for row in ask("/data/进出口总额.json", asOf="2022-06-20").json["rows"]] == ["126.4"]


def test_the_bytes_of_a_version_stay_whatever_comes_later(desk):
    asked = {form: {"v": desk.version()} for form in FORMS}
    before = {form: ask(f"/data/rows.{form}", **params).body for form, params in asked.items()}
    take(desk, "correct", ids(desk)["新开工住房"], value="8")
    desk.commit([make_reading([dataclasses.replace(TRADE, value=TRADE.value + 1), HOMES])], "", "v2")
    desk.commit([issue_of(make_reading([CALLS], "另一版" * 70), date(2022, 7, 1))], "", "v2")
    assert {form: ask(f"/data/rows.{form}", **params).body for form, params in asked.items()} == before


def test_the_package_tells_what_its_version_changed(desk):
    desk.commit([make_reading([TRADE, dataclasses.replace(CALLS, value=CALLS.value + 1), HOMES, GONE])], "", "v2")
    with zipfile.ZipFile(io.BytesIO(ask("/data/rows.zip").body)) as archive:
        readme, package = archive.read("README.md").decode(), json.loads(archive.read("datapackage.json"))
    assert "35 件 → 36 件 (我们重读)" in readme
    assert package["version"] == "1.1.1"
