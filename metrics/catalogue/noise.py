"""The reasons, set phrases and words of `noise.toml`: what tells a number from a figure."""

from collections.abc import Mapping
from dataclasses import dataclass

from metrics.catalogue import read_entries, read_words
from metrics.errors import CatalogueError


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a number states no figure, its Chinese name, and the lines that prove it."""

    id: str
    name: str
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Set phrases with a number in them, skipped for one reason."""

    id: str
    reason: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


def _read_phrases() -> tuple[Phrases, ...]:
    """Every entry; a reason that is not declared is refused."""
    entries = read_entries("noise", "phrase", ("id", "reason", "words", "examples"))
    for entry in entries:
        if entry["reason"] not in REASONS:
            raise CatalogueError(
                f'noise.toml: {entry["id"]}: unknown reason "{entry["reason"]}"; write one of {", ".join(REASONS)}'
            )
    return tuple(
        Phrases(e["id"], e["reason"], tuple(e["words"]), tuple(e["examples"]), tuple(e.get("not", ()))) for e in entries
    )


REASONS: Mapping[str, Reason] = {
    entry["id"]: Reason(entry["id"], entry["name"], tuple(entry["examples"]), tuple(entry.get("not", ())))
    for entry in read_entries("noise", "reason", ("id", "name", "examples"))
}
PHRASES = _read_phrases()
REASON_BY_PHRASE: Mapping[str, str] = {word: phrases.reason for phrases in PHRASES for word in phrases.words}
WORDS = read_words("noise", "words")
