"""A zip of pages in, its files out, in memory only: nothing is written, no name is trusted, no bomb goes off."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath

from metrics.errors import PageError

MOST_FILES = 5_000
MOST_BYTES = 500_000_000  # unpacked, all together
MOST_RATIO = 200  # unpacked to packed; text packs to a tenth
UTF8_NAME = 0x800
ENCRYPTED = 0x1


def split_zip(name: str, content: bytes) -> Iterator[tuple[str, bytes] | PageError]:
    """The files of a zip in the order of their names, each as its name without folders and its bytes, or what is wrong."""
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError) as error:
        raise PageError(f"{name}: not a readable zip ({error}); pack it again") from error
    with archive:
        members = [info for info in archive.infolist() if not info.is_dir()]
        size = sum(info.file_size for info in members)
        if len(members) > MOST_FILES or size > MOST_BYTES or size > MOST_RATIO * max(len(content), 1_000):
            raise PageError(f"{name}: {len(members)} files of {size:,} bytes are more than is safe; unpack it yourself")
        for info in sorted(members, key=_name_of):
            if _is_page(_name_of(info)):
                yield _read(name, archive, info)


def _read(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> tuple[str, bytes] | PageError:
    inner = PurePosixPath(_name_of(info).replace("\\", "/")).name
    if info.flag_bits & ENCRYPTED:
        return PageError(f"{name}: {inner} is encrypted; pack it without a password")
    try:
        with archive.open(info) as file:
            content = file.read(info.file_size + 1)
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError) as error:
        return PageError(f"{name}: {inner} cannot be unpacked ({error}); pack it again")
    if len(content) != info.file_size:
        return PageError(f"{name}: {inner} is not as long as the zip says; pack it again")
    return inner, content


def _name_of(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: programs on Chinese Windows write GB18030 without saying so."""
    if info.flag_bits & UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename


def _is_page(inner: str) -> bool:
    """Whether a file is not one of those that file managers add."""
    parts = inner.replace("\\", "/").split("/")
    return not parts[-1].startswith(".") and "__MACOSX" not in parts
