"""The store on a real PostgreSQL: made on first use, editions kept, trouble told in one line."""

import pytest

from metrics.errors import StoreError
from tests.readings import make_observation, make_reading


def test_what_was_committed_is_read_back_edition_by_edition(open_at, postgres_url):
    store = open_at(postgres_url)
    assert store.commit([make_reading([make_observation()])], "", "v1") == 1
    assert store.commit([make_reading([make_observation(value="130")])], "", "v2") == 2
    assert [list(store.table(edition)["value"]) for edition in (0, 1, 2)] == [[], [126.4], [130.0]]
    store.analyze()
    for edition in (1, 2):
        store.check(edition)
    assert open_at(postgres_url).version() == store.version()


def test_both_databases_name_an_edition_alike(open_at, postgres_url, tmp_path):
    stores = [open_at(place) for place in (postgres_url, str(tmp_path / "metrics.sqlite"))]
    for store in stores:
        store.commit([make_reading([make_observation(), make_observation(value="3", start=60, end=62)])], "", "v1")
    assert stores[0].editions()[0].digest == stores[1].editions()[0].digest


def test_a_database_that_does_not_answer_is_told_in_one_line(open_at, postgres):
    lost = postgres.url.set(database="nowhere").render_as_string(hide_password=False)
    with pytest.raises(StoreError) as caught:
        open_at(lost)
    assert "\n" not in str(caught.value)
    assert postgres.url.password not in str(caught.value)
