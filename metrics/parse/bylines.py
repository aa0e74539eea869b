"""Who wrote it: the names in （记者 A 通讯员 B C）, in 本报记者 A 摄 and in a byline on a line of its own."""

import re
from functools import cache

from metrics.catalogue import read_words
from metrics.model import CleanText


@cache
def _people() -> str:
    return "|".join(sorted(read_words("pages", "lead")["people"], key=len, reverse=True))


@cache
def _credit() -> re.Pattern[str]:
    """Brackets that name a role, or 本报记者 and names to the end of the paragraph: everything after the role is taken."""
    return re.compile(
        rf"[（(][^（）()]{{0,6}}?(?:{_people()})([^（）()]{{2,60}})[）)]|本[报刊](?:{_people()})([^，。；）)]{{2,24}})$"
    )


@cache
def _noise() -> re.Pattern[str]:
    return re.compile(rf"本报|本刊|{_people()}|文/图|图/文|文并图|摄影报道|摄影|报道|供图|[文图摄]$|[\s、，：:/／·■□●◆]+")


def find_reporters(clean: CleanText, start: int, end: int) -> tuple[str, ...]:
    """The names in the bylines of a paragraph, in order."""
    names: dict[str, None] = {}
    for match in _credit().finditer(clean.text, start, end):
        group = 1 if match[1] else 2
        names.update(dict.fromkeys(_split_names(_as_printed(clean, *match.span(group)))))
    return tuple(names)


def _as_printed(clean: CleanText, start: int, end: int) -> str:
    """The text with the spaces back that cleaning took out: they separate the names."""
    offsets, text = clean.offsets, clean.text
    gaps = (" " if offsets[at] - offsets[at - 1] > 1 else "" for at in range(start, end))
    return "".join(gap + text[at] for at, gap in zip(range(start, end), gaps, strict=True))


def _split_names(text: str) -> list[str]:
    """Names stand apart; a single character belongs to the next one (王 芳, or a name cut by a line end)."""
    names: list[str] = []
    pending = ""
    for word in _noise().sub(" ", text).split():
        pending += word
        if len(pending) > 1:
            names.append(pending)
            pending = ""
    return [name for name in names if len(name) <= 8 and not name.isascii()]
