"""Characters folded one to one: full width to ASCII, ASCII marks in Chinese text to Chinese, what shows nothing to a space."""

import re
import unicodedata
from itertools import pairwise

# Full-width ASCII is folded but for the marks Chinese prints so; many PDFs have the radicals block for plain Han.
_KEPT_WIDE = "，；：！？（）～｜［］｛｝＂＇"
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT_WIDE}
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_BREAKS = dict.fromkeys(map(ord, "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), "\n")
_UNSEEN = [*range(9), 0x0E, 0x0F, *range(0x10, 0x1C), 0x1F, *range(0x7F, 0x85), *range(0x86, 0xA0), 0xAD, 0x061C, 0x180E]
_UNSEEN += [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, *range(0xFFF9, 0xFFFC)]
_UNSEEN += [*range(0xFE00, 0xFE10), *range(0xD800, 0xE000)]
_SPACES = [0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F]
_FOLD = {**_WIDE, **_RADICALS, ord("﹪"): "%", **dict.fromkeys([*_UNSEEN, *_SPACES], " "), **_BREAKS}
_FOLDED = re.compile("[" + "".join(re.escape(chr(code)) for code in sorted(_FOLD)) + "]+")

BRACKET = 40  # characters between two brackets that belong together
_ASCII_MARKS = ",;:!?()"
_CHINESE_MARKS = "，；：！？（）"
# A mark between two ASCII neighbours: 12,345 or 9:00 or SAP(ERP); all others stand in Chinese text.
_ASCII_MARK = re.compile(r"[,;:!?()](?<![^\x00-\x7f].)(?![^\x00-\x7f])")


def fold_widths(text: str) -> str:
    """Full width to half width, radicals to Han, controls and odd spaces to a space: the length stays.

    >>> fold_widths("４户，增长３．２％")
    '4户，增长3.2%'
    """
    return _FOLDED.sub(lambda match: match[0].translate(_FOLD), text)


def fold_marks(text: str) -> str:
    """Chinese marks for ASCII ones, except where both neighbours are ASCII and the text there is not Chinese.

    >>> fold_marks("增长8%, 占比5.1%(9:00起, 12,345件)!")
    '增长8%， 占比5.1%（9:00起， 12,345件）！'
    """
    kept = [match.start() for match in _ASCII_MARK.finditer(text) if _is_latin_mark(text, match.start())]
    kept = [at for at in kept if text[at] != ")" or _opens_latin(text, at, kept)]
    folded = text
    for ascii_mark, chinese_mark in zip(_ASCII_MARKS, _CHINESE_MARKS, strict=True):
        folded = folded.replace(ascii_mark, chinese_mark)
    if not kept:
        return folded
    edges = [-1, *kept, len(text)]
    return "".join([folded[start + 1 : end] + text[end : end + 1] for start, end in pairwise(edges)])


def _is_latin_mark(text: str, at: int) -> bool:
    """Does the ASCII mark belong to Latin text or a number? A look past the spaces decides: 14.7%! and 8%, 占比 are Chinese."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if before.isspace() or after.isspace():
        before, after = text[max(0, at - 8) : at].rstrip()[-1:], text[at + 1 : at + 9].lstrip()[:1]
    if after and not after.isascii():
        return False
    if text[at] in "!?":
        return after == "[" or (before.isascii() and before.isalpha())
    return before != "%" and before.isascii()


def _opens_latin(text: str, at: int, kept: list[int]) -> bool:
    """Is the bracket that a closing one ends kept too? That of APP(掌上12345)25.95万件 is Chinese."""
    opening = text.rfind("(", max(0, at - BRACKET), at)
    return opening < 0 or opening in kept
