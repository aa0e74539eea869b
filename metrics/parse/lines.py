"""From printed lines to paragraphs: which line ends are only the end of a column line, and which end a paragraph."""

import re
from collections.abc import Sequence
from functools import cache

from metrics.catalogue import read_words
from metrics.parse.doubles import find_doubled

NARROWEST = 16  # columns (two a Han character): shorter lines are table cells, not wrapped prose
SLACK = 4  # columns by which justified lines of one column differ
SAME_WIDTH = 2  # columns by which the full lines of one column differ
INDENT = 4  # columns that the first line of a paragraph is shorter
SAME_COLUMN = 6  # columns by which two blocks of one column differ at most
LONGEST_HEADLINE = 40  # characters of a line that may be a sub-headline
ENDS = "。！？!?…；：:—"  # a paragraph that ends here has said what it wanted to say
CLOSERS = "”’）)》】"
_STOPS = ENDS + CLOSERS
_FRESH = re.compile(
    r"""\n[ ]*(?:
      \#                                              # a markdown heading
    | (?:本报|新华社|中新社|央视|人民日报)[^，。\n]{0,10}(?:讯|电|消息)   # a lead
    | [（(]?[一二三四五六七八九十]{1,3}[、）)]                # 一、 （二）
    | [（(]?\d{1,2}[、.．)）]\s*(?!\d)                      # 1. 2、 (3)
    | [-•●■◆▲▼★·*][ ]*\S                                # bullets
    | 图为 | ——
    )""",
    re.VERBOSE,
)
_FRESH_LINE = re.compile(_FRESH.pattern.replace(r"\n", "", 1), re.VERBOSE)
_BYLINE_END = re.compile(r"[。！？”] *（[^（）]{1,40}）$")
_DAY_FIRST = re.compile(r"\s*\d{1,2}\s*月\s*\d{1,2}\s*日[，,]")
_COMMA = re.compile(r"[，。；、]")
_CLAUSE = re.compile(r"[，。；]")


def join_lines(text: str) -> tuple[str, tuple[int, ...]]:
    """The text, its length unchanged, with a space for each wrapped line end and doubled headline and at most two newlines in
    a row; and the printed width in columns of each paragraph, 0 when it is one line."""
    fresh = {match.start() + 1 for match in _FRESH.finditer(text)}
    lines = text.split("\n")
    seps = ["\n"] * len(lines)
    starts: list[int] = []
    last, at = -1, 0
    for number, line in enumerate(lines):
        if not line or line.isspace():
            lines[number] = " " * len(line)
        else:
            if starts and at not in fresh and _goes_on(lines, starts[-1], last, number):
                seps[last:number] = [" "] * (number - last)
            else:
                _end_paragraph(seps, last, number)
                starts.append(number)
            last = number
        at += len(line) + 1
    _end_paragraph(seps, last, len(lines))
    columns = tuple([_measure(lines, start, seps) for start in starts])
    for start in starts:
        lines[start] = _blank_double(lines[start])
    seps[-1] = ""
    return "".join([part for pair in zip(lines, seps, strict=True) for part in pair]).replace("\u3000", " "), columns


def _end_paragraph(seps: list[str], last: int, number: int) -> None:
    """Of the line ends between two paragraphs at most two stay, none before the first and after the last."""
    kept = 0 if last < 0 or number == len(seps) else 2
    for at in range(max(last, 0), number):
        seps[at] = "\n" if at < last + kept else " "


def _measure(lines: Sequence[str], start: int, seps: Sequence[str]) -> int:
    if start + 1 >= len(lines) or seps[start] != " " or not lines[start + 1].strip():
        return 0
    return max(_width(lines[start]), _width(lines[start + 1]))


def _width(line: str) -> int:
    return len(line.replace(" ", "").replace("\u3000", "").encode("gbk", "replace"))


