"""The page itself, run without a browser: every view appears, controls and link agree, first start fills the store."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from metrics.show import shelf
from metrics.show.filter_controls import BACK, FOLD
from metrics.show.filters import show_rows
from metrics.show.link import write_link
from metrics.show.view import UNLISTED, View
from metrics.show.words import codes, label, say
from tests.app import CALLS, SCRIPT, Text, calls_view, html_of, run
from tests.readings import make_reading
from tests.wire import ask


def test_the_first_start_reads_the_seeds(held):
    assert held.edition == 1
    assert len(held.pages) == 5


@pytest.mark.parametrize("page", [page for page in codes("page") if page not in UNLISTED])
def test_every_page_of_the_menu_appears_and_is_marked(held, page):
    html = html_of(run(View(page=page)))
    assert f'aria-current="page">{label("page", page)}<' in html
    assert say("foot", version=held.version, pages=5, figures=len(held.table)) in html


def test_two_days_of_calls_are_two_rows_and_one_chart_of_two_points(held):
    app = run(calls_view(held))
    (chart,) = app.get("vega_lite_chart")
    assert html_of(app).count("<tr>") == 3
    assert "908 件次" in html_of(app)
    assert "865 件次" in html_of(app)
    assert "2 个有时期的数字" in chart.proto.alt


def follow(app, link):
    """The same visitor after a click on a link of the page."""
    app.query_params.clear()
    for name, value in parse_qsl(link.removeprefix("?")):
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def test_choosing_an_indicator_changes_link_rows_and_headline(held):
    key = calls_view(held).indicator[0]
    app = follow(run(View(page="browse")), ask("/choices/indicator", view="browse").json["some"].replace("{}", key))
    assert app.query_params == {"view": "browse", "i": key}
    assert f"<h2>{CALLS}</h2>" in html_of(app)


def test_what_is_chosen_is_a_chip_with_its_count_that_a_click_takes_off(held):
    view = replace(calls_view(held), status=("target",))
    app = run(replace(view, indicator=(*view.indicator, held.table["indicator_key"].iloc[0])))
    chips = re.findall(r'class="chip" href="([^"]+)"><span class="unseen">去掉 </span>([^<]+)<', html_of(app))
    names = [name for _, name in chips]
    assert len(names) == 3
    assert names[0] == f"{CALLS} (0)"  # beside another choice it leaves nothing, and stays told
    assert follow(app, unescape(chips[1][0])).query_params == write_link(view)


def fields_of(app):
    return re.findall('data-field="([a-z]+)"', html_of(app))


@pytest.mark.usefixtures("held")
def test_filters_behind_the_fold_are_made_when_it_is_open_or_they_are_in_use():
    app = run(View(page="browse"))
    assert fields_of(app) == ["topic", "indicator", "within"]
    app.session_state[FOLD] = True
    assert fields_of(app.run()) == ["topic", "indicator", "within", *BACK]
    used = run(View(page="browse", measure=("growth",)))
    assert "measure" in fields_of(used)
    used.session_state[FOLD] = False
    assert fields_of(used.run()) == ["topic", "indicator", "within"]
    assert used.query_params["m"] == "growth"


@pytest.mark.usefixtures("held")
def test_places_alone_and_with_all_below_stand_side_by_side_where_a_link_names_both():
    app = run(View(page="browse", within=("青海省",), entity=("西宁市",)))
    assert fields_of(app) == ["topic", "indicator", "within", "entity"]


@pytest.mark.usefixtures("held")
def test_the_search_finds_words_of_the_printed_sentence():
    app = run(View(page="browse"))
    app.text_input(key="choose_search").set_value("  来电   诉求 ").run()
    assert app.query_params["q"] == "来电 诉求"
    assert "865" in html_of(app)


@pytest.mark.usefixtures("held")
def test_the_window_is_held_by_two_dates_and_one_key():
    app = run(View(page="browse"))
    app.session_state[FOLD] = True
    app.run()
    app.date_input(key="choose_window_0").set_value("2024-09-01").run()
    assert app.query_params["t"] == "2024-09-01.."
    app.date_input(key="choose_window_1").set_value("2024-05-01").run()
    assert app.query_params["t"] == "2024-05-01..2024-09-01"
    assert not app.exception


@pytest.mark.usefixtures("held")
def test_what_a_link_cannot_have_is_named_on_the_page_and_the_rest_followed():
    app = run(View(page="browse"), m="growth~nonsense", zz="<b>1</b>", **{"from": "timeline"})
    html = html_of(app)
    assert 'class="notice"' in html
    assert "m=growth~nonsense" in html
    assert "zz=&lt;b&gt;" in html
    assert "timeline" not in html
    assert app.query_params == {"view": "browse"}


@pytest.mark.usefixtures("held")
def test_a_window_far_outside_the_data_is_an_empty_answer():
    html = html_of(run(View(page="browse"), t="1950-01-01..1950-12-31"))
    assert say("result", n=0, series=0, pages=0) in html


def test_a_picked_figure_opens_its_sentence_beside_the_chart(held):
    row = held.table[(held.table["indicator"] == CALLS) & (held.table["value"] == 865)].iloc[0]
    view = calls_view(held)
    html = html_of(run(View(page="browse", indicator=view.indicator, point=row["obs_id"])))
    assert "<mark" in html
    assert "接听\n群众来电诉求" in Text(html).words
    assert "据2024年9月25日见报的" in html


def test_the_source_page_shows_the_whole_page_as_printed(held):
    page = held.pages[0]
    html = html_of(run(View(page="source", doc=(page.doc,))))
    assert shelf.read_page_text(page.sha256) in Text(html).words
    assert html.count('<a class="figure"') > 20


def test_without_a_named_page_the_newest_issue_is_open(held):
    dated = sorted((page for page in held.pages if page.issue_date), key=lambda page: page.issue_date, reverse=True)
    undated = [page for page in held.pages if not page.issue_date]
    choice = run(View(page="source")).selectbox(key="choose_doc")
    assert choice.value == dated[0].doc
    assert [option.partition("\u3000")[2] for option in choice.options] == [page.doc for page in [*dated, *undated]]


def test_a_page_printed_later_than_the_day_read_by_is_named_and_another_one_open(held):
    oldest, *_, newest = sorted((page for page in held.pages if page.issue_date), key=lambda page: page.issue_date)
    html = html_of(run(View(page="source", doc=(newest.doc,), asof=oldest.issue_date)))
    assert say("page_hidden", doc=newest.doc) in html
    assert f"<p>{oldest.doc}" in html


@pytest.mark.parametrize("page", codes("page"))
@pytest.mark.usefixtures("held")
def test_every_page_stands_before_the_first_issue_and_past_the_last_leaf(page):
    said = html_of(run(View(page=page, asof=date(1949, 10, 1))))
    assert (say("nothing_printed") in said) == (page in ("home", "new", "source", "pages"))
    run(View(page=page, leaf=99_999))


def test_a_store_without_a_figure_has_a_front_page(dashboard_store):
    dashboard_store.commit([make_reading([])], "", "v1")
    assert say("nothing_printed") in html_of(run())


def test_every_number_of_every_page_is_accounted_for(held):
    words = Text(html_of(run(View(page="pages")))).words
    for page in held.pages:
        assert page.doc in words
        for reason in shelf.read_skipped(page.sha256, held.edition)["reason"].unique():
            assert label("skipped", reason) != reason
            assert label("skipped", reason) in words


def test_the_files_say_how_many_rows_they_hold(held):
    html = html_of(run(calls_view(held)))
    labels = re.findall(r"download>([^<]+)<", html)
    everything = len(show_rows(held.table, View()))
    assert labels == [say(f"take_{form}", n=n) for n in (2, everything) for form in ("csv", "xlsx", "zip")] + ["PNG", "SVG"]
    assert say("take_shown", n=2) in html
    assert say("take_all", n=everything) in html


def test_every_file_of_the_page_is_there_under_its_link(held):
    links = re.findall(r'href="data/([^"]+)" download', html_of(run(calls_view(held))))
    for link in map(unescape, links):
        path, _, query = link.partition("?")
        answer = ask(f"/data/{path}", **dict(parse_qsl(query)))
        assert answer.status == 200, link
        if path == "rows.excel.csv":
            rows = len(show_rows(held.table, calls_view(held) if "i=" in query else View()))
            assert answer.body.decode("utf-8-sig").count("\r\n") == rows + 1
    assert len(links) == 8


def test_any_figure_of_the_store_can_be_opened(held):
    for obs in held.table["obs_id"].iloc[::29]:
        assert "<mark" in html_of(run(View(page="source", point=obs)))


def test_a_store_that_cannot_be_read_is_named_on_the_page(tmp_path, monkeypatch):
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"this is no database" * 100)
    monkeypatch.setenv("METRICS_STORE", f"sqlite:///{broken}")
    shelf.open_shelf_store.cache_clear()
    app = AppTest.from_file(SCRIPT, default_timeout=60).run()
    shelf.open_shelf_store.cache_clear()
    assert not app.exception
    assert "broken.sqlite" in html_of(app)


@pytest.mark.usefixtures("held")
def test_the_page_speaks_english_and_its_links_stay_english():
    for page in ("home", "browse", "pages"):
        html = html_of(run(View(page=page, lang="en")))
        assert "Figures in print" in html
        assert 'data-language="en"' in html
        links = [piece.partition('"')[0] for piece in html.split('href="?')[1:]]
        assert [link for link in links if "lang=en" not in link] == [
            link for link in links if link == "view=" + page or not link
        ]


def test_a_sentence_to_paste_is_chinese_for_english_readers_too(held):
    row = held.table[held.table["indicator"] == CALLS].iloc[0]
    html = html_of(run(View(page="browse", point=row["obs_id"], lang="en")))
    assert "Ready to paste" in html
    assert "见报的《" in html
