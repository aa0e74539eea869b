"""The picture of a page and its observations in, HTML out: the sentence of a figure boxed where it is printed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from metrics.model import Facsimile
from metrics.show.figure import links_on_page
from metrics.show.filters import Row, Table, list_rows
from metrics.show.shelf import read_page_facsimile, read_page_text
from metrics.show.source import find_boxes, find_printed
from metrics.show.view import View
from metrics.show.words import say
from metrics.store import PageRow

SUFFIX = ".webp"
REACH = 8  # lines above and below a figure that its sentence is shown of
AROUND = 1.5  # lines shown around it
ENLARGED = 1.6  # a piece is shown no larger than so many times its pixels


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of the picture, in its pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        """How tall it is."""
        return self.bottom - self.top


def find_areas(facsimile: Facsimile, start: int, end: int) -> Iterator[Area]:
    """Where on the picture the text from `start` to `end` stands: a rectangle a line."""
    for first, top, bottom, left, *widths in facsimile.lines:
        low, high = max(start - first, 0), min(end - first, len(widths))
        if low < high:
            begin = left + sum(widths[:low])
            yield Area(begin, top, begin + sum(widths[low:high]), bottom)


def find_piece(facsimile: Facsimile, figure: Area, said: Iterable[Area]) -> Area:
    """What to show of the picture: the lines of the sentence near the figure in its column, and a little around them."""
    column = next(_find_lines(facsimile, figure), figure)
    near = [
        area
        for area in (column, *said)
        if abs(area.top - figure.top) <= REACH * figure.height and area.left < column.right and column.left < area.right
    ]
    pad = round(AROUND * figure.height)
    return Area(
        max(0, min(area.left for area in near) - pad),
        max(0, min(area.top for area in near) - pad),
        min(facsimile.width, max(area.right for area in near) + pad),
        min(facsimile.height, max(area.bottom for area in near) + pad),
    )


def _find_lines(facsimile: Facsimile, area: Area) -> Iterator[Area]:
    """The whole lines of which an area is part."""
    for _, top, bottom, left, *widths in facsimile.lines:
        if (top, bottom) == (area.top, area.bottom) and left <= area.left < left + sum(widths):
            yield Area(left, top, left + sum(widths), bottom)


def draw_facsimile(page: PageRow, rows: Table, row: Row | None, view: View) -> str:
    """The sentence of the figure as it looks on the page, and the whole page; nothing for a page of plain text."""
    facsimile = read_page_facsimile(page.sha256)
    if facsimile is None:
        return ""
    links = links_on_page(rows, view)
    whole = Area(0, 0, facsimile.width, facsimile.height)
    told = say("facsimile_page", doc=page.doc)
    sentence = find_printed(read_page_text(page.sha256), row) if row else None
    said = list(find_areas(facsimile, sentence.start, sentence.end)) if sentence else []
    marks = draw_areas(whole, said, "said") + draw_figures(facsimile, rows, row, links)
    sheet = draw_part(page.sha256, facsimile, whole, told, marks)
    link = f'<a href="{address_of(page.sha256)}" target="_blank" rel="noopener">{say("facsimile_open")}</a>'
    if row is None:
        return f'<figure class="facsimile">{sheet}<figcaption>{escape(told)} {link}</figcaption></figure>'
    piece = draw_sentence(page.sha256, facsimile, row, said)
    fold = f'<details class="why"><summary>{say("facsimile_fold")}</summary>{sheet}</details>'
    return f'<figure class="facsimile">{piece}<figcaption>{say("facsimile_crop")} {link}</figcaption>{fold}</figure>'


def draw_sentence(sha256: str, facsimile: Facsimile, row: Row, said: Iterable[Area]) -> str:
    """The piece of the picture that holds the sentence of a figure."""
    figures = list(find_areas(facsimile, int(row["start"]), int(row["end"])))
    if not figures:
        return ""
    piece = find_piece(facsimile, figures[0], said)
    marks = draw_areas(piece, said, "said") + draw_areas(piece, figures, "picked")
    return draw_part(sha256, facsimile, piece, say("facsimile_sentence", quote=row["quote"]), marks)


def draw_figures(facsimile: Facsimile, rows: Table, row: Row | None, links: Mapping[str, str]) -> str:
    """Every figure of the page boxed and linked; the text beside it has the same links for the keyboard."""
    whole = Area(0, 0, facsimile.width, facsimile.height)
    pieces = []
    for box in find_boxes(list_rows(rows), str(row["obs_id"]) if row else "", links):
        areas = list(find_areas(facsimile, box.start, box.end))
        if box.is_picked:
            pieces.append(draw_areas(whole, areas, "picked"))
        else:
            link = f'href="{escape(box.href)}" title="{escape(box.told)}" tabindex="-1"'
            pieces += [f'<a class="figure" {link} style="{place(whole, area)}"></a>' for area in areas]
    return "".join(pieces)


def draw_part(sha256: str, facsimile: Facsimile, part: Area, told: str, marks: str) -> str:
    """A part of the picture at the width there is, with marks upon it."""
    wide, high = part.right - part.left, part.height
    moved = f"{-100 * part.left / facsimile.width:.3f}%,{-100 * part.top / facsimile.height:.3f}%"
    style = f"width:{100 * facsimile.width / wide:.3f}%;transform:translate({moved})"
    image = f'<img src="{address_of(sha256)}" alt="{escape(told)}" style="{style}">'
    frame = f"aspect-ratio:{wide} / {high};max-width:{round(ENLARGED * wide)}px"
    return f'<div class="part" style="{frame}">{image}<div aria-hidden="true">{marks}</div></div>'


def draw_areas(part: Area, areas: Iterable[Area], kind: str) -> str:
    """Marks upon a part of the picture."""
    return "".join(f'<span class="{kind}" style="{place(part, area)}"></span>' for area in areas)


def place(part: Area, area: Area) -> str:
    """Where an area lies on a part of the picture, in hundredths of its width and height."""
    wide, high = part.right - part.left, part.height
    return (
        f"left:{100 * (area.left - part.left) / wide:.2f}%;top:{100 * (area.top - part.top) / high:.2f}%;"
        f"width:{100 * (area.right - area.left) / wide:.2f}%;height:{100 * area.height / high:.2f}%"
    )


def address_of(sha256: str) -> str:
    """Where the picture of a page is."""
    return f"/facsimile/{sha256}{SUFFIX}"
