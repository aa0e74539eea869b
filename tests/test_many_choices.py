"""A filter with more values than anybody reads: the commonest are listed, the page says so, the search finds the rest."""

import pytest

from metrics.show import shelf
from metrics.show.filter_controls import MOST_OPTIONS
from metrics.show.view import View
from metrics.store import open_store
from tests.app import html_of, run
from tests.readings import make_observation, make_reading

TWICE, RARE = "两次见报的指标", f"第{MOST_OPTIONS + 9}项指标"
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


def list_indicators(app):
    return app.multiselect(key="choose_indicator").options


def test_the_commonest_values_are_listed_and_the_page_says_how_many_there_are():
    app = run(View(page="browse"))
    assert len(list_indicators(app)) == MOST_OPTIONS
    assert list_indicators(app)[0] == f"{TWICE} (2)"
    assert f"{MOST_OPTIONS + 11} 项" in html_of(app)


def test_a_value_that_is_not_listed_can_be_searched_for_and_stays_chosen():
    found = run(View(page="browse", search=RARE))
    assert list_indicators(found) == [f"{RARE} (1)"]
    chosen = run(View(page="browse", indicator=(RARE,)))
    assert chosen.multiselect(key="choose_indicator").value == [RARE]
    assert "各只列" not in html_of(found)
