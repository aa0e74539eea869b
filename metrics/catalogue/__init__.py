"""Reads the TOML catalogues: the words of the product, each entry with the examples that prove it."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from metrics.errors import CatalogueError

FOLDER = Path(__file__).parent
Entry = Mapping[str, Any]


@cache
def _read_tables(path: Path) -> Mapping[str, Any]:
    """All tables of a catalogue, parsed once for all who ask for one of them."""
    try:
        return MappingProxyType(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{path.name}: {error}; mend the file or restore it from the repository") from error


@cache
def read_entries(name: str, table: str, required: tuple[str, ...] = ("id",)) -> tuple[Entry, ...]:
    """The entries `[[table]]` of `<name>.toml` in file order, frozen; a bad one raises CatalogueError with file, id, reason."""
    path = FOLDER / f"{name}.toml"
    entries = _read_tables(path).get(table, [])
    seen: set[str] = set()
    for number, entry in enumerate(entries, 1):
        label = str(entry.get("id") or f"entry {number}")
        missing = [key for key in required if not entry.get(key)]
        if missing:
            raise CatalogueError(f"{path.name}: [[{table}]] {label}: no {', '.join(missing)}; add it")
        if label in seen:
            raise CatalogueError(f"{path.name}: [[{table}]] {label}: this id stands twice; rename one")
        seen.add(label)
    return tuple(MappingProxyType(entry) for entry in entries)


@cache
def read_words(name: str, table: str) -> Mapping[str, tuple[str, ...]]:
    """Plain word lists: the table `[table]` of `<name>.toml`, each key a tuple of words."""
    path = FOLDER / f"{name}.toml"
    lists = _read_tables(path).get(table)
    if not isinstance(lists, dict):
        raise CatalogueError(f"{path.name}: no table [{table}]; add it")
    for key, words in lists.items():
        if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
            raise CatalogueError(f'{path.name}: [{table}] {key}: not a list of words; write {key} = ["…"]')
    return MappingProxyType({key: tuple(words) for key, words in lists.items()})
