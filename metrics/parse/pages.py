"""From files and folders to `Page`: the bytes of a page become its text, offsets counting as a plain UTF-8 text read counts."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from metrics.errors import PageError
from metrics.model import Page

MAX_BYTES = 10_000_000


def page_from_text(doc: str, text: str) -> Page:
    """A page from text that is already in memory."""
    return Page(doc, text, sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def read_page(path: Path) -> Page:
    """The page in one file; an unreadable one raises PageError that says what, where and what to do."""
    path = Path(path)
    return page_from_bytes(path, read_bytes(path))


def page_from_bytes(path: Path, content: bytes) -> Page:
    """The page these bytes of a file are; PageError when they are none."""
    text = READERS[path.suffix.lower()](path, content)
    if not text.strip("\ufeff \t\r\n\u3000\x00"):
        raise PageError(f"{path}: the page is empty; give a file that holds text")
    return Page(path.name, text, sha256(content).hexdigest())


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
        yield PageError(f"{path}: no pages in this folder; put files ending in {' '.join(READERS)} there")


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
        elif path.suffix.lower() in READERS and not name.startswith(".") and path.is_file():
            yield path


def read_bytes(path: Path) -> bytes:
    """The bytes of a page file; PageError when it is missing, no page, or too large for one."""
    if path.suffix.lower() not in READERS:
        raise PageError(f"{path}: unknown format {path.suffix or '(no suffix)'}; give one of {' '.join(READERS)}")
    if path.is_dir():
        raise PageError(f"{path}: is a folder, not a page; give the files in it")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise PageError(f"{path}: {size:,} bytes are more than one page ({MAX_BYTES:,}); split the file into pages")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PageError(f"{path}: no such file; check the name") from error
    except OSError as error:
        raise PageError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error


def _read_text(path: Path, content: bytes) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PageError(f"{path}: not UTF-8 at byte {error.start}; {_encoding_advice(content)}") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _encoding_advice(content: bytes) -> str:
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return "save it as UTF-8 text"
    return "it reads as GB18030, convert it: iconv -f GB18030 -t UTF-8"


READERS: Mapping[str, Callable[[Path, bytes], str]] = MappingProxyType({".txt": _read_text})
