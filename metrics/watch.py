"""A folder that files arrive in, looked at again and again: what has come is read once it is no longer being written."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from metrics.errors import MetricsError
from metrics.inbox import list_files

Mark = tuple[int, int]  # size and time of the last change: a file is whole when two looks in a row find the same


def watch(folders: Sequence[Path], looks: Iterable[object], read: Callable[[Sequence[Path]], object]) -> None:
    """At each look give `read` the files that came or changed and then stayed as they were since the look before."""
    for folder in folders:
        if not folder.is_dir():
            raise MetricsError(f"--watch: {folder}: no such folder; make it, or name the one that files arrive in")
    seen: dict[Path, Mark] = {}
    done: dict[Path, Mark] = {}
    for _ in looks:
        now = dict(_find_marks(folders))
        whole = [file for file, mark in now.items() if seen.get(file) == mark and done.get(file) != mark]
        if whole:
            read(whole)
        seen = now
        done = {file: mark for file, mark in done.items() if file in now} | {file: now[file] for file in whole}


def _find_marks(folders: Sequence[Path]) -> Iterator[tuple[Path, Mark]]:
    for file in list_files(folders):
        if isinstance(file, Path):
            with suppress(FileNotFoundError):  # gone since it was listed
                found = file.stat()
                yield file, (found.st_size, found.st_mtime_ns)
