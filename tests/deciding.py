"""A store with one page of two figures, and editors who decide about them, for the tests of decisions."""

import pytest

from metrics.review.decisions import Decision
from tests.readings import make_observation, make_reading

FIGURE = make_observation()
CALLS = make_observation(indicator="诉求量", value="3", unit="件", start=150, end=154, confidence=0.4)


def fill(store):
    store.commit([make_reading([FIGURE, CALLS])], "", "v1")
    return store


@pytest.fixture
def filled(open_at, tmp_path):
    """A store with that page."""
    return fill(open_at(str(tmp_path / "metrics.sqlite")))


@pytest.fixture
def filled_either(open_at, store_url):
    """The same in each database."""
    return fill(open_at(store_url))


def ids(store):
    table = store.table()
    return dict(zip(table["indicator"], table["obs_id"], strict=True))


def take(store, action, *figures, edition=None, who="林编辑", reason="对过原版", undoes=None, **changes):
    seen = store.edition() if edition is None else edition
    return store.decide(Decision(action, who, reason, seen, figures, changes, undoes))


def shown(store, edition=None):
    """What the table says of each figure: its value, its review state, its status."""
    table = store.table(edition)
    columns = ("indicator", "value", "review_state", "obs_status")
    return sorted(zip(*(table[name] for name in columns), strict=True))


def log(store):
    return [(line.edition, line.who, line.action, line.field, line.previous, line.value, line.reason) for line in store.log()]


def reread(store, *observations, extraction="v2"):
    return store.commit([make_reading(observations)], "", extraction)
