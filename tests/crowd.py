"""Many small pages and what one process makes of them, for the tests of reading by many processes."""

import pytest

from metrics.ingest import ingest
from metrics.store import open_store
from tests.readings import write_pages

PAGES = 170


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """A folder of these pages."""
    return write_pages(tmp_path_factory.mktemp("crowd") / "pages", PAGES)


@pytest.fixture(scope="module")
def digest(pages, tmp_path_factory):
    """The digest of the store that this process alone makes of the pages."""
    store = open_store(str(tmp_path_factory.mktemp("alone") / "store.sqlite"))
    ingest([pages], store)
    return store.editions()[-1].digest
