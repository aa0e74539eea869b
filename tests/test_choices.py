"""The values of a filter as a page fetches them: counted, in their order, found by what is typed, with the links they make."""

from dataclasses import replace
from urllib.parse import parse_qs, quote

import pytest

from metrics.show.choices import FIELDS
from metrics.show.filters import FILTERS, show_rows
from metrics.show.link import MOST_VALUES, read_link, write_link
from metrics.show.view import View
from tests.app import CALLS, calls_view
from tests.wire import ask

BROWSE = View(page="browse")


def fetch(field, view=BROWSE, typed=""):
    """Names and counts of the values, as the page would show them."""
    answer = ask(f"/choices/{field}", **write_link(view), **({"find": typed} if typed else {}))
    assert answer.status == 200
    return [(name, count) for _, name, count, _ in answer.json["options"]]


@pytest.mark.parametrize("field", FIELDS)
def test_every_value_leaves_as_many_figures_as_it_was_counted_for(held, field):
    answer = ask(f"/choices/{field}", view="browse", m="level").json
    assert answer["total"] == len(answer["options"])
    for code, _, count, _ in answer["options"]:
        link = answer["some"].replace("{}", code)
        view, refused = read_link(parse_qs(link.removeprefix("?")), held.known)
        assert refused == ()
        is_own = field == "measure"  # a filter never narrows its own values
        assert view == replace(BROWSE, **({"measure": ("level",)} if not is_own else {}) | {field: getattr(view, field)})
        assert len(show_rows(held.table, view)) == count > 0


@pytest.mark.parametrize("typed", ["来电诉求", "ldsq", "12345 来电", "LDSQ"])
@pytest.mark.usefixtures("held")
def test_an_indicator_is_found_by_name_and_by_initials(typed):
    assert (CALLS, 2) in fetch("indicator", typed=typed)
    assert len(fetch("indicator", typed=typed)) < len(fetch("indicator"))


def test_an_indicator_is_found_by_another_of_its_names(held):
    key = calls_view(held).indicator[0]
    for alias in held.catalogue[key].aliases:
        assert (CALLS, 2) in fetch("indicator", typed=alias)


@pytest.mark.usefixtures("held")
def test_nothing_is_found_by_what_nothing_is_called():
    answer = ask("/choices/indicator", view="browse", find="没有的词").json
    assert (answer["total"], answer["options"]) == (0, [])


@pytest.mark.usefixtures("held")
def test_places_stand_under_the_places_they_lie_in():
    options = ask("/choices/within", view="browse").json["options"]
    depths = {name: depth for _, name, _, depth in options}
    assert (depths["青海省"], depths["西宁市"], depths["西宁市城西区"]) == (0, 1, 2)
    names = [name for _, name, _, _ in options]
    assert names.index("青海省") < names.index("西宁市") < names.index("西宁市城西区")


@pytest.mark.usefixtures("held")
def test_months_stand_under_their_years_newest_first():
    options = ask("/choices/month", view="browse").json["options"]
    codes = [code for code, *_ in options]
    assert [code for code in codes if "-" not in code] == sorted({code[:4] for code in codes}, reverse=True)
    assert all(depth == ("-" in code) for code, _, _, depth in options)
    assert fetch("month", typed="2024-09") == [(name, count) for name, count in fetch("month") if name == "2024年9月"]


@pytest.mark.usefixtures("held")
def test_what_is_chosen_stays_in_the_list_where_nothing_is_left_of_it():
    view = replace(BROWSE, topic=("政务热线",), status=("target",))
    assert ("政务热线", 0) in fetch("topic", view)
    assert ask("/choices/topic", **write_link(view)).json["chosen"] == [quote("政务热线")]


@pytest.mark.usefixtures("held")
def test_the_links_change_one_filter_and_go_back_to_the_first_leaf():
    view = replace(BROWSE, topic=("政务热线",), measure=("level",), chart="bars", leaf=3)
    answer = ask("/choices/measure", **write_link(view)).json
    some, none = (parse_qs(answer[name].removeprefix("?")) for name in ("some", "none"))
    assert some == {"view": ["browse"], "topic": ["政务热线"], "m": ["{}"], "chart": ["bars"]}
    assert none == {"view": ["browse"], "topic": ["政务热线"], "chart": ["bars"]}
    assert answer["most"] == MOST_VALUES


def test_the_values_of_a_version_are_kept_for_ever_and_others_asked_for_again(held):
    live, fixed = ask("/choices/topic", view="browse"), ask("/choices/topic", view="browse", v=held.version)
    assert live.headers["cache-control"] == "no-cache"
    assert "immutable" in fixed.headers["cache-control"]
    again = ask("/choices/topic", headers={"if-none-match": live.headers["etag"]}, view="browse")
    assert (again.status, again.body) == (304, b"")
    asked = [{}, {"find": "热"}, {"lang": "en"}, {"m": "level"}, {"asof": "2024-06-01"}]
    assert len({ask("/choices/topic", view="browse", **params).headers["etag"] for params in asked}) == len(asked)


@pytest.mark.usefixtures("held")
def test_values_are_named_in_the_language_of_the_reader():
    assert dict(fetch("measure")).keys() != dict(fetch("measure", replace(BROWSE, lang="en"))).keys()


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    ("path", "params", "status", "where"),
    [
        ("/choices/nothing", {}, 404, ["path"]),
        ("/choices/series", {}, 404, ["path"]),
        ("/choices/topic", {"i": "nothing", "zz": "1"}, 400, ["i", "zz"]),
        ("/choices/topic", {"find": "词" * 101}, 400, ["find"]),
    ],
)
def test_every_error_says_where_what_and_what_to_do(path, params, status, where):
    answer = ask(path, **params)
    assert answer.status == status
    assert [one["where"] for one in answer.json["errors"]] == where
    assert all(one["what"] and one["do"] for one in answer.json["errors"])


def test_nothing_can_be_written():
    assert ask("/choices/topic", method="POST").status == 405


def test_every_filter_of_listed_values_has_its_address():
    assert set(FIELDS) == {one.field for one in FILTERS} - {"series", "window", "search"}
