"""Requests for data in, files out: `/data/<key>.<form>` with the keys of the page; every refusal has one shape."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from metrics.errors import MetricsError
from metrics.show.forms import FORMS, Order, name_file
from metrics.show.kept import program_version
from metrics.show.link import Known, Refused, read_link, to_query
from metrics.show.shelves import find_shelf, known_at
from metrics.show.view import View, change
from metrics.show.words import say

FOREVER = "public, max-age=31536000, immutable"  # what a version says of a view never changes
ALL = "rows"
FLAGS = {"bom": {"1": True, "true": True, "0": False, "false": False}, "includeHistory": {"true": True, "false": False}}


def split_path(path: str) -> tuple[str, str]:
    """Key and form of a data address; an empty form when there is none we make.

    >>> split_path("rows.excel.csv"), split_path("PM2.5.csv"), split_path("rows.exe")
    (('rows', 'excel.csv'), ('PM2.5', 'csv'), ('rows.exe', ''))
    """
    form = next((form for form in FORMS if path.endswith("." + form)), "")
    return (path.removesuffix("." + form), form) if form else (path, "")


def find_choice(key: str, known: Known) -> dict[str, tuple[str, ...]] | None:
    """What the key of an address chooses: all rows, an indicator or a series; None when there is none of that name."""
    if key == ALL:
        return {}
    field = next((field for field in ("indicator", "series") if key in known[field]), "")
    return {field: (key,)} if field else None


def read_flags(params: Mapping[str, Sequence[str]]) -> tuple[dict[str, bool], list[Refused]]:
    """The switches a data address has beside the keys of the page."""
    flags, refused = {}, []
    for name, allowed in FLAGS.items():
        text = params[name][-1] if name in params else "false"
        flags[name] = allowed.get(text, False)
        if text not in allowed:
            refused.append(Refused(name, text, say("refused_flag")))
    return flags, refused


def refuse(status: int, errors: Sequence[Refused], mend: str) -> JSONResponse:
    """The one shape of every error: where it is, what it is, what to do."""
    told = [{"where": one.key, "what": f"{one.key}={one.value}: {one.reason}", "do": say(mend)} for one in errors]
    return JSONResponse({"status": status, "errors": told}, status, headers={"cache-control": "no-store"})


def refuse_path(request: Request) -> Response:
    """An address that does not exist, with those that do."""
    reason = say("refused_form", forms="、".join(FORMS))
    return refuse(404, [Refused("path", request.url.path, reason)], "mend_path")


def refuse_method(request: Request) -> Response:
    """A request that would write."""
    answer = refuse(405, [Refused("method", request.method, say("refused_method"))], "mend_path")
    answer.headers["allow"] = "GET, HEAD"
    return answer


def serve_with(answer: Callable[[Request], Response], request: Request) -> Response:
    """What a request is answered with; a store that cannot be read is an answer too."""
    try:
        return answer(request)
    except MetricsError as error:
        return refuse(503, [Refused("store", "", str(error))], "mend_store")


def serve_data(request: Request) -> Response:
    """The rows of a view in one of the forms."""
    return serve_with(answer_data, request)


def answer_data(request: Request) -> Response:
    """The file, or word that it has not changed, or what is wrong with the address."""
    key, form = split_path(request.path_params["path"])
    params = {name: request.query_params.getlist(name) for name in request.query_params}
    known = known_at(*(params.get(name, [""])[-1] for name in ("v", "imp")))
    chosen = find_choice(key, known) if form else None
    if chosen is None:
        return refuse_path(request)
    flags, wrong = read_flags(params)
    view, refused = read_link({name: values for name, values in params.items() if name not in FLAGS}, known)
    if wrong or refused:
        return refuse(400, [*refused, *wrong], "mend_part")
    view = change(view, **chosen) if chosen else view
    order = Order(view, str(request.base_url), flags["includeHistory"], flags["bom"])
    headers = {"etag": tag(order, form), "cache-control": FOREVER if view.version else "no-cache"}
    if headers["etag"] in request.headers.get("if-none-match", "").replace("W/", "").split(", "):
        return Response(status_code=304, headers=headers)
    headers["content-disposition"] = f"attachment; filename*=UTF-8''{quote(name_file(order, form))}"
    return Response(FORMS[form].make(order), media_type=FORMS[form].kind, headers=headers)


def tag(order: Order, form: str) -> str:
    """What a file is made of: the program, the version of the data, and what was asked for."""
    view: View = order.view
    asked = (to_query(view, is_whole=True), order.address, order.has_history, order.has_mark, form)
    made = repr((program_version(), find_shelf(view).version, *asked))
    return f'"{hashlib.sha256(made.encode()).hexdigest()[:20]}"'


def data_routes() -> list[Route]:
    """Every data address."""
    return [
        Route("/data/{path:path}", serve_data),
        Route("/data/{path:path}", refuse_method, methods=["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]),
    ]
