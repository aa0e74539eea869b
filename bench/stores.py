"""`python -m bench.stores --rows N --store URL...`: what the dashboard asks, of each database, on the same invented rows."""

import argparse
import csv
import io
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from random import Random

from sqlalchemy import Connection, func, select

from bench.rows import PAGES_A_COMMIT, fill, make_issues, make_reading
from metrics.store import Store, open_store
from metrics.store.tables import OBSERVATIONS, in_edition

FACETS = ("indicator", "entity", "measure", "status", "tier")
CSV_ROWS = 100_000
REPEATS = 3


def count_facets(connection: Connection, edition: int) -> int:
    """The count of every choice of every filter."""
    shown = in_edition(OBSERVATIONS, edition)
    queries = (select(OBSERVATIONS.c[name], func.count()).where(shown).group_by(OBSERVATIONS.c[name]) for name in FACETS)
    return sum(len(connection.execute(query).all()) for query in queries)


def read_series(connection: Connection, edition: int) -> int:
    """The rows of one series, as a chart takes them."""
    name = connection.execute(select(OBSERVATIONS.c.series_id).order_by(OBSERVATIONS.c.id).limit(1)).scalar_one()
    shown = (OBSERVATIONS.c.series_id == name, in_edition(OBSERVATIONS, edition))
    query = select(OBSERVATIONS).where(*shown).order_by(OBSERVATIONS.c.period_end, OBSERVATIONS.c.id)
    return len(connection.execute(query).all())


def write_csv(connection: Connection, edition: int) -> int:
    """A hundred thousand rows as CSV."""
    query = select(OBSERVATIONS).where(in_edition(OBSERVATIONS, edition)).order_by(OBSERVATIONS.c.id).limit(CSV_ROWS)
    out = io.StringIO()
    csv.writer(out).writerows(connection.execution_options(yield_per=5000).execute(query))
    return len(out.getvalue())


QUERIES: Mapping[str, Callable[[Connection, int], int]] = {"facets": count_facets, "one series": read_series, "CSV": write_csv}


def time_query(store: Store, query: Callable[[Connection, int], int], edition: int) -> float:
    """The middle of a few times, in milliseconds."""
    times = []
    for _ in range(REPEATS):
        with store.engine.connect() as connection:
            started = time.perf_counter()
            query(connection, edition)
            times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times)


def time_pages(store: Store, count: int = 50) -> float:
    """Milliseconds to commit one page as an edition of its own."""
    random = Random(1)
    readings = [make_reading(city, day, random) for city, day in islice(make_issues(random), count)]
    started = time.perf_counter()
    for reading in readings:
        store.commit([reading], "one page", "bench, again")
    return 1000 * (time.perf_counter() - started) / count


def measure(url: str, rows: int) -> None:
    """Fill the store if it is empty, then ask it what the dashboard asks, as of now and as of an edition halfway."""
    store, started = open_store(url), time.perf_counter()
    if not store.edition():
        held = fill(url, rows)
        seconds = time.perf_counter() - started
        rate = f"{held / seconds:,.0f} rows/s, {PAGES_A_COMMIT} pages a commit"
        print(f"{store.url.get_backend_name()}: {held:,} rows in {seconds:.0f} s, {rate}")
    newest = store.edition()
    print(f"{'':24} {'now, ms':>10} {'as of, ms':>10}")
    for name, query in QUERIES.items():
        now, then = (time_query(store, query, edition) for edition in (newest, newest // 2))
        print(f"{name:24} {now:10.1f} {then:10.1f}", flush=True)
    print(f"{'commit of one page':24} {time_pages(store):10.1f}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and measure each store."""
    parser = argparse.ArgumentParser(prog="python -m bench.stores", description="What the dashboard asks, of each database.")
    parser.add_argument("--rows", type=int, default=1_000_000, help="default: 1000000")
    parser.add_argument("--store", nargs="+", metavar="URL", required=True, help="databases that hold nothing, or these rows")
    args = parser.parse_args(arguments)
    for url in args.store:
        measure(url, args.rows)


if __name__ == "__main__":
    main()
