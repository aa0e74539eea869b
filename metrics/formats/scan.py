"""A picture of a page in, its text out: set straight, cut into columns, each column read for itself, with the reader's doubt.

The models come inside the package of the optional group `requirements-ocr.txt`; nothing is fetched.
"""

from collections.abc import Iterator
from functools import cache, partial
from io import BytesIO
from itertools import pairwise, takewhile
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, UnidentifiedImageError

from metrics.errors import PageError
from metrics.formats.boxes import Box
from metrics.formats.facsimiles import add_facsimile
from metrics.formats.prints import Print, to_print

Ink = npt.NDArray[np.bool_]
Region = tuple[int, int, int, int]
MARGIN_PX = 12
MOST_PIXELS = 100_000_000
WIDEST_PX = 3200  # wider pictures are read at this width: letters of a page stay over 20 pixels
SMALL_PX = 600
MOST_TURN, TURN_STEP = 3.0, 0.25  # degrees
GUTTER = 0.9  # white between columns, in heights of a letter
FEWEST_LINES = 3
STRIPS = 60
LEAST_LETTER = 8
CLEAR = 0.004  # ink a white run may hold: specks of a scan


def read_scan(name: str, content: bytes) -> Print:
    """The text of a scan or photo; PageError when it is no picture."""
    try:
        picture: Image.Image = Image.open(BytesIO(content))
        if picture.width * picture.height > MOST_PIXELS:
            raise PageError(f"{name}: {picture.width} × {picture.height} pixels are more than a page needs; scale it down")
        picture = picture.convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise PageError(f"{name}: not a readable picture ({error}); scan or export it again") from error
    return read_picture(picture)


def read_picture(picture: Image.Image) -> Print:
    """The text of a picture of a page."""
    if picture.width > WIDEST_PX:
        picture = picture.resize((WIDEST_PX, round(picture.height * WIDEST_PX / picture.width)), Image.Resampling.LANCZOS)
    level = set_straight(picture)
    found = to_print(box for region in find_regions(find_ink(level)) for box in _read_region(level, region))
    return add_facsimile(found, level, 1.0)


def find_ink(picture: Image.Image) -> Ink:
    """Where the picture is darker than its paper."""
    grey = np.asarray(picture.convert("L"), dtype=np.float32)
    paper, ink = np.percentile(grey, 90), np.percentile(grey, 2)
    return grey < (paper + ink) / 2


def set_straight(picture: Image.Image) -> Image.Image:
    """The picture turned until its lines are level: then rows of ink and rows of white differ most."""
    small = picture.convert("L")
    small.thumbnail((SMALL_PX, SMALL_PX * 2))
    turns = np.arange(-MOST_TURN, MOST_TURN + TURN_STEP, TURN_STEP)
    dark = Image.fromarray((find_ink(small) * 255).astype(np.uint8))
    levels = [float(np.asarray(dark.rotate(turn, fillcolor=0), dtype=np.float32).sum(axis=1).var()) for turn in turns]
    turn = float(turns[int(np.argmax(levels))])
    return picture if abs(turn) < TURN_STEP else picture.rotate(turn, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))


def find_regions(ink: Ink) -> list[Region]:
    """The columns of a page as left, top, right, bottom: cut along white from top to bottom, else from side to side."""
    return list(_cut(ink, 0, 0, find_letter(ink)))


def find_letter(ink: Ink) -> int:
    """How tall the letters are: what most strips narrower than a column hold between two rows of white."""
    edges = np.linspace(0, ink.shape[1], STRIPS + 1).astype(int)
    strips = (ink[:, left:right] for left, right in pairwise(edges))
    tall = [
        end - start for strip in strips for start, end in _runs(np.asarray(strip.any(axis=1)), 1) if end - start >= LEAST_LETTER
    ]
    return int(np.median(tall)) if tall else LEAST_LETTER


def _cut(ink: Ink, left: int, top: int, letter: int) -> Iterator[Region]:
    box = _trim(ink)
    if box is None:
        return
    x0, y0, x1, y1 = box
    ink = ink[y0:y1, x0:x1]
    left, top = left + x0, top + y0
    columns = _find_columns(ink, letter)
    if len(columns) > 1:
        for start, end in columns:
            yield from _cut(ink[:, start:end], left + start, top, letter)
        return
    parts = _halve(ink, letter)
    if len(parts) > 1:
        for start, end in parts:
            yield from _cut(ink[start:end], left, top + start, letter)
        return
    yield left, top, left + ink.shape[1], top + ink.shape[0]


def _trim(ink: Ink) -> Region | None:
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if len(rows) < 2 or len(columns) < 2:
        return None
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _halve(ink: Ink, letter: int) -> list[tuple[int, int]]:
    """What stands above the first lines that fall into columns, those lines, and what is below them; empty when none do."""
    rows = _runs(np.asarray(ink.any(axis=1)), letter // 3)
    for first, (top, _) in enumerate(rows):
        ends = [end for _, end in rows[first:] if _is_tall(end - top, letter)]
        if not ends or len(_find_columns(ink[top : ends[0]], letter)) < 2:
            continue
        bottom = max(takewhile(partial(_has_columns, ink[top:], letter, top), ends))
        below = next((start for start, _ in rows if start >= bottom), bottom)
        return [part for part in ((0, top), (top, bottom), (below, ink.shape[0])) if part[0] < part[1]]
    return []


def _has_columns(ink: Ink, letter: int, top: int, end: int) -> bool:
    """Whether what begins at `top` falls into columns as far as `end`."""
    return len(_find_columns(ink[: end - top], letter)) > 1


def _is_tall(height: int, letter: int) -> bool:
    """Whether a region is tall enough for prose: between single lines white says nothing."""
    return height >= FEWEST_LINES * 1.4 * letter


def _find_columns(ink: Ink, letter: int) -> list[tuple[int, int]]:
    """The columns of a region that is tall enough for prose."""
    if not _is_tall(ink.shape[0], letter):
        return []
    return _runs(np.asarray(ink.mean(axis=0) > CLEAR), round(GUTTER * letter))


def _runs(filled: npt.NDArray[np.bool_], gap: int) -> list[tuple[int, int]]:
    """The filled stretches, those with less than `gap` of white between them as one."""
    places = np.flatnonzero(filled)
    if not len(places):
        return []
    breaks = np.flatnonzero(np.diff(places) > gap)
    starts = [int(places[0]), *(int(places[number + 1]) for number in breaks)]
    ends = [*(int(places[number]) + 1 for number in breaks), int(places[-1]) + 1]
    return list(zip(starts, ends, strict=True))


def _read_region(picture: Image.Image, region: Region) -> Iterator[Box]:
    """The lines of one region, placed on the page."""
    left, top, right, bottom = region
    x, y = max(0, left - MARGIN_PX), max(0, top - MARGIN_PX)
    crop = picture.crop((x, y, right + MARGIN_PX, bottom + MARGIN_PX))
    found = open_reader()(np.asarray(crop)[:, :, ::-1])
    if found.boxes is None:
        return
    for quad, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        xs, ys = quad[:, 0] + x, quad[:, 1] + y
        yield Box(float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max()), str(text), float(score))


@cache
def open_reader() -> Any:  # noqa: ANN401  (a library without types)
    """The character reader, opened once a process; PageError says what to install when it is not there."""
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        raise PageError("reading scans needs more packages: pip install -r requirements-ocr.txt") from error
    return RapidOCR(params={"Global.log_level": "error"})
