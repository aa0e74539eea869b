"""Fixtures every test may ask for by name."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from metrics.store import Store, open_store
from tests.app import dashboard_store, held
from tests.crowd import digest, pages
from tests.deciding import filled, filled_either
from tests.postgres import postgres, postgres_url

__all__ = [
    "dashboard_store",
    "digest",
    "filled",
    "filled_either",
    "held",
    "open_at",
    "pages",
    "postgres",
    "postgres_url",
]

# What a property says does not depend on how busy the machine is.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")


@pytest.fixture
def open_at() -> Iterator[Callable[[str], Store]]:
    """A function that opens the store at an URL; all are closed when the test ends."""
    stores: list[Store] = []

    def open_one(url: str) -> Store:
        stores.append(open_store(url))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty store, in each of the databases."""
    return str(tmp_path / "metrics.sqlite") if request.param == "sqlite" else request.getfixturevalue("postgres_url")


@pytest.fixture
def store(store_url: str, open_at: Callable[[str], Store]) -> Store:
    """An empty store, in each of the databases."""
    return open_at(store_url)
