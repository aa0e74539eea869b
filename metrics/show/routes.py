"""Addresses beside the page: the style sheet and script of the desk, and the rows of a view as CSV or JSON for programs."""

from codecs import BOM_UTF8
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from metrics.show.clocks import find_shelf, known_at
from metrics.show.export import Edition, to_csv, to_records
from metrics.show.filters import show_rows
from metrics.show.link import Refused, read_link
from metrics.show.view import View
from metrics.show.words import say

FOREVER = "public, max-age=31536000, immutable"  # what a version says of a view never changes
ASSETS = Path(__file__).parent / "assets"


def serve_asset(name: str, kind: str) -> Route:
    """One file of ours under its own name."""

    async def serve(_: Request) -> Response:
        return FileResponse(ASSETS / name, media_type=kind, headers={"cache-control": "no-cache"})

    return Route(f"/{name}", serve)


def read_request(request: Request) -> tuple[View, tuple[Refused, ...]]:
    """The view a data address asks for, with what it could not have."""
    params = {name: request.query_params.getlist(name) for name in request.query_params if name != "bom"}
    return read_link(params, known_at(params.get("v", [""])[-1]))


def refuse(refused: tuple[Refused, ...]) -> JSONResponse:
    """The one shape of every error: what was wrong, where, what would do."""
    errors = [{"key": one.key, "value": one.value, "reason": one.reason} for one in refused]
    return JSONResponse({"status": 400, "errors": errors}, 400)


def serve_data(request: Request) -> Response:
    """The rows of a view: `/data/rows.csv?i=…` and `/data/rows.json?i=…` take the keys of the page."""
    view, refused = read_request(request)
    if refused:
        return refuse(refused)
    shelf = find_shelf(view)
    tag = f'"{shelf.version}"'
    headers = {"etag": tag, "cache-control": FOREVER if view.version else "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    rows = show_rows(shelf.table, view)
    edition = Edition(shelf.version, str(request.base_url))
    if request.path_params["form"] == "json":
        return JSONResponse({"version": shelf.version, "rows": to_records(rows, edition)}, headers=headers)
    data = to_csv(rows, edition)
    is_plain = request.query_params.get("bom") != "1"  # programs choke on the mark that Excel needs
    return Response(data.removeprefix(BOM_UTF8) if is_plain else data, media_type="text/csv; charset=utf-8", headers=headers)


def serve_unknown(request: Request) -> Response:
    """Any other data address, with the two that exist."""
    reason = say("refused_form")
    return JSONResponse({"status": 404, "errors": [{"key": "path", "value": request.url.path, "reason": reason}]}, 404)


def routes() -> list[Route]:
    """Every address beside the page."""
    return [
        serve_asset("desk.css", "text/css; charset=utf-8"),
        serve_asset("desk.js", "text/javascript; charset=utf-8"),
        serve_asset("desk.svg", "image/svg+xml"),
        Route("/data/rows.{form:str}", serve_form),
        Route("/data/{rest:path}", serve_unknown),
    ]


def serve_form(request: Request) -> Response:
    """One of the two forms, or the error that names them."""
    return serve_data(request) if request.path_params["form"] in ("csv", "json") else serve_unknown(request)
