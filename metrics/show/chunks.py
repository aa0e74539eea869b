"""The frame's scripts in, those of them that a page with charts asks for one after another out, to be fetched at once."""

from functools import cache
from pathlib import Path

import streamlit as st

SCRIPTS = Path(st.__file__).parent / "static" / "static" / "js"
NEEDED = ("Html", "purify.es", "TextInput", "ArrowVegaLiteChart", "vega-interpreter", "embed")
IMPORTS = ('from"./', 'import"./')
CHARTED = ("browse", "indicator", "print")  # pages; the others draw nothing


@cache
def draw_preloads(shell: str) -> str:
    """A line of the head for each script that pages with charts need beside those the shell names itself."""
    lines = (
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in find_scripts() if name not in shell
    )
    return "".join(lines)


def find_scripts() -> list[str]:
    """The names of the needed scripts and of all they import, each before what it imports."""
    found: dict[str, None] = {}
    waiting = [path.name for name in NEEDED for path in sorted(SCRIPTS.glob(f"{name}.*.js"))]
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = None
            waiting += find_imports((SCRIPTS / name).read_text(encoding="utf-8"))
    return list(found)


def find_imports(script: str) -> list[str]:
    """The neighbours a script imports when it is loaded.

    >>> find_imports('import{a}from"./a.1.js";import"./b.2.js";x=()=>import("./c.3.js")')
    ['a.1.js', 'b.2.js']
    """
    return [piece.partition('"')[0] for word in IMPORTS for piece in script.split(word)[1:]]
