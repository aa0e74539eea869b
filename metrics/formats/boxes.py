"""Pieces of print with their places on a page in, text in reading order out: columns are cut where white runs between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

Doubt = tuple[int, int, float]
SURE = 1.0  # the score of what was not read by shape but is text already
COLUMN_GAP = 0.75  # white between columns, in line heights
BLOCK_GAP = 0.9  # white between blocks above each other
PROSE_WIDTH = 6  # a column of prose is at least this many line heights wide; a narrower one may be a cell of a table
FEWEST_LINES = 3
INDENT = 1.2  # a first line set in by so many heights begins a paragraph
SENTENCE_ENDS = ("。", "！", "？", "…", "”", "）", "!", "?", ")")
INDENT_TEXT = "\u3000\u3000"


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of one printed line: left, top, right, bottom in the page's own unit, origin top left."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    score: float = 1.0

    @property
    def height(self) -> float:
        """How tall it is."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The height at which it stands."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Print:
    """The text of a page in reading order; `doubts` are the spans a character reader was not sure of, with their scores."""

    text: str
    doubts: tuple[Doubt, ...] = ()
    note: str = ""


def to_print(boxes: Iterable[Box]) -> Print:
    """Text in reading order: blocks apart by an empty line, lines by a line break, first lines of paragraphs set in."""
    pieces: list[str] = []
    doubts: list[Doubt] = []
    at = 0
    for block in find_blocks([box for box in boxes if box.text.strip()]):
        rows = [_join(row) for row in find_rows(block)]
        for row in rows:
            lead = INDENT_TEXT if _is_set_in(row, rows) else ""
            if row.score < SURE:
                doubts.append((at + len(lead), at + len(lead) + len(row.text), row.score))
            pieces.append(f"{lead}{row.text}\n")
            at += len(pieces[-1])
        if rows[-1].text.endswith(SENTENCE_ENDS) or len(rows) < FEWEST_LINES:  # else the next column goes on with it
            pieces.append("\n")
            at += 1
    return Print("".join(pieces), tuple(doubts))


def find_blocks(boxes: Sequence[Box]) -> list[list[Box]]:
    """The boxes cut along white runs, in reading order: columns from left to right, what stands above before what is below."""
    if len(boxes) <= 1:
        return [list(boxes)] if boxes else []
    height = median(box.height for box in boxes)
    columns = _split(boxes, [(box.left, box.right) for box in boxes], COLUMN_GAP * height)
    if len(columns) > 1 and all(map(_is_prose, columns)):
        return [block for column in columns for block in find_blocks(column)]
    halves = _split_widest(boxes, BLOCK_GAP * height)
    return [block for half in halves for block in find_blocks(half)] if len(halves) > 1 else [list(boxes)]


def _is_prose(column: Sequence[Box]) -> bool:
    """Whether a column is one of text, not of the cells of a table."""
    rows = find_rows(column)
    height = median(box.height for box in column)
    width = median(max(box.right for box in row) - min(box.left for box in row) for row in rows)
    return width >= PROSE_WIDTH * height or (len(rows) < FEWEST_LINES and sum(len(box.text) for box in column) >= PROSE_WIDTH)


def _split(boxes: Sequence[Box], spans: Sequence[tuple[float, float]], gap: float) -> list[list[Box]]:
    """The boxes cut wherever no span reaches over more than `gap` of white."""
    order = sorted(range(len(boxes)), key=lambda number: spans[number])
    groups = [[boxes[order[0]]]]
    reach = spans[order[0]][1]
    for number in order[1:]:
        if spans[number][0] - reach > gap:
            groups.append([])
        groups[-1].append(boxes[number])
        reach = max(reach, spans[number][1])
    return groups


def _split_widest(boxes: Sequence[Box], gap: float) -> list[list[Box]]:
    """The boxes cut in two at the widest white between lines, if it is wide enough."""
    groups = _split(boxes, [(box.top, box.bottom) for box in boxes], 0.0)
    tops = [min(box.top for box in group) for group in groups]
    bottoms = [max(box.bottom for box in group) for group in groups]
    whites = [top - bottom for (_, bottom), (top, _) in pairwise(zip(tops, bottoms, strict=True))]
    if not whites or max(whites) <= gap:
        return [list(boxes)]
    cut = whites.index(max(whites)) + 1
    return [[box for group in part for box in group] for part in (groups[:cut], groups[cut:])]


def find_rows(boxes: Sequence[Box]) -> list[list[Box]]:
    """The boxes of a block as lines from top to bottom, each from left to right."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: (box.middle, box.left)):
        if rows and box.middle <= rows[-1][0].bottom and rows[-1][0].middle >= box.top:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row, key=lambda box: box.left) for row in rows]


def _join(row: Sequence[Box]) -> Box:
    """A line as one box; pieces far apart are set apart by a space."""
    text = row[0].text
    for before, box in pairwise(row):
        text += (" " if box.left - before.right > COLUMN_GAP * box.height else "") + box.text
    ends = max(box.right for box in row), max(box.bottom for box in row)
    return Box(row[0].left, min(box.top for box in row), *ends, text, min(box.score for box in row))


def _is_set_in(row: Box, rows: Sequence[Box]) -> bool:
    """Whether a line begins a paragraph: set in from the left edge of its block, in a block of several lines."""
    left = min(other.left for other in rows)
    return len(rows) > 1 and INDENT * row.height < row.left - left < 3 * INDENT * row.height and row.text[0] != "\u3000"
