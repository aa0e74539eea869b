"""The articles of a page in, a newspaper page out: headlines over three to five columns of text, as PDF or as a poor scan."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from PIL import Image, ImageDraw, ImageFont

from metrics.extract import extract_page
from metrics.model import Article, Page, Paragraph, Reading
from tests.printing import Line, degrade, find_font, print_pdf

SIZE, LEADING = 10, 16
MARGIN, GUTTER = 40, 20
HEADLINES = (24, 18)  # the first line of a title, and the others
FORBIDDEN = "，。、；：！？”’）》】〉%％"  # one of these hangs over the end of its line
PX_PER_PT = 2.8


@dataclass(frozen=True, slots=True)
class Columns:
    """How a page is set: so many columns, each so many letters wide."""

    count: int
    letters: int

    @property
    def width(self) -> int:
        """How wide they are together."""
        return self.count * self.letters * SIZE + (self.count - 1) * GUTTER


def width_of(text: str) -> float:
    """How wide a text is, in widths of a Chinese letter."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def wrap(text: str, width: float) -> Iterator[str]:
    """The lines of a paragraph in a column so many letters wide, its first line set in; numbers are cut where the line ends."""
    line = "\u3000\u3000"
    for character in text:
        if width_of(line + character) > width + (character in FORBIDDEN):
            yield line
            line = ""
        line += character
    yield line


def set_page(page: Page, columns: Columns) -> tuple[int, int, list[Line]]:
    """Width and height of a page that prints the articles of `page` one below the other, and its lines."""
    reading = extract_page(page)
    lines: list[Line] = []
    y = float(MARGIN)
    for article in reading.articles:
        y = _set_article(reading, article, columns, y, lines) + 2 * LEADING
    return 2 * MARGIN + columns.width, round(y) + MARGIN, lines


def _set_article(reading: Reading, article: Article, columns: Columns, y: float, lines: list[Line]) -> float:
    """Add the lines of an article from `y` down and return where it ends."""
    titles = list(takewhile(lambda paragraph: paragraph.kind == "title", article.paragraphs))
    for number, title in enumerate(titles):
        size = HEADLINES[min(number, 1)]
        for text in _split(_text_of(reading, title), columns.width / size):
            y += 1.5 * size
            lines.append(Line(MARGIN, y, size, text))
    body = [
        line for paragraph in article.paragraphs[len(titles) :] for line in _set_paragraph(reading, paragraph, columns.letters)
    ]
    deep = -(-len(body) // columns.count)
    top = y + (LEADING if titles else 0)
    for number, text in enumerate(body):
        x = MARGIN + number // deep * (columns.letters * SIZE + GUTTER)
        lead = len(text) - len(text.lstrip("\u3000"))
        lines.append(Line(x + lead * SIZE, top + (number % deep + 1) * LEADING, SIZE, text.lstrip("\u3000")))
    return top + deep * LEADING


def _set_paragraph(reading: Reading, paragraph: Paragraph, letters: int) -> list[str]:
    text = _text_of(reading, paragraph)
    if paragraph.kind in ("title", "subheading") and width_of(text) <= letters:
        return ["\u3000" * int((letters - width_of(text)) / 2) + text]
    return list(wrap(text, letters))


def _text_of(reading: Reading, paragraph: Paragraph) -> str:
    return reading.clean.text[paragraph.start : paragraph.end].replace("\n", "")


def _split(text: str, width: float) -> Iterator[str]:
    line = ""
    for character in text:
        if width_of(line + character) > width:
            yield line
            line = ""
        line += character
    yield line


def to_text(lines: Sequence[Line]) -> str:
    """What is printed, in reading order."""
    return "".join(line.text for line in lines)


def to_pdf(width: int, height: int, lines: Sequence[Line]) -> bytes:
    """The page as a PDF that holds its text."""
    return print_pdf(width, height, [lines])


def to_scan(width: int, height: int, lines: Sequence[Line]) -> bytes:
    """The page as a poor scan."""
    return degrade(draw(width, height, lines))


def draw(width: int, height: int, lines: Sequence[Line]) -> Image.Image:
    """The page as a clean picture."""
    picture = Image.new("RGB", (round(width * PX_PER_PT), round(height * PX_PER_PT)), "white")
    pen = ImageDraw.Draw(picture)
    fonts = {size: ImageFont.truetype(str(find_font()), round(size * PX_PER_PT)) for size in {line.size for line in lines}}
    for line in lines:
        pen.text((line.x * PX_PER_PT, line.y * PX_PER_PT), line.text, font=fonts[line.size], fill="black", anchor="ls")
    return picture


def to_png(picture: Image.Image) -> bytes:
    """A picture without loss."""
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
