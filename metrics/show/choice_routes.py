"""Requests for the values of a filter in, JSON out: `/choices/<field>` with the keys of the page and what a reader typed."""

import hashlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from metrics.show.choices import FIELDS, find_choices, name_choice
from metrics.show.data_routes import FOREVER, refuse, refuse_method, serve_with
from metrics.show.kept import program_version
from metrics.show.link import MOST_VALUES, Refused, read_link, to_query, write_many
from metrics.show.shelf import Shelf
from metrics.show.shelves import find_shelf, known_at
from metrics.show.view import View, change
from metrics.show.words import say, speaking

MOST_TYPED = 100
TYPED = "find"  # the key of what was typed; no key of the page has this name
SLOT, MARK = "{}", "\ue000"  # stands in a link for the values; no printed text holds the mark it is made of


def serve_choices(request: Request) -> Response:
    """The values of a filter that may be chosen in a view."""
    return serve_with(answer_choices, request)


def answer_choices(request: Request) -> Response:
    """The values, or word that they have not changed, or what is wrong with the address."""
    field = request.path_params["field"]
    if field not in FIELDS:
        return refuse(404, [Refused("path", request.url.path, say("refused_field", fields="、".join(FIELDS)))], "mend_path")
    params = {name: request.query_params.getlist(name) for name in request.query_params}
    typed = params.pop(TYPED, [""])[-1]
    known = known_at(*(params.get(name, [""])[-1] for name in ("v", "imp")))
    view, refused = read_link(params, known)
    if len(typed) > MOST_TYPED:
        refused = (*refused, Refused(TYPED, typed, say("refused_long")))
    if refused:
        return refuse(400, refused, "mend_part")
    held = find_shelf(view)
    made = repr((program_version(), held.version, to_query(view, is_whole=True), field, typed))
    tag = f'"{hashlib.sha256(made.encode()).hexdigest()[:20]}"'
    headers = {"etag": tag, "cache-control": FOREVER if view.version else "no-cache"}
    if tag in request.headers.get("if-none-match", "").replace("W/", "").split(", "):
        return Response(status_code=304, headers=headers)
    with speaking(view.lang):
        return JSONResponse(to_answer(field, view, held, typed), headers=headers)


def to_answer(field: str, view: View, held: Shelf, typed: str) -> Mapping[str, Any]:
    """The values found with name, count and depth, how many there are, and the links that choose none and some of them.

    Every value is told as a link writes it, so that what is chosen is only joined and put in the slot.
    """
    found, total = find_choices(field, view, held, typed)
    options = [(to_code(one.key), name_choice(field, one.key, held), one.count, one.depth) for one in found]
    none = to_query(change(view, **{field: ()}))
    some = to_query(change(view, **{field: (MARK,)})).replace(quote(MARK), SLOT)
    chosen = [to_code(key) for key in getattr(view, field)]
    return {"total": total, "most": MOST_VALUES, "chosen": chosen, "none": f"?{none}", "some": f"?{some}", "options": options}


def to_code(key: str) -> str:
    """A value as a link writes it.

    >>> to_code("云河市"), to_code("a~b")
    ('%E4%BA%91%E6%B2%B3%E5%B8%82', 'a%211b')
    """
    return quote(write_many([key]), safe="~")


def choice_routes() -> list[Route]:
    """Every address of values to choose from."""
    path = "/choices/{field}"
    return [
        Route(path, serve_choices),
        Route(path, refuse_method, methods=["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]),
    ]
