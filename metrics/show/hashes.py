"""Rows in, a number for each out that changes when the row says something else."""

import hashlib
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

Table = pd.DataFrame
Hashes = npt.NDArray[np.uint64]
TEXTS = (
    *("obs_id", "indicator", "indicator_id", "entity", "measure", "basis", "unit", "value_text", "bound", "base", "dims"),
    *("status", "quote", "article", "doc", "sha256"),
)
NUMBERS = ("value_high", "period_start", "period_end", "issue_date", "start", "end")
PRIME = np.uint64(0x9E3779B97F4A7C15)
SHIFT = np.uint64(29)


def hash_text(text: object) -> int:
    """One text as a number of 64 bits, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(str(text).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def list_texts(column: "pd.Series[Any]") -> tuple[list[str], npt.NDArray[Any]]:
    """The different texts of a column, in any order, and for every row the number of its own."""
    held: Any = column.array
    if isinstance(held, pd.Categorical):
        return held.categories.tolist(), held.codes
    encoded = pa.array(column.astype("str").fillna(""), pa.large_string())
    encoded = encoded.combine_chunks() if isinstance(encoded, pa.ChunkedArray) else encoded
    encoded = encoded.dictionary_encode()
    return encoded.dictionary.to_pylist(), encoded.indices.to_numpy()


def hash_column(rows: Table, name: str) -> Hashes:
    """Every cell of a column as a number; of texts each different one is hashed once."""
    if name in TEXTS:
        texts, codes = list_texts(rows[name])
        hashes = np.fromiter(map(hash_text, texts), dtype=np.uint64, count=len(texts))
        spread: Hashes = hashes.take(codes) if len(hashes) else np.zeros(len(rows), dtype=np.uint64)
        return spread
    numbers = rows[name].to_numpy()
    if numbers.dtype.kind == "M":
        days: Hashes = numbers.astype("datetime64[D]").astype(np.int64).astype(np.uint64)
        return days
    plain = numbers.astype(np.float64)
    bits: Hashes = np.where(np.isnan(plain), -np.inf, plain).view(np.uint64)
    return bits


def hash_rows(rows: Table) -> Hashes:
    """What every row says as one number."""
    hashes = np.zeros(len(rows), dtype=np.uint64)
    for name in (*TEXTS, *NUMBERS):
        hashes = (hashes ^ hash_column(rows, name)) * PRIME
        hashes ^= hashes >> SHIFT
    return hashes
