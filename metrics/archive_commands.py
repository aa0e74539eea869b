"""The commands that fill a store: parsed arguments in, a progress bar, a line about what was done and an exit code out."""

import os
from argparse import Namespace
from typing import TYPE_CHECKING

from metrics.commands import report_failures
from metrics.errors import MetricsError

if TYPE_CHECKING:
    from metrics.crew import Crew


def ingest(args: Namespace) -> int:
    """Read pages into the store and print what came of it."""
    from tqdm import tqdm

    from metrics.inbox import count_files
    from metrics.ingest import ingest as ingest_pages
    from metrics.store import open_store

    crew = _find_crew(args)
    store = open_store(args.store)
    with tqdm(total=count_files(args.paths), unit="page", disable=None, smoothing=0.05) as bar:
        report = ingest_pages(args.paths, store, crew, bar.update)
    editions = f"edition {report.editions[-1]}" if report.editions else "no new edition"
    print(
        f"{report.added} pages added, {report.known} known already, {len(report.failures)} bad; "
        f"{report.observations} observations, {report.skipped} numbers skipped; {editions}"
    )
    return report_failures(report.failures)


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
