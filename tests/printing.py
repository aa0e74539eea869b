"""Newspaper pages made for the tests: a PDF with columns, a picture of one, as text a reader would see."""

import io
import subprocess
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

WIDTH, HEIGHT = 595, 842
SIZE, LEADING = 10, 15


def wrap(text: str, width: int) -> list[str]:
    """Lines of a column of so many characters, every paragraph set in."""
    lines = []
    for paragraph in text.split("\n"):
        rest = f"\u3000\u3000{paragraph}"
        while rest:
            lines.append(rest[:width])
            rest = rest[width:]
    return lines


def to_columns(text: str, count: int, width: int) -> list[list[str]]:
    """The lines of a text in columns of equal length."""
    lines = wrap(text, width)
    each = -(-len(lines) // count)
    return [lines[first : first + each] for first in range(0, len(lines), each)]


@dataclass(frozen=True)
class Line:
    """A printed line: where it begins on the page (points from its top left) and how tall its letters are."""

    x: float
    y: float
    size: int
    text: str


def make_pdf(*pages: tuple[str, Sequence[Sequence[str]]]) -> bytes:
    """A PDF whose pages have a headline and columns of text."""
    return print_pdf(WIDTH, HEIGHT, [_place(headline, columns) for headline, columns in pages])


def print_pdf(width: int, height: int, pages: Sequence[Sequence[Line]]) -> bytes:
    """A PDF of these lines, in a font every reader of PDF knows: Latin letters and digits half as wide as Chinese ones."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",  # the list of pages comes last
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe)"
        b" /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R /DW 1000 /W [1 95 500] >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ]
    kids = []
    for lines in pages:
        stream = zlib.compress(b"\n".join(_draw_text(line, height) for line in lines))
        kids.append(len(objects) + 1)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Resources << /Font << /F 3 0 R >> >> /Contents %d 0 R >>"
            % (width, height, len(objects) + 2)
        )
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    return _write(objects)


def _place(headline: str, columns: Sequence[Sequence[str]]) -> list[Line]:
    placed = [Line(40, 70, 26, headline)] if headline else []
    step = (WIDTH - 70) / max(1, len(columns))
    for number, lines in enumerate(columns):
        for row, line in enumerate(lines):
            lead = len(line) - len(line.lstrip("\u3000"))
            placed.append(Line(40 + number * step + lead * SIZE, 130 + row * LEADING, SIZE, line.lstrip("\u3000")))
    return placed


def _draw_text(line: Line, height: int) -> bytes:
    code = line.text.encode("utf-16-be").hex().encode()
    return b"BT /F %d Tf %.1f %.1f Td <%s> Tj ET" % (line.size, line.x, height - line.y, code)


def _write(objects: Sequence[bytes]) -> bytes:
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))
    return out.getvalue()


def find_font() -> Path:
    """A Chinese font of this machine."""
    found = subprocess.run(["fc-match", "-f", "%{file}", ":lang=zh-cn"], capture_output=True, text=True, check=True)
    return Path(found.stdout)


def make_picture(columns: Sequence[Sequence[str]], size_px: int = 28) -> Image.Image:
    """Columns of text as a picture, clean."""
    font = ImageFont.truetype(str(find_font()), size_px)
    step = size_px * (max(len(line) for lines in columns for line in lines) + 2)
    deep = max(len(lines) for lines in columns)
    picture = Image.new("RGB", (step * len(columns) + size_px, int(size_px * 1.6 * (deep + 2))), "white")
    draw = ImageDraw.Draw(picture)
    for number, lines in enumerate(columns):
        for row, line in enumerate(lines):
            draw.text((size_px + number * step, size_px * (1 + row * 1.6)), line, font=font, fill="black")
    return picture


def degrade(picture: Image.Image, turn: float = 0.8) -> bytes:
    """The picture as a poor scan: turned, blurred, grey, grainy, pressed hard."""
    grain = np.random.default_rng(5).normal(0, 10, (picture.height, picture.width, 1))
    soft = picture.rotate(turn, Image.Resampling.BICUBIC, fillcolor="white").filter(ImageFilter.GaussianBlur(0.8))
    grey = np.clip(np.asarray(soft, dtype=float) * 0.85 + 22 + grain, 0, 255).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(grey).save(out, "JPEG", quality=60)
    return out.getvalue()
