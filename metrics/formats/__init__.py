"""The formats pages come in: which suffix is read how, and which files hold several pages.

Libraries load when their format is met: reading text needs none of them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath
from types import MappingProxyType

from metrics.errors import PageError
from metrics.formats.plain import read_plain
from metrics.formats.prints import Print


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a file: a name with the suffix of its format, its bytes, and the digest by which it is known."""

    name: str
    content: bytes
    sha256: str


def _read_pdf(name: str, content: bytes) -> Print:
    from metrics.formats.pdf import read_pdf

    found = read_pdf(name, content)
    if isinstance(found, Print):
        return found
    from metrics.formats.scan import read_picture

    return read_picture(found)


def _read_scan(name: str, content: bytes) -> Print:
    from metrics.formats.scan import read_scan

    return read_scan(name, content)


def _split_pdf(name: str, content: bytes) -> Iterator[Part | PageError]:
    from metrics.formats.pdf import split_pdf

    path, whole = PurePath(name), sha256(content)
    for number, page in enumerate(split_pdf(name, content), 1):
        if page is content:
            yield Part(name, content, whole.hexdigest())
        else:
            digest = sha256(whole.digest() + str(number).encode()).hexdigest()
            yield Part(str(path.with_name(f"{path.stem}.p{number}{path.suffix}")), page, digest)


def _split_zip(name: str, content: bytes) -> Iterator[Part | PageError]:
    from metrics.formats.zipped import split_zip

    for found in split_zip(name, content):
        if isinstance(found, PageError):
            yield found
            continue
        inner = f"{name}/{found[0]}"
        if PurePath(inner).suffix.lower() not in READERS:
            yield PageError(f"{inner}: unknown format; give one of {' '.join(READERS)}")
        else:
            yield from split_file(inner, found[1])


READERS: Mapping[str, Callable[[str, bytes], Print]] = MappingProxyType(
    {".txt": read_plain, ".pdf": _read_pdf, ".png": _read_scan, ".jpg": _read_scan, ".jpeg": _read_scan}
)
SPLITTERS: Mapping[str, Callable[[str, bytes], Iterator[Part | PageError]]] = MappingProxyType(
    {".pdf": _split_pdf, ".zip": _split_zip}
)
SUFFIXES = (*READERS, *(suffix for suffix in SPLITTERS if suffix not in READERS))
MOST_BYTES: Mapping[str, int] = MappingProxyType({".txt": 10_000_000, ".zip": 150_000_000})
MOST_BYTES_ELSE = 50_000_000
SIGNATURES: Mapping[bytes, tuple[str, ...]] = MappingProxyType(
    {b"%PDF-": (".pdf",), b"\x89PNG\r\n": (".png",), b"\xff\xd8\xff": (".jpg", ".jpeg"), b"PK\x03\x04": (".zip",)}
)


def check_file(name: str, size: int) -> None:
    """PageError when a file of this name and size is no page."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise PageError(f"{name}: unknown format {suffix or '(no suffix)'}; give one of {' '.join(SUFFIXES)}")
    most = MOST_BYTES.get(suffix, MOST_BYTES_ELSE)
    if size > most:
        raise PageError(f"{name}: {size:,} bytes are more than one page ({most:,}); split the file into pages")


def split_file(name: str, content: bytes) -> Iterator[Part | PageError]:
    """The pages of a file, each with a name and digest of its own; what is wrong with the whole or with one of them."""
    try:
        _check_content(name, content)
        splitter = SPLITTERS.get(PurePath(name).suffix.lower())
        if splitter is None:
            yield Part(name, content, sha256(content).hexdigest())
        else:
            yield from splitter(name, content)
    except PageError as error:
        yield error


def read_print(name: str, content: bytes) -> Print:
    """The text of one page; PageError when it holds none."""
    _check_content(name, content)
    reader = READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise PageError(f"{name}: holds several pages; give it where several may be read")
    found = reader(name, content)
    if not found.text.strip("\ufeff \t\r\n\u3000\x00"):
        raise PageError(f"{name}: the page is empty; give a file that holds text")
    return found


def _check_content(name: str, content: bytes) -> None:
    """A file that is empty, or whose bytes are of another format than its name says, is not read as what it is not."""
    check_file(name, len(content))
    if not content:
        raise PageError(f"{name}: the page is empty; give a file that holds text")
    suffix = PurePath(name).suffix.lower()
    for signature, suffixes in SIGNATURES.items():
        if content.startswith(signature) and suffix not in suffixes:
            raise PageError(f"{name}: holds {suffixes[0][1:].upper()}, not {suffix[1:]}; name it {suffixes[0]}")
