"""How much of one text is found again in others: shared pairs of characters, the rare ones counting most."""

import re
from collections.abc import Sequence
from math import log

_WORDS = re.compile(r"[\u4e00-\u9fff\dA-Za-z]+")


def to_pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text, none across a punctuation mark."""
    return frozenset(word[at : at + 2] for word in _WORDS.findall(text) for at in range(len(word) - 1))


def measure_likeness(text: str, others: Sequence[str]) -> list[float]:
    """For each other text the share (0 to 1) of this text's pairs that it holds; a pair that all of them hold counts little.

    >>> [round(share, 1) for share in measure_likeness("春茶采摘", ["今年春茶开始采摘", "水稻插秧完成"])]
    [0.7, 0.0]
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
