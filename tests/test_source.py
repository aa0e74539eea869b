"""The printed page: the sentence found across broken lines, every figure boxed, nothing of the page lost or run."""

from html.parser import HTMLParser

import pytest

from metrics.show.figure import draw_conflicts, draw_neighbours, draw_sightings
from metrics.show.phrases import say_citation, say_sentence
from metrics.show.source import Sentence, draw_excerpt, draw_page, find_quote, find_sentence
from metrics.show.view import View
from metrics.show.words import say
from tests.desk import day, make_row, make_table, span

PAGE = "云河热线日报\n\n5月1日，热线接听\n群众来电 373 件，留言\n58件（微信56件）。次日无。\n\n  要闻<b>一则</b> & 广告12家\n"


def locate(page, words, number, **changes):
    """A row whose figure stands where `words` stand on the page."""
    start = page.index(words)
    return make_row(number, start=start, end=start + len(words), **changes)


ROWS = [
    locate(PAGE, "373 件", 0, quote="热线接听群众来电373件"),
    locate(PAGE, "58件", 1, quote="留言58件"),
    locate(PAGE, "56件", 2, quote="微信56件"),
    locate(PAGE, "12家", 3, quote="广告12家"),
]
LINKS = {row["obs_id"]: f"?p={row['obs_id']}" for row in ROWS}


class Reader(HTMLParser):
    """The text of a piece of HTML, and what its tags hold."""

    def __init__(self, html):
        super().__init__()
        self.text, self.inside, self.held, self.links = "", [], {}, []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.inside.append(tag)
        self.links += [value for name, value in attrs if name == "href"]

    def handle_endtag(self, tag):
        assert self.inside.pop() == tag

    def handle_data(self, data):
        self.text += data
        for tag in self.inside:
            self.held[tag] = self.held.get(tag, "") + data


def test_a_quote_is_found_across_broken_lines_and_stray_spaces():
    found = find_quote(PAGE, ROWS[0])
    assert PAGE[found.start : found.end] == "热线接听\n群众来电 373 件"


def test_a_quote_that_is_not_on_the_page_gives_its_sentence():
    found = find_quote(PAGE, {**ROWS[0], "quote": "别处的话"})
    assert PAGE[found.start : found.end] == "5月1日，热线接听\n群众来电 373 件，留言\n58件（微信56件）。"


@pytest.mark.parametrize(
    ("page", "words", "sentence"),
    [
        ("甲。乙有3件，丙。丁", "3件", "乙有3件，丙。"),
        ("标题\n\n正文3件", "3件", "正文3件"),
        ("标题\r\n\r\n正文\r\n3件\r\n\r\n下文", "3件", "正文\r\n3件"),
        ("只有3件", "3件", "只有3件"),
        ("共3件！还有", "3件", "共3件！"),
        ("　　前文3件", "3件", "前文3件"),
    ],
)
def test_a_sentence_ends_at_a_stop_or_an_empty_line(page, words, sentence):
    start = page.index(words)
    found = find_sentence(page, start, start + len(words))
    assert page[found.start : found.end] == sentence


def test_the_excerpt_marks_the_figure_and_boxes_the_others_of_its_sentence():
    got = Reader(draw_excerpt(PAGE, ROWS[0], ROWS, LINKS))
    assert got.held["mark"] == "373 件"
    assert got.held["a"] == "58件56件"
    assert got.links == ["?p=o-1", "?p=o-2"]
    assert got.held["span"] == "5月1日，热线接听\n群众来电 373 件，留言\n58件（微信56件）。"


def test_the_whole_page_is_there_letter_by_letter():
    got = Reader(draw_page(PAGE, None, ROWS, LINKS))
    assert got.text == PAGE
    assert got.links == list(LINKS.values())
    assert "b" not in got.held


def test_figures_on_one_spot_give_one_box_and_the_picked_one_wins():
    twin = {**ROWS[1], "obs_id": "o-9"}
    got = Reader(draw_page(PAGE, twin, [*ROWS, twin], LINKS | {"o-9": "?p=o-9"}))
    assert got.held["mark"] == "58件"
    assert got.text == PAGE


