"""Page files in, editions of the store out: in chunks that are stored whole or not at all, so that a stopped run can go on."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from metrics.crew import HERE, Crew, Rows, read_chunks
from metrics.errors import PageError
from metrics.extract import extraction_version
from metrics.inbox import list_files
from metrics.sheets import Sheet, load_sheets
from metrics.store import PageRows, Store, StoredPage, is_news

CHUNK = 50  # files stored in one transaction
CHUNK_BYTES = 8_000_000  # or fewer files, of this size together
MUCH = 10  # when more than a tenth of the pages is new the database counts its rows, which takes a while in a large one

Advance = Callable[[int], object]
DateOf = Callable[[Path], date | None]


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What a run of `ingest` did; `failures` says of each bad file what is wrong and what to do."""

    added: int = 0
    known: int = 0
    observations: int = 0
    skipped: int = 0
    editions: tuple[int, ...] = ()
    failures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some files in their order: a sheet where a page is new, None where it is known, else what is wrong with the file."""

    files: tuple[Sheet | PageError | None, ...]

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets to read."""
        return tuple(file for file in self.files if isinstance(file, Sheet))


def ingest(
    paths: Iterable[Path], store: Store, crew: Crew = HERE, advance: Advance = int, date_of: DateOf = lambda _: None
) -> IngestReport:
    """Read files and folders into the store; pages held already are passed over, bad files are reported, not fatal.

    `advance` is told of the files as they are done, `date_of` gives the day of issue that a file's name tells.
    """
    return ingest_sheets(_load_each(list_files(paths), date_of), store, crew, advance)


def ingest_sheets(sheets: Iterable[Sheet | PageError], store: Store, crew: Crew = HERE, advance: Advance = int) -> IngestReport:
    """Read sheets into the store, whatever they come from."""
    under_way: set[str] = set()
    reports = []
    for chunk, rows in read_chunks(_make_chunks(sheets, store, under_way), crew):
        reports.append(_store_chunk(chunk, rows, store))
        under_way -= {sheet.sha256 for sheet in chunk.sheets}
        advance(len(chunk.files))
    report = _total(reports)
    if report.added * MUCH > store.count_pages():
        store.analyze()
    return report


def _load_each(files: Iterable[Path | PageError], date_of: DateOf) -> Iterator[Sheet | PageError]:
    for file in files:
        if isinstance(file, PageError):
            yield file
        else:
            yield from _load(file, date_of)


def _load(file: Path, date_of: DateOf) -> Iterator[Sheet | PageError]:
    try:
        given = date_of(file)
        for sheet in load_sheets(file):
            yield replace(sheet, given_date=given) if isinstance(sheet, Sheet) else sheet
    except PageError as error:
        yield error


def _make_chunks(sheets: Iterable[Sheet | PageError], store: Store, under_way: set[str]) -> Iterator[Chunk]:
    """Chunks of what is not held and not `under_way`, to which it adds."""
    loaded: list[Sheet | PageError] = []
    size = 0
    for sheet in sheets:
        loaded.append(sheet)
        size += sheet.size if isinstance(sheet, Sheet) else 0
        if len(loaded) == CHUNK or size >= CHUNK_BYTES:
            yield _make_chunk(loaded, store, under_way)
            loaded, size = [], 0
    if loaded:
        yield _make_chunk(loaded, store, under_way)


def _make_chunk(loaded: Sequence[Sheet | PageError], store: Store, under_way: set[str]) -> Chunk:
    held = store.held({sheet.sha256 for sheet in loaded if isinstance(sheet, Sheet)})
    files: list[Sheet | PageError | None] = []
    for sheet in loaded:
        if isinstance(sheet, PageError):
            files.append(sheet)
        elif sheet.sha256 in under_way or not is_news(extraction_version(), sheet.given_date, held.get(sheet.sha256)):
            files.append(None)
        else:
            under_way.add(sheet.sha256)
            files.append(sheet)
    stored = {page.sha256: page for page in store.stored([file.sha256 for file in files if isinstance(file, Sheet)])}
    return Chunk(tuple(_as_held(file, stored) if isinstance(file, Sheet) else file for file in files))


def _as_held(sheet: Sheet, stored: Mapping[str, StoredPage]) -> Sheet:
    """The sheet with the text its page was given when it was read before, which figures and decisions stand on, and its day."""
    known = stored.get(sheet.sha256)
    if known is None:
        return sheet
    return Sheet(Path(sheet.name).name, sheet.sha256, known.text, sheet.given_date or known.given_date, known.doubts)


def _store_chunk(chunk: Chunk, rows: Rows, store: Store) -> IngestReport:
    pages = [page for page in rows if isinstance(page, PageRows)]
    edition = store.add([pages], _to_note(pages)) if pages else None
    read = iter(rows)
    outcomes = [next(read) if isinstance(file, Sheet) else file for file in chunk.files]
    return IngestReport(
        added=len(pages),
        known=outcomes.count(None),
        observations=sum(len(page.tables["observations"]) for page in pages),
        skipped=sum(page.skipped for page in pages),
        editions=() if edition is None else (edition,),
        failures=tuple(str(outcome) for outcome in outcomes if isinstance(outcome, PageError)),
    )


def _total(reports: Sequence[IngestReport]) -> IngestReport:
    return IngestReport(
        added=sum(report.added for report in reports),
        known=sum(report.known for report in reports),
        observations=sum(report.observations for report in reports),
        skipped=sum(report.skipped for report in reports),
        editions=tuple(edition for report in reports for edition in report.editions),
        failures=tuple(failure for report in reports for failure in report.failures),
    )


def _to_note(pages: Sequence[PageRows]) -> str:
    first, last = pages[0].doc, pages[-1].doc
    return first if len(pages) == 1 else f"{len(pages)} pages, {first} to {last}"
