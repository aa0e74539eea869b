"""Which line ends are only the end of a column line: by the width of the column, the marks at the end, what comes next."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from metrics.catalogue import read_words
from metrics.parse.doubles import is_doubled
from metrics.parse.patterns import one_of

NARROWEST = 16  # columns (two a Han character): shorter lines are table cells, not wrapped prose
WIDEST = 90  # columns of the widest printed column; longer lines are whole paragraphs
SLACK = 4  # columns by which justified lines of one column differ
SAME_WIDTH = 2  # columns by which the full lines of one column differ
INDENT = 4  # columns that the first line of a paragraph is shorter
WINDOW = 5  # lines on either side that show how wide a column is
SAME_COLUMN = 6  # columns by which two blocks of one column differ at most
LONGEST_HEADLINE = 40  # characters of a line that may be a sub-headline
ENDS = "。！？!?…；：:—"  # a paragraph that ends here has said what it wanted to say
BULLETS = "-•●■◆▲▼★·"
CLOSERS = "”’）)》】"
STOPS = ENDS + CLOSERS
_BLANKS = " \u3000"
_EDGES = frozenset(STOPS + _BLANKS)
_CUT_NUMBER = re.compile(r"[㐀-鿿，、；：（][0-9][0-9., ]*$")  # 新增停车泊位3000|个
_COUNTING = frozenset("万亿千年月日号时个件起人次名家户%％元处条辆台套米公吨亩所项种张场级岁分秒倍成位座栋株只头届块余多")
_BYLINE_END = re.compile(r"[。！？”] *（[^（）]{1,40}）$")
_COMMA = re.compile(r"[，。；、]")
_CLAUSE = re.compile(r"[，。；]")


def find_fresh(text: str) -> set[int]:
    """Where lines start that begin something new whatever stands above: headings, leads, list items, captions."""
    return {match.start() + 1 for match in _fresh().finditer(text)}


def goes_on(lines: Sequence[str], start: int, last: int, number: int) -> bool:
    """Does the line go on with the paragraph that reaches from line `start` to line `last`?"""
    before, line = lines[last], lines[number]
    if last > start and number == last + 1 and before[-1] not in _EDGES and line[0] not in _BLANKS and len(before) > NARROWEST:
        return True  # the usual case, told at once: a line in the middle of wrapped prose
    before = before.rstrip()
    if before.lstrip().startswith("#") or _is_indented(line, before) or (last == start and is_doubled(before)):
        return False
    if number > last + 1:
        return _is_cut(lines, start, last, number)
    return _is_wrapped(lines, start, last, number)


def is_torn_by(lines: Sequence[str], start: int, last: int, number: int) -> bool:
    """Does a report open on the line, below a column that stops in the middle of a sentence?"""
    before = lines[last].rstrip()
    if number == last + 1 or last == start or before[-1] in STOPS or not _lead().match(lines[number].lstrip(_BLANKS)):
        return False
    return measure_width(before) >= max(NARROWEST, _measure_column(lines, last) - SLACK)


def _is_wrapped(lines: Sequence[str], start: int, last: int, number: int) -> bool:
    """Is the line end between two neighbouring lines only the end of a column line?"""
    before, line = lines[last].rstrip(), lines[number]
    if _byline_open().search(before):
        return True
    if _CUT_NUMBER.search(before) and line[:1] in _COUNTING:
        return True
    if len(before) * 2 < NARROWEST:
        return before[-1] in "，、"
    if _is_below_indent(lines, start, last, number):
        return True
    if before[-1] in STOPS and len(before) * 2 < len(line) and _has_ended(before):
        return False
    lead = 0 if last > start else (len(before) - len(before.lstrip(_BLANKS))) * (2 if before[0] == "\u3000" else 1)
    width, column = measure_width(before) + max(0, lead - INDENT), _measure_column(lines, last)
    slack = SLACK if last > start else INDENT + (SLACK if _opens_block(lines, start) else SAME_WIDTH)
    is_full = width >= NARROWEST and column - width <= slack
    if before[-1] in STOPS and _has_ended(before):
        indent = 0 if last > start else INDENT
        return NARROWEST <= column <= min(WIDEST, width + indent + SAME_WIDTH) and not _is_headline(lines, number, column)
    if last > start:
        return is_full or width > NARROWEST or before[-1] in "，、"
    if _COMMA.search(before):
        return is_full or before[-1] in "，、"
    return is_full and not _opener().match(line) and _reads_on(lines, number)


def _is_below_indent(lines: Sequence[str], start: int, last: int, number: int) -> bool:
    """Is a line not set in, below a paragraph that is, and reads like its text? A new paragraph would be set in too."""
    before, line = lines[last].rstrip(), lines[number].rstrip()
    if not _is_set_in(lines[start]) or _is_set_in(line):
        return False
    if last == start and not _COMMA.search(before) and not _fresh().match("\n" + before.lstrip(_BLANKS)):
        return False
    if not _has_ended(before):
        return True
    return line[-1] in STOPS or (
        _COMMA.search(line) is not None and number + 1 < len(lines) and bool(lines[number + 1].strip())
    )


def _measure_column(lines: Sequence[str], at: int) -> int:
    """How wide the column is, by the lines near one up to the blank lines on both sides: a third of them may be wider."""
    first, end = at, at + 1
    while first > max(0, at - WINDOW) and lines[first - 1].strip():
        first -= 1
    while end < min(len(lines), at + WINDOW) and lines[end].strip():
        end += 1
    widths = sorted([measure_width(lines[number]) for number in range(first, end)], reverse=True)
    return widths[(len(widths) - 1) // 3]


def _is_headline(lines: Sequence[str], number: int, column: int) -> bool:
    """Below the end of a sentence: a line that neither fills the column nor ends a sentence, or stands above a new opening."""
    line = lines[number].rstrip()
    if line[-1] in STOPS or _CLAUSE.search(line):
        return False
    following = lines[number + 1] if number + 1 < len(lines) else ""
    return (
        not following.strip()
        or measure_width(line) < column - SLACK
        or bool(_fresh().match("\n" + following))
        or _is_set_in(following)
    )


def _reads_on(lines: Sequence[str], number: int) -> bool:
    """Is a line below one without a comma prose? Then it has a comma, or the next one of the column has."""
    line = lines[number]
    if _COMMA.search(line):
        return True
    following = lines[number + 1] if number + 1 < len(lines) else ""
    if not _COMMA.search(following) or _fresh().match("\n" + following):
        return False
    return measure_width(line) >= max(NARROWEST, measure_width(following) - SLACK)


def _has_ended(before: str) -> bool:
    tail = before.rstrip(CLOSERS)
    return not tail or tail[-1] in ENDS or bool(_BYLINE_END.search(before))


def _is_indented(line: str, before: str) -> bool:
    return _is_set_in(line) and (before[-1] in STOPS or not _is_set_in(before))


def _is_set_in(line: str) -> bool:
    return line.startswith(("\u3000", "  "))


def _is_cut(lines: Sequence[str], start: int, last: int, number: int) -> bool:
    """Did blank lines (a column break) cut a sentence in two?"""
    before, line = lines[last].strip(), lines[number].strip()
    if before[-1] in STOPS or line[0] in "#-—" or (lines[start].lstrip()[0] in BULLETS and before[-1] not in "，、"):
        return False
    if _is_above_lead(lines, number) or (before[-1] not in "，、" and line.startswith(read_words("pages", "prose")["anew"])):
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
        and abs(measure_width(before) - measure_width(line)) > SAME_COLUMN
        and measure_width(line) > NARROWEST
    ):
        return not lines[number + 1].strip()
    is_headline = (
        last == start and _opens_block(lines, start) and len(before) < LONGEST_HEADLINE and not before.startswith(_openers())
    )
    return not is_headline


def _is_above_lead(lines: Sequence[str], number: int) -> bool:
    """Is a line the headline of the report that opens right below it?"""
    line = lines[number].rstrip()
    if line[-1] in STOPS or _CLAUSE.search(line) or number + 1 >= len(lines):
        return False
    return bool(_lead().match(lines[number + 1].lstrip(_BLANKS)))


def _opens_block(lines: Sequence[str], at: int) -> bool:
    return at == 0 or not lines[at - 1].strip()


def _is_open(before: str) -> bool:
    """Does a quotation or bracket stand open at the end of the paragraph, just opened?"""
    tail = before[-30:]
    return any(tail.rfind(mark) > tail.rfind(close) for mark, close in ("“”", "《》", "（）"))


@lru_cache(maxsize=64)  # each line is asked for by those around it
def measure_width(line: str) -> int:
    """The width of a line in columns, stray spaces left out."""
    return len(line.replace(" ", "").replace("\u3000", "").encode("gbk", "replace"))


@cache
def _byline_open() -> re.Pattern[str]:
    """A lead that its line ends in, or right behind: 本报讯（记者 A 通讯员 B, 本报讯（记者 A）."""
    people = one_of(read_words("pages", "lead")["people"])
    return re.compile(rf"^\s*[\u4e00-\u9fff]{{2,10}}[讯电] ?（(?:本报)?{people}[^（）。，；]*）?$")


@cache
def _openers() -> tuple[str, ...]:
    return read_words("pages", "prose")["openers"]


@cache
def _lead() -> re.Pattern[str]:
    """How a report opens: 本报讯（记者, 大连晚报讯（记者."""
    sources = one_of(read_words("pages", "lead")["sources"])
    return re.compile(rf"(?:{sources}|[\u4e00-\u9fff]{{2,8}}[报社网台])讯[ （]")


@cache
def _fresh() -> re.Pattern[str]:
    sources = one_of(read_words("pages", "lead")["sources"])
    return re.compile(
        rf"""\n[ \u3000]*(?:
          \#                                            # a markdown heading
        | {sources}[^，。\n]{{0,16}}(?:讯|电|消息)       # a lead
        | [（(]?[一二三四五六七八九十]{{1,3}}[、）)](?![一二三]、|[一二三]次?产)  # 一、 （二）, not 第|一、二产业
        | [（(]?\d{{1,2}}[、.．)）]\s*(?!\d)              # 1. 2、 (3)
        | (?:-(?!\d[\d.]*[%月日])|[•●■◆▲▼★·*])[ ]*\S      # bullets; 1|-9月, （|-1.1% go on
        | 图为 | ——
        )""",
        re.VERBOSE,
    )


@cache
def _opener() -> re.Pattern[str]:
    """How the text below a headline opens, so that the line above is no part of it."""
    times = one_of(read_words("pages", "prose")["times"])
    return re.compile(rf"\s*(?:\d{{1,2}}\s*月|[一二三四]季度|前[一二三四\d]|{times})")
