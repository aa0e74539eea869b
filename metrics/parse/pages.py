"""From files and folders to `Page`: the bytes of a page become its text, offsets counting as a plain UTF-8 text read counts."""

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from metrics.errors import PageError
from metrics.formats import SUFFIXES, Part, check_file, read_print, split_file
from metrics.model import Page


def page_from_text(doc: str, text: str) -> Page:
    """A page from text that is already in memory."""
    return Page(doc, text, sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def read_page(path: Path) -> Page:
    """The page in one file; an unreadable one raises PageError that says what, where and what to do."""
    path = Path(path)
    return page_from_bytes(path, read_bytes(path))


def page_from_bytes(path: Path, content: bytes, digest: str = "") -> Page:
    """The page these bytes of a file are, known by their digest or the one given; PageError when they are none."""
    found = read_print(str(path), content)
    return Page(path.name, found.text, digest or sha256(content).hexdigest(), found.doubts, found.note, found.facsimile)


def read_file(path: Path) -> Iterator[Page | PageError]:
    """Every page of a file that may hold several, or what is wrong with it."""
    try:
        content = read_bytes(path)
    except PageError as error:
        yield error
        return
    for part in split_file(str(path), content):
        yield part if isinstance(part, PageError) else read_part(part)


def read_part(part: Part) -> Page | PageError:
    """The page of one part of a file, or what is wrong with it."""
    try:
        return page_from_bytes(Path(part.name), part.content, part.sha256)
    except PageError as error:
        return error


def read_pages(paths: Iterable[Path]) -> Iterator[Page]:
    """The pages of files and folders, one at a time; folders are walked in the order of their names."""
    for path in paths:
        for file in walk_files(Path(path)):
            if isinstance(file, PageError):
                raise file
            yield read_page(file)


def walk_files(path: Path) -> Iterator[Path | PageError]:
    """The file itself, or one after another those of a folder in a format we know; a folder without any is an error."""
    if not path.is_dir():
        yield path
        return
    found = False
    for file in _walk_folder(path):
        found = True
        yield file
    if not found:
        yield PageError(f"{path}: no pages in this folder; put files ending in {' '.join(SUFFIXES)} there")


def _walk_folder(folder: Path) -> Iterator[Path | PageError]:
    """Holds the names of the folders it is in, never those of all files."""
    try:
        with os.scandir(folder) as entries:
            here = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    except OSError as error:
        yield PageError(f"{folder}: cannot be read ({error.strerror}); check its permissions")
        return
    for name, is_folder in here:
        path = folder / name
        if is_folder:
            yield from _walk_folder(path)
        elif path.suffix.lower() in SUFFIXES and not name.startswith(".") and path.is_file():
            yield path


def read_bytes(path: Path) -> bytes:
    """The bytes of a page file; PageError when it is missing, no page, or too large for one."""
    if path.is_dir():
        raise PageError(f"{path}: is a folder, not a page; give the files in it")
    try:
        check_file(str(path), path.stat().st_size)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PageError(f"{path}: no such file; check the name") from error
    except OSError as error:
        raise PageError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
