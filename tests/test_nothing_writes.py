"""Whatever is asked by an address, nothing is written: decisions are taken in the form of an editor and nowhere else."""

import sqlite3

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from metrics.review.decisions import Decision
from metrics.show import shelf
from metrics.show.data_routes import refuse_method
from metrics.show.link import KEYS
from metrics.show.routes import routes
from metrics.show.words import codes
from tests.app import SCRIPT

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
SMUGGLED = {"action": "reject", "decide": "reject", "reason": "x", "value": "1", "edition": "1", "undo": "1", "accept": "1"}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """The file of a store with the seeds and one decision."""
    with pytest.MonkeyPatch.context() as patch:
        path = tmp_path_factory.mktemp("store") / "desk.sqlite"
        patch.setenv("METRICS_STORE", f"sqlite:///{path}")
        shelf.open_shelf_store.cache_clear()
        shelf.fill_from_seeds()
        store = shelf.open_shelf_store()
        store.decide(Decision("accept", "林编辑", "核对", 1, (store.table()["obs_id"].iloc[0],)))
        yield path
        shelf.open_shelf_store.cache_clear()


def dump(path):
    """Everything the store holds, as SQL."""
    with sqlite3.connect(path) as connection:
        text = "\n".join(connection.iterdump())
    connection.close()
    return text


def test_every_route_of_ours_is_read_only_or_a_refusal():
    others = [route for route in routes() if not (isinstance(route, Route) and route.methods <= {"GET", "HEAD"})]
    assert {route.endpoint for route in others} <= {refuse_method}


def test_no_method_on_any_route_changes_the_store(place):
    before = dump(place)
    obs_id = shelf.newest_shelf().table["obs_id"].iloc[0]
    client = TestClient(Starlette(routes=routes()), raise_server_exceptions=False)
    answers = {}
    for route in routes():
        path = route.path.replace("{form:str}", "csv").replace("{path:path}", "rows.csv")
        for method in METHODS:
            answer = client.request(method, path, params={"p": obs_id, **SMUGGLED}, content=b"action=reject&reason=x")
            answers[method] = answers.get(method, set()) | {answer.status_code}
    assert dump(place) == before
    assert all(answers[method] <= {405} for method in ("POST", "PUT", "PATCH", "DELETE"))
    assert 405 not in answers["GET"]


@pytest.mark.parametrize("page", codes("page"))
def test_no_address_of_the_page_changes_the_store(place, page):
    before = dump(place)
    obs_id = shelf.newest_shelf().table["obs_id"].iloc[0]
    app = AppTest.from_file(SCRIPT, default_timeout=60)
    for name, value in {**{key.name: "1" for key in KEYS}, **SMUGGLED, "view": page, "p": obs_id}.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    assert dump(place) == before
