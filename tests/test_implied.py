"""Implied figures: asked onto the charts of an indicator they are marked 推算 everywhere; unasked they are nowhere."""

import csv
import io
from dataclasses import replace

import pytest

from metrics.show.charts import CHARTS
from metrics.show.export import Edition, to_csv
from metrics.show.filters import show_rows
from metrics.show.forms import Order, make_csv
from metrics.show.legend import draw_kinds
from metrics.show.panels import split_panels
from metrics.show.share import check_link, pin, to_pinned_query
from metrics.show.shelves import find_shelf
from metrics.show.view import View
from tests.app import Text, html_of, run
from tests.test_share import open_link

FORMULA = "125.8亿元 ÷ 78.6% = 160.1亿元"


@pytest.fixture(scope="module")
def investment(held):
    """The page of the indicator whose completion is printed."""
    rows = held.table[held.table["value_text"].isin(["125.8"]) & (held.table["unit"] == "亿元")]
    (key,) = set(rows["indicator_key"])
    return View(page="indicator", indicator=(key,))


@pytest.fixture
def asked(investment):
    return replace(investment, with_implied="yes")


def words_of(view, **params):
    return " ".join(Text(html_of(run(view, **params))).words.split())


def find_implied(view):
    rows = show_rows(find_shelf(view).table, view)
    return rows[rows["formula"] != ""]


@pytest.mark.usefixtures("held")
def test_the_choice_stands_on_the_page_of_an_indicator_that_implies_something(investment):
    assert "加上推算的" in words_of(investment)
    assert "加上推算的" not in words_of(replace(investment, page="browse"))
    held = find_shelf(View())
    silent = next(
        key for key in held.known["indicator"] if "加上推算的" not in words_of(View(page="indicator", indicator=(key,)))
    )
    assert find_implied(View(indicator=(silent,), with_implied="yes")).empty


@pytest.mark.usefixtures("held")
def test_unasked_for_nothing_is_mixed_with_what_was_printed(investment):
    assert "推算" not in make_csv(Order(View(), "https://desk.example/")).decode()
    assert find_implied(View()).empty
    assert FORMULA not in words_of(investment)


@pytest.mark.usefixtures("held")
def test_asked_for_they_stand_in_chart_key_and_table_with_their_formula(asked):
    (row,) = find_implied(asked).to_dict("records")
    assert (row["value_text"], row["unit"], row["bound"], row["status"], row["obs_status"]) == (
        "160.1",
        "亿元",
        "~",
        "target",
        "I",
    )
    assert (str(row["period_start"])[:10], str(row["period_end"])[:10], row["formula"]) == ("2023-01-01", "2023-12-31", FORMULA)
    words = words_of(asked)
    assert "推算：由两个见报的数字算出，报上没有登这个数" in words
    assert f"推算，没有见报：{FORMULA}" in words
    assert f"推算，没有见报：{FORMULA}" in words_of(replace(asked, page="browse"))
    panel = words_of(replace(asked, point=row["obs_id"]))
    assert "依据" in panel
    assert "125.8 亿元" in panel
    assert f"据见报数字推算：{FORMULA}" in html_of(run(replace(asked, point=row["obs_id"])))


@pytest.mark.usefixtures("held")
def test_they_are_drawn_in_a_shape_of_their_own_hollow_and_never_joined(asked):
    rows = show_rows(find_shelf(asked).table, asked)
    panels = [panel for panel in split_panels(rows, asked).panels if (panel.rows["formula"] != "").any()]
    (panel,) = panels
    (look,) = [panel.looks[series] for series in panel.rows.loc[panel.rows["formula"] != "", "series_id"]]
    assert (look.shape, look.is_hollow, "推算的目标" in look.name) == ("cross", True, True)
    marks = CHARTS["time"](panel, asked)[1].to_pandas()
    own = marks[marks["series"].isin(panel.rows.loc[panel.rows["formula"] != "", "series_id"])]
    assert own[["is_hollow", "is_dashed", "run"]].to_dict("records") == [{"is_hollow": True, "is_dashed": True, "run": 0}]
    assert "推算：由两个见报" in draw_kinds(panels, asked)
    assert "推算：由两个见报" not in draw_kinds([replace(panel, rows=panel.rows[panel.rows["formula"] == ""])], asked)


@pytest.mark.usefixtures("held")
def test_files_carry_their_status_and_formula(asked):
    rows = csv.DictReader(io.StringIO(make_csv(Order(asked, "https://desk.example/")).decode(), newline=""))
    (row,) = [row for row in rows if row["OBS_STATUS"] == "I"]
    assert (row["OBS_VALUE"], row["VALUE_TYPE"], row["NUMBER_TEXT"], row["BREAKDOWN"]) == (
        "160.1",
        "TARGET",
        "",
        "推算=推算的目标",
    )
    assert row["COMMENT_OBS"].startswith(f"implied={FORMULA};from=o-")
    held = find_shelf(asked)
    shown = show_rows(held.table, asked)
    text = to_csv(shown, Edition(held.version, "https://desk.example/")).decode("utf-8-sig")
    (line,) = [line for line in csv.DictReader(io.StringIO(text, newline="")) if FORMULA in line["备注"]]
    assert line["备注"] == f"推算，没有见报：{FORMULA}"
    assert "imp=yes" in line["核对链接"]


@pytest.mark.usefixtures("held")
def test_a_pinned_link_keeps_them(asked):
    held = find_shelf(asked)
    link = to_pinned_query(pin(asked, held, show_rows(held.table, asked).index.to_numpy()))
    assert "&imp=yes&" in link
    check = check_link(open_link(link))
    assert (check.is_kept, check.changes.count, check.rows) == (True, 0, len(show_rows(held.table, asked)))
    plain = pin(
        replace(asked, with_implied="no"), find_shelf(View()), show_rows(find_shelf(View()).table, asked).index.to_numpy()
    )
    assert plain.digest != open_link(link).digest


@pytest.mark.usefixtures("held")
def test_a_link_may_name_an_implied_figure_and_series_only_where_they_are_asked_for(asked):
    (row,) = find_implied(asked).to_dict("records")
    lit = replace(asked, page="browse", highlight=row["series_id"], point=row["obs_id"], series=(row["series_id"],))
    assert "没有照办" not in words_of(lit)
    assert open_link("?" + to_pinned_query(lit).removeprefix("?")) == lit
    assert len(run(replace(lit, with_implied="no")).session_state["refused"]) == 3
