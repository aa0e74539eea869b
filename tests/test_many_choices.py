"""A filter with more values than anybody reads: the commonest are listed, what is typed finds the rest."""

import pytest

from metrics.show import shelf
from metrics.show.choices import MOST_OPTIONS
from metrics.store import open_store
from tests.readings import make_observation, make_reading
from tests.wire import ask

TWICE, LAST = "两次见报的指标", "第99项指标"  # among equals the order is that of the names
NAMES = [TWICE, *(f"第{number}项指标" for number in range(MOST_OPTIONS + 10)), TWICE]
FIGURES = [
    make_observation(indicator=name, value=str(7000 + at), start=at, end=at + 1, quote=name) for at, name in enumerate(NAMES)
]


@pytest.fixture(scope="module", autouse=True)
def many(tmp_path_factory):
    """A store with more indicators than a filter lists."""
    url = f"sqlite:///{tmp_path_factory.mktemp('store') / 'many.sqlite'}"
    open_store(url).commit([make_reading(FIGURES, "版" * 1000)], "", "v1")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("METRICS_STORE", url)
        shelf.open_shelf_store.cache_clear()
        yield
        shelf.open_shelf_store.cache_clear()


def list_indicators(**params):
    answer = ask("/choices/indicator", view="browse", **params).json
    return answer["total"], [(name, count) for _, name, count, _ in answer["options"]]


def test_the_commonest_values_are_listed_and_it_is_told_how_many_there_are():
    total, listed = list_indicators()
    assert (total, len(listed)) == (MOST_OPTIONS + 11, MOST_OPTIONS)
    assert listed[0] == (TWICE, 2)
    assert (LAST, 1) not in listed


def test_a_value_that_is_not_listed_is_found_by_typing_and_listed_when_it_is_chosen():
    assert list_indicators(find=LAST) == (1, [(LAST, 1)])
    assert (LAST, 1) in list_indicators(i=LAST)[1]
