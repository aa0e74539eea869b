"""What the page shows of many figures: every one counted, few drawn, and said so."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.show.drawings import say_unshown
from metrics.show.filters import find_shown, show_rows
from metrics.show.memo import Memo, memo_of
from metrics.show.panels import MOST_PANELS, MOST_SERIES, split_panels
from metrics.show.shown import MOST_MARKS, choose_marks, find_cap, show, thin
from metrics.show.view import ROWS_A_PAGE, View
from metrics.show.words import say
from tests.desk import day, make_table, span

BUSY = make_table(
    *({"value": n, **day(f"20{10 + n // 365:02}-{1 + n % 12:02}-{1 + n % 28:02}")} for n in range(MOST_MARKS + 400)),
    *({"value": n, "dims": f"渠道={n % 3}", **day(f"2020-05-{1 + n % 28:02}")} for n in range(30)),
    {"value": 7, **span(None, None)},
)


def test_few_figures_are_all_drawn():
    table = make_table({"value": 908, **day("2024-05-29")}, {"value": 865, **span(None, None)})
    shown = show(table, View())
    split = shown.split()
    assert (len(shown), len(shown.drawn()), split.unfit, split.thinned) == (2, 2, 1, 0)
    assert not any(say("thinned", n=0, drawn=0, all=0, most=0)[:5] in note for note in say_unshown(split, View()))


def test_many_figures_are_thinned_and_the_page_says_how_many():
    shown = show(BUSY, View())
    rows = shown.drawn()
    split = shown.split()
    drawn = sum(len(panel.rows) for panel in split.panels)
    assert drawn == len(rows) <= MOST_MARKS
    assert len(shown) == drawn + split.unfit + split.unshown + split.hidden + split.thinned
    assert split.unfit == 1
    said = say("thinned", n=split.thinned, drawn=drawn, all=drawn + split.thinned, most=MOST_MARKS)
    assert said in say_unshown(split, View())
    assert f"{split.thinned} 个不画" in said


def test_a_thinned_series_keeps_its_first_and_its_last_point():
    shown = show(BUSY, View(part=("total",)))
    days = shown.drawn()["period_end"]
    everything = show_rows(BUSY, View(part=("total",)))["period_end"]
    assert (days.min(), days.max()) == (everything.min(), everything.max())


def test_a_short_series_is_not_thinned_to_make_room_for_a_long_one():
    shown = show(BUSY, View())
    assert Counter(shown.drawn()["dims"]) | Counter({"": 0}) >= Counter({f"渠道={n}": 10 for n in range(3)})


FIGURES = st.fixed_dictionaries(
    {
        "indicator_id": st.sampled_from([f"i{n}" for n in range(4)]),
        "unit": st.sampled_from(["件", "%"]),
        "dims": st.sampled_from([""] * 3 + [f"渠道={n}" for n in range(15)]),
        "entity": st.sampled_from([f"第{n}区" for n in range(16)]),
        "tier": st.sampled_from(["core", "detail"]),
        "period_end": st.sampled_from([None, *(day(f"2024-05-{n:02}")["period_end"] for n in range(1, 29))]),
    }
)


@settings(max_examples=20, deadline=None)
@given(st.lists(FIGURES, min_size=1, max_size=60), st.sampled_from(["auto", "bars"]), st.sampled_from(["unit", "indicator"]))
def test_choosing_first_and_drawing_then_draws_what_drawing_alone_would(figures, chart, facet):
    kept = [{**one, "base_unit": one["unit"], "value": n, "period_start": None} for n, one in enumerate(figures)]
    table, view = make_table(*kept), View(chart=chart, facet=facet)
    marks = choose_marks(table, find_shown(table, view), view)
    chosen = show(table, view).rows_at(marks.places)
    direct, split = split_panels(show_rows(table, view), view), split_panels(chosen, view, marks.keys)
    assert sorted(len(panel.rows) for panel in split.panels) == sorted(len(panel.rows) for panel in direct.panels)
    assert marks.unfit == direct.unfit
    assert marks.unshown == direct.unshown
    assert marks.hidden == sum(panel.hidden for panel in direct.panels)
    assert all(len(panel.looks) <= MOST_SERIES for panel in split.panels)
    assert len(split.panels) <= MOST_PANELS


def test_leaves_hold_all_figures_in_order():
    whole = show_rows(BUSY, View(order="old"))["obs_id"].tolist()
    leaves = [show(BUSY, View(order="old", leaf=leaf)).leaf()["obs_id"].tolist() for leaf in (1, 2, 3)]
    assert [obs for leaf in leaves for obs in leaf] == whole[: 3 * ROWS_A_PAGE]


def test_what_is_shown_is_counted_from_all_of_it():
    shown, rows = show(BUSY, View()), show_rows(BUSY, View())
    assert (shown.count("series"), shown.count("doc")) == (rows["series_id"].nunique(), rows["doc"].nunique())
    pairs = list(dict.fromkeys(zip(rows["indicator_id"], rows["indicator"], strict=True)))
    assert shown.pairs("indicator_id", "indicator") == pairs


@given(st.lists(st.integers(1, 90), min_size=1, max_size=30), st.integers(1, 500))
def test_the_cap_leaves_room_for_all_series(sizes, most):
    cap = find_cap([np.arange(size) for size in sizes], most)
    drawn = sum(len(thin(np.arange(size), cap)) for size in sizes)
    assert drawn <= max(most, 2 * len(sizes))
    if sum(sizes) <= most:
        assert drawn == sum(sizes)


def test_an_answer_is_kept_until_there_is_no_room():
    memo, asked = Memo(most_bytes=3000), []
    for question in ("a", "b", "a", "c", "b"):
        memo.get(question, lambda question=question: asked.append(question) or np.zeros(150))
    assert asked == ["a", "b", "c", "b"]


@pytest.mark.parametrize("order", ["new", "page"])
def test_two_tables_never_share_an_answer(order):
    first, second = make_table({"value": 1}), make_table({"value": 2}, {"value": 3})
    assert [len(show(table, View(order=order))) for table in (first, second, first)] == [1, 2, 1]
    assert memo_of(first) is memo_of(first)
    assert memo_of(first) is not memo_of(second)
