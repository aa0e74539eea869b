"""Readings in, store rows out: plain values with their stable ids, and the hash by which equal rows are known.

Rows are made where pages are read, in a worker process or on another machine: the one process that writes only writes.
"""

import hashlib
import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Table

from metrics.model import Article, Observation, Page, Reading
from metrics.parse.issue_date import is_given
from metrics.series import base_of_unit, base_value, dims_json, make_id, observation_id, point_id, series_id
from metrics.store.tables import ARTICLES, OBSERVATIONS, PAGES, SKIPPED, content_columns

Value = object
Row = Mapping[str, Value]
CANONICAL = json.JSONEncoder(ensure_ascii=True, default=str, separators=(",", ":"))
AS_THEY_ARE = (
    *("article", "quote", "start", "end", "indicator", "indicator_id", "unit", "bound", "measure", "basis", "base", "entity"),
    *("period_start", "period_end", "status", "tier", "rule", "confidence"),
)
to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
NUL, NUL_SHOWN = "\0", "\u2400"  # PostgreSQL's texts hold no NUL: the store has its picture in its place, one for one


@dataclass(frozen=True, slots=True)
class HashedRow:
    """A row with the hash of its content."""

    values: Row
    hash: int


@dataclass(frozen=True, slots=True)
class PageRows:
    """What one reading puts into the store: the text of its page, and rows by the name of their table."""

    sha256: str
    doc: str
    text: str
    extraction: str
    given_date: date | None
    skipped: int  # numbers
    tables: Mapping[str, tuple[HashedRow, ...]]
    facsimile: Row | None = None


def to_rows(reading: Reading, extraction: str) -> PageRows:
    """The rows of one reading, every observation under its article and with its series and point."""
    page = reading.page
    skips = to_json([[skip.start, skip.end, skip.reason] for skip in reading.skipped])
    rows: dict[Table, Sequence[Row]] = {
        PAGES: [_page_row(reading, extraction)],
        ARTICLES: [_article_row(reading, article) for article in reading.articles],
        OBSERVATIONS: list(_observation_rows(reading)),
        SKIPPED: [{"sha256": page.sha256, "spans": skips}],
    }
    tables = {table.name: hash_rows(content_columns(table), found) for table, found in rows.items()}
    given = reading.issue.date if is_given(reading.issue.reason) else None
    text = page.text.replace(NUL, NUL_SHOWN)
    return PageRows(page.sha256, page.doc, text, extraction, given, len(reading.skipped), tables, facsimile_row(page))


def facsimile_row(page: Page) -> Row | None:
    """The picture of a page and where its text stands on it."""
    made = page.facsimile
    if made is None:
        return None
    size = {"picture": made.picture, "width": made.width, "height": made.height}
    return {"sha256": page.sha256, **size, "lines": to_json(made.lines), "doubts": to_json(page.doubts)}


def hash_rows(columns: Sequence[str], rows: Iterable[Row]) -> tuple[HashedRow, ...]:
    """Rows as the store holds them, each with its hash."""
    shown = (
        {key: value.replace(NUL, NUL_SHOWN) if isinstance(value, str) else value for key, value in row.items()} for row in rows
    )
    return tuple(HashedRow(row, row_hash(columns, row)) for row in shown)


def row_hash(columns: Sequence[str], row: Row) -> int:
    """The SHA-256 of a row's content as a number; an edition's digest is the sum of them, whatever their order."""
    canonical = CANONICAL.encode([row[name] for name in columns])
    return int.from_bytes(hashlib.sha256(canonical.encode("ascii")).digest(), "big")


def article_id(page: Page, article: Article) -> str:
    """The id of an article, unique over all pages."""
    return make_id("a", page.sha256, article.id)


def _page_row(reading: Reading, extraction: str) -> Row:
    return {
        "sha256": reading.page.sha256,
        "doc": reading.page.doc,
        "issue_date": reading.issue.date,
        "issue_year": reading.issue.year,
        "issue_reason": reading.issue.reason,
        "extraction": extraction,
        "articles": len(reading.articles),
        "observations": len(reading.observations),
        "skipped": len(reading.skipped),
    }


