"""The phrases of `noise.toml` with their reasons, and the words beside a number that tell what it is."""

from collections.abc import Mapping
from dataclasses import dataclass

from metrics.catalogue import read_entries, read_words
from metrics.errors import CatalogueError

REASONS = (
    "date", "clock", "phone", "number", "ordinal", "name", "score", "list", "rhetorical", "idiom", "vague",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Noise:
    """Set phrases that hold a number and state no figure."""

    id: str
    reason: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    near_misses: tuple[str, ...]


def _read_noises() -> tuple[Noise, ...]:
    """Every entry; an unknown reason is refused."""
    noises = []
    for entry in read_entries("noise", "noise", ("id", "reason", "words", "examples")):
        if entry["reason"] not in REASONS:
            raise CatalogueError(
                f'noise.toml: {entry["id"]}: unknown reason "{entry["reason"]}"; write one of {", ".join(REASONS)}'
            )
        noises.append(
            Noise(entry["id"], entry["reason"], tuple(entry["words"]), tuple(entry["examples"]), tuple(entry.get("not", ())))
        )
    return tuple(noises)


NOISES = _read_noises()
REASON_BY_PHRASE: Mapping[str, str] = {word: noise.reason for noise in NOISES for word in noise.words}
WORDS = read_words("noise", "words")
