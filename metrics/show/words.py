"""The words of the interface in the language of the reader: `say` fills a sentence, `label` names a code."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from metrics.catalogue import read_entries, read_words

CHINESE, ENGLISH = "zh", "en"
TEXT = {CHINESE: "text", ENGLISH: "en"}
LANGUAGE: ContextVar[str] = ContextVar("language", default=CHINESE)


@cache
def read_texts(language: str = CHINESE) -> Mapping[str, str]:
    """Every sentence of the interface by its id; Chinese where it is the same in every language."""
    key = TEXT[language]
    return {entry["id"]: entry.get(key) or entry["text"] for entry in read_entries("interface", "text", ("id", "text"))}


@cache
def read_labels(language: str = CHINESE) -> Mapping[str, Mapping[str, str]]:
    """The names of the codes, by kind: `{"measure": {"level": "数值", ...}, ...}`, in the order of the catalogue."""
    kinds: dict[str, dict[str, str]] = {}
    for entry in read_entries("interface", "label", ("id", "kind", "code", "text", "en")):
        kinds.setdefault(entry["kind"], {})[entry["code"]] = entry[TEXT[language]]
    return kinds


def speak(language: str) -> None:
    """From here on, say everything of this run of the page in that language; one we do not speak is Chinese."""
    LANGUAGE.set(language if language in TEXT else CHINESE)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say what stands inside in that language: files and sentences to paste are Chinese for every reader."""
    before = LANGUAGE.set(language)
    try:
        yield
    finally:
        LANGUAGE.reset(before)


def spoken() -> str:
    """The code of the language spoken now."""
    return LANGUAGE.get()


def is_chinese() -> bool:
    """Whether the reader reads Chinese."""
    return LANGUAGE.get() == CHINESE


def say(name: str, /, **slots: object) -> str:
    """The sentence `name` with its slots filled."""
    return read_texts(LANGUAGE.get())[name].format(**slots)


def label(kind: str, code: object) -> str:
    """The name of a code; a code nobody has named stays as it is.

    >>> label("measure", "growth"), label("measure", "new")
    ('增幅', 'new')
    """
    return read_labels(LANGUAGE.get()).get(kind, {}).get(str(code), str(code))


def codes(kind: str) -> tuple[str, ...]:
    """All codes of a kind, in the order in which the page lists them."""
    return tuple(read_labels()[kind])


def words(key: str) -> tuple[str, ...]:
    """One of the plain lists of the interface: link junk, glued punctuation."""
    return read_words("interface", "words")[key]
