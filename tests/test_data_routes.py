"""The data addresses: same keys as the page, bytes that never change for a version, one shape of every error."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from urllib.parse import unquote

import pytest

from metrics.show.export import COLUMNS
from metrics.show.filters import show_rows
from metrics.show.forms import FORMS
from metrics.show.link import write_link
from metrics.show.share import pin
from metrics.show.view import View
from tests.app import calls_view
from tests.wire import ask


def read(answer):
    return list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"), newline="")))


def test_an_address_takes_the_keys_of_the_page_and_gives_its_rows(held):
    view = replace(calls_view(held), order="old")
    rows = show_rows(held.table, view)
    answer = ask("/data/rows.csv", **write_link(view))
    assert (answer.status, answer.headers["content-type"]) == (200, "text/csv; charset=utf-8")
    assert answer.body.startswith(b"STRUCTURE,")
    assert [row["OBS_ID"] for row in read(answer)] == list(rows["obs_id"])
    assert [row["OBS_VALUE"] for row in read(answer)] == list(rows["value_text"])
    assert [row["NUMBER_TEXT"] for row in read(answer)] == ["908件次", "865件次"]
    assert ask("/data/rows.csv", bom="1", **write_link(view)).body == b"\xef\xbb\xbf" + answer.body
    assert ask("/data/rows.json", **write_link(view)).json["rows"] == read(answer)


def test_an_indicator_and_a_series_have_addresses_of_their_own(held):
    view = calls_view(held)
    series = held.table.loc[held.table["indicator_key"] == view.indicator[0], "series_id"].iloc[0]
    whole = ask("/data/rows.csv", **write_link(view)).body
    assert ask(f"/data/{view.indicator[0]}.csv").body == whole
    assert {row["INDICATOR"] for row in read(ask(f"/data/{series}.csv"))} == set(view.indicator)


def test_the_csv_for_editors_starts_with_a_mark_and_has_its_columns(held):
    answer = ask("/data/rows.excel.csv", **write_link(calls_view(held)))
    assert answer.body.startswith(b"\xef\xbb\xbf")
    assert list(read(answer)[0]) == [column.header for column in COLUMNS]
    name = unquote(answer.headers["content-disposition"].partition("filename*=UTF-8''")[2])
    assert name == f"西宁市_12345热线来电诉求量_2024-05-29至2024-09-23_v{held.version}.csv"


@pytest.mark.parametrize("form", FORMS)
def test_a_version_is_kept_for_ever_and_the_newest_asked_for_again(held, form):
    view = calls_view(held)
    live, fixed = (ask(f"/data/rows.{form}", **write_link(one)) for one in (view, replace(view, version=held.version)))
    assert (live.status, live.headers["cache-control"]) == (200, "no-cache")
    assert (fixed.status, fixed.headers["cache-control"]) == (200, "public, max-age=31536000, immutable")
    assert live.headers["content-type"] == FORMS[form].kind
    again = ask(f"/data/rows.{form}", headers={"if-none-match": live.headers["etag"]}, **write_link(view))
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", live.headers["etag"])
    assert ask(f"/data/rows.{form}", **write_link(replace(view, version=held.version))).body == fixed.body


def test_different_questions_have_different_tags(held):
    asked = [{}, {"o": "old"}, {"bom": "1"}, {"asof": "2024-06-01"}, {"v": held.version}, {"includeHistory": "true"}]
    assert len({ask("/data/rows.csv", **params).headers["etag"] for params in asked}) == len(asked)


def test_a_day_leaves_out_what_was_printed_later(held):
    view = replace(calls_view(held), asof=date(2024, 6, 1))
    assert [row["OBS_VALUE"] for row in read(ask("/data/rows.csv", **write_link(view)))] == ["908"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(method):
    answer = ask("/data/rows.csv", method=method)
    assert (answer.status, answer.headers["allow"], answer.json["status"]) == (405, "GET, HEAD", 405)


def test_a_head_has_the_headers_of_the_answer(held):
    view = write_link(calls_view(held))
    head, whole = (ask("/data/rows.csv", method=method, **view) for method in ("HEAD", "GET"))
    assert (head.status, head.headers) == (200, whole.headers)


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    ("path", "params", "status", "where"),
    [
        ("/data/rows.csv", {"i": "nothing"}, 400, ["i"]),
        ("/data/rows.csv", {"zz": "1", "asof": "x"}, 400, ["zz", "asof"]),
        ("/data/rows.csv", {"v": "20200101-aaaaaaaaaa"}, 400, ["v"]),
        ("/data/rows.csv", {"bom": "yes"}, 400, ["bom"]),
        ("/data/rows.xml", {}, 404, ["path"]),
        ("/data/nothing.csv", {}, 404, ["path"]),
        ("/data/", {}, 404, ["path"]),
    ],
)
def test_every_error_says_where_what_and_what_to_do(path, params, status, where):
    answer = ask(path, **params)
    assert (answer.status, answer.headers["content-type"]) == (status, "application/json")
    assert answer.json["status"] == status
    assert [one["where"] for one in answer.json["errors"]] == where
    assert all(set(one) == {"where", "what", "do"} and all(one.values()) for one in answer.json["errors"])


def test_the_package_holds_the_rows_and_the_pinned_link(held):
    view = calls_view(held)
    answer = ask("/data/rows.zip", **write_link(view))
    with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    package = json.loads(files["datapackage.json"])
    pinned = pin(view, held, show_rows(held.table, view))
    assert files["data.csv"] == ask("/data/rows.excel.csv", **write_link(view)).body
    assert (package["version"], package["xn:digest"], package["xn:dataVersion"]) == ("1.1.0", pinned.digest, held.version)
    assert package["homepage"].startswith("https://desk.example/?view=browse&")
    assert f"v={held.version}&d={pinned.digest}" in package["homepage"]
    assert package["homepage"] in files["README.md"].decode()


def test_a_view_without_rows_is_a_header(held):
    assert ask("/data/rows.csv", q="没有的词").body.count(b"\n") == 1
    assert held.edition == 1


def test_every_view_of_the_page_is_an_address(held):
    for view in (View(), View(report="first"), View(report="last", page="pages")):
        assert len(read(ask("/data/rows.csv", **write_link(view)))) > 100
    assert held.edition == 1
