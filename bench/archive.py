"""`python -m bench.archive`: an archive of generated pages read into a store: rate, memory, exact counts, also with kill -9.

With `--workers 0 1 2` the same pages are read by each number of processes, for the gain of a core and the cost of the loop.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random

from sqlalchemy import func, select

from bench.corpus import make_pages
from metrics.extract import extract_page
from metrics.parse.pages import read_page
from metrics.store import Store, open_store
from metrics.store.tables import OBSERVATIONS

MEGABYTE = 1_000_000
SAMPLE = 100  # pages
PAGES_A_FOLDER = 1000
LOOK_S = 0.2
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Effort:
    """What a run took: seconds on the clock, and of each of its processes the core seconds and the peak memory."""

    wall_s: float = 0.0
    core_s: dict[int, float] = field(default_factory=dict)
    peak_bytes: dict[int, int] = field(default_factory=dict)

    def to_line(self, pages: int) -> str:
        """One line about it."""
        driver, *workers = self.peak_bytes.values()
        cores = sum(self.core_s.values())
        return (
            f"{self.wall_s:8.1f} s {pages / self.wall_s:7.1f} pages/s {cores:8.1f} core s {1000 * cores / pages:6.1f} ms/page"
            f"  driver {next(iter(self.core_s.values())):6.1f} core s {driver / MEGABYTE:5.0f} MB"
            f"  largest other process {max(workers, default=0) / MEGABYTE:5.0f} MB"
        )


def write_pages(folder: Path, count: int, characters: int | None) -> int:
    """Write that many pages or beginnings of pages, a thousand a folder; returns how many bytes they are."""
    size, seen = 0, set[int]()
    pages = (page[:characters] for page in make_pages())
    fresh = (page for page in pages if not (hash(page) in seen or seen.add(hash(page))))  # each once, to count exactly
    for number, page in zip(range(count), fresh, strict=False):
        place = folder / f"{number // PAGES_A_FOLDER:04}"
        place.mkdir(exist_ok=True)
        size += (place / f"{number:07}.txt").write_bytes(page.encode("utf-8"))
    return size


def run_ingest(folder: Path, store: str, workers: int, kill_at: int = 0) -> tuple[Effort, int]:
    """`python -m metrics ingest`, killed when the store has `kill_at` editions; returns its effort and exit code."""
    command = [sys.executable, "-m", "metrics", "ingest", str(folder), "--store", store, "--workers", str(workers)]
    effort, started = Effort(), time.perf_counter()
    process = subprocess.Popen(command)
    watched = open_store(store) if kill_at else None
    while process.poll() is None:
        for pid in list_tree(process.pid):
            look_at(pid, effort)
        if watched and watched.edition() >= kill_at:
            process.send_signal(signal.SIGKILL)
        time.sleep(LOOK_S)
    effort.wall_s = time.perf_counter() - started
    return effort, process.returncode


def list_tree(root: int) -> Iterator[int]:
    """A process and all that came of it."""
    yield root
    with suppress(OSError):
        for task in Path(f"/proc/{root}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from list_tree(int(child))


def look_at(pid: int, effort: Effort) -> None:
    """Note what a process has used so far."""
    with suppress(OSError, StopIteration):
        times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        status = Path(f"/proc/{pid}/status").read_text().splitlines()
        peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) * 1024
        effort.core_s[pid] = (int(times[11]) + int(times[12])) / TICKS
        effort.peak_bytes[pid] = max(peak, effort.peak_bytes.get(pid, 0))


def count_store(store: Store) -> Mapping[str, int]:
    """What a store holds, after every row of it was checked."""
    store.check()
    pages = store.pages()
    counts = {"pages": len(pages), "different pages": len({page.sha256 for page in pages}), "editions": store.edition()}
    return {**counts, **{name: sum(getattr(page, name) for page in pages) for name in ("observations", "skipped")}}


def check_store(folder: Path, store: Store) -> Mapping[str, bool]:
    """Whether every file is in the store, once, with the figures it has."""
    files = {sha256(path.read_bytes()).hexdigest(): path for path in folder.rglob("*.txt")}
    pages = {page.sha256: page for page in store.pages()}
    with store.engine.connect() as connection:
        in_force = OBSERVATIONS.c.retired.is_(None)
        rows, ids = connection.execute(select(func.count(), func.count(OBSERVATIONS.c.obs_id.distinct())).where(in_force)).one()
    sample = Random(1).sample(sorted(files), min(SAMPLE, len(files)))
    counts = {sha: len(extract_page(read_page(files[sha])).observations) for sha in sample}
    return {
        "every file is a page and every page a file": files.keys() == pages.keys() and len(store.pages()) == len(pages),
        "rows are as many as the pages count": rows == sum(page.observations for page in pages.values()),
        "no figure is there twice": ids == rows,
        f"{len(sample)} pages read again count the same": all(pages[sha].observations == counts[sha] for sha in counts),
    }


def compare(folder: Path, target: Path, counts: Sequence[int], pages: int) -> None:
    """The same pages read by each number of processes, each into a store of its own."""
    digests = set()
    for workers in counts:
        place = str(target / f"workers-{workers}.sqlite")
        effort, _ = run_ingest(folder, place, workers)
        digests.add(open_store(place).editions()[-1].digest)
        print(f"{workers} workers: {effort.to_line(pages)}", flush=True)
    print(f"all stores alike: {len(digests) == 1}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, make the pages, read them."""
    parser = argparse.ArgumentParser(prog="python -m bench.archive", description="Read an archive of generated pages.")
    parser.add_argument("--pages", type=int, default=20_000, help="default: 20000")
    parser.add_argument("--characters", type=int, metavar="N", help="only the beginning of each page (default: whole pages)")
    parser.add_argument("--workers", type=int, nargs="+", default=[2], help="default: 2; several are compared")
    parser.add_argument("--kill", action="store_true", help="kill -9 in the middle, then run again")
    parser.add_argument("--store", metavar="URL", help="default: a SQLite file that is deleted at the end")
    args = parser.parse_args(arguments)
    target = Path(tempfile.mkdtemp(prefix="bench-archive-"))
    try:
        (target / "pages").mkdir()
        size = write_pages(target / "pages", args.pages, args.characters)
        print(f"{args.pages} pages, {size / MEGABYTE:.1f} MB", flush=True)
        if len(args.workers) > 1:
            compare(target / "pages", target, args.workers, args.pages)
            return
        place = args.store or str(target / "store.sqlite")
        if args.kill:
            effort, code = run_ingest(target / "pages", place, args.workers[0], args.pages // 100)
            held = len(open_store(place).pages())
            print(f"killed: exit code {code} after {effort.wall_s:.1f} s with {held} pages stored", flush=True)
        effort, code = run_ingest(target / "pages", place, args.workers[0])
        print(f"exit code {code}: {effort.to_line(args.pages - (held if args.kill else 0))}")
        print(", ".join(f"{name} {count}" for name, count in count_store(open_store(place)).items()))
        checks = check_store(target / "pages", open_store(place))
        print("\n".join(f"{claim}: {'yes' if holds else 'NO'}" for claim, holds in checks.items()))
        if code or not all(checks.values()):
            raise SystemExit(1)
    finally:
        shutil.rmtree(target)


if __name__ == "__main__":
    main()
