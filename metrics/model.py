"""The frozen objects of the flow, in the order in which a page passes through them.

Offsets are code points, end exclusive. `Page` and `Observation` count in the page file as read; `CleanText`, `Paragraph` and
`Article` count in the cleaned text; mentions and quantities count in the text of their paragraph. What is made for every
figure is a named tuple: a frozen dataclass takes four times as long to make.
"""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

Bound = Literal["=", ">", ">=", "<", "~"]
Measure = Literal["level", "growth", "change", "share", "multiple", "completion", "rank"]
Basis = Literal["yoy", "mom", "eoy", "since"]
Status = Literal["actual", "target", "planned", "rule"]
Tier = Literal["core", "detail"]
ParagraphKind = Literal["title", "subheading", "prose", "list", "cell", "caption", "notice"]
PeriodRole = Literal["time", "asof", "base", "target"]
EntityKind = Literal["place", "zone", "org", "company", "site", "town", "village", "person"]

REVIEW_BELOW = 0.9  # a figure whose confidence is less is one for review


@dataclass(frozen=True, slots=True)
class Facsimile:
    """The picture of a page, and where on it its text stands.

    A line is the offset of its first character in the text, its top, its bottom, where it begins, then the width of each
    character, all in pixels.
    """

    picture: bytes
    width: int
    height: int
    lines: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One newspaper page as read from its file.

    `doubts` are spans that a character reader was not sure of, with its score from 0 to 1; `note` says how the file was read.
    """

    doc: str
    text: str
    sha256: str
    doubts: tuple[tuple[int, int, float], ...] = ()
    note: str = ""
    facsimile: Facsimile | None = None


@dataclass(frozen=True, slots=True)
class CleanText:
    """Repaired text; `offsets[i]` is where its character `i` stands on the page (one entry a character).

    A newline ends each paragraph, two where a blank line follows; `columns` has the printed width of each (0: one line).
    """

    text: str
    offsets: "array[int]"
    columns: tuple[int, ...] = ()

    def page_span(self, start: int, end: int) -> tuple[int, int]:
        """The span on the page of the clean span `start..end` (not empty)."""
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of clean text that is read as one: wrapped lines are already joined."""

    start: int
    end: int
    kind: ParagraphKind


@dataclass(frozen=True, slots=True)
class Issue:
    """The day the newspaper appeared and the year its undated days belong to, as far as the page tells."""

    date: date | None
    year: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a page, its title possibly printed elsewhere; paragraphs in reading order, titles among them."""

    id: str
    title: str
    subtitle: str
    reporters: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]


class Period(NamedTuple):
    """What time a statement is about, both ends inclusive; null where the text does not say."""

    start: date | None
    end: date | None
    reason: str = ""


class PeriodMention(NamedTuple):
    """A time expression in a paragraph. `base`: only compared with (较2019年); `target`: a day to come (到2030年)."""

    start: int
    end: int
    period: Period
    role: PeriodRole


@dataclass(frozen=True, slots=True)
class Entity:
    """A place, an organisation or a person; `code` is GB/T 2260 for places, a local code for zones, null for the rest."""

    name: str
    kind: EntityKind
    code: str | None = None
    parent: str | None = None


class EntityMention(NamedTuple):
    """An entity named in a paragraph. `is_base`: the whole of a share or the yardstick of a comparison, not the subject.

    `alias`: who speaks for it (总经理⟨覃立新⟩) or its short name; either stands for it from here on.
    """

    start: int
    end: int
    entity: Entity
    is_base: bool = False
    alias: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who has been named in an article so far, in order, and the names that stand for them: a manager's, a short one."""

    entities: tuple[Entity, ...] = ()
    names: Mapping[str, Entity] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Home:
    """Whose page it is: what 我市, 全省, 全区 and 园区 mean on it. `is_zone`: it is the zone's own; `district`: whom the
    article is about that is read."""

    city: Entity | None
    province: Entity | None
    zone: Entity | None = None
    is_zone: bool = False
    district: Entity | None = None


class Quantity(NamedTuple):
    """A number with its unit as printed: 10余万 人 → 10, 万人, `>`."""

    start: int
    end: int
    value: Decimal
    value_high: Decimal | None
    unit: str
    bound: Bound


class Skipped(NamedTuple):
    """A number that states no figure, and why: date, phone, ordinal, name, ..."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Observation:
    """One reported figure; the keys are the public contract of `extract --format jsonl`."""

    doc: str
    article: str
    reporters: tuple[str, ...]
    issue_date: date | None
    quote: str
    start: int
    end: int
    indicator: str
    indicator_id: str | None
    value: Decimal
    value_high: Decimal | None
    unit: str
    bound: Bound
    measure: Measure
    basis: Basis | None
    base: str | None
    entity: str
    period_start: date | None
    period_end: date | None
    status: Status
    tier: Tier
    rule: str
    confidence: float
    dims: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one page became: its issue, articles, observations and the numbers that were skipped (page offsets)."""

    page: Page
    clean: CleanText
    issue: Issue
    articles: tuple[Article, ...]
    observations: tuple[Observation, ...]
    skipped: tuple[Skipped, ...]
