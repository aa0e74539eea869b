"""From a page to `CleanText`: every repair keeps the length, then the spaces go, so each character keeps its place."""

import re
from array import array
from functools import cache
from itertools import pairwise

from metrics.model import CleanText, Page
from metrics.parse.lines import join_lines
from metrics.parse.marks import fold_marks, fold_widths

KEPT_SPACE = "\x01"  # stands for a space that separates two Latin words or two numbers, until all others are gone
REACH = 80  # characters around a gap that tell whether it stands in prose

# Two ASCII characters with a gap between them: only there may a space carry meaning.
_ASCII_GAP = re.compile(r"[!-~] +(?=[!-~])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PHONE = re.compile(r"(?:^|\D)(?:0\d{2,3}|[48]00)$")
_MONTHS = re.compile(r"\d[-—~] +\d{1,2}[月日]")  # 1-⏎9月
_TAIL = re.compile(r"[\d.,]*$")
_HEAD = re.compile(r"[\d.,]*")
# A row of a table: a name and two or more figures, far enough apart: 海陵区 4126件 98.6%.
_ROW = re.compile(r"\n *[^\s，。；、]{2,20}(?: +(?:[-+↑↓]?\d[\d.,]*[^\s\d，。；、]{0,6}|[-—]{1,2})){2,} *(?=\n|$)")
_GAP = re.compile(r"(?<=\S) +(?=\S)")
_PROSE_MARK = re.compile(r"[，。；、]")


def clean_page(page: Page) -> CleanText:
    """Fold widths, join wrapped lines, drop stray spaces, controls and doubled sub-headlines; `\\n` ends each paragraph."""
    text, columns = join_lines(fold_marks(fold_widths(page.text)))
    text = _keep_spaces(text)
    return CleanText(text.replace(" ", "").replace(KEPT_SPACE, " "), _find_offsets(text), columns)


def _find_offsets(text: str) -> "array[int]":
    """The places of all characters that are not a space."""
    places = _places(1 << max(14, len(text).bit_length()))
    offsets = array("i")
    at = 0
    for piece in text.split(" "):
        if piece:
            end = at + len(piece)
            offsets += places[at:end]
            at = end
        at += 1
    return offsets


@cache
def _places(length: int) -> "array[int]":
    return array("i", range(length))


def _keep_spaces(text: str) -> str:
    """Mark the spaces that stay."""
    gaps = ((match.start() + 1, match.end()) for match in _ASCII_GAP.finditer(text))
    kept = [start for start, end in gaps if _is_kept(text, start, end)]
    spans = ((row.start(), row.end() - 1) for row in _ROW.finditer("\n" + text))
    rows = [gap.start() for start, end in spans for gap in _GAP.finditer(text, start, end)]
    if rows:
        kept = sorted({*kept, *rows})
    if not kept:
        return text
    edges = [-1, *kept, len(text)]
    return KEPT_SPACE.join([text[start + 1 : end] for start, end in pairwise(edges)])


def _is_kept(text: str, start: int, end: int) -> bool:
    """Does the gap separate two Latin words or two numbers? 5G SA and the cells 4126 97.2% stay apart."""
    left, right = text[start - 1], text[end]
    if right.isalpha() and (left.isalpha() or left in ",;:!?"):
        return True
    if not right.isdigit() or not (left.isdigit() or left in "%.,-"):
        return False
    if _MONTHS.match(text, start - 2):
        return False
    return not _is_broken_number(text, start, end)


def _is_broken_number(text: str, start: int, end: int) -> bool:
    """Do the digits on both sides of a gap make one number (64⏎18件, 20 25年)? Never across table cells or phone groups."""
    left = _TAIL.search(text, max(0, start - 12), start)
    right = _HEAD.match(text, end, end + 12)
    if left is None or right is None or not left[0]:
        return False
    if text[right.end() : right.end() + 1] == "年":
        return bool(_YEAR.fullmatch(left[0] + right[0]))
    if left[0][-1] in ".," and text[left.start() - 1 : left.start()] in ("", "\n"):
        return False  # 1. 12345热线 opens a list
    return _is_prose(text, start, end) and not _PHONE.search(text, max(0, start - 5), start)


def _is_prose(text: str, start: int, end: int) -> bool:
    """Is there a comma or a full stop near the gap, in its own paragraph?"""
    before = text[max(0, start - REACH) : start].rpartition("\n")[2]
    after = text[end : end + REACH].partition("\n")[0]
    return bool(_PROSE_MARK.search(before) or _PROSE_MARK.search(after))
