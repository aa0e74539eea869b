"""A whole store out, as one file: a zip of JSON lines, one file a table, and `datapackage.json` with their columns and hashes.

Rows stand in the order of their keys and nothing else goes in, so that equal stores give equal archives, byte for byte.
"""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sqlalchemy import Connection, Engine, Table, select

from metrics.store import Store
from metrics.store.engine import PRODUCT, as_store_error
from metrics.store.tables import FACSIMILES, METADATA, SCHEMA

DESCRIPTION = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
PORTION = 5000  # rows
PORTION_OF_PICTURES = 50
TYPES = {int: "integer", float: "number", date: "date", bytes: "string", str: "string"}
TABLES = tuple(METADATA.sorted_tables)
Resource = Mapping[str, Any]


def write_archive(store: Store, path: Path) -> Mapping[str, int]:
    """Write all that a store holds at one moment and return the rows of each table; the file is there whole or not at all."""
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with (
            as_store_error(store.url),
            ZipFile(unfinished, "w", ZIP_DEFLATED) as archive,
            _snapshot(store.engine) as connection,
        ):
            resources = [_write_table(archive, connection, table) for table in TABLES]
            described = {"$schema": PROFILE, "name": PRODUCT, "schema_number": SCHEMA, "resources": resources}
            archive.writestr(_entry(DESCRIPTION), json.dumps(described, ensure_ascii=False, indent=1))
        unfinished.replace(path)
    finally:
        with suppress(FileNotFoundError):
            unfinished.unlink()
    return {resource["name"]: resource["rows"] for resource in resources}


def place_in_archive(table: Table) -> str:
    """The file of a table."""
    return f"tables/{table.name}.jsonl"


def fields_of(table: Table) -> list[Mapping[str, str]]:
    """The columns of a table as a table schema has them; bytes are base64."""
    return [{"name": column.name, "type": TYPES[column.type.python_type]} for column in table.columns]


def portion_of(table: Table) -> int:
    """How many rows of a table are held at once."""
    return PORTION_OF_PICTURES if table is FACSIMILES else PORTION


@contextmanager
def _snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one moment of the store, whatever is written meanwhile."""
    options = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with engine.connect() as connection, connection.execution_options(**options).begin():
        yield connection


def _write_table(archive: ZipFile, connection: Connection, table: Table) -> Resource:
    digest, size, count = hashlib.sha256(), 0, 0
    names = table.columns.keys()
    rows = connection.execution_options(yield_per=portion_of(table)).execute(select(table).order_by(*table.primary_key.columns))
    with archive.open(_entry(place_in_archive(table)), "w", force_zip64=True) as file:
        for row in rows:
            cells = {name: _to_json(value) for name, value in zip(names, row, strict=True)}
            line = json.dumps(cells, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"
            file.write(line)
            digest.update(line)
            size, count = size + len(line), count + 1
    return {
        **{"name": table.name, "path": place_in_archive(table), "format": "jsonl", "encoding": "utf-8"},
        **{"bytes": size, "hash": f"sha256:{digest.hexdigest()}", "rows": count},
        "schema": {"fields": fields_of(table), "primaryKey": [column.name for column in table.primary_key.columns]},
    }


def _entry(name: str) -> ZipInfo:
    """An entry without the time at which it was made."""
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _to_json(value: object) -> object:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value.isoformat() if isinstance(value, date) else value
