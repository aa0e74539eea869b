"""Pages are read on a real Dask cluster: a scheduler and two workers on this machine, which are killed and go on."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import run
from tests.crowd import PAGES
from tests.deadly import DEADLY
from tests.readings import write_pages
from tests.source import ROOT

LOCAL = ("--host", "127.0.0.1", "--no-dashboard")


def start_dask(program: str, *options: str, folder: Path = ROOT) -> subprocess.Popen:
    command = [sys.executable, "-m", f"distributed.cli.dask_{program}", *options, *LOCAL]
    environment = {**os.environ, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}  # by default 3, each a new process
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def read_until(process: subprocess.Popen, words: str) -> str:
    """The first line a process prints with these words in it."""
    line = next((line for line in process.stderr if words in line), None)
    assert line, f"ended without {words!r}"
    return line


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a scheduler with two workers, in which some pages end the process that reads them."""
    scheduler = start_dask("scheduler", "--port", "0")
    started = [scheduler]
    try:
        address = read_until(scheduler, "Scheduler at:").split()[-1]
        for _ in range(2):
            started.append(start_dask("worker", address, "--nthreads", "1", "--preload", "tests.deadly"))
        for worker in started[1:]:
            read_until(worker, "Registered to")
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
            process.communicate(timeout=60)


def test_a_cluster_that_does_not_have_the_program_is_told_in_one_line(tmp_path):
    started = [start_dask("scheduler", "--port", "0", folder=tmp_path)]
    try:
        address = read_until(started[0], "Scheduler at:").split()[-1]
        started.append(start_dask("worker", address, "--nthreads", "1", folder=tmp_path))
        done = run("ingest", ROOT / "seeds", "--store", tmp_path / "store.sqlite", "--cluster", address)
    finally:
        for process in reversed(started):
            process.terminate()
            process.communicate(timeout=60)
    assert (done.returncode, b"cannot load this program there" in done.stderr) == (2, True)
    assert b"Traceback" not in done.stderr.splitlines()[-1]


DRIVER = """
import os, signal, sys
from pathlib import Path
from distributed import Client
from metrics.crew import cluster_crew
from metrics.ingest import ingest
from metrics.store import open_store
if __name__ == "__main__":
    workers = sorted(Client(sys.argv[3]).run(os.getpid).values())
    kills = [workers[0] if sys.argv[4] == "worker" else os.getpid()]
    def kill(files):
        if kills:
            os.kill(kills.pop(), signal.SIGKILL)
    report = ingest([Path(sys.argv[1])], open_store(sys.argv[2]), cluster_crew(sys.argv[3]), kill)
    print(len(workers), report.added, len(report.failures))
"""


def run_driver(*arguments: object) -> subprocess.CompletedProcess:
    command = [sys.executable, "-c", DRIVER, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


def test_a_killed_worker_of_the_cluster_costs_nothing(cluster, pages, digest, tmp_path, open_at):
    place = str(tmp_path / "store.sqlite")
    done = run_driver(pages, place, cluster, "worker")
    assert (done.returncode, done.stdout) == (0, f"2 {PAGES} 0\n"), done.stderr
    assert open_at(place).editions()[-1].digest == digest


def test_a_killed_driver_of_the_cluster_is_followed_by_one_that_finishes(cluster, pages, digest, tmp_path, open_at):
    place = str(tmp_path / "store.sqlite")
    assert run_driver(pages, place, cluster, "driver").returncode == -signal.SIGKILL
    again = run("ingest", pages, "--store", place, "--cluster", cluster)
    assert again.stdout.decode().startswith(f"{PAGES - 50} pages added, 50 known already, 0 bad; ")
    assert open_at(place).editions()[-1].digest == digest


def test_a_page_that_always_ends_its_worker_is_reported_by_the_cluster_too(cluster, tmp_path):
    folder = write_pages(tmp_path / "pages", 12)
    (folder / "0003.txt").write_text(f"{DEADLY}，诉求3件。", encoding="utf-8")
    done = run("ingest", folder, "--store", tmp_path / "store.sqlite", "--cluster", cluster)
    assert (done.returncode, done.stdout.decode()[:34]) == (2, "11 pages added, 0 known already, 1")
    assert f"{folder}/0003.txt: reading it ends the worker process, again and again" in done.stderr.decode()
