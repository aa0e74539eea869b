"""Addresses beside the page: the style sheet and script of the desk, the files of its rows, the pictures of its pages."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from metrics.show.choice_routes import choice_routes
from metrics.show.data_routes import data_routes
from metrics.show.facsimile_routes import facsimile_routes

ASSETS = Path(__file__).parent / "assets"


def serve_asset(name: str, kind: str) -> Route:
    """One file of ours under its own name."""

    async def serve(_: Request) -> Response:
        return FileResponse(ASSETS / name, media_type=kind, headers={"cache-control": "no-cache"})

    return Route(f"/{name}", serve)


def routes() -> list[Route]:
    """Every address beside the page."""
    return [
        serve_asset("desk.css", "text/css; charset=utf-8"),
        serve_asset("desk.js", "text/javascript; charset=utf-8"),
        serve_asset("choose.js", "text/javascript; charset=utf-8"),
        serve_asset("desk.svg", "image/svg+xml"),
        *data_routes(),
        *choice_routes(),
        *facsimile_routes(),
    ]
