"""The review pages, run without a browser: the queue, a correction from form to log, a second editor who comes too late."""

import pytest
from streamlit.testing.v1 import AppTest

from metrics.review.decisions import Decision
from metrics.show import shelf
from metrics.show.review_queue import read_queue
from metrics.show.words import label, say
from tests.app import CALLS, SCRIPT, Text, html_of


@pytest.fixture(scope="module")
def first_store(tmp_path_factory):
    """The seeds in a store of this module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("METRICS_STORE", f"sqlite:///{tmp_path_factory.mktemp('store') / 'desk.sqlite'}")
        shelf.open_shelf_store.cache_clear()
        shelf.fill_from_seeds()
        yield shelf.open_shelf_store()
        shelf.open_shelf_store.cache_clear()


@pytest.fixture
def store(first_store):
    """The store, each test's decisions undone when it ends."""
    before = first_store.edition()
    yield first_store
    made = [edition.number for edition in first_store.editions() if edition.number > before]
    for number in reversed(made):
        if any(line.edition == number and line.action != "undo" for line in first_store.log()) and not is_undone(
            first_store, number
        ):
            first_store.decide(Decision("undo", "test", "清理", 0, undoes=number))


def is_undone(store, number):
    return any(line.undoes == number for line in store.log())


def open_page(page, point=""):
    app = AppTest.from_file(SCRIPT, default_timeout=60)
    app.query_params["view"] = page
    if point:
        app.query_params["p"] = point
    app.run()
    assert not app.exception
    return app


def words(app):
    return Text(html_of(app)).words


def find(store, **values):
    table = store.table()
    for name, value in values.items():
        table = table[table[name] == value]
    return table["obs_id"].iloc[0]


def field(app, name):
    """The control of a field of the figure."""
    return next(each for each in [*app.text_input, *app.selectbox] if each.label == label("datum", name))


def reason(app):
    return next(each for each in app.text_input if each.label == say("review_reason"))


def press(app, code):
    next(each for each in app.button if each.label == label("decide", code)).click()
    app.run()
    assert not app.exception
    return app


def test_the_queue_lists_every_figure_that_wants_review_with_its_reasons(store):
    app = open_page("review")
    queue = read_queue(store, store.edition())
    assert say("review_count", n=len(queue)) in words(app)
    assert html_of(app).count("<tr>") - 1 == min(50, len(queue))
    first = queue.rows().iloc[0]
    assert f"p={first['obs_id']}" in html_of(app)
    for code in first["reasons"].split(","):
        assert label("review_reason", code) in words(app)


def test_a_correction_goes_from_the_form_through_the_preview_into_table_and_log(store):
    calls = find(store, indicator=CALLS, value=865.0)
    app = open_page("review", calls)
    assert 'mark class="figure"' in html_of(app)
    field(app, "value").set_value("895")
    app.run()
    assert say("preview_after") in html_of(app)
    charts = app.get("vega_lite_chart")
    assert len(charts) == 2
    assert "895 件次" in words(app)
    assert store.table().set_index("obs_id").loc[calls, "value"] == 865
    press(app, "correct")
    assert say("refuse_reason") in words(app)
    assert store.edition() == shelf.newest_shelf().edition
    reason(app).set_value("原版印的是895")
    press(app, "correct")
    assert say("review_done", action=label("action", "correct"), edition=store.edition()) in words(app)
    assert store.table().set_index("obs_id").loc[calls, ["value", "review_state", "obs_status"]].tolist() == [
        895,
        "corrected",
        "A",
    ]
    log = open_page("log")
    assert "<del>865</del> → <ins>895</ins>" in html_of(log)
    assert "原版印的是895" in words(log)


def test_a_total_that_is_no_longer_the_sum_of_its_parts_lands_in_the_queue(store):
    part = find(store, value=492.0)
    store.decide(Decision("correct", "林编辑", "试一试", store.edition(), (part,), {"value": "493"}))
    queue = read_queue(store, store.edition()).rows()
    failing = queue[queue["reasons"].str.contains("failed_check")]
    assert find(store, indicator=CALLS, value=865.0) in set(failing["obs_id"])
    app = open_page("review", part)
    assert "865件次 = 373件 + 493件" in words(open_page("review", find(store, indicator=CALLS, value=865.0)))
    assert label("review_reason", "failed_check") not in words(app)


def test_a_value_that_cannot_be_is_refused_in_the_preview_and_in_the_decision(store):
    app = open_page("review", find(store, indicator=CALLS, value=865.0))
    field(app, "period_end").set_value("九月")
    app.run()
    refused = say("refuse_value", field=label("datum", "period_end"), text="九月")
    assert refused in words(app)
    before = store.edition()
    reason(app).set_value("试试")
    press(app, "correct")
    assert refused in words(app)
    assert store.edition() == before


def test_the_second_editor_is_told_who_decided_first_and_overwrites_nothing(store):
    calls = find(store, indicator=CALLS, value=908.0)
    first, second = open_page("review", calls), open_page("review", calls)
    for app, value, why in ((first, "909", "甲核对"), (second, "910", "乙核对")):
        field(app, "value").set_value(value)
        app.run()
        reason(app).set_value(why)
        press(app, "correct")
    assert "甲核对" in words(second)
    assert "没有记下" in words(second)
    assert store.table().set_index("obs_id").loc[calls, "value"] == 909
    assert field(second, "value").value == "909"


def test_an_unknown_name_is_merged_with_a_catalogued_indicator_for_all_its_figures(store):
    table = store.table()
    unknown = table[(table["indicator_id"] == "") & (table["tier"] == "core")]
    name = unknown["indicator"].value_counts().index[0]
    figures = unknown.loc[unknown["indicator"] == name, "obs_id"].tolist()
    assert len(figures) > 1
    app = open_page("review", figures[0])
    field(app, "indicator").set_value(CALLS)
    app.run()
    app.checkbox[0].check()
    reason(app).set_value("同一指标")
    press(app, "merge")
    merged = store.table().set_index("obs_id").loc[figures]
    assert set(merged["indicator"]) == {CALLS}
    assert set(merged["review_state"]) == {"corrected"}


def test_a_removed_figure_leaves_the_page_and_comes_back_when_that_is_undone(store):
    calls = find(store, indicator=CALLS, value=908.0)
    app = open_page("review", calls)
    reason(app).set_value("是编号")
    press(app, "reject")
    assert calls not in set(store.table()["obs_id"])
    log = open_page("log")
    next(each for each in log.text_input if each.key == "undo_reason").set_value("删错了")
    next(each for each in log.button if each.key == "undo_do").click()
    log.run()
    assert calls in set(store.table()["obs_id"])
    assert "删错了" in words(log)


def test_a_figure_the_table_no_longer_holds_is_told_of(store):
    calls = find(store, indicator=CALLS, value=908.0)
    number = store.decide(Decision("reject", "林编辑", "是编号", store.edition(), (calls,)))
    app = open_page("review", calls)
    assert not app.exception
    assert calls in {line.obs_id for line in store.log() if line.edition == number}
