"""Rows in, a digest of ten characters out: it changes when a row comes, goes or says something else, not with their order."""

import hashlib

import numpy as np

from metrics.series import to_base36
from metrics.show.filters import Table
from metrics.show.hashes import Hashes
from metrics.show.link import DIGEST_DIGITS


def find_hashes(rows: Table) -> Hashes:
    """What each of these rows says as one number, as it was counted when the table was prepared."""
    hashes: Hashes = rows["row_hash"].to_numpy()
    return hashes


def to_digest(hashes: Hashes) -> str:
    """The digest of rows from their hashes: their number and their sum.

    >>> to_digest(np.array([1, 2], dtype=np.uint64)) == to_digest(np.array([2, 1], dtype=np.uint64))
    True
    """
    total = int(hashes.sum(dtype=np.uint64))
    return to_base36(hashlib.sha256(f"{len(hashes)} {total}".encode("ascii")).digest(), DIGEST_DIGITS)
