"""A request in, the file of the frame it asks for out, whole: the frame hands each over in pieces, from thread to thread."""

from collections.abc import Mapping
from functools import cache
from mimetypes import guess_type
from pathlib import Path

import streamlit as st
from starlette.responses import Response
from starlette.types import Scope

FILES = Path(st.__file__).parent / "static" / "static"
FOR_EVER = {"cache-control": "public, immutable, max-age=31536000"}  # as the frame says: each name holds a digest of its file


@cache
def list_files() -> Mapping[str, Path]:
    """The scripts, styles and fonts of the frame by their addresses."""
    return {f"/static/{path.relative_to(FILES).as_posix()}": path for path in FILES.rglob("*.*") if path.is_file()}


def find_answer(scope: Scope) -> Response | None:
    """The answer to a plain request for one of them; all else is left to the frame."""
    path = list_files().get(scope["path"])
    if path is None or scope["method"] != "GET" or any(name == b"range" for name, _ in scope["headers"]):
        return None
    return Response(path.read_bytes(), media_type=guess_type(path.name)[0], headers=FOR_EVER)
