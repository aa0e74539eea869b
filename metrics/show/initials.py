"""Chinese in, the first letters of its pinyin out, as people type them to find a long name quickly."""

from bisect import bisect_right
from functools import cache

from metrics.show.words import words

LETTERS = "abcdefghjklmnopqrstwxyz"  # no syllable begins with i, u or v
LAST = b"\xd7\xfa"  # behind it GB 2312 is ordered by radical, not by sound


@cache
def read_bounds() -> tuple[bytes, ...]:
    """For every letter the first character of GB 2312 that is read with it: its common characters are ordered by pinyin."""
    return tuple(one.encode("gb2312") for one in words("pinyin_first"))


def to_initial(char: str) -> str:
    """The first letter of a character's pinyin; letters and digits stay, anything else is dropped.

    >>> to_initial("规"), to_initial("A"), to_initial("，")
    ('g', 'a', '')
    """
    if char.isascii():
        return char.lower() if char.isalnum() or char.isspace() else ""
    code = char.encode("gb2312", "ignore")
    bounds = read_bounds()
    return LETTERS[bisect_right(bounds, code) - 1] if bounds[0] <= code < LAST else ""


def to_initials(text: str) -> str:
    """The first letters of a text.

    >>> to_initials("规模以上工业增加值"), to_initials("12345热线")
    ('gmysgyzjz', '12345rx')
    """
    return "".join(to_initial(char) for char in text)
