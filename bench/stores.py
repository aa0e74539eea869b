"""`python -m bench.stores --rows N --store URL...`: what the dashboard asks, of each database, on the same invented rows.

The first million come page by page through commits, as pages do; more are copies of them with ids and places of their own,
put in by the store's bulk way (`metrics.store.bulk`: COPY in PostgreSQL), so that ten millions take minutes.
"""

import argparse
import csv
import io
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import count, islice
from random import Random

from sqlalchemy import Connection, func, select

from bench.rows import PAGES_A_COMMIT, fill, make_issues, make_reading
from metrics.store import Store, open_store
from metrics.store.bulk import insert_rows, set_counters
from metrics.store.tables import OBSERVATIONS, in_edition

FACETS = ("indicator", "entity", "measure", "status", "tier")
CSV_ROWS = 100_000
REPEATS = 3
COMMITTED = 1_000_000
CHUNK = 50_000
OWN_IDS = ("obs_id", "series_id", "point_id", "entity")  # what a copy has for itself


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


def time_pages(store: Store, number: int = 50) -> float:
    """Milliseconds to commit one page as an edition of its own."""
    random = Random(1)
    readings = [make_reading(city, day, random) for city, day in islice(make_issues(random), number)]
    started = time.perf_counter()
    for reading in readings:
        store.commit([reading], "one page", "bench, again")
    return 1000 * (time.perf_counter() - started) / number


def count_rows(store: Store) -> int:
    """How many observations the store holds, retired ones too."""
    with store.engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(OBSERVATIONS)).scalar_one()


def copy_rows(store: Store, rows: int) -> None:
    """Add copies of the rows of a store until it holds so many observations."""
    columns = [column.name for column in OBSERVATIONS.columns if column.name != "id"]
    own = [columns.index(name) for name in OWN_IDS]
    with store.engine.connect() as connection:
        ids = connection.execute(select(OBSERVATIONS.c.id).order_by(OBSERVATIONS.c.id)).scalars().all()
    chunks = [(ids[at], ids[min(at + CHUNK, len(ids)) - 1]) for at in range(0, len(ids), CHUNK)]
    held, turns = len(ids), ((number, *chunk) for number in count(1) for chunk in chunks)
    while held < rows:
        number, first, last = next(turns)
        with store.engine.begin() as connection:
            query = select(*(OBSERVATIONS.c[name] for name in columns)).where(OBSERVATIONS.c.id.between(first, last))
            copies = [list(row) for row in connection.execute(query)]
            for row in copies:
                for place in own:
                    row[place] = f"{row[place]}{number}"
            insert_rows(connection, OBSERVATIONS, columns, copies)
        held += len(copies)
    with store.engine.begin() as connection:
        set_counters(connection, [OBSERVATIONS])
    store.analyze()


def tell_rate(name: str, started: float, rows: int, way: str) -> None:
    """Say how fast so many rows went in."""
    seconds = time.perf_counter() - started
    print(f"{name}: {rows:,} rows {way} in {seconds:.0f} s, {rows / seconds:,.0f} rows/s", flush=True)


def measure(url: str, rows: int) -> None:
    """Fill the store as far as rows are missing, then ask it what the dashboard asks, now and as of an edition halfway."""
    store, started = open_store(url), time.perf_counter()
    name = store.url.get_backend_name()
    if not store.edition():
        tell_rate(name, started, fill(url, min(rows, COMMITTED)), f"of pages, {PAGES_A_COMMIT} a commit,")
    held, started = count_rows(store), time.perf_counter()
    if held < rows:
        copy_rows(store, rows)
        tell_rate(name, started, count_rows(store) - held, f"of copies, {CHUNK:,} at a time,")
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
    parser.add_argument("--store", nargs="+", metavar="URL", required=True, help="databases that hold nothing, or such rows")
    args = parser.parse_args(arguments)
    for url in args.store:
        measure(url, args.rows)


if __name__ == "__main__":
    main()
