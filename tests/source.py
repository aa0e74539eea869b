"""The source files of the project as trees, for the tests that hold its form."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
CODE = [path for path in [*sorted((ROOT / "metrics").rglob("*.py")), ROOT / "dashboard.py"] if path.exists()]
ALL = [*CODE, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "bench").rglob("*.py"))]


def module_name(path: Path) -> str:
    """The dotted name of a file: metrics/parse/clean.py → metrics.parse.clean."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path) for path in CODE}


def read_tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def find_imports(path: Path) -> Iterator[str]:
    """The modules a file imports, wherever the import stands; `from metrics import store` is metrics.store."""
    for node in ast.walk(read_tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            submodules = [name for name in inner if name in MODULES]
            yield from submodules
            if len(submodules) < len(inner):
                yield node.module


def find_functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions and methods of a file, inner ones among them."""
    for node in ast.walk(read_tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
