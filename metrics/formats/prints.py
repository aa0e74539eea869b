"""Pieces of print with their places in, the text of a page in reading order out, and where on the page its lines stand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from statistics import median

from metrics.formats.boxes import COLUMN_GAP, FEWEST_LINES, STOPS, Box, find_blocks, find_rows
from metrics.model import Facsimile

Doubt = tuple[int, int, float]
SURE = 1.0  # the score of what was not read by shape but is text already
INDENT = 1.2  # a first line set in by so many heights begins a paragraph
SENTENCE_ENDS = ("。", "！", "？", "…", "”", "）", "!", "?", ")")
GAP = " "
INDENT_TEXT = "\u3000\u3000"
FULL = 1.2  # heights of white that a full line has at most behind it
RAGGED = 0.6  # of its column a line fills that goes on, where paragraphs are set in and it does not end in a stop
SAME_SIZE = 1.25  # letters of one text differ in height by less
FEW = 6  # characters whose height in a scan says little
HANGING = 2.5  # heights by which full lines end apart
SAME_WIDTH = 2.5  # heights by which the columns of one text differ
SNUG = 0.6  # and before it


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: the offset of its first character, its top and bottom, and where each character begins and the
    last one ends, in the unit of the page."""

    start: int
    top: float
    bottom: float
    edges: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Print:
    """The text of a page in reading order; `doubts` are the spans a character reader was not sure of, with their scores."""

    text: str
    doubts: tuple[Doubt, ...] = ()
    note: str = ""
    lines: tuple[Line, ...] = ()
    facsimile: Facsimile | None = None


@dataclass(slots=True)
class Setting:
    """A text that grows line by line, with its last line and the block that is being set."""

    pieces: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    at: int = 0
    last: Box | None = None
    width: float = 0.0
    is_full: bool = False  # the last line reaches the edge of its column
    is_closed: bool = True  # an empty line follows, unless the next block goes on with the same text

    def add(self, text: str) -> None:
        """Go on with these characters."""
        self.pieces.append(text)
        self.at += len(text)

    def begin_block(self, first: Box, width: float, is_snug: bool) -> None:
        """Set the next block apart, unless it is the next column of the same text."""
        reach = SAME_WIDTH * first.height
        is_column = abs(width - self.width) < reach or (not self.is_closed and width < self.width + reach)  # or its rest
        if self.last and not (is_column and is_snug and self.is_one_text(first)):
            self.add("\n" if self.is_closed else "")
            self.is_full = False
        self.width = width

    def add_row(self, row: Box, is_set_in: bool, is_snug: bool) -> None:
        """Begin a line with this row, or go on with the last one."""
        if self.last and not (is_snug and self.is_one_text(row)):
            self.add("\n")
        self.add(INDENT_TEXT if is_set_in else "")
        if row.score < SURE:
            self.doubts.append((self.at, self.at + len(row.text), row.score))
        self.lines.append(Line(self.at, row.top, row.bottom, (*row.lefts, row.right)))
        self.add(row.text)
        self.last = row

    def is_one_text(self, row: Box) -> bool:
        """Whether the last line goes on in this one: neither is a row of a table, letters are of one size, no Latin words
        would run together."""
        if self.last is None or not self.is_full or GAP in self.last.text + row.text:
            return False
        smaller, larger = sorted((self.last.height, row.height))
        is_one_size = larger < SAME_SIZE * smaller or (row.score < SURE and len(row.text) <= FEW)
        return is_one_size and not (_is_latin(self.last.text[-1]) and _is_latin(row.text[0]))


def to_print(boxes: Iterable[Box]) -> Print:
    """Text in reading order: blocks apart by an empty line, paragraphs by a line break and set in as they are printed."""
    setting = Setting()
    for block in find_blocks([box for box in boxes if box.text.strip()]):
        _set_block(setting, [_join(row) for row in find_rows(block)])
    setting.add("\n")
    return Print("".join(setting.pieces), tuple(setting.doubts), "", tuple(setting.lines))


def _set_block(setting: Setting, rows: Sequence[Box]) -> None:
    left, height = min(row.left for row in rows), median(row.height for row in rows)
    right = _find_edge([row.right for row in rows], height)
    setting.begin_block(rows[0], right - left, rows[0].left - left < SNUG * height)
    starts = [_is_set_in(row, left, len(rows)) for row in rows]
    for row, is_set_in in zip(rows, starts, strict=True):
        setting.add_row(row, is_set_in, row.left - left < SNUG * height)
        is_ragged = any(starts) and row.right - left > RAGGED * (right - left) and not row.text.endswith(STOPS)
        setting.is_full = len(rows) > 1 and (is_ragged or right - row.right < FULL * height)
    setting.is_closed = rows[-1].text.endswith(SENTENCE_ENDS) or len(rows) < FEWEST_LINES


def _find_edge(rights: Sequence[float], height: float) -> float:
    """Where full lines end: hanging stops reach over it."""
    return median(right for right in rights if right > max(rights) - HANGING * height)


def _join(row: Sequence[Box]) -> Box:
    """A line as one box that knows where its characters begin; pieces far apart are set apart by a space."""
    text, lefts = "", list[float]()
    for before, box in pairwise([None, *row]):
        if before and box and box.left - before.right > COLUMN_GAP * box.height:
            text += GAP
            lefts.append(before.right)
        if box:
            text += box.text
            lefts.extend(box.lefts or _spread(box))
    ends = max(box.right for box in row), max(box.bottom for box in row)
    return Box(row[0].left, min(box.top for box in row), *ends, text, min(box.score for box in row), tuple(lefts))


def _spread(box: Box) -> Iterator[float]:
    """Where the characters of a piece begin if Latin ones are half as wide as the others."""
    ends = list(accumulate((0.5 if character.isascii() else 1.0) for character in box.text))
    return (box.left + (box.right - box.left) * start / ends[-1] for start in [0.0, *ends[:-1]])


def _is_set_in(row: Box, left: float, rows: int) -> bool:
    """Whether a line begins a paragraph: set in from the left edge of its block, in a block of several lines."""
    return rows > 1 and INDENT * row.height < row.left - left < 3 * INDENT * row.height and row.text[0] != "\u3000"


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()
