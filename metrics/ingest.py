"""Page files in, editions of the store out: in chunks that are stored whole or not at all, so that a stopped run can go on."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from pathlib import Path

from metrics.errors import PageError
from metrics.extract import extract_page, extraction_version
from metrics.inbox import list_files, read_each
from metrics.model import Page
from metrics.store import Store, is_news

CHUNK = 50

Progress = Callable[[Sequence[Path | PageError]], Iterable[Path | PageError]]


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What a run of `ingest` did; `failures` says of each bad file what is wrong and what to do."""

    added: int = 0
    known: int = 0
    observations: int = 0
    skipped: int = 0
    editions: tuple[int, ...] = ()
    failures: tuple[str, ...] = ()

    def __add__(self, other: "IngestReport") -> "IngestReport":
        """Both runs as one."""
        return IngestReport(
            self.added + other.added,
            self.known + other.known,
            self.observations + other.observations,
            self.skipped + other.skipped,
            self.editions + other.editions,
            self.failures + other.failures,
        )


def ingest(paths: Iterable[Path], store: Store, progress: Progress = iter) -> IngestReport:
    """Read files and folders into the store; pages held already are passed over, bad files are reported, not fatal."""
    files = progress(list(list_files(paths)))
    report = reduce(IngestReport.__add__, (_ingest_chunk(chunk, store) for chunk in _chunks(read_each(files))), IngestReport())
    if report.editions:
        store.analyze()
    return report


def _chunks(pages: Iterator[Page | PageError]) -> Iterator[list[Page | PageError]]:
    while chunk := list(islice(pages, CHUNK)):
        yield chunk


def _ingest_chunk(chunk: Sequence[Page | PageError], store: Store) -> IngestReport:
    failures = tuple(str(page) for page in chunk if isinstance(page, PageError))
    pages = {page.sha256: page for page in chunk if isinstance(page, Page)}
    held = store.held(pages)
    fresh = [page for page in pages.values() if is_news(extraction_version(), None, held.get(page.sha256))]
    known = len(chunk) - len(failures) - len(fresh)
    if not fresh:
        return IngestReport(known=known, failures=failures)
    readings = [extract_page(page) for page in fresh]
    edition = store.commit(readings, _to_note(fresh), extraction_version())
    return IngestReport(
        added=len(fresh),
        known=known,
        observations=sum(len(reading.observations) for reading in readings),
        skipped=sum(len(reading.skipped) for reading in readings),
        editions=() if edition is None else (edition,),
        failures=failures,
    )


def _to_note(pages: Sequence[Page]) -> str:
    first, last = pages[0].doc, pages[-1].doc
    return first if len(pages) == 1 else f"{len(pages)} pages, {first} to {last}"
