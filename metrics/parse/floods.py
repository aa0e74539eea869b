"""Clean text in, whether it is a flood of numbers with no words to tell what they count, and those numbers as skipped ones."""

import re

from metrics.model import CleanText, Skipped

MOST = 2000  # numbers: a crowded page of a newspaper has a few hundred
DENSE = 8  # characters a number: the densest bulletins have twice as many
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def is_flood(text: str) -> bool:
    """Whether a text has thousands of numbers and hardly a word between them, as a damaged file or a dump of data has.

    >>> is_flood("865件" * 3000), is_flood("全市受理诉求865件，办结率98%。" * 3000)
    (True, False)
    """
    return len(text) > MOST and len(_NUMBER.findall(text)) > max(MOST, len(text) // DENSE)


def skip_numbers(clean: CleanText) -> tuple[Skipped, ...]:
    """Every number of a text as one of which nothing is known, in page offsets."""
    spans = (clean.page_span(*match.span()) for match in _NUMBER.finditer(clean.text))
    return tuple([Skipped(start, end, "number") for start, end in spans])
