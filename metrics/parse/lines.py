"""From printed lines to paragraphs: each line end becomes a space within a paragraph and stays a newline behind one."""

from collections.abc import Sequence

from metrics.parse.doubles import find_doubled, is_repeating
from metrics.parse.imprints import find_imprints
from metrics.parse.wraps import find_fresh, goes_on, is_torn_by, measure_width


def join_lines(text: str) -> tuple[str, tuple[int, ...]]:
    """The text, its length unchanged, with a space for each wrapped line end and doubled headline and at most two newlines in
    a row; and the printed width in columns of each paragraph, 0 when it is one line."""
    fresh = find_fresh(text)
    lines = text.split("\n")
    apart = find_imprints(lines)
    seps = ["\n"] * len(lines)
    starts: list[int] = []
    last, at, is_torn = -1, 0, False
    for number, line in enumerate(lines):
        if not line or line.isspace():
            lines[number] = " " * len(line)
        else:
            is_alone = number in apart or last in apart or at in fresh
            joins = bool(starts) and not is_alone and goes_on(lines, starts[-1], last, number)
            if joins and is_torn and number > last + 1:
                joins = is_torn = False  # either of two texts may go on here
            if joins:
                seps[last:number] = [" "] * (number - last)
            else:
                is_torn = is_torn or (bool(starts) and is_torn_by(lines, starts[-1], last, number))
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
    return max(measure_width(lines[start]), measure_width(lines[start + 1]))


def _blank_double(line: str) -> str:
    """The line with spaces for what is printed twice over."""
    start = len(line) - len(line.lstrip(" #\u3000"))
    end = len(line.rstrip(" \u3000"))
    spans = find_doubled(line, start, end) if is_repeating(line, start) else []
    if not spans:
        return line
    made, at = line[:start], start
    for a, b in spans:
        made += " " * (a - at) + line[a:b]
        at = b
    return made + " " * (len(line) - at)
