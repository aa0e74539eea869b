"""From printed lines to paragraphs: which line ends are only the end of a column line, and which end a paragraph."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from metrics.catalogue import read_words
from metrics.parse.doubles import find_doubled

NARROWEST = 16  # columns (two a Han character): shorter lines are table cells, not wrapped prose
SLACK = 4  # columns by which justified lines of one column differ
INDENT = 4  # columns that the first line of a paragraph is shorter
SAME_COLUMN = 6  # columns by which two blocks of one column differ at most
ENDS = "。！？!?…；：:—"  # a paragraph that ends here has said what it wanted to say
CLOSERS = "”’）)》】"
_FRESH = re.compile(
    r"""\s*(?:
      \#                                              # a markdown heading
    | (?:本报|新华社|中新社|央视|人民日报)[^，。]{0,10}(?:讯|电|消息)   # a lead
    | [（(]?[一二三四五六七八九十]{1,3}[、）)]                # 一、 （二）
    | [（(]?\d{1,2}[、.．)）]\s*(?!\d)                      # 1. 2、 (3)
    | [-•●■◆▲▼★·*]\s*\S                                # bullets
    | 图为 | ——
    )""",
    re.VERBOSE,
)
_DAY_FIRST = re.compile(r"\s*\d{1,2}\s*月\s*\d{1,2}\s*日[，,]")
_COMMA = re.compile(r"[，。；、,]")


@dataclass(frozen=True, slots=True)
class Run:
    """A paragraph on the page; `columns` is the width of its wrapped lines, 0 when it is one line."""

    start: int
    end: int
    columns: int
    is_prose: bool
    after_blank: bool
    is_alone: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, its width in columns."""

    start: int
    end: int
    text: str
    width: int


def find_runs(text: str) -> list[Run]:
    """The paragraphs of a page in page order, their wrapped lines joined, also over a blank line that cuts a sentence."""
    runs: list[Run] = []
    for block in _find_blocks(text):
        made = _join_lines(block)
        if runs and _is_cut(text, runs[-1], made[0]):
            runs[-1] = replace(runs[-1], end=made[0].end, columns=max(runs[-1].columns, made[0].columns), is_alone=False)
            made = made[1:]
        runs += made
    return runs


def _find_blocks(text: str) -> Iterator[list[Line]]:
    """Runs of lines without a blank line between them."""
    block: list[Line] = []
    at = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            block.append(Line(at, at + len(line), line, 0))
        elif block:
            yield block
            block = []
        at += len(line) + 1
    if block:
        yield block


def _join_lines(block: list[Line]) -> list[Run]:
    if len(block) == 1:
        line = block[0]
        return [Run(line.start, line.end, 0, bool(_COMMA.search(line.text)), True, True)]
    lines = [replace(line, width=_width(line.text)) for line in block]
    groups = [[lines[0]]]
    for index in range(1, len(lines)):
        if _is_wrapped(lines, index, len(groups[-1])):
            groups[-1].append(lines[index])
        else:
            groups.append([lines[index]])
    return [_to_run(group, number == 0, len(groups) == 1) for number, group in enumerate(groups)]


def _to_run(group: list[Line], after_blank: bool, is_alone: bool) -> Run:
    columns = max(line.width for line in group) if len(group) > 1 else 0
    is_prose = any(_COMMA.search(line.text) for line in group)
    return Run(group[0].start, group[-1].end, columns, is_prose, after_blank, is_alone and len(group) == 1)


def _width(line: str) -> int:
    return len(line.replace(" ", "").encode("gbk", "replace"))


def _is_wrapped(lines: list[Line], index: int, joined: int) -> bool:
    """Does the line go on with the paragraph of the line before it? `joined` lines of that paragraph stand already."""
    before, line = lines[index - 1], lines[index]
    if _FRESH.match(line.text) or before.text.lstrip().startswith("#") or find_doubled(before.text, 0, len(before.text)):
        return False
    if _is_indented(line.text) and not _is_indented(before.text):
        return False
    above = lines[index - 2].width if joined > 1 else 0
    slack = SLACK if joined > 1 else SLACK + INDENT
    is_full = before.width >= max(NARROWEST, line.width - slack, above - slack)
    if before.text.rstrip()[-1] in ENDS + CLOSERS and _has_ended(before.text):
        return is_full and before.width >= max(line.width, above) - 2
    if joined > 1 or _COMMA.search(before.text):
        return is_full or before.width > NARROWEST or before.text.rstrip()[-1] in "，、,"
    return is_full and not _DAY_FIRST.match(line.text) and _reads_on(lines, index)


def _reads_on(lines: list[Line], index: int) -> bool:
    """Is a line without a comma the first of wrapped prose? Then the next ones are as wide, or end the sentence."""
    line = lines[index]
    if not _COMMA.search(line.text):
        return index + 1 < len(lines) and bool(_COMMA.search(lines[index + 1].text)) and line.width >= NARROWEST
    return True


def _has_ended(text: str) -> bool:
    tail = text.rstrip().rstrip(CLOSERS)
    return not tail or tail[-1] in ENDS or text.rstrip()[-1] in "）)"


def _is_indented(text: str) -> bool:
    return text.startswith(("\u3000", "  ", "\t"))


def _is_cut(text: str, before: Run, after: Run) -> bool:
    """Did a blank line (a column break) cut a sentence in two?"""
    head, tail = text[before.start : before.end].strip(), text[after.start : after.end].strip()
    if _is_open(head) and tail[0] not in "“《（#":
        return True
    if not before.is_prose or head[-1] in ENDS + CLOSERS or head.startswith("#") or _FRESH.match(tail):
        return False
    if before.columns == 0 and find_doubled(text, before.start, before.end):
        return False
    if before.columns and after.columns and abs(before.columns - after.columns) > SAME_COLUMN:
        return False
    if head[-1] in "，、,":
        return True
    if not after.is_prose:
        return False
    is_headline = before.is_alone and len(head) < 40 and not head.startswith(_openers())
    return not is_headline


def _is_open(head: str) -> bool:
    """Does a quotation or bracket stand open at the end of the paragraph, just opened?"""
    tail = head[-30:]
    return any(tail.rfind(mark) > tail.rfind(close) for mark, close in ("“”", "《》", "（）"))


def _openers() -> tuple[str, ...]:
    return read_words("pages", "prose")["openers"]
