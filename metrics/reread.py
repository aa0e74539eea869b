"""Stored pages in, one edition out: what older rules have read is read anew, and what that changes is told first."""

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO

from metrics.crew import HERE, Crew, read_chunks
from metrics.errors import PageError
from metrics.extract import extraction_version
from metrics.sheets import Sheet
from metrics.store import IndicatorChange, PageRows, Store

CHUNK = 50  # pages


@dataclass(frozen=True, slots=True)
class RereadReport:
    """What reading anew changes, by indicator; `edition` is None when it was not published, or nothing changed."""

    pages: int
    changes: Mapping[str, IndicatorChange]
    edition: int | None
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredChunk:
    """Some pages as the store holds them."""

    sheets: tuple[Sheet, ...]


def reread(
    store: Store, outdated: Sequence[str], publish: bool, crew: Crew = HERE, advance: Callable[[int], object] = int
) -> RereadReport:
    """Read these stored pages by the rules of today; what editors decided stands. Published whole, or not at all."""
    failures: list[str] = []
    pages = 0
    with TemporaryFile() as spool:  # readings wait here, so that the store is locked only while they are written
        for chunk, rows in read_chunks(_make_chunks(store, outdated), crew):
            read = [page for page in rows if isinstance(page, PageRows)]
            pickle.dump(read, spool, pickle.HIGHEST_PROTOCOL)
            pages += len(read)
            failures += [str(error) for error in rows if isinstance(error, PageError)]
            advance(len(chunk.sheets))
        spool.seek(0)
        edition, changes = store.replace(_load(spool), f"{pages} pages read by version {extraction_version()}", publish)
    return RereadReport(pages, changes, edition, tuple(failures))


def _make_chunks(store: Store, pages: Sequence[str]) -> Iterator[StoredChunk]:
    for first in range(0, len(pages), CHUNK):
        held = store.stored(pages[first : first + CHUNK])
        yield StoredChunk(tuple(Sheet(page.doc, page.sha256, page.text, page.given_date, page.doubts) for page in held))


def _load(spool: IO[bytes]) -> Iterator[Sequence[PageRows]]:
    while True:
        try:
            yield pickle.load(spool)
        except EOFError:
            return
