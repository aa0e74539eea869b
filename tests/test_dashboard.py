"""The page itself, run without a browser: every view appears, controls and link agree, first start fills the store."""

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from metrics.show import shelf
from metrics.show.filter_controls import FOLD
from metrics.show.filters import show_rows
from metrics.show.link import read_link
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


def test_choosing_an_indicator_changes_link_rows_and_headline(held):
    app = run(View(page="browse"))
    key = calls_view(held).indicator[0]
    app.multiselect(key="choose_indicator").set_value([key]).run()
    assert not app.exception
    assert app.query_params == {"view": "browse", "i": key}
    assert f"<h2>{CALLS}</h2>" in html_of(app)


CHOICES = {
    "choose_topic": lambda _: ["政务热线"],
    "choose_within": lambda held: [held.table["entity"].iloc[0]],
    "choose_month": lambda held: [max(held.known["month"])],
    "choose_measure": lambda _: ["growth"],
    "choose_status": lambda _: ["target"],
    "choose_tier": lambda _: ["core"],
    "choose_part": lambda _: ["parts"],
    "choose_doc": lambda held: [held.pages[0].doc],
}


def unfold(app):
    """The page with its fold of filters open."""
    app.session_state[FOLD] = True
    return app.run()


@pytest.mark.parametrize("key", CHOICES)
def test_every_filter_changes_the_link_and_leaves_the_rows_it_counted(held, key):
    app = unfold(run(View(page="browse")))
    app.multiselect(key=key).set_value(CHOICES[key](held)).run()
    assert not app.exception
    view, refused = read_link({name: [text] for name, text in app.query_params.items()}, held.known)
    assert refused == ()
    assert view != View(page="browse")
    assert f"{len(show_rows(held.table, view))} 个数字" in html_of(app)


@pytest.mark.usefixtures("held")
def test_filters_behind_the_fold_are_made_when_it_is_open_or_they_are_in_use():
    app = run(View(page="browse"))
    assert [one.key for one in app.multiselect] == ["choose_topic", "choose_indicator", "choose_within"]
    assert len(unfold(app).multiselect) == len(CHOICES) + 1
    assert app.multiselect(key="choose_measure").set_value(["growth"]).run().multiselect(key="choose_measure").value == [
        "growth"
    ]
    used = run(View(page="browse", measure=("growth",)))
    assert used.multiselect(key="choose_measure").value == ["growth"]
    used.session_state[FOLD] = False
    assert len(used.run().multiselect) == 3
    assert used.query_params["m"] == "growth"


@pytest.mark.usefixtures("held")
def test_the_search_finds_words_of_the_printed_sentence():
    app = run(View(page="browse"))
    app.text_input(key="choose_search").set_value("  来电   诉求 ").run()
    assert app.query_params["q"] == "来电 诉求"
    assert "865" in html_of(app)


@pytest.mark.usefixtures("held")
def test_the_window_is_held_by_two_dates_and_one_key():
    app = unfold(run(View(page="browse")))
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
