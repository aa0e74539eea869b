"""Paths in, pages out, one after another; a bad file becomes the error that says what is wrong with it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from metrics.errors import PageError
from metrics.model import Page
from metrics.parse.pages import read_file, walk_files


def list_files(paths: Iterable[Path]) -> Iterator[Path | PageError]:
    """The page files of these files and folders, in order; a folder without pages is an error in its place."""
    for path in paths:
        yield from walk_files(path)


def count_files(paths: Iterable[Path]) -> int:
    """How many files and errors `list_files` will give."""
    return sum(1 for _ in list_files(paths))


def read_each(files: Iterable[Path | PageError]) -> Iterator[Page | PageError]:
    """The pages of each file, or the error that kept it from being one."""
    for file in files:
        if isinstance(file, PageError):
            yield file
        else:
            yield from read_file(file)
