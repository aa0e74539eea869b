"""Rows in, a number for each out that changes when the row says something else."""

import hashlib

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.show.prepared import labels_of

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


def hash_column(rows: Table, name: str) -> Hashes:
    """Every cell of a column as a number; of texts each different one is hashed once."""
    if name in TEXTS:
        labels = labels_of(rows, name)
        hashes = np.array([hash_text(text) for text in labels.categories], dtype=np.uint64)
        spread: Hashes = hashes.take(labels.codes) if len(hashes) else np.zeros(len(rows), dtype=np.uint64)
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
