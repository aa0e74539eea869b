"""Two editions in, out the rows that came or went between them: what was made of the earlier one is mended by these."""

from dataclasses import dataclass

from sqlalchemy import Connection, Table, and_, or_, select
from sqlalchemy.sql import ColumnElement

from metrics.store.tables import DECISIONS, OBSERVATIONS, PAGES, in_edition

IDS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A row that came or went, or whose page is told otherwise: where it stands and what it is of."""

    sha256: str
    obs_id: str
    series_id: str
    indicator: str
    indicator_id: str | None
    entity: str


def read_moved(connection: Connection, since: int, edition: int, most_pages: int) -> list[MovedRow] | None:
    """The rows that came or went after edition `since` up to `edition`; None when they stand on too many pages to be few.

    A page that was read again may have another day of issue, so all its rows count as moved; so does what was decided about.
    """
    read = set(connection.execute(select(PAGES.c.sha256).where(_is_between(PAGES, since, edition)).distinct()).scalars())
    decided = select(DECISIONS.c.sha256, DECISIONS.c.obs_id).where(DECISIONS.c.added > since, DECISIONS.c.added <= edition)
    figures = {row.obs_id: row.sha256 for row in connection.execute(decided)}
    pages = sorted(read | set(figures.values()))
    if len(pages) > most_pages:
        return None
    columns = [OBSERVATIONS.c[name] for name in MovedRow.__dataclass_fields__]
    moved: list[MovedRow] = []
    for first in range(0, len(pages), IDS_AT_ONCE):
        some = pages[first : first + IDS_AT_ONCE]
        own = [obs_id for obs_id, sha256 in figures.items() if sha256 in some]
        is_told = or_(OBSERVATIONS.c.sha256.in_(sorted(read & set(some))), OBSERVATIONS.c.obs_id.in_(own))
        is_told = and_(is_told, in_edition(OBSERVATIONS, edition))
        query = select(*columns).where(OBSERVATIONS.c.sha256.in_(some), or_(_is_between(OBSERVATIONS, since, edition), is_told))
        moved += [MovedRow(*row) for row in connection.execute(query)]
    return moved


def _is_between(table: Table, since: int, edition: int) -> ColumnElement[bool]:
    added = and_(table.c.added > since, table.c.added <= edition)
    return or_(added, and_(table.c.retired > since, table.c.retired <= edition))
