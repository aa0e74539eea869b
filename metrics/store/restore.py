"""An archive in, a store as it was out: every byte is checked before a row is written, and all rows are written or none."""

import base64
import hashlib
import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from sqlalchemy import Connection, Table, func, select

from metrics.errors import StoreError
from metrics.store import Store
from metrics.store.archive import DESCRIPTION, TABLES, Resource, fields_of, place_in_archive, portion_of
from metrics.store.bulk import insert_rows, set_counters
from metrics.store.editions import count_digest, newest_edition
from metrics.store.engine import PRODUCT, as_store_error, begin_write
from metrics.store.tables import EDITIONS, LATER, SCHEMA, STORE

FROM_JSON: Mapping[type, Callable[[str], object]] = {date: date.fromisoformat, bytes: base64.b64decode}


def check_archive(path: Path) -> Mapping[str, int]:
    """The rows of each table of an archive, all of it read once; StoreError when it is damaged or not of this version."""
    with _open_archive(path) as archive:
        described = json.loads(archive.read(DESCRIPTION))
        found = described["name"], described["schema_number"]
        if found != (PRODUCT, SCHEMA):
            raise StoreError(
                f"archive {path} is of {found[0]} {found[1]}, this program reads {PRODUCT} {SCHEMA}; use its own version"
            )
        resources = {resource["name"]: resource for resource in described["resources"]}
        tables = [table for table in TABLES if table.name in resources or table not in LATER]
        for table in tables:
            _check_table(archive, resources[table.name], table)
    return {table.name: resources[table.name]["rows"] for table in tables}


def read_archive(store: Store, path: Path) -> None:
    """Fill an empty store from an archive that was checked."""
    with _open_archive(path) as archive, as_store_error(store.url), begin_write(store.engine) as connection:
        held = [table.name for table in TABLES if table is not STORE and _count(connection, table)]
        if held:
            raise StoreError(
                f"archive {path} goes into an empty store only, and this one holds {held[0]}; name a new one with --store"
            )
        connection.execute(STORE.delete())
        for table in TABLES:
            for rows in _read_rows(archive, table):
                insert_rows(connection, table, table.columns.keys(), rows)
        set_counters(connection, TABLES)
        _check_digest(connection, path)


@contextmanager
def _open_archive(path: Path) -> Iterator[ZipFile]:
    """The archive; whatever is wrong with what it holds is told in one line."""
    try:
        with ZipFile(path) as archive:
            yield archive
    except FileNotFoundError as error:
        raise StoreError(f"archive {path} is not there; check the name") from error
    except (KeyError, TypeError, ValueError, BadZipFile, EOFError, zlib.error, NotImplementedError) as error:
        raise StoreError(f"archive {path} is damaged or no archive of a store ({error}); take another copy of it") from error


def _check_table(archive: ZipFile, resource: Resource, table: Table) -> None:
    if resource["schema"]["fields"] != fields_of(table):
        raise ValueError(f"table {table.name} has other columns")
    digest = hashlib.sha256()
    with archive.open(place_in_archive(table)) as file:
        while portion := file.read(1 << 20):
            digest.update(portion)
    if f"sha256:{digest.hexdigest()}" != resource["hash"]:
        raise ValueError(f"table {table.name} is not the one that was written")


def _read_rows(archive: ZipFile, table: Table) -> Iterator[Sequence[Sequence[object]]]:
    names = table.columns.keys()
    makers = {
        column.name: FROM_JSON[column.type.python_type] for column in table.columns if column.type.python_type in FROM_JSON
    }
    if table in LATER and place_in_archive(table) not in archive.namelist():
        return
    with archive.open(place_in_archive(table)) as file:
        while lines := list(islice(file, portion_of(table))):
            found = [json.loads(line.decode("utf-8", "surrogatepass")) for line in lines]
            yield [[_from_json(row[name], makers.get(name)) for name in names] for row in found]


def _from_json(value: object, make: Callable[[str], object] | None) -> object:
    return value if value is None or make is None else make(str(value))


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(select(table).limit(1).subquery())).scalar_one()


def _check_digest(connection: Connection, path: Path) -> None:
    number = newest_edition(connection)
    digest = connection.execute(select(EDITIONS.c.digest).where(EDITIONS.c.number == number)).scalar_one_or_none()
    if digest is not None and digest != count_digest(connection, number):
        raise StoreError(f"archive {path}: the rows of edition {number} are not those it was made of; take an older archive")
