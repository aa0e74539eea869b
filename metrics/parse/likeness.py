"""How much of one text is found again in others: shared pairs of characters and numbers, the rare ones counting most."""

import re
from collections.abc import Sequence
from functools import cache
from math import log
from operator import add

from metrics.catalogue import read_words

_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,}|\d[\d.]*\d")
_YEAR = re.compile(r"(?:19|20)\d\d|\d\d?")


def to_pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters and the longer numbers of a text, those that any local news has left out."""
    pairs: set[str] = set()
    for word in _WORD.findall(text):
        if not word[0].isdigit():
            pairs.update(map(add, word, word[1:]))
        elif not _YEAR.fullmatch(word):
            pairs.add(word)
    return frozenset(pairs - _common())


def measure_likeness(text: str, others: Sequence[str]) -> list[float]:
    """For each other text the share (0 to 1) of this text's pairs that it holds; a pair that all of them hold counts little.

    >>> [round(share, 1) for share in measure_likeness("春茶采摘", ["今年春茶开始采摘", "水稻插秧结束"])]
    [0.6, 0.0]
    """
    shares = [0.0] * len(others)
    total = 0.0
    for pair in to_pairs(text):
        holders = [at for at, other in enumerate(others) if pair in other]
        weight = log(1 + len(others) / len(holders)) if holders else log(1 + len(others) * 2)
        total += weight
        for at in holders:
            shares[at] += weight
    return [share / total if total else 0.0 for share in shares]


def measure_shares(text: str, others: Sequence[str]) -> list[float]:
    """For each other text the share (0 to 1) of this text's pairs that it holds, each counting the same."""
    pairs = to_pairs(text)
    return [sum([pair in other for pair in pairs]) / max(1, len(pairs)) for other in others]


@cache
def _common() -> frozenset[str]:
    return frozenset(pair for row in read_words("pages", "common")["pairs"] for pair in row.split())
