"""What a legend calls its series: each by what tells it from the others."""

from metrics.show.filters import list_rows, show_rows
from metrics.show.looks import name_series
from metrics.show.view import View
from tests.desk import make_table


def find_names(*changes):
    rows = list_rows(show_rows(make_table(*changes), View()))
    return sorted(name_series({row["series_id"]: row for row in rows}).values())


def test_a_figure_told_against_a_goal_is_not_named_like_the_whole():
    assert find_names({"value": 125.8}, {"value": 19.1, "base": "进度目标任务"}) == ["与进度目标任务相比", "合计"]


def test_a_share_names_its_whole_once():
    assert find_names({"value": 125.8}, {"value": 31, "unit": "%", "measure": "share", "base": "全市"}) == ["占全市", "合计"]
