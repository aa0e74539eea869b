"""Text in, whether it is a flood with no words to tell what its numbers count, and those numbers as skipped ones."""

import gc
import re
import zlib
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from metrics.model import CleanText, Page, Skipped

MOST = 2000  # numbers: a crowded page of a newspaper has a few hundred
DENSE = 8  # characters a number: the densest bulletins have twice as many
LONG = 50_000  # characters: a crowded page of a newspaper has a quarter of them
REPEATED = 30  # times a text shrinks when packed: pages shrink by three, a hundred bulletins of one wording by ten
FEW_LETTERS = 50  # characters a letter
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def is_flood(text: str) -> bool:
    """Whether a clean text has thousands of numbers and hardly a word between them, as a damaged file or a dump of data has.

    >>> is_flood("865件" * 3000), is_flood("全市受理诉求865件，办结率98%。" * 3000)
    (True, False)
    """
    return len(text) > 2 * MOST and len(_NUMBER.findall(text)) > max(MOST, len(text) // DENSE)


def is_endless(text: str) -> bool:
    """Whether a printed text is longer than any page and says one thing over and over, or has hardly a letter.

    >>> is_endless("同比增长14.7%，其中" * 5000), is_endless("同比增长14.7%，其中" * 500)
    (True, False)
    """
    if len(text) <= LONG:
        return False
    if sum(map(str.isalpha, text)) * FEW_LETTERS < len(text):
        return True
    printed = text.encode("utf-8", "surrogatepass")
    return len(zlib.compress(printed, 1)) * REPEATED < len(printed)


def as_printed(page: Page) -> CleanText:
    """The text of a page without any repair."""
    return CleanText(page.text, array("i", range(len(page.text))))


def skip_numbers(clean: CleanText) -> tuple[Skipped, ...]:
    """Every number of a text as one of which nothing is known, in page offsets."""
    places, make = clean.offsets, partial(tuple.__new__, Skipped)
    spans = map(re.Match.span, _NUMBER.finditer(clean.text))
    with _uncollected():
        return tuple([make((places[start], places[end - 1] + 1, "number")) for start, end in spans])


@contextmanager
def _uncollected() -> Iterator[None]:
    """Half a million tuples, none of them dropped: looking through them for dead ones would take as long as making them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
