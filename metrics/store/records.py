"""What the store hands out besides the observation table: its editions, pages and articles."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from metrics.series import to_base36

BEIJING = timezone(timedelta(hours=8))  # the day of an edition is the newspapers' day


@dataclass(frozen=True, slots=True)
class Edition:
    """One numbered state of the store, why it was made and when."""

    number: int
    created: datetime
    note: str
    reason: str
    digest: str

    @property
    def day(self) -> date:
        """The day it was made, as the newspapers count days."""
        return _to_day(self.created)

    @property
    def version(self) -> str:
        """The name a shared link pins: its day and ten digits that change with any row."""
        return _to_version(self.created, self.digest)


def _to_day(created: datetime) -> date:
    return created.astimezone(BEIJING).date()


@lru_cache(maxsize=4096)
def _to_version(created: datetime, digest: str) -> str:
    return f"{_to_day(created):%Y%m%d}-{to_base36(hashlib.sha256(digest.encode('ascii')).digest(), 10)}"


EMPTY = Edition(0, datetime(1970, 1, 1, tzinfo=BEIJING), "", "empty", "0" * 64)


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page as the store holds it."""

    sha256: str
    doc: str
    issue_date: date | None
    issue_year: int | None
    issue_reason: str
    extraction: str
    articles: int
    observations: int
    skipped: int
    added: int


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article of a page; `spans` are its paragraphs on the page in reading order: start, end, kind."""

    article_id: str
    title: str
    subtitle: str
    reporters: tuple[str, ...]
    spans: tuple[tuple[int, int, str], ...]
