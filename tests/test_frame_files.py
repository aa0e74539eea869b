"""The files of the frame are answered by us in one piece, and as the frame would have them kept."""

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from metrics.show.chunks import SCRIPTS, find_scripts
from metrics.show.server import middleware

FRAME = Starlette(routes=[Route("/{path:path}", lambda _: PlainTextResponse("the frame"))], middleware=middleware())


@pytest.mark.parametrize("name", find_scripts()[:5])
def test_a_script_is_whole_of_its_kind_and_kept_for_ever(name):
    answer = TestClient(FRAME).get(f"/static/js/{name}")
    assert answer.content == (SCRIPTS / name).read_bytes()
    assert "javascript" in answer.headers["content-type"]
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/static/js/none.js", "/static/../index.html", "/static/js", "/static/", "/_stcore/health"])
def test_what_is_no_file_of_the_frame_is_left_to_it(path):
    assert TestClient(FRAME).get(path).text == "the frame"


def test_a_part_of_a_file_is_left_to_the_frame():
    name = f"/static/js/{find_scripts()[0]}"
    assert TestClient(FRAME).get(name, headers={"range": "bytes=0-9"}).text == "the frame"
    assert TestClient(FRAME).head(name).text == ""
