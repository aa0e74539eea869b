"""`python -m bench [PART...]`: speed, memory, length, hostile pages, archives and stores, each a small table."""

import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from bench import archive, formats, stores
from bench.corpus import make_long_page, make_pages, read_distinct_pages, write_corpus
from bench.hostile import MEGABYTE, PAGES
from bench.measure import run_extract, time_apart, time_page

CORPUS_BYTES = 50 * MEGABYTE
COUNTS = (10, 100, 1000)
LENGTHS = (15_000, 30_000, 60_000, 120_000, 250_000, 500_000, 1_000_000)
LIMIT_S = 20.0
WARM_UP = "今年3月完成投资2.6亿元，同比增长5%，长7公里，历时10天。"


def print_speed() -> None:
    """MB of UTF-8 a second and core, from files to JSON lines, on 50 MB of pages."""
    with tempfile.TemporaryDirectory() as name:
        files, size = write_corpus(Path(name), size=CORPUS_BYTES)
        cost = run_extract(Path(name))
    print(f"{files} pages, {size / MEGABYTE:.1f} MB: {cost.wall_s:.1f} s, {cost.core_s:.1f} s of one core")
    print(f"{size / MEGABYTE / cost.core_s:.2f} MB/s a core, {1000 * cost.core_s / files:.2f} ms a page")


def print_first() -> None:
    """The same where nothing repeats: every page of the project once, by a process that has read no page; the best of five."""
    time_page(WARM_UP)
    texts = read_distinct_pages()
    size = sum(len(text.encode("utf-8")) for text in texts) / MEGABYTE
    seconds = min(time for time in (time_apart(lambda: texts, LIMIT_S) for _ in range(5)) if isinstance(time, float))
    print(f"{len(texts)} pages, {size:.2f} MB: {seconds:.2f} s of one core, {size / seconds:.2f} MB/s a core")


def print_memory() -> None:
    """Peak memory against the number of pages."""
    print("  pages     peak MB")
    for count in COUNTS:
        with tempfile.TemporaryDirectory() as name:
            write_corpus(Path(name), count=count)
            print(f"{count:7}  {run_extract(Path(name)).peak_bytes / MEGABYTE:10.1f}")


def print_lengths() -> None:
    """Time against the length of one page."""
    time_page(next(make_pages()))
    print("  characters      MB       s    s/MB")
    for length in LENGTHS:
        page = make_long_page(length)
        size = len(page.encode("utf-8")) / MEGABYTE
        seconds = time_page(page)
        print(f"{length:12}  {size:6.2f}  {seconds:6.2f}  {seconds / size:6.2f}")


def print_hostile() -> None:
    """Seconds a megabyte for pages that no newspaper printed."""
    time_page(next(make_pages()))
    for name, make_text in PAGES.items():
        size = len(make_text().encode("utf-8", "surrogatepass")) / MEGABYTE
        answer = time_apart(lambda make_text=make_text: [make_text()], LIMIT_S)
        print(f"{answer if isinstance(answer, str) else f'{answer / size:7.2f} s/MB'}  {name}", flush=True)


def print_formats() -> None:
    """The five pages printed as PDF and read again; as scans with `python -m bench.formats`, which takes half an hour."""
    formats.main(["--kinds", "pdf"])


def print_archive() -> None:
    """The same pages read into a store by no, one and two processes beside the driver; then kill -9 in the middle."""
    archive.main(["--pages", "500", "--workers", "0", "1", "2"])
    archive.main(["--pages", "500", "--kill"])


def print_stores() -> None:
    """A million rows: what the dashboard asks of SQLite, and of the empty PostgreSQL whose URL is in METRICS_BENCH_POSTGRES."""
    with tempfile.TemporaryDirectory() as name:
        stores.main(["--store", str(Path(name) / "bench.sqlite"), *filter(None, [os.environ.get("METRICS_BENCH_POSTGRES")])])


def print_dashboard() -> None:
    """The dashboard on BENCH_ROWS invented rows (100,000), or on the store BENCH_STORE names: browser, readers, memory."""
    from bench.clicks import print_page
    from bench.readers import print_readers
    from bench.rows import fill

    with tempfile.TemporaryDirectory() as name:
        store = os.environ.get("BENCH_STORE") or f"sqlite:///{name}/rows.sqlite"
        if "BENCH_STORE" not in os.environ:
            print(f"{fill(store, int(os.environ.get('BENCH_ROWS', '100000'))):,} rows")
        print_page(store)
        print_readers(store, last_s=float(os.environ.get("BENCH_SECONDS", "60")))


PARTS: Mapping[str, Callable[[], None]] = {
    "speed": print_speed,
    "first": print_first,
    "memory": print_memory,
    "lengths": print_lengths,
    "hostile": print_hostile,
    "formats": print_formats,
    "archive": print_archive,
    "stores": print_stores,
    "dashboard": print_dashboard,
}


def main(names: list[str]) -> None:
    """Print the named parts, or all."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        sys.exit(f"python -m bench: no part named {', '.join(unknown)}; there are {', '.join(PARTS)}")
    for name in names or PARTS:
        print(f"\n{name}: {PARTS[name].__doc__}", flush=True)
        PARTS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
