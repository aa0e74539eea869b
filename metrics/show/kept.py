"""A store and an edition in, its prepared table out: from the file of columns beside the store, made at first need."""

import hashlib
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import Lock

import pandas as pd

from metrics.catalogue.indicators import INDICATORS
from metrics.show.apart import run_apart
from metrics.show.columns import read_columns, write_columns
from metrics.show.hashes import hash_rows
from metrics.show.prepared import prepare
from metrics.show.renewed import renew_table
from metrics.store import Store, open_store

PACKAGE = Path(__file__).parents[1]
MAKING = Lock()
SUFFIX = ".arrow"
MOST_PAGES, MOST_MOVED, MANY_MOVED = 500, 2_000, 500  # pages; rows that are mended rather than all prepared; rows that are kept
FEW = 50  # of a large table one row in so many may have changed
MANY = 100_000  # observations: preparing more would leave the server with memory it has no use for


def hold_table(store: Store, edition: int) -> pd.DataFrame:
    """The prepared table of an edition; where no file can be kept it lives in memory only."""
    path = kept_path(store, edition)
    held = read_columns(path) if path else None
    if held is not None:
        return held
    with MAKING:  # many readers may ask at once for what takes a while to make
        held = read_columns(path) if path else None
        return make_table(store, edition, path) if held is None else held


def make_table(store: Store, edition: int, path: Path | None) -> pd.DataFrame:
    """The table of an edition, made of that of an earlier one with little changed since, or anew, apart when it is large."""
    renewed = renew_past(store, edition, path)
    if renewed is not None:
        return renewed
    if path is not None and sum(page.observations for page in store.pages(edition)) > MANY:
        held = build_apart(store, edition, path)
        if held is not None:
            return held
    return build(store, edition, path)


def renew_past(store: Store, edition: int, path: Path | None) -> pd.DataFrame | None:
    """The table of the newest edition before this one that has a kept one, with what has changed since; None when much has.

    It is kept only when it is so far from that one that the next would be no quick work.
    """
    found = find_kept(store, edition)
    base = read_columns(found[1]) if found else None
    moved = store.moved(found[0], edition, MOST_PAGES) if found and base is not None else None
    if base is None or moved is None or len(moved) > max(MOST_MOVED, len(base) // FEW):
        return None
    table = renew_table(base, store, edition, moved)
    if path is not None and len(moved) > MANY_MOVED:
        with suppress(OSError):  # a folder that cannot be written
            write_columns(table, path)
    return table


def build_apart(store: Store, edition: int, path: Path) -> pd.DataFrame | None:
    """The table of a large edition, made by a process of its own, whose memory goes with it; None when it made none."""
    run_apart(store.url.render_as_string(hide_password=False), "metrics.show.kept", str(edition))
    return read_columns(path)


def build(store: Store, edition: int, path: Path | None) -> pd.DataFrame:
    """The table of an edition, prepared here and kept in its file where there is one."""
    table = prepare(store.columns(edition), INDICATORS)
    table["row_hash"] = hash_rows(table)
    if path is None:
        return table
    try:
        write_columns(table, path)
    except OSError:  # a folder that cannot be written; the next process prepares the table again
        return table
    held = read_columns(path)
    return table if held is None else held


def kept_path(store: Store, edition: int, suffix: str = SUFFIX) -> Path | None:
    """Where what is made of an edition is kept: a name that nothing else can have, so that a file is never out of date.

    It follows from the store's place, every edition up to this one, and the program itself.
    """
    folder = columns_folder(store)
    if folder is None:
        return None
    made = [(one.number, one.created.isoformat(), one.digest) for one in store.editions() if one.number <= edition]
    digest = hashlib.sha256(repr((store.url.render_as_string(), made, program_version())).encode()).hexdigest()
    return folder / f"{edition:06}-{digest[:24]}{suffix}"


def find_kept(store: Store, edition: int, suffix: str = SUFFIX) -> tuple[int, Path] | None:
    """The newest edition before this one of which a file of this kind is kept, and that file."""
    folder = columns_folder(store)
    names = [path.name for path in folder.glob(f"??????-{'?' * 24}{suffix}")] if folder else []
    for number in sorted({int(name[:6]) for name in names if name[:6].isdigit() and int(name[:6]) < edition}, reverse=True):
        path = kept_path(store, number, suffix)
        if path and path.name in names:
            return number, path
    return None


def columns_folder(store: Store) -> Path | None:
    """Beside the file of a SQLite store, in the user's cache for a database server, nowhere for a store in memory."""
    name = store.url.database or ""
    if store.url.get_backend_name() != "sqlite":
        cached = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        return Path(cached) / "civic-metrics" / hashlib.sha256(store.url.render_as_string().encode()).hexdigest()[:16]
    is_file = name not in ("", ":memory:") and not name.startswith("file:")
    return Path(name).with_name(Path(name).name + ".columns") if is_file else None


@cache
def program_version() -> str:
    """A digest of the whole program, words included: a table made by another one is made anew."""
    digest = hashlib.sha256(pd.__version__.encode())
    for path in sorted(path for kind in ("*.py", "*.toml", "*.csv") for path in PACKAGE.rglob(kind)):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    opened = open_store()
    build(opened, int(sys.argv[1]), kept_path(opened, int(sys.argv[1])))
