"""The commands that fill a store: parsed arguments in, a progress bar, a line about what was done and an exit code out."""

import os
import time
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from metrics.arguments import PATHS, STORE, Argument, Command
from metrics.commands import report_failures
from metrics.errors import MetricsError

if TYPE_CHECKING:
    from tqdm import tqdm

    from metrics.crew import Crew
    from metrics.ingest import IngestReport

WATCH_SECONDS = 2.0


def ingest(args: Namespace) -> int:
    """Read pages into the store and print what came of it; with --watch go on until stopped."""
    from metrics.ingest import ingest as ingest_pages
    from metrics.parse.file_dates import read_date_pattern
    from metrics.store import open_store
    from metrics.watch import watch

    date_of = read_date_pattern(args.date_pattern) if args.date_pattern else _no_date
    crew, store = _find_crew(args), open_store(args.store)

    def read(paths: Sequence[Path]) -> int:
        with _progress(_count(paths)) as bar:
            report = ingest_pages(paths, store, crew, bar.update, date_of)
        _print_ingested(report)
        return report_failures(report.failures)

    if args.watch:
        watch(args.paths, _every(WATCH_SECONDS), read)
    return read(args.paths)


def reread(args: Namespace) -> int:
    """Read pages of older rules again, print what that changes, and publish it if asked to."""
    from metrics.extract import extraction_version
    from metrics.reread import reread as reread_pages
    from metrics.store import open_store
    from metrics.store.changes import to_lines

    crew, store = _find_crew(args), open_store(args.store)
    outdated = store.outdated(extraction_version())
    if not outdated:
        print(f"every page is read by the rules of today, version {extraction_version()}; nothing to do")
        return 0
    with _progress(len(outdated)) as bar:
        report = reread_pages(store, outdated, args.publish, crew, bar.update)
    print("\n".join(to_lines(report.changes)))
    published = "not published; add --publish to make it an edition" if report.edition is None else f"edition {report.edition}"
    print(f"{report.pages} pages read again, {len(report.failures)} bad; {published}")
    return report_failures(report.failures)


def export_store(args: Namespace) -> int:
    """Write the whole store to one file."""
    from metrics.store import open_store
    from metrics.store.archive import write_archive

    _print_rows("written", write_archive(open_store(args.store), args.file))
    return 0


def import_store(args: Namespace) -> int:
    """Fill an empty store from such a file."""
    from metrics.store import open_store
    from metrics.store.restore import check_archive, read_archive

    rows = check_archive(args.file)  # before the store is made
    store = open_store(args.store)
    read_archive(store, args.file)
    store.analyze()
    _print_rows("read", rows)
    return 0


def _print_ingested(report: "IngestReport") -> None:
    editions = f"edition {report.editions[-1]}" if report.editions else "no new edition"
    print(
        f"{report.added} pages added, {report.known} known already, {len(report.failures)} bad; "
        f"{report.observations} observations, {report.skipped} numbers skipped; {editions}",
        flush=True,
    )


def _print_rows(done: str, rows: Mapping[str, int]) -> None:
    print(f"{done}: {', '.join(f'{count} {table}' for table, count in rows.items())}")


def _progress(total: int) -> "tqdm[NoReturn]":
    """A bar with rate and remaining time, where somebody can see it."""
    from tqdm import tqdm

    return tqdm(total=total, unit="page", disable=None, smoothing=0.05)


def _count(paths: Sequence[Path]) -> int:
    from metrics.inbox import count_files

    return count_files(paths)


def _no_date(_: Path) -> None:
    return None


def _every(seconds: float) -> Iterator[None]:
    while True:
        yield
        time.sleep(seconds)


def _find_crew(args: Namespace) -> "Crew":
    """Who reads: as many processes as there are cores unless the command line says otherwise."""
    from metrics.crew import cluster_crew, local_crew

    if args.cluster and args.workers is not None:
        raise MetricsError("--workers and --cluster exclude each other; a cluster has the workers it was started with")
    if args.cluster:
        return cluster_crew(args.cluster)
    workers = _count_cores() if args.workers is None else args.workers
    if workers < 0:
        raise MetricsError(f"--workers: {workers} is no number of processes; write 0 for none beside this one, or more")
    return local_crew(workers)


def _count_cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


WORKERS = Argument(
    ("--workers",), {"type": int, "metavar": "N", "help": "processes that read; 0: only this one (default: one for each core)"}
)
CLUSTER = Argument(
    ("--cluster",),
    {"metavar": "tcp://HOST:PORT", "help": "read on the workers of this Dask scheduler (requirements-cluster.txt)"},
)
FILE = Argument(("file",), {"type": Path, "metavar": "FILE", "help": "the archive, a zip file"})
ARCHIVE_COMMANDS = (
    Command(
        "ingest",
        "Read pages into the store; pages already there are passed over, and a stopped run goes on where it was.",
        "ingest archive/2024 --date-pattern {year}{month}{day}",
        ingest,
        (
            PATHS,
            STORE,
            WORKERS,
            CLUSTER,
            Argument(("--watch",), {"action": "store_true", "help": "stay, and read files as they arrive in these folders"}),
            Argument(
                ("--date-pattern",),
                {"metavar": "PATTERN", "help": "where a file's path tells the day of issue, as in {year}-{month}-{day}"},
            ),
        ),
    ),
    Command(
        "reread",
        "Read stored pages of older rules again and print what that changes, by indicator; editors' decisions stand.",
        "reread --publish",
        reread,
        (STORE, WORKERS, CLUSTER, Argument(("--publish",), {"action": "store_true", "help": "make it an edition"})),
    ),
    Command(
        "export-store",
        "Write the whole store, every edition, to one file: JSON lines and a description with hashes, zipped.",
        "export-store backup.zip",
        export_store,
        (FILE, STORE),
    ),
    Command(
        "import-store",
        "Fill an empty store, in any database, from such a file; it is checked first.",
        "import-store backup.zip --store postgresql+psycopg://HOST/NAME",
        import_store,
        (FILE, STORE),
    ),
)
