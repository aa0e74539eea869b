"""The picture of a page and the lines of its text in, the facsimile that is kept with it out."""

import io
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate, pairwise
from math import sqrt

from PIL import Image

from metrics.formats.prints import Line, Print
from metrics.model import Facsimile

MOST_WIDE, MOST_HIGH, MOST_AREA = 1600, 4000, 6_000_000  # pixels
QUALITY, EFFORT = 40, 2  # of WebP: letters of ten pixels stay sharp


def find_scale(width: float, height: float) -> float:
    """By how much a page of this size is enlarged to be as large as a facsimile may be."""
    return min(MOST_WIDE / width, MOST_HIGH / height, sqrt(MOST_AREA / (width * height)))


def add_facsimile(found: Print, picture: Image.Image, scale: float) -> Print:
    """The text with its picture; `scale` is how many pixels of the picture one unit of the lines is."""
    shrink = min(1.0, find_scale(picture.width, picture.height))
    size = max(1, round(picture.width * shrink)), max(1, round(picture.height * shrink))
    small = picture if size == picture.size else picture.resize(size, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    small.convert("RGB").save(out, "WEBP", quality=QUALITY, method=EFFORT)
    lines = to_pixels(found.lines, scale * shrink)
    return replace(found, facsimile=Facsimile(out.getvalue(), *size, tuple(lines)))


def to_pixels(lines: Iterable[Line], scale: float) -> Iterable[tuple[int, ...]]:
    """Lines as they are kept: start, top, bottom, left, then the width of each character, in pixels."""
    for line in lines:
        edges = [round(edge * scale) for edge in accumulate(line.edges, max)]
        yield line.start, round(line.top * scale), round(line.bottom * scale), edges[0], *(b - a for a, b in pairwise(edges))