def _goes_on(lines: Sequence[str], start: int, last: int, number: int) -> bool:
    """Does the line go on with the paragraph that reaches from line `start` to line `last`?"""
    before, line = lines[last].rstrip(), lines[number]
    if (
        last > start
        and number == last + 1
        and before[-1] not in _STOPS
        and len(before) > NARROWEST
        and line[0] not in " \u3000"
    ):
        return True  # the usual case: a line in the middle of wrapped prose
    if before.lstrip().startswith("#") or _is_indented(line, before) or (last == start and is_doubled(before)):
        return False
    if number > last + 1:
        return _is_cut(lines, start, last, number)
    return _is_wrapped(lines, start, last, number)


def _is_wrapped(lines: Sequence[str], start: int, last: int, number: int) -> bool:
    """Is the line end between two neighbouring lines only the end of a column line?"""
    before, line = lines[last].rstrip(), lines[number]
    width, next_width = _width(before), _width(line)
    above = _width(lines[last - 1]) if last > start else 0
    slack = SLACK if last > start else SLACK + INDENT
    is_full = width >= max(NARROWEST, next_width - slack, above - slack)
    if before[-1] in _STOPS and _has_ended(before):
        return last > start and abs(width - above) <= SAME_WIDTH and width >= next_width - SAME_WIDTH
    if last > start or _COMMA.search(before):
        return is_full or width > NARROWEST or before[-1] in "，、"
    return is_full and not _DAY_FIRST.match(line) and _reads_on(lines, number)


def _reads_on(lines: Sequence[str], number: int) -> bool:
    """Is a line below one without a comma prose? Then it has a comma, or the next one of the column has."""
    line = lines[number]
    if _COMMA.search(line):
        return True
    following = lines[number + 1] if number + 1 < len(lines) else ""
    if not _COMMA.search(following) or _FRESH_LINE.match(following):
        return False
    return _width(line) >= max(NARROWEST, _width(following) - SLACK)


def _has_ended(before: str) -> bool:
    tail = before.rstrip(CLOSERS)
    return not tail or tail[-1] in ENDS or bool(_BYLINE_END.search(before))


def _is_indented(line: str, before: str) -> bool:
    if not line.startswith(("\u3000", "  ")):
        return False
    return before[-1] in _STOPS or not before.startswith(("\u3000", "  "))


def _is_cut(lines: Sequence[str], start: int, last: int, number: int) -> bool:
    """Did blank lines (a column break) cut a sentence in two?"""
    before, line = lines[last].strip(), lines[number].strip()
    if before[-1] in _STOPS or line[0] in "#-—":
        return False
    if before[-1] in "，、" or (_is_open(before) and line[0] not in "“《（"):
        return True
    if last == start and (not _CLAUSE.search(before) or before.endswith(read_words("pages", "notice")["headlines"])):
        return False
    if not _COMMA.search(line) and (number + 1 == len(lines) or not _COMMA.search(lines[number + 1])):
        return False
    if (
        last > start
        and number + 1 < len(lines)
        and abs(_width(before) - _width(line)) > SAME_COLUMN
        and _width(line) > NARROWEST
    ):
        return not lines[number + 1].strip()
    opens_block = start == 0 or not lines[start - 1].strip()
    is_headline = last == start and opens_block and len(before) < LONGEST_HEADLINE and not before.startswith(_openers())
    return not is_headline


def _is_open(before: str) -> bool:
    """Does a quotation or bracket stand open at the end of the paragraph, just opened?"""
    tail = before[-30:]
    return any(tail.rfind(mark) > tail.rfind(close) for mark, close in ("“”", "《》", "（）"))


def is_doubled(line: str) -> bool:
    """Is the line a headline that a bold print left twice?"""
    bare = line.strip(" #\u3000")
    return bare.find(bare[:2], 2) > 0 and bool(find_doubled(bare, 0, len(bare)))


def _blank_double(line: str) -> str:
    """The line with spaces for what is printed twice over."""
    start = len(line) - len(line.lstrip(" #\u3000"))
    end = len(line.rstrip(" \u3000"))
    if line.find(line[start : start + 2], start + 2) < 0:
        return line
    spans = find_doubled(line, start, end)
    if not spans:
        return line
    made, at = line[:start], start
    for a, b in spans:
        made += " " * (a - at) + line[a:b]
        at = b
    return made + " " * (len(line) - at)


@cache
def _openers() -> tuple[str, ...]:
    return read_words("pages", "prose")["openers"]
