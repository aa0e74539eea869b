"""The URL of a store in, a ready SQLAlchemy engine out; database trouble becomes a StoreError in one line."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from sqlite3 import OperationalError

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError, ProgrammingError, SQLAlchemyError

from metrics.errors import StoreError
from metrics.store.tables import LATER, METADATA, SCHEMA, STORE

VARIABLE = "METRICS_STORE"
DEFAULT = "data/metrics.sqlite"
PRODUCT = "civic-metrics"
WRITE = "metrics_write"
ANOTHER = "name another store with --store or METRICS_STORE"
REMEDIES = (  # what the database says → what it means and what to do
    ("locked", "is locked by another program; wait until that has finished and try again"),
    ("readonly", f"cannot be written; make the file and its folder writable, or {ANOTHER}"),
    ("not a database", f"is not a database file; restore it from a backup, or {ANOTHER}"),
    ("malformed", f"is damaged; restore it from a backup, or {ANOTHER} and ingest the pages again"),
    ("unable to open", f"cannot be opened; check that it is a file in a folder you may write, or {ANOTHER}"),
    ("disk is full", "cannot grow because the disk is full; free some space and try again"),
)


def store_url(name: str | None = None) -> URL:
    """The store to use: the one named, else METRICS_STORE, else a SQLite file; a plain path means a SQLite file."""
    name = name or os.environ.get(VARIABLE) or DEFAULT
    try:
        url = make_url(name) if "://" in name else URL.create("sqlite", database=name)
    except ArgumentError as error:
        advice = "write sqlite:///PATH or postgresql+psycopg://HOST/NAME"
        raise StoreError(f"{name}: not the URL of a database; {advice}") from error
    return url.set(database=str(Path(url.database or "").absolute())) if _is_file(url) else url


def open_engine(url: URL) -> Engine:
    """An engine whose store is there: its folder and tables are made on first use, a foreign database is refused."""
    engine = _create_engine(url)
    with as_store_error(url):
        if not _is_store(engine, url):
            _make_tables(engine, url)
        elif not {table.name for table in LATER} <= set(inspect(engine).get_table_names()):  # a store of an older program
            with begin_write(engine) as connection:
                METADATA.create_all(connection)
    return engine


def _is_store(engine: Engine, url: URL) -> bool:
    with engine.connect() as connection:
        return _check_store(connection, url)


def _make_tables(engine: Engine, url: URL) -> None:
    try:
        with begin_write(engine) as connection:
            if not _check_store(connection, url):
                METADATA.create_all(connection)
                connection.execute(STORE.insert().values(id=1, product=PRODUCT, schema_number=SCHEMA, writes=0))
    except (IntegrityError, ProgrammingError):
        if not _is_store(engine, url):  # else another process has just made the same tables
            raise


@contextmanager
def begin_write(engine: Engine) -> Iterator[Connection]:
    """One writing transaction that waits for its turn before it reads anything."""
    with engine.connect().execution_options(**{WRITE: True}) as connection, connection.begin():
        yield connection


@contextmanager
def as_store_error(url: URL) -> Iterator[None]:
    """Turn what the database raises into one line: what, where, what to do."""
    try:
        yield
    except SQLAlchemyError as error:
        cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
        raise StoreError(f"store {place_of(url)} {_remedy(str(cause))}") from error


def place_of(url: URL) -> str:
    """Where a store is, in words a person can use; never with its password."""
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def _remedy(message: str) -> str:
    for sign, remedy in REMEDIES:
        if sign in message:
            return remedy
    return f"failed: {' '.join(message.split())}; check that the database is running and reachable, or {ANOTHER}"


def _create_engine(url: URL) -> Engine:
    is_sqlite = url.get_backend_name() == "sqlite"
    if _is_file(url):
        _make_folder(Path(url.database or ""))
    try:
        engine = create_engine(url, connect_args={"timeout": 30} if is_sqlite and "timeout" not in url.query else {})
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError(f"store {place_of(url)} has no driver here ({error}); install it, or {ANOTHER}") from error
    if is_sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _is_file(url: URL) -> bool:
    database = url.database or ""
    return url.get_backend_name() == "sqlite" and database not in ("", ":memory:") and not database.startswith("file:")


def _make_folder(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"store {file} has no folder and none can be made ({error.strerror}); {ANOTHER}") from error


def _prepare_sqlite(connection: SqliteConnection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    if connection.execute("PRAGMA page_count").fetchone() == (0,):  # a new file: readers must not wait for writers
        with suppress(OperationalError):  # another process is making the same file and does this
            connection.execute("PRAGMA journal_mode = WAL")


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITE) else "BEGIN")


def _check_store(connection: Connection, url: URL) -> bool:
    """Whether this database holds a store; an error when it holds something else."""
    names = set(inspect(connection).get_table_names())
    if STORE.name not in names:
        if names:
            raise StoreError(f"store {place_of(url)} holds another program's tables ({min(names)}, ...); {ANOTHER}")
        return False
    columns = {column["name"] for column in inspect(connection).get_columns(STORE.name)}
    if not set(STORE.c.keys()) <= columns:
        raise StoreError(f"store {place_of(url)} holds another program's table “{STORE.name}”; {ANOTHER}")
    row = connection.execute(select(STORE.c.product, STORE.c.schema_number)).one_or_none()
    if row is None or row.product != PRODUCT:
        raise StoreError(f"store {place_of(url)} was not made by {PRODUCT}; {ANOTHER}")
    if row.schema_number != SCHEMA:
        raise StoreError(
            f"store {place_of(url)} has schema {row.schema_number}, this program reads {SCHEMA}; update it, or {ANOTHER}"
        )
    return True
