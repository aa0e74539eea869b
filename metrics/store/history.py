"""An edition in, the rows it no longer shows out: what was read once, and when it ceased to be."""

from typing import Any

from sqlalchemy import Connection, select

from metrics.store.tables import OBSERVATIONS


def read_retired(connection: Connection, edition: int, sha256: str = "") -> tuple[list[tuple[Any, ...]], list[int]]:
    """Every observation that was retired up to an edition, of one page or of all, and the edition in which each went."""
    query = select(OBSERVATIONS).where(OBSERVATIONS.c.retired <= edition)
    if sha256:
        query = query.where(OBSERVATIONS.c.sha256 == sha256)
    rows = connection.execute(query.order_by(OBSERVATIONS.c.retired, OBSERVATIONS.c.id)).all()
    return [tuple(row) for row in rows], [row.retired for row in rows]
