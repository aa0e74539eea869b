"""Sub-headlines that a bold print left twice in the text: 精准招商精准招商，，贴心服务贴心服务."""

import re

LONGEST = 160
# One piece twice over, and its mark; the atomic group keeps a line of one character from being tried in every way.
_PIECE = re.compile(r"([^\s，、！：；]{2,40}?)\s*\1(([，、！：；—·])\3*)?\s*")
_DOUBLED = re.compile(rf"\s*(?>{_PIECE.pattern})++")


def find_doubled(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans to keep of a line that is printed twice, piece by piece or as a whole; empty when it is not.

    >>> line = "精准招商精准招商，，贴心服务贴心服务"
    >>> "".join(line[a:b] for a, b in find_doubled(line, 0, len(line)))
    '精准招商，贴心服务'
    """
    if not 8 <= end - start <= LONGEST:
        return []
    line = text[start:end]
    if len(set(line)) * 2 > len(line) + 2:
        return []
    if _DOUBLED.fullmatch(line):
        return [(start + a, start + b) for match in _PIECE.finditer(line) for a, b in _kept(match)]
    half, odd = divmod(len(line), 2)
    return [(start, start + half)] if not odd and line[:half] == line[half:] else []


def _kept(match: re.Match[str]) -> list[tuple[int, int]]:
    spans = [match.span(1)]
    if match[3]:
        spans.append((match.start(3), match.start(3) + 1))
    return spans


def is_doubled(line: str) -> bool:
    """Is the line a headline that a bold print left twice?"""
    bare = line.strip(" #\u3000")
    return is_repeating(bare, 0) and bool(find_doubled(bare, 0, len(bare)))


def is_repeating(line: str, start: int) -> bool:
    """Do the first two characters come again? What is not doubled is told by that at once."""
    return line.find(line[start : start + 2], start + 2) > 0
