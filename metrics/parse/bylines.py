"""Who wrote it: the names in （记者 A 通讯员 B C）, in 本报记者 A 摄, in （A） at the end and in a line of names."""

import re
from functools import cache

from metrics.model import CleanText
from metrics.parse.shapes import papers, people, surnames

REACH = 80  # characters at either end of a paragraph in which a byline stands
_LONGEST = 8  # characters of a name


def find_reporters(clean: CleanText, start: int, end: int) -> tuple[str, ...]:
    """The names in the bylines of a paragraph, in order."""
    names: dict[str, None] = {}
    for first, last in ((start, min(end, start + REACH)), (max(start + REACH, end - REACH), end)):
        if first >= last:
            continue
        for match in _credit().finditer(clean.text, first, last):
            group = next(number for number in (1, 2, 3, 4) if match[number])
            names.update(dict.fromkeys(_split_names(_as_printed(clean, *match.span(group)))))
    return tuple(names)


def name_writers(text: str) -> list[str]:
    """The names in the bylines of a text without its spaces, where two names may stand as one."""
    return [name for match in _credit().finditer(text) for name in _split_names(next(filter(None, match.groups()), ""))]


def _as_printed(clean: CleanText, start: int, end: int) -> str:
    """The text with the spaces back that cleaning took out: they separate the names."""
    offsets, text = clean.offsets, clean.text
    gaps = (" " if offsets[at] - offsets[at - 1] > 1 else "" for at in range(max(1, start), end))
    return "".join(gap + text[at] for at, gap in zip(range(max(1, start), end), gaps, strict=True))


def _split_names(text: str) -> list[str]:
    """Names stand apart; a single character belongs to the next one (王 芳, or a name cut by a line end)."""
    names: list[str] = []
    pending = ""
    for word in _noise().sub(" ", text).split():
        pending += "" if word in ("文", "图", "摄") else word
        if len(pending) > 1:
            names.append(pending)
            pending = ""
    return [name for name in names if len(name) <= _LONGEST and not name.isascii()]


@cache
def _credit() -> re.Pattern[str]:
    return re.compile(
        rf"""[（(][^（）()]{{0,6}}?{people()}([^（）()]{{2,60}})[）)]      # （本报记者 A 通讯员 B）
        | (?:本报|本刊){people()}([^，。；（）()]{{2,24}})$                # 本报记者 A 摄
        | (?<![^\n])[■□●◆]?(?:文/图|图/文|文|图|{papers()})?[：:]?{people()}([^，。；（）()]{{2,24}})$
        | (?<![^。！？”\n])[（(]((?:[{surnames()}][\u4e00-\u9fff·]{{1,3}}[、\s]?){{1,3}})[）)]$""",
        re.VERBOSE,
    )


@cache
def _noise() -> re.Pattern[str]:
    return re.compile(rf"本报|本刊|{people()}|文/图|图/文|文并图|摄影报道|摄影|报道|供图|(?<=\S\S)摄$|[\s、，：:/／·■□●◆]+")
