"""The queue before the editors: what is doubtful comes, what matters most comes first, what is settled stays away."""

import pytest

from metrics.review.queue import REASONS, order_queue
from tests.desk import make_table

SURE = {"confidence": 0.99}


def reasons(table, **options):
    queue = order_queue(table, **options).rows()
    return dict(zip(queue["obs_id"], queue["reasons"], strict=True))


def test_a_sure_figure_of_a_known_indicator_wants_no_review():
    assert reasons(make_table(SURE, {"confidence": 0.9})) == {}


def test_every_reason_finds_its_figures():
    other = {"entity": "湖口县"}
    table = make_table(
        SURE,
        {"confidence": 0.6} | other,
        {"indicator": "祭扫点", "indicator_id": ""} | SURE,
        {"indicator": "石阶", "indicator_id": "", "tier": "detail"} | SURE,
        {"review_state": "reread", "entity": "丰城市"} | SURE,
        {"value": 20.0, "entity": "彭泽县"} | SURE,
        {"value": 21.0, "entity": "彭泽县"} | SURE,
        {"value": 22.0, "entity": "武宁县"} | SURE,
    )
    found = reasons(table, failed={"o-7"})
    assert found == {
        "o-1": "low_confidence",
        "o-2": "unknown_indicator",
        "o-4": "reread",
        "o-5": "conflict",
        "o-6": "conflict",
        "o-7": "failed_check",
    }
    assert {code for text in found.values() for code in text.split(",")} == {reason.code for reason in REASONS}


@pytest.mark.parametrize(
    "second",
    [
        {"value": 10.0},
        {"value": 20.0, "period_end": None, "period_start": None},
        {"value": 20.0, "status": "target"},
        {"value": 20.0, "unit": "人", "base_unit": "人"},
    ],
)
def test_figures_that_do_not_contradict_each_other_are_no_conflict(second):
    assert reasons(make_table(SURE, second | SURE)) == {}


def test_the_most_doubtful_that_matters_most_comes_first():
    series = make_table({"entity": "德安县", "confidence": 0.7})["series_id"].iloc[0]
    table = make_table(
        {"entity": "湖口县", "confidence": 0.7, "tier": "detail"},
        {"entity": "都昌县", "confidence": 0.7},
        {"entity": "都昌县", "confidence": 0.3, "dims": "渠道=网络"},
        {"entity": "星子县", "confidence": 0.7, "n_sightings": 16},
        {"entity": "德安县", "confidence": 0.7},
    )
    assert list(order_queue(table, shown={series}).rows()["obs_id"]) == ["o-3", "o-2", "o-4", "o-1", "o-0"]
    assert list(order_queue(table).rows()["obs_id"]) == ["o-3", "o-2", "o-1", "o-4", "o-0"]


@pytest.mark.parametrize(("state", "is_open"), [("accepted", False), ("corrected", False), ("reread", True), ("", True)])
def test_what_an_editor_has_settled_does_not_come_again(state, is_open):
    assert len(order_queue(make_table({"confidence": 0.5, "review_state": state}))) == is_open


def test_the_queue_of_nothing_is_empty():
    assert len(order_queue(make_table())) == 0
