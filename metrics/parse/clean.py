"""From a page as printed to `CleanText`: only 1:1 repairs and deletions, so that every character keeps its place."""

import re
import unicodedata
from array import array
from functools import cache
from itertools import pairwise

from metrics.model import CleanText, Page
from metrics.parse.doubles import find_doubled
from metrics.parse.lines import Run, find_runs

# Full-width ASCII is folded but for the marks Chinese prints so; many PDFs have the radicals block for plain Han.
_KEPT_WIDE = "，；：！？（）～"
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT_WIDE}
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_FOLD = {**_WIDE, **_RADICALS, ord("﹪"): "%"}
_FOLDED = re.compile("[" + "".join(map(chr, _FOLD)).replace("\\", "\\\\").replace("]", "\\]") + "]+")

_ASCII_MARKS = ",;:!?()"
_CHINESE_MARKS = "，；：！？（）"
# A mark between two ASCII neighbours: 12,345 or 9:00 or SAP(ERP); all others stand in Chinese text.
_ASCII_MARK = re.compile(r"(?<![^\x00-\x7f])[,;:!?()](?![^\x00-\x7f])")

_TOKEN = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff\ud800-\udfff]+")
# Two ASCII characters with a gap between them: only there may a space carry meaning.
_ASCII_GAP = re.compile(r"[!-~][^!-~\S]+[!-~]")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_AREA_CODE = re.compile(r"(?:^|\D)0\d{2,3}$")
_TAIL = re.compile(r"[\d.,]*$")
_HEAD = re.compile(r"[\d.,]*")


def clean_page(page: Page) -> CleanText:
    """Fold widths, join wrapped lines, drop stray spaces, controls and doubled sub-headlines; `\\n` ends each paragraph."""
    text = _fold_marks(_fold_widths(page.text))
    spans: list[tuple[int, int]] = []
    parts: list[str] = []
    columns: list[int] = []
    end = 0
    for run in find_runs(text):
        if not _TOKEN.search(text, run.start, run.end):
            continue
        if columns:
            _add_break(text, end, run, spans, parts)
        _add_run(text, run, spans, parts)
        columns.append(run.columns)
        end = run.end
    return CleanText("".join(parts), _to_offsets(spans, len(text)), tuple(columns))


def _fold_widths(text: str) -> str:
    if text.isascii():
        return text
    return _FOLDED.sub(lambda match: match[0].translate(_FOLD), text)


def _fold_marks(text: str) -> str:
    """Chinese marks for ASCII ones, except where both neighbours are ASCII and the text there is not Chinese."""
    kept = [match.start() for match in _ASCII_MARK.finditer(text) if _is_latin_mark(text, match.start())]
    folded = text
    for ascii_mark, chinese_mark in zip(_ASCII_MARKS, _CHINESE_MARKS, strict=True):
        folded = folded.replace(ascii_mark, chinese_mark)
    if not kept:
        return folded
    edges = [-1, *kept, len(text)]
    pieces = [folded[start + 1 : end] + text[end : end + 1] for start, end in pairwise(edges)]
    return "".join(pieces)


def _is_latin_mark(text: str, at: int) -> bool:
    """Does the ASCII mark belong to Latin text or a number? A look past the spaces decides: 14.7%! and 8%, 占比 are Chinese."""
    before = text[max(0, at - 8) : at].rstrip()[-1:]
    after = text[at + 1 : at + 9].lstrip()[:1]
    if text[at] in "!?":
        return before.isascii() and before.isalpha()
    if before == "%" or (after and not after.isascii()):
        return False
    return not before or before.isascii()


def _add_run(text: str, run: Run, spans: list[tuple[int, int]], parts: list[str]) -> None:
    """Append the pieces of a paragraph that are kept, a space only where it separates Latin words or two numbers."""
    start, end = run.start, run.end
    doubled = find_doubled(text, start, end) if run.columns == 0 else []
    if doubled:
        spans += doubled
        parts += [text[a:b] for a, b in doubled]
        return
    tokens = [(match.start(), match.end()) for match in _TOKEN.finditer(text, start, end)]
    if len(tokens) > 1 and _ASCII_GAP.search(text, start, end):
        tokens = _keep_spaces(text, run, tokens)
        parts += [" " if text[a].isspace() else text[a:b] for a, b in tokens]
    else:
        parts += [text[a:b] for a, b in tokens]
    spans += tokens


def _keep_spaces(text: str, run: Run, tokens: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept = tokens[:1]
    for (_, before), (after, end) in pairwise(tokens):
        if _is_space_kept(text, before, after, run):
            kept.append((before, before + 1))
        kept.append((after, end))
    return kept


def _is_space_kept(text: str, before: int, after: int, run: Run) -> bool:
    left, right = text[before - 1], text[after]
    if not (left.isascii() and right.isascii()) or not text[before].isspace():
        return False
    if left.isalpha() and right.isalpha():
        return True
    if not right.isdigit() or not (left.isdigit() or left in "%.,-"):
        return False
    return not _is_broken_number(text, before, after, run)


def _is_broken_number(text: str, before: int, after: int, run: Run) -> bool:
    """Do the digits on both sides of a gap make one number (64⏎18件, 20 25年)? Never across table cells or phone groups."""
    start = max(run.start, before - 12)
    left = _TAIL.search(text, start, before)
    right = _HEAD.match(text, after, min(run.end, after + 12))
    if left is None or right is None or not left[0]:
        return False
    if left.start() == run.start and left[0].endswith("."):
        return False  # 1. 12345热线 opens a list
    if text[after + len(right[0]) : after + len(right[0]) + 1] == "年":
        return bool(_YEAR.fullmatch(left[0] + right[0]))
    return run.is_prose and not _AREA_CODE.search(text, start, before)


def _add_break(text: str, end: int, run: Run, spans: list[tuple[int, int]], parts: list[str]) -> None:
    """A paragraph ends: one newline where the next line follows, two where a blank line stands between."""
    first = next(at for at in range(end, run.start) if text[at].isspace())
    count = 2 if run.after_blank and run.start - first > 1 else 1
    spans.append((first, first + count))
    parts.append("\n" * count)


def _to_offsets(spans: list[tuple[int, int]], length: int) -> "array[int]":
    places = _places(1 << max(14, length.bit_length()))
    offsets = array("i")
    for start, end in spans:
        offsets += places[start:end]
    return offsets


@cache
def _places(length: int) -> "array[int]":
    return array("i", range(length))
