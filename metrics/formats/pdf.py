"""A PDF in, its pages out: one by one, the text of a page in reading order, or its picture where it holds no text."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]  # it brings no types
from PIL.Image import Image

from metrics.errors import PageError
from metrics.formats.boxes import Box
from metrics.formats.prints import Print, to_print

FEWEST_CHARACTERS = 20  # less text than this is a page number under a scan
MOST_PAGES = 500
JOINED = 0.6  # characters closer than this part of their height belong to one piece of print
PICTURE_PX = 3000  # width at which a page without text is drawn


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
        width, height = page.get_size()
        boxes = find_pieces(page.get_textpage(), height)
        if sum(len(box.text) for box in boxes) >= FEWEST_CHARACTERS:
            return to_print(boxes)
        picture: Image = page.render(scale=PICTURE_PX / width).to_pil().convert("RGB")
        return picture


def find_pieces(text: pypdfium2.PdfTextPage, height: float) -> list[Box]:
    """Characters that follow each other on one line as pieces, origin turned to the top left."""
    pieces: list[Box] = []
    printed = text.get_text_range()
    for index, character in enumerate(printed[: text.count_chars()]):
        if character in "\r\n\x00":
            continue
        left, bottom, right, top = text.get_charbox(index, loose=True)
        box = Box(left, height - top, right, height - bottom, character)
        if character.isspace() or box.height <= 0:
            continue
        if pieces and _follows(pieces[-1], box):
            last = pieces[-1]
            pieces[-1] = Box(last.left, min(last.top, box.top), box.right, max(last.bottom, box.bottom), last.text + character)
        else:
            pieces.append(box)
    return pieces


def _follows(piece: Box, box: Box) -> bool:
    tall = max(piece.height, box.height)
    on_line = abs(piece.middle - box.middle) < tall / 2
    return on_line and -tall < box.left - piece.right < JOINED * tall
