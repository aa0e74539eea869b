"""The SQL tables of the store; nothing outside this package knows them.

Rows are added and retired by numbered editions, never changed. What edition n shows is in `in_edition`.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    and_,
    or_,
)

SCHEMA = 1
METADATA = MetaData()

STORE = Table(
    "store",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("product", String(40), nullable=False),
    Column("schema_number", Integer, nullable=False),
    Column("writes", Integer, nullable=False),  # touched by every writer: the row lock that makes editions commit in order
)
EDITIONS = Table(
    "editions",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("created", String(25), nullable=False),  # UTC, ISO 8601
    Column("note", Text, nullable=False),
    Column("reason", String(20), nullable=False),
    Column("digest", String(64), nullable=False),  # sum of the hashes of all rows in force
)
TEXTS = Table(  # the page as printed, once, however often it is read again
    "texts",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("text", Text, nullable=False),
)
FACSIMILES = Table(  # the picture of a page that was read from one, or from a PDF, and where on it its text stands
    "facsimiles",
    METADATA,
    Column("sha256", String(64), ForeignKey("texts.sha256"), primary_key=True),
    Column("picture", LargeBinary, nullable=False),  # WebP
    Column("width", Integer, nullable=False),  # pixels
    Column("height", Integer, nullable=False),
    Column("lines", Text, nullable=False),  # JSON list of [start, top, bottom, left, width of each character...]
    Column("doubts", Text, nullable=False),  # JSON list of [start, end, score] of what the character reader was not sure of
)


def _edition_columns() -> Sequence[Column[Any]]:
    return (
        Column("added", Integer, ForeignKey("editions.number"), nullable=False),
        Column("retired", Integer, ForeignKey("editions.number")),
    )


def _id_column() -> Column[int]:
    return Column("id", Integer, primary_key=True)


PAGES = Table(
    "pages",
    METADATA,
    _id_column(),
    Column("sha256", String(64), ForeignKey("texts.sha256"), nullable=False),
    Column("doc", Text, nullable=False),
    Column("issue_date", Date),
    Column("issue_year", Integer),
    Column("issue_reason", Text, nullable=False),
    Column("extraction", String(64), nullable=False),
    Column("articles", Integer, nullable=False),
    Column("observations", Integer, nullable=False),
    Column("skipped", Integer, nullable=False),
    *_edition_columns(),
)
ARTICLES = Table(
    "articles",
    METADATA,
    _id_column(),
    Column("sha256", String(64), nullable=False),
    Column("article_id", String(20), nullable=False),
    Column("title", Text, nullable=False),
    Column("subtitle", Text, nullable=False),
    Column("reporters", Text, nullable=False),  # JSON list
    Column("spans", Text, nullable=False),  # JSON list of [start, end, kind] on the page, in reading order
    *_edition_columns(),
)
OBSERVATIONS = Table(
    "observations",
    METADATA,
    _id_column(),
    Column("obs_id", String(20), nullable=False),
    Column("series_id", String(20), nullable=False),
    Column("point_id", String(20), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("article_id", String(20), nullable=False),
    Column("article", Text, nullable=False),
    Column("reporters", Text, nullable=False),  # JSON list
    Column("quote", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("indicator", Text, nullable=False),
    Column("indicator_id", Text),
    Column("value_text", Text, nullable=False),  # exact, as printed
    Column("value_high_text", Text),
    Column("unit", Text, nullable=False),
    Column("base_value_text", Text, nullable=False),
    Column("base_unit", Text, nullable=False),
    Column("bound", String(2), nullable=False),
    Column("measure", String(20), nullable=False),
    Column("basis", String(20)),
    Column("base", Text),
    Column("entity", Text, nullable=False),
    Column("dims", Text, nullable=False),  # canonical JSON object
    Column("period_start", Date),
    Column("period_end", Date),
    Column("status", String(20), nullable=False),
    Column("tier", String(20), nullable=False),
    Column("rule", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    *_edition_columns(),
)
SKIPPED = Table(  # one row a page: there are more of them than of observations, and they are read together
    "skipped",
    METADATA,
    _id_column(),
    Column("sha256", String(64), nullable=False),
    Column("spans", Text, nullable=False),  # JSON list of [start, end, reason] on the page, in page order
    *_edition_columns(),
)
DECISIONS = Table(  # the log of the editors: lines are only ever added; those of one decision share the edition it made
    "decisions",
    METADATA,
    _id_column(),
    Column("made", String(25), nullable=False),  # UTC, ISO 8601
    Column("who", Text, nullable=False),
    Column("action", String(20), nullable=False),
    Column("sha256", String(64), nullable=False),  # the anchor: page and span
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("obs_id", String(20), nullable=False),
    Column("field", String(20), nullable=False),
    Column("previous", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("undoes", Integer, ForeignKey("editions.number")),
    Column("before", Text),  # JSON of the row it was until then
    Column("reading", Text),  # JSON of the row the rules read there
    Column("added", Integer, ForeignKey("editions.number"), nullable=False),
)
CONTENT = (PAGES, ARTICLES, OBSERVATIONS, SKIPPED)
DIGESTED = (*CONTENT, DECISIONS)
LATER = (DECISIONS, FACSIMILES)  # tables that stores and archives of an older program do not have

Index(
    "pages_in_force",
    PAGES.c.sha256,
    unique=True,
    sqlite_where=PAGES.c.retired.is_(None),
    postgresql_where=PAGES.c.retired.is_(None),
)
Index("articles_of_page", ARTICLES.c.sha256)
Index("observations_of_page", OBSERVATIONS.c.sha256)
Index("observations_of_series", OBSERVATIONS.c.series_id, OBSERVATIONS.c.period_end)
Index("observations_by_id", OBSERVATIONS.c.obs_id)
Index("skipped_of_page", SKIPPED.c.sha256)
Index("decisions_of_page", DECISIONS.c.sha256)
Index("decisions_on_figure", DECISIONS.c.obs_id)


def in_edition(table: Table, edition: int) -> ColumnElement[bool]:
    """The rows of a table that edition `edition` shows."""
    if "retired" not in table.c:
        return table.c.added <= edition
    return and_(table.c.added <= edition, or_(table.c.retired.is_(None), table.c.retired > edition))


def content_columns(table: Table) -> tuple[str, ...]:
    """The columns that say something about a page: all but the row's number and its editions."""
    return tuple(column.name for column in table.columns if column.name not in ("id", "added", "retired"))
