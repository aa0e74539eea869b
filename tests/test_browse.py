"""浏览 run without a browser: ways of drawing, what is derived, what does not apply."""

from dataclasses import replace
from html import escape

from metrics.show.filters import show_rows
from metrics.show.link import to_query
from metrics.show.view import View
from metrics.show.words import label, say
from tests.app import CALLS, calls_view, html_of, run


def test_a_way_of_drawing_that_does_not_apply_is_no_link_and_says_why(held):
    html = html_of(run(calls_view(held)))
    assert f'<span class="barred" title="{say("no_transform_pc1")}">{label("transform", "pc1")}</span>' in html
    assert "u=idx" in html


def test_an_index_of_two_days_is_computed_on_the_page_and_marked(held):
    html = html_of(run(replace(calls_view(held), transform="idx")))
    assert say("derived_title", name=CALLS, how=label("transform", "idx")) in html
    assert "95.3，2024年5月29日 = 100" in html
    assert say("key_derived") in html


def test_a_place_is_chosen_with_all_below_and_can_be_taken_alone(held):
    app = run(View(page="browse", within=("西宁市",)))
    html = html_of(app)
    assert say("choice_within", values="西宁市") in html
    below = show_rows(held.table, View(within=("西宁市",)))
    alone = show_rows(held.table, View(entity=("西宁市",)))
    assert f"{len(below)} 个数字" in html
    assert f'href="?{escape(to_query(View(page="browse", entity=("西宁市",))))}">{say("to_own")}' in html
    assert 0 < len(alone) < len(below)
    html = html_of(run(View(page="browse", entity=("西宁市",))))
    assert f"{len(alone)} 个数字" in html
    assert say("to_within") in html
