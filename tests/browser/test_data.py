"""The addresses for programs: the rows of a view as CSV and JSON, with one shape of error."""

import json
import urllib.error
import urllib.parse
import urllib.request


def ask(address, **headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=10) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


def test_the_rows_of_a_view_come_as_csv_and_as_json(server):
    query = urllib.parse.urlencode({"topic": "政务热线", "st": "actual"})
    status, headers, data = ask(f"{server}/data/rows.csv?{query}")
    assert (status, headers["content-type"]) == (200, "text/csv; charset=utf-8")
    assert data.startswith(b"STRUCTURE,")
    rows = json.loads(ask(f"{server}/data/rows.json?{query}")[2])["rows"]
    assert len(rows) == data.count(b"\r\n") - 1 > 10
    assert ask(f"{server}/data/rows.csv?{query}&bom=1")[2] == b"\xef\xbb\xbf" + data


def test_an_unchanged_answer_is_not_sent_again(server):
    _, headers, _ = ask(f"{server}/data/rows.csv")
    assert headers["cache-control"] == "no-cache"
    status, _, data = ask(f"{server}/data/rows.csv", **{"If-None-Match": headers["etag"]})
    assert (status, data) == (304, b"")


def test_every_error_has_the_one_shape(server):
    got, headers, data = ask(server + "/data/rows.xml")
    assert (got, headers["content-type"]) == (404, "application/json")
    (error,) = json.loads(data)["errors"]
    assert set(error) == {"where", "what", "do"}
