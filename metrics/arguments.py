"""What a command of the command line is made of, and the arguments that several of them take."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a command, as argparse takes it."""

    names: tuple[str, ...]
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what it does, an example, what runs it and which arguments it takes."""

    name: str
    summary: str
    example: str
    run: Callable[[Namespace], int]
    arguments: tuple[Argument, ...]


PATHS = Argument(("paths",), {"nargs": "+", "type": Path, "metavar": "PATH", "help": "a page or a folder of pages"})
STORE = Argument(
    ("--store",), {"metavar": "URL", "help": "database URL or SQLite file (default: METRICS_STORE, else data/metrics.sqlite)"}
)