def test_a_hostile_page_stays_text():
    page = '<script>alert(1)</script>"><img src=x onerror=alert(2)> 5件'
    row = locate(page, "5件", 0, indicator='"><script>', quote="5件")
    html = draw_page(page, None, [row], {"o-0": '?p="><script>'})
    assert "<script" not in html
    assert "<img" not in html
    assert Reader(html).text == page


def test_an_empty_span_is_no_sentence():
    assert find_sentence("", 0, 0) == Sentence(0, 0)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"value": 865, **day("2024-09-23")}, "据2024年5月3日见报的《云河热线日报》，2024年9月23日，云河市热线来电为865件。"),
        (
            {"value": 100, "bound": ">", "unit": "吉瓦"},
            "据2024年5月3日见报的《云河热线日报》，2024年5月1日，云河市热线来电超100吉瓦。",
        ),
        (
            {"value": 14.7, "unit": "%", "measure": "growth", "basis": "yoy", **span("2024-01-01", "2024-04-30")},
            "据2024年5月3日见报的《云河热线日报》，2024年1—4月，云河市热线来电同比增长14.7%。",
        ),
        (
            {"value": -3.2, "unit": "%", "measure": "growth", "basis": "mom"},
            "据2024年5月3日见报的《云河热线日报》，2024年5月1日，云河市热线来电环比下降3.2%。",
        ),
        (
            {"value": 70.5, "unit": "%", "measure": "share", "base": "全省", "issue_date": None, **span(None, None)},
            "据《云河热线日报》（见报日期不明），云河市热线来电占全省的70.5%。",
        ),
        (
            {"value": 50, "bound": ">", "status": "target", "dims": "渠道=信箱"},
            "据2024年5月3日见报的《云河热线日报》，2024年5月1日，云河市热线来电（信箱）目标为超50件。",
        ),
        (
            {"value": 20.9, "unit": "%", "measure": "completion"},
            "据2024年5月3日见报的《云河热线日报》，2024年5月1日，云河市热线来电完成任务的20.9%。",
        ),
    ],
)
def test_the_sentence_to_paste_keeps_source_period_hedge_and_status(changes, sentence):
    row = make_table(changes).to_dict("records")[0]
    assert say_sentence(row) == sentence


def test_the_citation_names_file_place_and_version():
    text = say_citation(make_table({}).to_dict("records")[0], "v1", "https://desk.example/?p=o-0")
    assert text == (
        "《云河热线日报》，2024年5月3日见报，版面文件 a.txt 第 0—3 字；观测 o-0，数据版本 v1。https://desk.example/?p=o-0"
    )


def test_the_neighbours_are_those_of_the_series_in_time():
    table = make_table(*({"value": n, **day(f"2024-05-0{n}")} for n in (1, 2, 3)), {"value": 9, "dims": "渠道=信箱"})
    got = Reader(draw_neighbours(table, table.to_dict("records")[1], View()))
    assert got.text == "上一个： 2024年5月1日 1 件；下一个： 2024年5月3日 3 件"


def test_other_printings_of_a_figure_are_named():
    table = make_table({"n_sightings": 2}, {"n_sightings": 2, "is_sighting": True, "article": "月报", "doc": "b.txt"})
    text = Reader(draw_sightings(table, table.to_dict("records")[0], View())).text
    assert text == "2024年5月3日《月报》" + say("shown_rule")


def test_another_printing_in_an_article_without_a_headline_says_so():
    table = make_table({}, {"is_sighting": True, "article": ""})
    assert "《（无题）》" in draw_sightings(table, table.iloc[0], View())


def test_figures_that_contradict_each_other_are_shown_with_their_sentences():
    table = make_table(
        {"value": 865}, {"value": 856, "quote": "热线来电856件", "doc": "b.txt"}, {"value": 9, **day("2024-05-02")}
    )
    rows = table.to_dict("records")
    text = Reader(draw_conflicts(table, rows[0], View())).text
    assert text == "856 件（2024年5月3日，“热线来电856件”）" + say("conflict_rule")
    assert draw_conflicts(table, rows[2], View()) == ""


def test_figures_of_no_known_time_do_not_contradict_each_other():
    table = make_table({"value": 1, **span(None, None)}, {"value": 2, **span(None, None)})
    assert draw_conflicts(table, table.to_dict("records")[0], View()) == ""
