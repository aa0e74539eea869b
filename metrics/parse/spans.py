"""Disjoint spans in the order of a text: the one that a place lies in, and those that begin in a stretch."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import TypeVar

from metrics.model import EntityMention, PeriodMention

Mention = TypeVar("Mention", EntityMention, PeriodMention)
_START = itemgetter(0)


def end_of_span(spans: Sequence[tuple[int, int]], at: int) -> int:
    """Where the span that a place lies in ends (exclusive), 0 when it lies in none.

    >>> end_of_span([(2, 5), (8, 9)], 4), end_of_span([(2, 5), (8, 9)], 5)
    (5, 0)
    """
    number = bisect_right(spans, at, key=_START) - 1
    return spans[number][1] if number >= 0 and at < spans[number][1] else 0


def begin_in(mentions: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """The mentions that begin in a stretch of the text."""
    if not mentions:
        return ()
    return mentions[bisect_left(mentions, start, key=_START) : bisect_left(mentions, end, key=_START)]
