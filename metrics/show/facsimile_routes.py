"""Requests for the picture of a page in, the picture out: `/facsimile/<sha256>.webp`, which never changes."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from metrics.show.data_routes import FOREVER, refuse, refuse_method, serve_with
from metrics.show.facsimile import SUFFIX
from metrics.show.link import Refused
from metrics.show.shelf import open_shelf_store
from metrics.show.words import say


def serve_facsimile(request: Request) -> Response:
    """The picture of a page."""
    return serve_with(answer_facsimile, request)


def answer_facsimile(request: Request) -> Response:
    """The picture, or that there is none."""
    path = request.path_params["path"]
    found = open_shelf_store().facsimile(path.removesuffix(SUFFIX)) if path.endswith(SUFFIX) else None
    if found is None:
        return refuse(404, [Refused("path", request.url.path, say("facsimile_none"))], "mend_path")
    return Response(found.picture, media_type="image/webp", headers={"cache-control": FOREVER})


def facsimile_routes() -> list[Route]:
    """Every address of a picture."""
    return [
        Route("/facsimile/{path:path}", serve_facsimile),
        Route("/facsimile/{path:path}", refuse_method, methods=["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]),
    ]
