"""The page opened by a link with clocks or a pinned one."""

import re
from dataclasses import replace
from datetime import date
from html import escape

from metrics.show.filters import find_shown
from metrics.show.link import to_query, write_link
from metrics.show.share import pin
from metrics.show.view import View
from metrics.show.words import say
from tests.app import calls_view, html_of, run


def test_a_day_hides_the_september_page_everywhere_and_the_way_back_shows_it_again(held):
    view = replace(calls_view(held), asof=date(2024, 6, 1))
    html = html_of(run(view))
    assert "908 件次" in html
    assert "865 件次" not in html
    assert say("clock_asof", day="2024年6月1日", n=sum((one.issue_date or date.max) > view.asof for one in held.pages)) in html
    assert f'href="?{escape(to_query(calls_view(held)))}">{say("clock_back")}' in html
    late = next(page.doc for page in held.pages if page.issue_date and page.issue_date > view.asof)
    assert late not in html_of(run(View(page="pages", asof=view.asof)))
    assert late in html_of(run(View(page="pages")))


def test_links_of_the_page_keep_the_clocks(held):
    html = html_of(run(View(asof=date(2024, 6, 1), version=held.version)))
    links = re.findall(r'href="\?([^"]*)"', html)
    assert len(links) > 20
    assert all("asof=2024-06-01" in link and f"v={held.version}" in link for link in links if link)  # "?" is the way back


def test_a_pinned_link_opens_as_shared_with_every_key_in_the_address(held):
    view = calls_view(held)
    pinned = pin(view, held, find_shown(held.table, view))
    app = run(pinned)
    assert say("check_kept", n=2) in html_of(app)
    assert app.query_params == write_link(pinned, is_whole=True)
    assert to_query(pinned, is_whole=True).replace("&", "&amp;") in html_of(app)


def test_a_pinned_link_that_was_meddled_with_is_told(held):
    assert say("check_broken", version=held.version) in html_of(run(View(version=held.version, digest="0000000000")))


def test_a_version_that_was_never_made_is_named_and_the_newest_shown(held):
    html = html_of(run(View(page="browse"), v="20200101-aaaaaaaaaa"))
    assert say("refused_version") in html
    assert say("clock_live", version=held.version) in html
