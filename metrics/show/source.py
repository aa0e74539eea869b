"""A printed page and its observations in, HTML out: the sentence of a figure marked, its other figures boxed and linked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from metrics.show.filters import Row
from metrics.show.phrases import say_period, say_series, say_value

STOPS = "。！？!?"
REACH = 600  # the longest sentence we believe in, to either side of the figure
AROUND = 260


@dataclass(frozen=True, slots=True)
class Sentence:
    """The printed sentence around a figure, as offsets on the page."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Box:
    """A figure on the page: where it stands, the address it leads to, what it says."""

    start: int
    end: int
    href: str
    told: str
    is_picked: bool


def find_sentence(text: str, start: int, end: int) -> Sentence:
    """The sentence in which `start..end` stands: from stop to stop, or between empty lines.

    >>> find_sentence("前文。本市产值为3亿\\n元。后文", 8, 12)
    Sentence(start=3, end=13)
    """
    left = start
    while left > max(0, start - REACH) and text[left - 1] not in STOPS and not is_blank_line(text, left - 1):
        left -= 1
    right = end
    while right < min(len(text), end + REACH) and text[right] not in STOPS and not is_blank_line(text, right):
        right += 1
    while left < start and text[left].isspace():
        left += 1
    right = min(right + (right < len(text) and text[right] in STOPS), len(text))
    while right > end and text[right - 1].isspace():
        right -= 1
    return Sentence(left, right)


def is_blank_line(text: str, at: int) -> bool:
    """Whether the character at `at` ends a line that an empty line follows or precedes."""
    if text[at] != "\n":
        return False
    after = text[at + 1 : at + 40].lstrip(" \t\r\u3000")
    before = text[max(0, at - 40) : at].rstrip(" \t\r\u3000")
    return after.startswith("\n") or before.endswith("\n")


def find_quote(text: str, row: Row) -> Sentence:
    """Where the quote of a row stands on the printed page, line breaks and stray spaces between its characters allowed."""
    quote = [char for char in str(row["quote"]) if not char.isspace()]
    low = max(0, int(row["start"]) - REACH)
    places = [at for at in range(low, min(len(text), int(row["end"]) + REACH)) if not text[at].isspace()]
    printed = "".join(text[at] for at in places)
    hit = printed.find("".join(quote))
    while hit >= 0:
        start, end = places[hit], places[hit + len(quote) - 1] + 1
        if start <= int(row["start"]) and int(row["end"]) <= end:
            return Sentence(start, end)
        hit = printed.find("".join(quote), hit + 1)
    return find_sentence(text, int(row["start"]), int(row["end"]))


def find_printed(text: str, row: Row) -> Sentence:
    """The printed sentence of a row: that around its figure, and all of its quote."""
    quote, around = find_quote(text, row), find_sentence(text, int(row["start"]), int(row["end"]))
    return Sentence(min(quote.start, around.start), max(quote.end, around.end))


def find_boxes(rows: Iterable[Row], picked: str, links: Mapping[str, str]) -> list[Box]:
    """A box a figure, in page order; of figures on the same spot the picked one or else the first counts."""
    boxes: list[Box] = []
    for row in sorted(rows, key=lambda row: (row["start"], row["obs_id"] != picked, -row["end"])):
        if boxes and row["start"] < boxes[-1].end:
            continue
        told = f"{say_series(row)}，{say_period(row)}，{say_value(row)}"
        boxes.append(Box(int(row["start"]), int(row["end"]), links[row["obs_id"]], told, row["obs_id"] == picked))
    return boxes


def mark_text(text: str, span: Sentence, boxes: Iterable[Box], sentence: Sentence | None) -> str:
    """The page from `span.start` to `span.end` as HTML with boxes and the sentence highlighted, every character kept."""
    cuts: list[tuple[int, int, str]] = []
    at, pieces = span.start, list[str]()
    for box in boxes:
        if span.start <= box.start and box.end <= span.end and box.start >= at:
            cuts.append((box.start, box.end, draw_box(box, text)))
    for start, end, html in cuts:
        pieces.extend((draw_plain(text, at, start, sentence), wrap(html, start, sentence)))
        at = end
    pieces.append(draw_plain(text, at, span.end, sentence))
    return "".join(pieces)


def wrap(html: str, at: int, sentence: Sentence | None) -> str:
    """The piece with the ground of the sentence when it lies inside it."""
    return f'<span class="said">{html}</span>' if sentence and sentence.start <= at < sentence.end else html


def draw_plain(text: str, start: int, end: int, sentence: Sentence | None) -> str:
    """Text without figures, split where the sentence begins and ends."""
    if sentence is None:
        return escape(text[start:end])
    edges = [start, *(edge for edge in (sentence.start, sentence.end) if start < edge < end), end]
    return "".join(wrap(escape(text[low:high]), low, sentence) for low, high in pairwise(edges) if low < high)


def draw_box(box: Box, text: str) -> str:
    """One figure: the picked one marked, any other a link to its own observation."""
    inner = escape(text[box.start : box.end])
    if box.is_picked:
        return f'<mark class="figure" title="{escape(box.told)}">{inner}</mark>'
    return f'<a class="figure" href="{escape(box.href)}" title="{escape(box.told)}">{inner}</a>'


def cut_lines(text: str, sentence: Sentence) -> Sentence:
    """The lines around a sentence, enough to read it in its place."""
    start = text.rfind("\n", 0, max(0, sentence.start - AROUND)) + 1
    end = text.find("\n", min(len(text), sentence.end + AROUND))
    return Sentence(start, len(text) if end < 0 else end)


def draw_excerpt(text: str, row: Row, rows: Iterable[Row], links: Mapping[str, str]) -> str:
    """The printed lines around a figure: its sentence on a ground, itself marked, the sentence's other figures boxed."""
    sentence = find_printed(text, row)
    inside = [one for one in rows if sentence.start <= one["start"] < sentence.end]
    return mark_text(text, cut_lines(text, sentence), find_boxes(inside, row["obs_id"], links), sentence)


def draw_page(text: str, picked: Row | None, rows: Iterable[Row], links: Mapping[str, str]) -> str:
    """The whole page with every figure boxed, and the picked one's sentence on a ground."""
    sentence = find_sentence(text, int(picked["start"]), int(picked["end"])) if picked else None
    boxes = find_boxes(rows, str(picked["obs_id"]) if picked else "", links)
    return mark_text(text, Sentence(0, len(text)), boxes, sentence)
