"""A dashboard to measure: its server on a free port, how long it took to answer, how much memory it holds."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PATIENCE_S = 300.0
MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Desk:
    """A running dashboard: where it answers, its process, and when that was started."""

    address: str
    process: int
    started: float

    def memory(self) -> float:
        """Megabytes of memory the server holds now, mapped files that were touched among them."""
        pages = int(Path(f"/proc/{self.process}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE

    def own_memory(self) -> float:
        """The same without files, which the system takes back when it needs room."""
        status = Path(f"/proc/{self.process}/status").read_text(encoding="ascii")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("RssAnon")) / 1024


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(address: str) -> bool:
    """Whether the server says that it is well."""
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@contextmanager
def open_desk(store: str) -> Iterator[Desk]:
    """`python -m metrics serve` on this store until the block ends."""
    port = free_port()
    command = [sys.executable, "-m", "metrics", "serve", "--port", str(port), "--store", store]
    started = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        try:
            while not answers(address):
                if process.poll() is not None or time.perf_counter() - started > PATIENCE_S:
                    raise SystemExit(f"{' '.join(command)} does not answer")
                time.sleep(0.02)
            yield Desk(address, process.pid, started)
        finally:
            process.terminate()


def describe(seconds: list[float]) -> str:
    """Median, 95th percentile and extremes of some times, in milliseconds."""
    ordered = sorted(1000 * one for one in seconds)
    if not ordered:
        return "nothing measured"
    median, late = ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return f"median {median:.0f} ms, p95 {late:.0f} ms, {ordered[0]:.0f} to {ordered[-1]:.0f} ms ({len(ordered)})"
