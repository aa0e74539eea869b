"""The command line run as a person runs it: in a process of its own, on a page of our own invention."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.source import ROOT

METRICS = [sys.executable, "-m", "metrics"]
PAGE = """2024年5月14日 星期二 第03版 新闻热线：2364821
荆门热线一周
本报讯（记者韩雪）5月6日至12日，荆门市12345政务服务便民热线受理群众诉求2416件，办结率97.3%，
比上周减少85件。
截至4月底，全市有规模以上工业企业 1 024 家，前4个月规模以上工业增加值同比增长8.1%。
"""


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess:
    """One run of the command line in the project's folder."""
    command = [*METRICS, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, env={**os.environ, **environment}, check=False, timeout=120)


@contextmanager
def start(*arguments: str | Path) -> Iterator[subprocess.Popen]:
    """The command line, still running; it hears an interrupt even if these tests run where interrupts are ignored."""
    command = [*METRICS, *map(str, arguments)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=_hear_interrupts
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def write_page(folder: Path) -> Path:
    """The page above as a file."""
    path = folder / "荆门.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def read_lines(output: bytes) -> Sequence[dict]:
    """JSON lines as they were printed."""
    return [json.loads(line) for line in output.decode().splitlines()]
