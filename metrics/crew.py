"""Chunks of sheets in, their rows out in the same order: one loop, whoever reads: this process, a pool of processes, a cluster.

A worker that dies costs nothing but time: what it had is read again, page by page, and a page that always ends its
worker is reported like any other bad page.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Any, Protocol, TypeVar

from metrics.errors import MetricsError, PageError
from metrics.extract import extraction_version
from metrics.sheets import Sheet, read_sheets, to_batches
from metrics.store import PageRows

Read = PageRows | PageError
Rows = list[Read]


class Chunk(Protocol):
    """What is stored together."""

    @property
    def sheets(self) -> Sequence[Sheet]:
        """The sheets to read."""


AnyChunk = TypeVar("AnyChunk", bound=Chunk)


@dataclass(frozen=True, slots=True)
class Crew:
    """Who reads: how to call them, how many they are, the errors that mean that one of them died, and how often a page
    is then read alone before it is held to be the cause (a cluster has tried several workers before it says so)."""

    start: Callable[[], Executor]
    size: Callable[[], int] = lambda: 1
    deaths: tuple[type[BaseException], ...] = (BrokenExecutor,)
    tries: int = 2


class Here(Executor):
    """An executor that reads at once, in this process."""

    def submit(self, task: Callable[..., Any], /, *args: Any, **options: Any) -> "Future[Any]":  # noqa: ANN401  (as in Executor)
        """Do it now; what it raises comes out here."""
        future: Future[Any] = Future()
        future.set_result(task(*args, **options))
        return future


HERE = Crew(Here)


def local_crew(workers: int) -> Crew:
    """A pool of processes on this machine; none means this process."""
    return Crew(lambda: _start_pool(workers), lambda: workers) if workers else HERE


def cluster_crew(address: str) -> Crew:
    """The workers of the Dask scheduler at `tcp://HOST:PORT`."""
    try:
        from distributed import Client, KilledWorker
    except ModuleNotFoundError as error:
        raise MetricsError("--cluster: Dask is not installed; install it: pip install -r requirements-cluster.txt") from error
    try:
        client: Any = Client(address, timeout=5)  # type: ignore[no-untyped-call]
        client.wait_for_workers(1, timeout=30)
    except (OSError, ValueError) as error:
        raise MetricsError(f"--cluster: {address}: {error}; start dask scheduler and dask worker, check the address") from error
    try:
        client.submit(extraction_version).result(timeout=60)
    except (RuntimeError, ImportError, TimeoutError) as error:
        advice = "start scheduler and workers in the folder of the program, with PYTHONPATH=."
        raise MetricsError(f"--cluster: {address}: cannot load this program there; {advice}") from error
    return Crew(
        lambda: client.get_executor(pure=False, retries=3), lambda: sum(client.ncores().values()), (KilledWorker,), tries=1
    )


def read_chunks(chunks: Iterable[AnyChunk], crew: Crew) -> Iterator[tuple[AnyChunk, Rows]]:
    """Each chunk with the rows of its sheets; only a few chunks are under way at a time."""
    team = Team(crew)
    under_way: deque[tuple[AnyChunk, list[Task]]] = deque()
    try:
        for chunk in chunks:
            under_way.append((chunk, [team.give(batch) for batch in to_batches(chunk.sheets)]))
            while len(under_way) > 1 + crew.size() // 2:
                yield _finish(team, *under_way.popleft())
        while under_way:
            yield _finish(team, *under_way.popleft())
    finally:
        team.dismiss(task for _, tasks in under_way for task in tasks)


@dataclass(frozen=True, slots=True)
class Task:
    """Sheets that were given to a worker, and what will come of them."""

    sheets: Sequence[Sheet]
    rows: "Future[Rows]"


class Team:
    """A crew at work; when its executor is broken by a worker's death, the next task gets a new one."""

    def __init__(self, crew: Crew) -> None:
        """Call them."""
        self.crew = crew
        self.executor = crew.start()

    def give(self, sheets: Sequence[Sheet]) -> Task:
        """Give these sheets to whoever is free."""
        try:
            return Task(sheets, self.executor.submit(read_sheets, sheets, extraction_version()))
        except BrokenExecutor:
            self.executor = self.crew.start()
            return Task(sheets, self.executor.submit(read_sheets, sheets, extraction_version()))

    def collect(self, task: Task) -> Rows:
        """The rows of a task; if a worker died over it, each of its sheets is read alone."""
        try:
            return task.rows.result()
        except self.crew.deaths:
            return [self.read_alone(sheet) for sheet in task.sheets]
        except CancelledError as error:
            raise MetricsError("the cluster is gone; what was stored is whole, run the same command to go on") from error

    def read_alone(self, sheet: Sheet) -> Read:
        """Read one sheet with nothing beside it that could end its worker."""
        for _ in range(self.crew.tries):
            try:
                return self.give([sheet]).rows.result()[0]
            except self.crew.deaths:
                continue
        return PageError(
            f"{sheet.name}: reading it ends the worker process, again and again; look at the file and leave it out"
        )

    def dismiss(self, tasks: Iterable[Task]) -> None:
        """Let them go; of these tasks, those not begun are dropped."""
        for task in tasks:
            task.rows.cancel()
        self.executor.shutdown(wait=True)


def _finish(team: Team, chunk: AnyChunk, tasks: Iterable[Task]) -> tuple[AnyChunk, Rows]:
    return chunk, [rows for task in tasks for rows in team.collect(task)]


def _start_pool(workers: int) -> Executor:
    """Processes from a server that has the reader loaded: a fork of this one would share its database connections."""
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    context.set_forkserver_preload(["metrics.sheets"])
    return ProcessPoolExecutor(workers, context, _prepare_worker)


def _prepare_worker() -> None:
    """Leave Ctrl-C to the driver, and do not outlive it however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    driver = multiprocessing.parent_process()
    if driver is not None:
        threading.Thread(target=_end_with, args=(driver.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
