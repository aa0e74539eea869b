"""指标 and 最新 run without a browser: the tree with definitions, one indicator in full, what each issue and edition added."""

from dataclasses import replace

import pytest

from metrics.show.filters import show_rows
from metrics.show.view import View
from metrics.show.words import label, say
from tests.app import CALLS, calls_view, html_of, run


def test_the_tree_lists_every_printed_indicator_under_its_topic_with_its_definition(held):
    html = html_of(run(View(page="indicator")))
    printed = set(held.table["indicator_id"].unique()) - {""}
    assert len(printed) > 20
    for key in printed:
        assert f'i={key}"' in html
        assert held.catalogue[key].definition in html
    assert html.count('<section class="topic">') == len({held.catalogue[key].topic for key in printed})


@pytest.mark.usefixtures("held")
def test_the_tree_can_be_narrowed_to_one_topic():
    html = html_of(run(View(page="indicator", topic=("政务热线",))))
    assert html.count('<section class="topic">') == 1
    assert "i=industrial_added_value" not in html


def test_an_indicator_has_a_page_with_definition_span_chart_series_and_sources(held):
    view = replace(calls_view(held), page="indicator")
    app = run(view)
    html = html_of(app)
    entry = held.catalogue[view.indicator[0]]
    for told in (entry.definition, *entry.units, *entry.aliases, label("time_span", entry.time_span), entry.name_en):
        assert told in html
    assert say("span", first="2024年5月29日", last="2024年9月23日") in html
    assert len(app.get("vega_lite_chart")) == 1
    rows = show_rows(held.table, view)
    assert "865 件次</a>" in html
    for doc in rows["doc"].unique():
        first = rows[rows["doc"] == doc].sort_values("start")["obs_id"].iloc[0]
        assert f"view=source&amp;p={first}" in html


def test_a_name_without_entry_in_the_catalogue_says_so(held):
    key = next(key for key in held.table["indicator_key"].unique() if key not in held.catalogue)
    assert say("uncatalogued") in html_of(run(View(page="indicator", indicator=(key,))))


def test_the_news_tell_of_every_issue_what_is_new_and_what_was_known(held):
    html = html_of(run(View(page="new")))
    assert html.count('<article class="issue">') == 5
    for page in held.pages:
        figures = held.table[held.table["doc"] == page.doc].drop_duplicates("point_id")
        known = int((figures["first_printed"] < figures["issue_date"]).sum())
        assert say("issue_counts", new=len(figures) - known, known=known) in html
    assert say("known_before", value="908 件次", period="2024年5月29日") in html


def test_the_news_list_every_edition_with_the_rows_it_added(held):
    html = html_of(run(View(page="new")))
    assert f'v={held.version}">{held.version}</a>' in html
    assert f'<td class="n">{len(held.table)}</td>' in html


def test_the_calendar_of_issues_stands_with_the_figure(held):
    rows = held.table[(held.table["indicator"] == CALLS) & (held.table["value"] == 865)]
    html = html_of(run(View(page="browse", point=rows["obs_id"].iloc[0])))
    assert say("calendar_printed", days="2024年5月31日、2024年9月25日") in html
