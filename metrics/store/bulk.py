"""Many rows into a table the fastest way its database has: one prepared statement in SQLite, COPY in PostgreSQL."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table

Values = Sequence[object]
Insert = Callable[[Connection, Table, Sequence[str], Sequence[Values]], None]


def insert_rows(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Values]) -> None:
    """Insert these rows, each the values of `columns` in their order."""
    if rows:
        insert = WAYS.get(f"{connection.dialect.name}+{connection.dialect.driver}", _insert_plainly)
        insert(connection, table, columns, rows)


def set_counters(connection: Connection, tables: Iterable[Table]) -> None:
    """Let rows to come be numbered after those that were inserted with their numbers; only PostgreSQL counts apart."""
    if connection.dialect.name == "postgresql":
        for name in (table.name for table in tables if table.autoincrement_column is not None):
            counter = f"pg_get_serial_sequence('{name}', 'id')"
            connection.exec_driver_sql(f"SELECT setval({counter}, (SELECT coalesce(max(id), 0) + 1 FROM {name}), false)")


def _insert_plainly(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Values]) -> None:
    connection.execute(table.insert(), [dict(zip(columns, row, strict=True)) for row in rows])


def _insert_sqlite(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Values]) -> None:
    statement = f"INSERT INTO {table.name} ({_quote(columns)}) VALUES ({', '.join('?' * len(columns))})"
    connection.exec_driver_sql(statement, [tuple(map(_to_sqlite, row)) for row in rows])


def _copy(connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Values]) -> None:
    driver: Any = connection.connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({_quote(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _to_sqlite(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _quote(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


WAYS: Mapping[str, Insert] = {"sqlite+pysqlite": _insert_sqlite, "postgresql+psycopg": _copy}
