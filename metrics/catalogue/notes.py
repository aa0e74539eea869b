"""The notes of notes.toml: dated facts with their source, and what they concern."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from metrics.catalogue import Entry, read_entries
from metrics.catalogue.indicators import BY_ID, TOPICS
from metrics.catalogue.places import places_by_code
from metrics.errors import CatalogueError

_REQUIRED = ("id", "date", "text", "en", "source")


@dataclass(frozen=True, slots=True)
class Note:
    """A dated fact; `until` ends it when it is a stretch of time. It concerns indicators, a topic or areas."""

    id: str
    day: date
    until: date | None
    text: str
    en: str
    source: str
    indicators: tuple[str, ...]
    topic: str
    areas: tuple[str, ...]


@cache
def read_notes() -> tuple[Note, ...]:
    """All notes by date; a bad one raises CatalogueError."""
    return tuple(sorted((_to_note(entry) for entry in read_entries("notes", "note", _REQUIRED)), key=lambda note: note.day))


def _to_note(entry: Entry) -> Note:
    if type(entry["date"]) is not date:
        raise CatalogueError(f"notes.toml: {entry['id']}: date is no day; write 2021-01-06")
    note = Note(
        id=entry["id"],
        day=entry["date"],
        until=entry.get("until"),
        text=entry["text"],
        en=entry["en"],
        source=entry["source"],
        indicators=tuple(entry.get("indicators", ())),
        topic=entry.get("topic", ""),
        areas=tuple(entry.get("areas", ())),
    )
    _check(note)
    return note


def _check(note: Note) -> None:
    """Refuse a note without a day, or about something we do not know."""
    problems = [
        (note.until is not None and note.until <= note.day, "until is not after date"),
        (not (note.indicators or note.topic or note.areas), "concerns nothing; name indicators, a topic or areas"),
        (bool(note.topic) and note.topic not in TOPICS, f"no topic {note.topic!r}"),
        (any(one not in BY_ID for one in note.indicators), "names an indicator that is not catalogued"),
        (any(one not in places_by_code() for one in note.areas), "names an area without a code of today"),
    ]
    for is_bad, reason in problems:
        if is_bad:
            raise CatalogueError(f"notes.toml: {note.id}: {reason}")
