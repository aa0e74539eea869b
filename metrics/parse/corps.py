"""Divisions of the corps: the word 师 comes in, the name with its number goes out: 第六师, 八师."""

import re

from metrics.model import Entity
from metrics.parse.places import Token

_NUMBER = re.compile(r"第?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})$")
_LONGEST = 6
_OTHERS = frozenset("傅资生范长兄徒父母")  # 师傅, 师资


def match_corps(text: str, token: Token) -> tuple[int, Entity] | None:
    """Where the name of a division begins, and what it names."""
    if text[token.end : token.end + 1] in _OTHERS:
        return None
    found = _NUMBER.search(text, max(0, token.start - _LONGEST), token.start)
    return (found.start(), Entity(found[0] + token.word, "town")) if found else None
