"""Sheets in, rows out: what a worker does, in this process, in another, or on another machine."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from metrics.errors import MetricsError, PageError
from metrics.extract import extract_page, extraction_version
from metrics.formats import split_file
from metrics.model import Page
from metrics.parse.pages import page_from_bytes, read_bytes
from metrics.store import PageRows, to_rows

BATCH = 10  # sheets a worker takes at once


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page on its way to whoever reads it: the bytes of its file, the page itself if they were read already, or the text a
    store has of it with the doubts of its character reader, and its day if given."""

    name: str
    sha256: str
    content: bytes | str | Page
    given_date: date | None = None
    doubts: tuple[tuple[int, int, float], ...] = ()

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return weigh(self.content) if isinstance(self.content, Page) else len(self.content)


def weigh(page: Page) -> int:
    """About how many bytes a page takes: its text, and its picture with the places on it.

    >>> weigh(Page("a.txt", "三个字", "0"))
    12
    """
    picture = page.facsimile
    return 4 * len(page.text) + (len(picture.picture) + 8 * sum(map(len, picture.lines)) if picture else 0)


def load_sheets(path: Path) -> Iterator[Sheet | PageError]:
    """The sheets in one file, their text not yet looked at, or what is wrong with the file."""
    try:
        for part in split_file(str(path), read_bytes(path)):
            yield part if isinstance(part, PageError) else Sheet(part.name, part.sha256, part.content)
    except PageError as error:
        yield error


def to_batches(sheets: Sequence[Sheet]) -> Iterator[Sequence[Sheet]]:
    """The sheets in the portions that workers take."""
    for first in range(0, len(sheets), BATCH):
        yield sheets[first : first + BATCH]


def read_sheets(sheets: Sequence[Sheet], version: str) -> list[PageRows | PageError]:
    """The rows of each sheet, or what is wrong with it; MetricsError when this worker's rules are not of `version`."""
    if version != extraction_version():
        raise MetricsError(
            f"a worker reads pages by version {extraction_version()} of the rules, this program by {version}; "
            "install the same version on every machine"
        )
    return [_read_sheet(sheet, version) for sheet in sheets]


def _read_sheet(sheet: Sheet, version: str) -> PageRows | PageError:
    try:
        return to_rows(extract_page(_to_page(sheet), sheet.given_date), version)
    except PageError as error:
        return error
    except Exception as error:  # a fault of ours on one page must not cost an archive its other pages; it is reported
        return PageError(f"{sheet.name}: cannot be read ({type(error).__name__}: {error}); report this with the page")


def _to_page(sheet: Sheet) -> Page:
    if isinstance(sheet.content, Page):
        return sheet.content
    if isinstance(sheet.content, str):
        return Page(sheet.name, sheet.content, sheet.sha256, sheet.doubts)
    return page_from_bytes(Path(sheet.name), sheet.content, sheet.sha256)
