"""The limits of size and form every file keeps."""

import ast
from pathlib import Path

import pytest

from tests.source import ALL, CODE, ROOT, find_functions, read_tree

LONGEST_FILE = 250
LONGEST_FUNCTION = 50
HOMELESS = {"utils", "util", "helpers", "helper", "common", "base", "misc"}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def public_definitions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Module-level functions and classes and the methods of those classes that do not begin with an underscore."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    top = [node for node in read_tree(path).body if isinstance(node, kinds)]
    methods = [node for owner in top if isinstance(owner, ast.ClassDef) for node in owner.body if isinstance(node, kinds)]
    return [node for node in [*top, *methods] if not node.name.startswith("_")]


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_a_file_is_short_enough_to_read_at_once(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE, f"{name_of(path)} has {lines} lines; split it by its ideas"


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_a_function_is_short_enough_to_read_at_once(path):
    long = {f.name: f.end_lineno - f.lineno + 1 for f in find_functions(path) if f.end_lineno - f.lineno >= LONGEST_FUNCTION}
    assert long == {}


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_a_file_is_named_after_its_idea(path):
    assert path.stem.lower() not in HOMELESS


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_a_file_opens_by_saying_what_it_is(path):
    assert path.stat().st_size == 0 or ast.get_docstring(read_tree(path))


@pytest.mark.parametrize("path", CODE, ids=name_of)
def test_every_public_function_and_class_says_what_it_does(path):
    assert [node.name for node in public_definitions(path) if not ast.get_docstring(node)] == []
