"""The ways out of the dashboard: paper, frames on other sites, lines of code, the page about the addresses."""

from html import escape

import pytest

from metrics.show import server
from metrics.show.data_routes import FLAGS
from metrics.show.filters import find_shown, list_rows, show_rows
from metrics.show.forms import FORMS
from metrics.show.link import KEYS
from metrics.show.machine import COLUMNS
from metrics.show.migrations import RENAMED
from metrics.show.phrases import say_value
from metrics.show.share import pin, to_pinned_query
from metrics.show.view import change
from metrics.show.words import say
from tests.app import calls_view, html_of, run


def test_paper_has_charts_every_row_sources_link_and_version(held):
    view = change(calls_view(held), page="print")
    rows = show_rows(held.table, view)
    app = run(view)
    html = html_of(app)
    assert len(app.get("vega_lite_chart")) == 1
    assert html.count("<tr>") == len(rows) + 1
    for row in list_rows(rows):
        assert say_value(row) in html
        assert f"《{row['article']}》<small>{row['doc']}</small>" in html
    pinned = to_pinned_query(pin(calls_view(held), held, find_shown(held.table, calls_view(held))))
    assert escape(pinned) in html
    assert say("print_link", version=held.version) in html


def test_paper_has_no_filters_and_no_files(held):
    app = run(change(calls_view(held), page="print"))
    assert [*app.multiselect, *app.text_input] == []
    assert "download>" not in html_of(app)


def test_the_page_offers_two_frames_in_words(held):
    html = html_of(run(calls_view(held)))
    assert say("frame_pinned") in html
    assert say("frame_live") in html
    assert html.count("embed=true") >= 4  # each stands in its field and on its button


def test_the_lines_to_paste_name_the_version(held):
    view = calls_view(held)
    html = html_of(run(view))
    query = escape(to_pinned_query(pin(view, held, find_shown(held.table, view))))
    assert "pd.read_csv(" in html
    assert "read.csv(" in html
    assert html.count(f"data/rows.csv{query}") == 3
    assert f"data/rows.excel.csv{query}" in html


def test_the_page_about_the_addresses_names_every_form_key_switch_column_and_old_name(held):
    html = html_of(run(change(calls_view(held), page="api")))
    for form, one in FORMS.items():
        assert f">/data/rows.{form}</a>" in html
        assert one.kind in html
    for name in [*(key.name for key in KEYS), *FLAGS, *(one.old for one in RENAMED)]:
        assert f"<td>{name}</td>" in html
    for name in COLUMNS:
        assert f"<code>{name}</code>" in html


@pytest.mark.parametrize(
    ("path", "query", "is_free"),
    [
        ("/", b"view=browse&embed=true", True),
        ("/", b"view=browse", False),
        ("/", b"q=embed%3Dtrue", False),
        ("/", b"embed=false", False),
        ("/data/rows.csv", b"embed=true", False),
    ],
)
def test_only_the_view_for_frames_may_stand_in_a_frame_elsewhere(path, query, is_free):
    scope = {"type": "http", "path": path, "query_string": query}
    assert server.is_embedded(scope) is is_free
    shelter = server.Shelter(None)
    assert "frame-ancestors *;" in shelter.framed["content-security-policy"]
    assert "frame-ancestors 'self';" in shelter.headers["content-security-policy"]
    assert "x-frame-options" not in shelter.framed
