"""Many processes read what one would: workers die, drivers die, pages kill, and the store holds each page once."""

import multiprocessing
import os
import select
import signal
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress

import pytest

from metrics.crew import Crew, local_crew
from metrics.errors import MetricsError
from metrics.extract import extraction_version
from metrics.ingest import ingest
from metrics.sheets import read_sheets
from tests.commands import run
from tests.crowd import PAGES
from tests.deadly import DEADLY, prepare_worker
from tests.readings import write_pages
from tests.source import ROOT


def test_a_pool_reads_what_one_process_reads_in_the_same_order(pages, digest, tmp_path, open_at):
    store = open_at(str(tmp_path / "store.sqlite"))
    report = ingest([pages], store, local_crew(2))
    assert (report.added, report.failures, store.editions()[-1].digest) == (PAGES, (), digest)
    assert list(store.table()["doc"]) == sorted(path.name for path in pages.iterdir())


def test_a_killed_worker_costs_nothing(pages, digest, tmp_path, open_at):
    store, killed = open_at(str(tmp_path / "store.sqlite")), []

    def kill(_files: int) -> None:
        if not killed:
            killed.extend(child.pid for child in multiprocessing.active_children())
            os.kill(killed[0], signal.SIGKILL)

    report = ingest([pages], store, local_crew(2), kill)
    assert (len(killed), report.added, report.failures, store.editions()[-1].digest) == (2, PAGES, (), digest)


def test_a_page_that_always_ends_its_worker_is_reported_and_the_others_are_read(tmp_path, open_at):
    folder = write_pages(tmp_path / "pages", 30)
    for name in ("0003", "0017"):
        (folder / f"{name}.txt").write_text(f"{DEADLY}，诉求{name}件。", encoding="utf-8")
    context = multiprocessing.get_context("forkserver")
    deadly = Crew(lambda: ProcessPoolExecutor(2, context, prepare_worker), lambda: 2)
    report = ingest([folder], open_at(str(tmp_path / "store.sqlite")), deadly)
    words = "reading it ends the worker process, again and again; look at the file and leave it out"
    assert (report.added, report.failures) == (28, tuple(f"{folder}/{name}.txt: {words}" for name in ("0003", "0017")))


KILLED = """
import multiprocessing, os, signal, sys
from pathlib import Path
from metrics.crew import local_crew
from metrics.ingest import ingest
from metrics.store import open_store
def kill(files):
    print(*[child.pid for child in multiprocessing.active_children()], flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
ingest([Path(sys.argv[1])], open_store(sys.argv[2]), local_crew(2), kill)
"""


def test_a_killed_driver_leaves_whole_chunks_and_no_workers_and_the_next_run_finishes(pages, digest, store_url, open_at):
    done = subprocess.run(
        [sys.executable, "-c", KILLED, pages, store_url], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, len(done.stdout.split())) == (-signal.SIGKILL, 2)
    assert [has_ended(int(pid)) for pid in done.stdout.split()] == [True, True]
    store = open_at(store_url)
    assert len(store.pages()) == 50
    again = run("ingest", pages, "--store", store_url, "--workers", "2")
    assert again.stdout.decode().startswith(f"{PAGES - 50} pages added, 50 known already, 0 bad; ")
    assert store.editions()[-1].digest == digest
    store.check()


def has_ended(pid: int) -> bool:
    """Whether a process ends before long."""
    with suppress(ProcessLookupError):
        process = os.pidfd_open(pid)
        return bool(select.select([process], [], [], 30)[0])
    return True


def test_a_worker_of_another_version_is_refused():
    with pytest.raises(MetricsError, match=f"by version {extraction_version()} of the rules, this program by old; install"):
        read_sheets([], "old")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--workers", "-1"), b"--workers: -1 is no number of processes; write 0"),
        (("--workers", "2", "--cluster", "tcp://127.0.0.1:1"), b"--workers and --cluster exclude each other"),
        (("--cluster", "127.0.0.1:1"), b"--cluster: 127.0.0.1:1: "),
    ],
)
def test_a_crew_that_cannot_be_called_is_told_in_one_line(pages, tmp_path, options, message):
    done = run("ingest", pages, "--store", tmp_path / "store.sqlite", *options)
    assert (done.returncode, done.stderr.startswith(b"metrics: " + message), done.stderr.count(b"\n")) == (2, True, 1)
