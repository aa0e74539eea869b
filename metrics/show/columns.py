"""A prepared table ⇄ a file of columns that the next process maps into memory instead of reading the store again."""

import json
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

KEPT_FILES = 3
KINDS = b"kinds"  # the name under which a file says which numbers are days or truths
STORED_AS = {"datetime64[s]": "int64", "bool": "uint8"}  # as numbers they can be mapped; Arrow's own forms are copied


def write_columns(table: pd.DataFrame, path: Path) -> None:
    """Write a table to a file that appears whole or not at all, and drop the oldest of its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    columns = {str(name): to_arrow(column) for name, column in table.items()}
    kinds = {str(name): str(kind) for name, kind in table.dtypes.items() if str(kind) in STORED_AS}
    fields = [pa.field(name, column.type) for name, column in columns.items()]
    schema = pa.schema(fields, metadata={KINDS: json.dumps(kinds).encode()})
    name = f"{path}.{os.getpid()}.{secrets.token_hex(4)}.part"
    try:
        with pa.OSFile(name, "wb") as sink, pa.ipc.new_file(sink, schema) as writer:
            writer.write_batch(pa.record_batch(list(columns.values()), schema=schema))
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    drop_oldest(path)


def drop_oldest(newest: Path) -> None:
    """Keep the newest few files of its kind in the folder of this one; whoever has mapped another keeps what is mapped."""
    others = (path for path in newest.parent.glob(f"*{newest.suffix}") if path != newest)
    with suppress(OSError):  # another process tidies up too
        for path in sorted(others, key=lambda path: -path.stat().st_mtime)[KEPT_FILES - 1 :]:
            path.unlink()


def to_arrow(column: "pd.Series[Any]") -> pa.Array:
    """A column in the form that can be mapped back without a copy."""
    held: Any = column.array
    if isinstance(held, pd.Categorical):
        names: Any = (
            held.categories if len(held.categories) else []
        )  # of no texts at all Arrow would not know that they are texts
        return pa.DictionaryArray.from_arrays(pa.array(held.codes), pa.array(names, pa.large_string()))
    if isinstance(column.dtype, pd.StringDtype):
        text = pa.array(column, pa.large_string())
        return text.combine_chunks() if isinstance(text, pa.ChunkedArray) else text
    numbers = column.to_numpy()
    return pa.array(numbers.view(np.dtype(STORED_AS.get(str(numbers.dtype), numbers.dtype))), from_pandas=False)


def read_columns(path: Path) -> pd.DataFrame | None:
    """The table of a file, mapped, not copied; None when there is no such file or it is not whole."""
    try:
        batch = pa.ipc.open_file(pa.memory_map(str(path))).get_batch(0)
    except (OSError, pa.ArrowInvalid):
        return None
    kinds = json.loads(batch.schema.metadata[KINDS])
    columns = {name: from_arrow(batch.column(name), kinds.get(name)) for name in batch.schema.names}
    return pd.DataFrame(columns, copy=False)


def from_arrow(column: pa.Array, kind: str | None) -> Any:  # noqa: ANN401  (any of the arrays pandas knows)
    """A column of the file as pandas holds it."""
    if pa.types.is_dictionary(column.type):
        # What `write_columns` wrote are different texts: to have pandas see for itself takes a copy of every one of them.
        texts = pd.Index(from_arrow(column.dictionary, None))
        kind_of_texts = pd.CategoricalDtype._from_fastpath(texts, ordered=False)  # type: ignore[attr-defined]
        return pd.Categorical.from_codes(column.indices.to_numpy(zero_copy_only=True), dtype=kind_of_texts, validate=False)
    if pa.types.is_large_string(column.type):
        return pd.array(pa.chunked_array([column]), dtype=pd.StringDtype("pyarrow", na_value=np.nan))
    numbers = column.to_numpy(zero_copy_only=True)
    return numbers.view(kind) if kind else numbers
