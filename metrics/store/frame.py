"""The observations of an edition as columns: read in portions, each text that repeats held once."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa
from sqlalchemy import Column, Connection, Date, Float, Integer, String, select, type_coerce

from metrics.store.tables import OBSERVATIONS, in_edition

IDS_AT_ONCE = 500
PORTION = 20_000  # rows that are Python objects at the same time
OWN = ("obs_id", "series_id", "point_id", "quote", "value_text", "value_high_text", "base_value_text")  # differ in most rows
TEXT, LABEL = pa.large_string(), pa.dictionary(pa.int32(), pa.large_string())


def arrow_type(column: Column[Any]) -> pa.DataType:
    """The type in which a column of the store is held."""
    for kind, held in ((Date, pa.date32()), (Float, pa.float64()), (Integer, pa.int64())):
        if isinstance(column.type, kind):
            return held
    return TEXT if column.name in OWN else LABEL


def read_portions(
    connection: Connection, edition: int, series: Sequence[str] | None = None
) -> Iterator[Sequence[Sequence[Any]]]:
    """The observations an edition shows, in the order in which they were added; of some series only, series by series."""
    columns = (type_coerce(column, String) if isinstance(column.type, Date) else column for column in OBSERVATIONS.columns)
    query = select(*columns).where(in_edition(OBSERVATIONS, edition)).order_by(OBSERVATIONS.c.id)
    if series is None:
        yield from connection.execution_options(yield_per=PORTION).execute(query).partitions()
        return
    for first in range(0, len(series), IDS_AT_ONCE):
        yield connection.execute(query.where(OBSERVATIONS.c.series_id.in_(series[first : first + IDS_AT_ONCE]))).all()


def to_array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """One column of a portion; SQLite has days as texts, which are cheaper to turn all at once."""
    if pa.types.is_date32(kind) and any(isinstance(value, str) for value in values):
        return pa.array(values, pa.string()).cast(kind)
    return pa.array(values, kind)


def to_frame(portions: Iterable[Sequence[Sequence[Any]]]) -> pd.DataFrame:
    """Rows of the table `observations` as columns: labels as categories, days as days, the rest plain."""
    schema = pa.schema([pa.field(column.name, arrow_type(column)) for column in OBSERVATIONS.columns])
    held = [
        pa.record_batch([*map(to_array, zip(*rows, strict=True), schema.types)], schema=schema) for rows in portions if rows
    ]
    whole = pa.Table.from_batches(held, schema=schema).unify_dictionaries().combine_chunks()
    del held
    frame: pd.DataFrame = whole.to_pandas(date_as_object=False, split_blocks=True, self_destruct=True)
    return frame
