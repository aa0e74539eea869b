"""Pieces of print with their places on a page in, blocks in reading order out: cut where white runs between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

COLUMN_GAP = 0.75  # white between columns, in line heights
BLOCK_GAP = 0.9  # white between blocks above each other
PROSE_WIDTH = 6  # a column of prose is at least this many line heights wide; a narrower one may be a cell of a table
FEWEST_LINES = 3
MOST_BOXES = 3_000  # a page of more is no print, and cutting it takes too long
HEADLINE = 1.4  # letters so many times taller than those of the text
STOPS = ("，", "。", "、", "；", "：", "！", "？", "”", "’", "）", "》", "〉", "】")


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of one printed line: left, top, right, bottom in the page's own unit, origin top left.

    `lefts` is where each of its characters begins, where that is known.
    """

    left: float
    top: float
    right: float
    bottom: float
    text: str
    score: float = 1.0
    lefts: tuple[float, ...] = ()

    @property
    def height(self) -> float:
        """How tall it is."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The height at which it stands."""
        return (self.top + self.bottom) / 2


def find_blocks(boxes: Sequence[Box]) -> list[list[Box]]:
    """The boxes cut along white runs, in reading order: articles from headline to headline, columns from left to right."""
    if len(boxes) > MOST_BOXES:
        return [list(boxes)]
    blocks: list[list[Box]] = []
    waiting = [list(boxes)]
    while waiting:
        part = waiting.pop()
        smaller = _cut(part) if len(part) > 1 else [part]
        if len(smaller) > 1:
            waiting += reversed(smaller)
        elif part:
            blocks.append(part)
    return blocks


def _cut(boxes: Sequence[Box]) -> list[list[Box]]:
    """A region in parts: articles, else columns, else what is above and below the widest white."""
    height = median(box.height for box in boxes)
    parts = _split_articles(boxes, height)
    if len(parts) == 1:
        parts = _join_columns(_split(boxes, [(box.left, _ink_end(box)) for box in boxes], COLUMN_GAP * height), height)
    return parts if len(parts) > 1 else _split_widest(boxes, BLOCK_GAP * height)


def _split_articles(boxes: Sequence[Box], height: float) -> list[list[Box]]:
    """The boxes cut wherever white from side to side stands above a headline: columns do not go on across it."""
    parts: list[list[Box]] = []
    for group in _split(boxes, [(box.top, box.bottom) for box in boxes], BLOCK_GAP * height):
        if parts and (_is_headline(parts[-1][-1:], height) or not _is_headline(group, height)):
            parts[-1].extend(group)
        else:
            parts.append(group)
    return parts


def _is_headline(group: Sequence[Box], height: float) -> bool:
    """Whether the first line of a group is one."""
    return max(box.height for box in find_rows(group)[0]) > HEADLINE * height


def _join_columns(columns: Sequence[list[Box]], height: float) -> list[list[Box]]:
    """Columns of text, those with the same headlines above their parts as one; one part when some are cells of a table."""
    prose = columns[:-1] if _is_rest(columns) else columns
    if not all(map(_is_prose, prose)):
        return [[box for column in columns for box in column]]
    joined = [columns[0]]
    for column in columns[1:]:
        both = [*joined[-1], *column]
        if len(_split_articles(both, height)) > 1:
            joined[-1] = both
        else:
            joined.append(column)
    return joined


def _is_prose(column: Sequence[Box]) -> bool:
    """Whether a column is one of text, not of the cells of a table."""
    rows = find_rows(column)
    height = median(box.height for box in column)
    width = median(max(box.right for box in row) - min(box.left for box in row) for row in rows)
    return width >= PROSE_WIDTH * height or (len(rows) < FEWEST_LINES and sum(len(box.text) for box in column) >= PROSE_WIDTH)


def _is_rest(columns: Sequence[Sequence[Box]]) -> bool:
    """Whether the last column is what is left of the text of the others; a table has as many lines in its last one."""
    return len(columns) > 1 and 2 * len(find_rows(columns[-1])) < min(len(find_rows(column)) for column in columns[:-1])


def _ink_end(box: Box) -> float:
    """Where the ink of a piece ends: a stop that hangs over the edge of its column is half white."""
    return box.right - (box.height / 2 if box.text.endswith(STOPS) else 0.0)


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
    """The boxes cut in two at the widest white between lines, if it is wide enough; a single column at every such white."""
    groups = _split(boxes, [(box.top, box.bottom) for box in boxes], gap)
    if len(groups) == 1 or max(box.left for box in boxes) < min(box.right for box in boxes):
        return groups
    tops = [min(box.top for box in group) for group in groups]
    bottoms = [max(box.bottom for box in group) for group in groups]
    whites = [top - bottom for (_, bottom), (top, _) in pairwise(zip(tops, bottoms, strict=True))]
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
