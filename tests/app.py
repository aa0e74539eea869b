"""The page run without a browser: the seeds in a store of a module, the page at an address, what it says."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from streamlit.testing.v1 import AppTest

from metrics.show import shelf
from metrics.show.link import to_query
from metrics.show.view import View

SCRIPT = str(Path(__file__).parents[1] / "dashboard.py")
CALLS = "12345热线来电诉求量"


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """The seeds, read into a store of this module through the page's own first start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("METRICS_STORE", f"sqlite:///{tmp_path_factory.mktemp('store') / 'desk.sqlite'}")
        shelf.open_shelf_store.cache_clear()
        app = AppTest.from_file(SCRIPT, default_timeout=60).run()
        assert not app.exception
        yield shelf.newest_shelf()
        shelf.open_shelf_store.cache_clear()


@pytest.fixture
def dashboard_store(tmp_path, monkeypatch, open_at):
    """An empty store that the dashboard of this process reads."""
    place = str(tmp_path / "desk.sqlite")
    monkeypatch.setenv("METRICS_STORE", place)
    shelf.open_shelf_store.cache_clear()
    yield open_at(place)
    shelf.open_shelf_store().close()
    shelf.open_shelf_store.cache_clear()


def run(view=View(), **params):  # noqa: B008
    """The page at the address of a view, with anything else in the address."""
    app = AppTest.from_file(SCRIPT, default_timeout=60)
    for pair in filter(None, to_query(view).split("&")):
        name, _, value = pair.partition("=")
        app.query_params[name] = unquote(value)
    for name, value in params.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def html_of(app):
    return "".join(node.proto.body for node in app.get("html"))


class Text(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.words = ""
        self.feed(html)

    def handle_data(self, data):
        self.words += data


def calls_view(held):
    keys = held.table.loc[held.table["indicator"] == CALLS, "indicator_key"].unique()
    assert len(keys) == 1
    return View(page="browse", indicator=(keys[0],))
