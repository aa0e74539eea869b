"""Figures are put in series, repeats of one figure become one point, and periods get their names."""

import tomllib

import pandas as pd
import pytest

from metrics.model import Observation
from metrics.period_text import to_period_text
from metrics.series import base_value, observation_id, point_id, series_id
from metrics.sightings import mark_sightings
from tests.readings import make_observation
from tests.source import ROOT


def read_cases(name: str) -> list[dict]:
    return tomllib.loads((ROOT / "tests" / "cases" / f"{name}.toml").read_text(encoding="utf-8"))["case"]


def to_prints(*observations: Observation) -> pd.DataFrame:
    """The columns of the observation table that tell repeats, one day and one place further for each row."""
    rows = []
    for at, each in enumerate(observations):
        series = series_id(each)
        high = None if each.value_high is None else float(each.value_high)
        own = point_id(series, each)
        base = base_value(each.value, each.unit)
        day = pd.Timestamp(2022, 6, 1) + pd.Timedelta(days=at)
        printed = (base, str(each.value), high, each.bound, each.quote, each.article)
        rows.append((series, own, each.period_start, each.period_end, *printed, day, "page", at))
    names = (
        "series_id point_id period_start period_end base_value_text value_text value_high bound quote article "
        "issue_date sha256 start"
    )
    return pd.DataFrame(rows, columns=names.split())


@pytest.mark.parametrize("case", read_cases("series"), ids=lambda case: case["id"])
@pytest.mark.parametrize("order", [1, -1], ids=["first", "last"])
def test_a_repeat_is_one_point_with_the_figure_it_repeats(case, order):
    prints = [make_observation(**case["first"]), make_observation(**case["second"])][::order]
    marked = mark_sightings(to_prints(*prints))
    assert (marked["point_id"].nunique() == 1) == case["same"]
    assert list(marked["n_sightings"]) == ([2, 2] if case["same"] else [1, 1])
    assert marked["is_sighting"].sum() == case["same"]


def test_the_exact_print_is_shown_before_an_earlier_hedged_one():
    hedged, exact, again = make_observation(value="120", bound=">"), make_observation(), make_observation()
    marked = mark_sightings(to_prints(hedged, exact, again))
    assert list(marked["is_sighting"]) == [True, False, True]
    assert set(marked["point_id"]) == {point_id(series_id(exact), exact)}


def test_a_sentence_is_shown_before_the_headline_that_repeats_it():
    headline = make_observation(article="进出口总额126.4亿元创新高", quote="进出口总额126.4亿元创新高")
    assert list(mark_sightings(to_prints(headline, make_observation()))["is_sighting"]) == [True, False]


def test_the_earliest_of_equal_prints_is_shown():
    marked = mark_sightings(to_prints(*[make_observation()] * 3))
    assert list(marked["is_sighting"]) == [False, True, True]


def test_a_hedged_print_goes_to_the_nearest_exact_one():
    prints = [make_observation(value="700", bound=">"), make_observation(value="750.5"), make_observation(value="703.8")]
    marked = mark_sightings(to_prints(*prints))
    assert marked["point_id"][0] == marked["point_id"][2] != marked["point_id"][1]


def test_looser_prints_of_looser_prints_end_at_one_point():
    prints = [make_observation(value=value, bound=bound) for value, bound in (("700", ">"), ("703", ">"), ("703.8", "="))]
    assert mark_sightings(to_prints(*prints))["point_id"].nunique() == 1


def test_undated_hedges_of_two_issues_are_two_points():
    undated = {"period_start": None, "period_end": None}
    prints = to_prints(make_observation(**undated), make_observation(**undated, value="120", bound=">"))
    assert mark_sightings(prints)["point_id"].nunique() == 2
    assert mark_sightings(prints.assign(issue_date=prints["issue_date"][0]))["point_id"].nunique() == 1


def test_undated_exact_repeats_of_two_issues_are_one_point():
    undated = make_observation(period_start=None, period_end=None)
    assert mark_sightings(to_prints(undated, undated))["point_id"].nunique() == 1


def test_many_figures_of_one_series_take_no_longer_each():
    prints = to_prints(*[make_observation(value=f"{at // 9 + 1}.{at % 9 + 1}") for at in range(3000)]).assign(issue_date=pd.NaT)
    assert mark_sightings(prints)["point_id"].nunique() == 3000


def test_an_empty_table_has_no_sightings():
    marked = mark_sightings(to_prints(make_observation()).iloc[:0])
    assert list(marked["n_sightings"]) == []


@pytest.mark.parametrize("case", read_cases("period_text"), ids=lambda case: case["text"])
def test_a_period_is_written_as_an_editor_writes_it(case):
    assert to_period_text(case.get("start"), case.get("end")) == case["text"]


def test_ids_never_change():
    figure = make_observation()
    series = series_id(figure)
    ids = (series, point_id(series, figure), observation_id("00", figure))
    assert ids == (
        "s-bct3nppua9wl",
        "p-cc25v7z4kbns",
        "o-ig3glq397tbj",
    )
