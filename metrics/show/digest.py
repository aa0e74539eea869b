"""Rows in, a digest of ten characters out: it changes when a row comes, goes or says something else, not with their order."""

import hashlib
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from metrics.series import to_base36
from metrics.show.filters import Table
from metrics.show.link import DIGEST_DIGITS
from metrics.show.prepared import labels_of
from metrics.show.shelf import read_shelf
from metrics.store import Store

Hashes = npt.NDArray[np.uint64]
TEXTS = (
    *("obs_id", "indicator", "indicator_id", "entity", "measure", "basis", "unit", "value_text", "bound", "base", "dims"),
    *("status", "quote", "article", "doc", "sha256"),
)
NUMBERS = ("value_high", "period_start", "period_end", "issue_date", "start", "end")
PLACE = "place_page"  # where a row stands on its pages: one number for each row of an edition, whatever is hidden
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


@lru_cache(maxsize=4)
def hash_edition(store: Store, edition: int) -> Hashes:
    """The hash of every row of an edition, at the place where it stands on its page."""
    table = read_shelf(store, edition).table
    hashes = np.empty(len(table), dtype=np.uint64)
    hashes[table[PLACE].to_numpy()] = hash_rows(table)
    return hashes


def find_hashes(store: Store, edition: int, rows: Table) -> Hashes:
    """The hashes of some rows of an edition."""
    hashes: Hashes = hash_edition(store, edition)[rows[PLACE].to_numpy()]
    return hashes


def to_digest(hashes: Hashes) -> str:
    """The digest of rows from their hashes: their number and their sum.

    >>> to_digest(np.array([1, 2], dtype=np.uint64)) == to_digest(np.array([2, 1], dtype=np.uint64))
    True
    """
    total = int(hashes.sum(dtype=np.uint64))
    return to_base36(hashlib.sha256(f"{len(hashes)} {total}".encode("ascii")).digest(), DIGEST_DIGITS)


def digest_rows(rows: Table) -> str:
    """The digest of rows, counted from what they say."""
    return to_digest(hash_rows(rows.reset_index(drop=True)))
