"""Processes to measure: how long they computed and how much memory they held at most."""

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from metrics.extract import extract_page
from metrics.model import Page
from metrics.output import find_writer

KIB = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took: seconds on the clock, seconds of one core, bytes of memory at its highest."""

    wall_s: float
    core_s: float
    peak_bytes: int


def run_extract(folder: Path) -> Cost:
    """`python -m metrics extract FOLDER --format jsonl` to nowhere, start-up included."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "metrics", "extract", str(folder), "--format", "jsonl"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * KIB)


def time_page(text: str) -> float:
    """Seconds of one core to read one page and write its JSON lines."""
    page = Page("page.txt", text, "")
    started = time.process_time()
    find_writer("jsonl").write(extract_page(page).observations)
    return time.process_time() - started


def time_apart(make_texts: Callable[[], Sequence[str]], limit_s: float) -> float | str:
    """`time_page` of each text in a process that remembers no other; in place of seconds the error it raised, or that it was
    stopped after `limit_s`."""
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=_send_time, args=(sender, make_texts))
    process.start()
    answer: float | str = receiver.recv() if receiver.poll(limit_s) else f"stopped after {limit_s:.0f} s"
    process.kill()
    process.join()
    return answer


def _send_time(sender: Connection, make_texts: Callable[[], Sequence[str]]) -> None:
    try:
        sender.send(sum([time_page(text) for text in make_texts()]))
    except Exception as error:  # whatever a hostile page makes it raise is the result
        sender.send(f"{type(error).__name__}: {error}"[:60])