def _article_row(reading: Reading, article: Article) -> Row:
    return {
        "sha256": reading.page.sha256,
        "article_id": article_id(reading.page, article),
        "title": article.title,
        "subtitle": article.subtitle,
        "reporters": to_json(article.reporters),
        "spans": to_json([*_page_spans(reading, article)]),
    }


def _page_spans(reading: Reading, article: Article) -> Iterator[tuple[int, int, str]]:
    for paragraph in article.paragraphs:
        if paragraph.end > paragraph.start:
            yield *reading.clean.page_span(paragraph.start, paragraph.end), paragraph.kind


def _observation_rows(reading: Reading) -> Iterator[Row]:
    seen: Counter[str] = Counter()
    places = sorted(
        (start, end, article_id(reading.page, article))
        for article in reading.articles
        for start, end, _ in _page_spans(reading, article)
    )
    starts = [start for start, _, _ in places]
    for observation in reading.observations:
        first_id = observation_id(reading.page.sha256, observation)
        repeat = seen[first_id]
        seen[first_id] += 1
        place = bisect_right(starts, observation.start) - 1
        holds = place >= 0 and observation.start < places[place][1]
        yield {
            "obs_id": observation_id(reading.page.sha256, observation, repeat) if repeat else first_id,
            "sha256": reading.page.sha256,
            "article_id": places[place][2] if holds else "",
            **observation_row(observation),
        }


def observation_row(observation: Observation) -> Row:
    """What a figure says and where, with the ids that follow from it."""
    series = series_id(observation)
    high = observation.value_high
    return {
        "series_id": series,
        "point_id": point_id(series, observation),
        "article": observation.article,
        "reporters": to_json(observation.reporters),
        "quote": observation.quote,
        "start": observation.start,
        "end": observation.end,
        "indicator": observation.indicator,
        "indicator_id": observation.indicator_id,
        "value_text": format(observation.value, "f"),
        "value_high_text": None if high is None else format(high, "f"),
        "unit": observation.unit,
        "base_value_text": base_value(observation.value, observation.unit),
        "base_unit": base_of_unit(observation.unit)[1],
        "bound": observation.bound,
        "measure": observation.measure,
        "basis": observation.basis,
        "base": observation.base,
        "entity": observation.entity,
        "dims": dims_json(observation.dims),
        "period_start": observation.period_start,
        "period_end": observation.period_end,
        "status": observation.status,
        "tier": observation.tier,
        "rule": observation.rule,
        "confidence": observation.confidence,
    }


def to_observation(row: Row) -> Observation:
    """The figure a row was made of; name and day of its page stand with the page."""
    same: dict[str, Any] = {name: row[name] for name in AS_THEY_ARE}
    high: Any = row["value_high_text"]
    texts: dict[str, Any] = {name: row[name] for name in ("reporters", "dims", "value_text")}
    return Observation(
        doc="",
        issue_date=None,
        reporters=tuple(json.loads(texts["reporters"])),
        value=Decimal(texts["value_text"]),
        value_high=None if high is None else Decimal(high),
        dims=json.loads(texts["dims"]),
        **same,
    )


def split_changes(
    columns: Sequence[str], old: Iterable[Row], new: Iterable[HashedRow]
) -> tuple[list[HashedRow], list[HashedRow]]:
    """Which old rows are no longer read and which new ones were not there: equal rows stay as they are."""
    by_hash: dict[int, list[HashedRow]] = {}
    for row in old:
        known = HashedRow(row, row_hash(columns, row))
        by_hash.setdefault(known.hash, []).append(known)
    added = []
    for fresh in new:
        same = by_hash.get(fresh.hash)
        if same:
            same.pop(0)
        else:
            added.append(fresh)
    return [row for rows in by_hash.values() for row in rows], added
