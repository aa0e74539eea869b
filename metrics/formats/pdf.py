"""A PDF in, its pages out: one by one, the text of a page in reading order, or its picture where it holds no text."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]  # it brings no types
from PIL.Image import Image
from pypdfium2.raw import FPDFText_GetUnicode  # type: ignore[import-untyped]

from metrics.errors import PageError
from metrics.formats.boxes import Box
from metrics.formats.facsimiles import add_facsimile, find_scale
from metrics.formats.prints import Print, to_print

FEWEST_CHARACTERS = 20  # less text than this is a page number under a scan
MOST_PAGES = 500
NOT_PRINTED = frozenset([*map(chr, range(32)), "\x7f", "\ufffe", "\uffff"])
HIGH_HALF, LOW_HALF, MOST_CODE = 0xD800, 0xDC00, 0x10FFFF
JOINED = 0.6  # characters closer than this part of their height belong to one piece of print
PICTURE_PX = 3000  # width at which a page without text is drawn
MOST_PX = 6000  # and the most it may be high


@contextmanager
def open_pdf(name: str, content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document of a PDF; PageError for one that is damaged, encrypted or too long."""
    try:
        document = pypdfium2.PdfDocument(BytesIO(content))
    except pypdfium2.PdfiumError as error:
        raise PageError(f"{name}: {_advice(str(error))}") from error
    with document:
        if not 0 < len(document) <= MOST_PAGES:
            raise PageError(f"{name}: {len(document)} pages, and not 1 to {MOST_PAGES}; split the file")
        yield document


def _advice(reason: str) -> str:
    if "password" in reason.lower():
        return "the PDF is encrypted; save it without a password"
    return f"not a readable PDF ({reason}); export it again"


def split_pdf(name: str, content: bytes) -> Iterator[bytes]:
    """Each page of a PDF as a PDF of its own; a PDF of one page as it is."""
    with open_pdf(name, content) as document:
        if len(document) == 1:
            yield content
            return
        for number in range(len(document)):
            with pypdfium2.PdfDocument.new() as single:
                single.import_pages(document, [number])
                out = BytesIO()
                single.save(out)
                yield out.getvalue()


def read_pdf(name: str, content: bytes) -> Print | Image:
    """The first page of a PDF: its text, or its picture when it holds none."""
    with open_pdf(name, content) as document:
        page = document[0]
        width, height = (max(1.0, side) for side in page.get_size())
        boxes = find_pieces(page.get_textpage(), height)
        if sum(len(box.text) for box in boxes) >= FEWEST_CHARACTERS:
            scale = find_scale(width, height)
            return add_facsimile(to_print(boxes), draw(page, scale), scale)
        return draw(page, min(PICTURE_PX / width, MOST_PX / height))


def draw(page: pypdfium2.PdfPage, scale: float) -> Image:
    """A page as a picture."""
    picture: Image = page.render(scale=scale).to_pil().convert("RGB")
    return picture


@dataclass(slots=True)
class Piece:
    """Characters that follow each other on one line, while they are being collected."""

    left: float
    top: float
    right: float
    bottom: float
    characters: list[str]
    lefts: list[float]

    def follows(self, other: "Piece") -> bool:
        """Whether this stands right behind another piece, on its line."""
        tall = max(self.bottom - self.top, other.bottom - other.top)
        on_line = abs(self.top + self.bottom - other.top - other.bottom) < tall
        return on_line and -tall < self.left - other.right < JOINED * tall

    def extend(self, other: "Piece") -> None:
        """Go on with the characters of another piece."""
        self.top, self.bottom, self.right = min(self.top, other.top), max(self.bottom, other.bottom), other.right
        self.characters += other.characters
        self.lefts += other.lefts


def find_pieces(text: pypdfium2.PdfTextPage, height: float) -> list[Box]:
    """Characters that follow each other on one line as pieces, origin turned to the top left."""
    pieces: list[Piece] = []
    for index, character in read_characters(text):
        left, bottom, right, top = text.get_charbox(index, loose=True)
        if character.isspace() or character in NOT_PRINTED or top <= bottom:
            continue
        fresh = Piece(left, height - top, right, height - bottom, [character], [left])
        if pieces and fresh.follows(pieces[-1]):
            pieces[-1].extend(fresh)
        else:
            pieces.append(fresh)
    return [Box(one.left, one.top, one.right, one.bottom, "".join(one.characters), lefts=tuple(one.lefts)) for one in pieces]


def read_characters(text: pypdfium2.PdfTextPage) -> Iterator[tuple[int, str]]:
    """Every character of a page with the number by which its box is known; halves of rare characters are put together."""
    high = 0
    for index in range(text.count_chars()):
        code = int(FPDFText_GetUnicode(text, index))
        if is_half(code) and code < LOW_HALF:
            high = code
        elif is_half(code):
            yield index, chr(0x10000 + ((high - HIGH_HALF) << 10) + code - LOW_HALF) if high else "\ufffd"
            high = 0
        else:
            yield index, chr(code) if code <= MOST_CODE else "\ufffd"


def is_half(code: int) -> bool:
    """Whether a code is one of the two of a rare character in UTF-16."""
    return HIGH_HALF <= code < 0xE000
