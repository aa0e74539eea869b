"""The Chinese words of the interface: `say` fills a sentence, `label` names a code; both read `catalogue/interface.toml`."""

from collections.abc import Mapping
from functools import cache

from metrics.catalogue import read_entries, read_words


@cache
def read_texts() -> Mapping[str, str]:
    """Every sentence of the interface by its id."""
    return {entry["id"]: entry["text"] for entry in read_entries("interface", "text", ("id", "text"))}


@cache
def read_labels() -> Mapping[str, Mapping[str, str]]:
    """The names of the codes, by kind: `{"measure": {"level": "数值", ...}, ...}`, in the order of the catalogue."""
    kinds: dict[str, dict[str, str]] = {}
    for entry in read_entries("interface", "label", ("id", "kind", "code", "text")):
        kinds.setdefault(entry["kind"], {})[entry["code"]] = entry["text"]
    return kinds


def say(name: str, /, **slots: object) -> str:
    """The sentence `name` with its slots filled."""
    return read_texts()[name].format(**slots)


def label(kind: str, code: object) -> str:
    """The Chinese name of a code; a code nobody has named stays as it is.

    >>> label("measure", "growth"), label("measure", "new")
    ('增幅', 'new')
    """
    return read_labels().get(kind, {}).get(str(code), str(code))


def codes(kind: str) -> tuple[str, ...]:
    """All codes of a kind, in the order in which the page lists them."""
    return tuple(read_labels()[kind])


def words(key: str) -> tuple[str, ...]:
    """One of the plain lists of the interface: link junk, glued punctuation."""
    return read_words("interface", "words")[key]
