"""Who and when: picks, among the mentions of a paragraph, those that are in force for a number."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from metrics.model import Entity, EntityMention, Issue, Period, PeriodMention
from metrics.parse.clauses import Statement
from metrics.parse.scope import Scope

_ATTRIBUTION = regex.compile(
    r"(?:记者)?(?:\d+月\d+日|近日|日前|昨日|昨天|今天)?(?:从|据)[^，。；]{2,30}?(?:获悉|了解到|了解|传来消息|获知|透露|发布|介绍|统计|消息|通报|监测|显示|公布)"
)
_EXAMPLES = regex.compile(r"(?:[、和与及]|等)")
_FROM = regex.compile(r"[由从][^，。；]{0,10}$")
_NOW = regex.compile(r"目前|如今|眼下|当前|现有|迄今|至今|现已")
_STOCK = frozenset({"org", "company", "site"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paragraph with everything found on it; `offset` is where it begins in the clean text."""

    text: str
    offset: int
    kind: str
    issue: Issue
    periods: Sequence[PeriodMention]
    entities: Sequence[EntityMention]
    mentions: dict[int, int] = field(default_factory=dict)
    attributions: tuple[tuple[int, int], ...] = ()


def lay_out(text: str, offset: int, kind: str, issue: Issue, found: tuple[list[PeriodMention], list[EntityMention]]) -> Sheet:
    """A sheet for a paragraph; sources of a report (记者从…获悉) are marked so that they are not taken for its subject."""
    periods, entities = found
    mentions = {m.start: m.end for m in entities if not m.is_base}
    mentions |= {m.start: m.end for m in periods}
    attributions = tuple(m.span() for m in _ATTRIBUTION.finditer(text)) if "从" in text or "据" in text else ()
    return Sheet(text, offset, kind, issue, periods, entities, mentions, attributions)


def pick_entity(sheet: Sheet, statement: Statement, scope: Scope) -> Entity | None:
    """The subject of a statement: the last entity named before the number in its sentence that is not a base, a source or an example."""
    start, end = statement.quantity.start, statement.sentence
    number = bisect_left([m.start for m in sheet.entities], start) - 1
    while number >= 0 and sheet.entities[number].start >= end:
        mention = sheet.entities[number]
        if not mention.is_base and not _is_source(sheet, mention) and not _is_example(sheet, mention, statement):
            return mention.entity
        number -= 1
    return scope.entity


def _is_source(sheet: Sheet, mention: EntityMention) -> bool:
    return mention.entity.kind in {"org", "place"} and any(a <= mention.start and mention.end <= b for a, b in sheet.attributions)


def _is_example(sheet: Sheet, mention: EntityMention, statement: Statement) -> bool:
    """Whether an organisation is only listed (A、B等6家单位) or stands behind a list mark."""
    if mention.entity.kind not in _STOCK:
        return False
    behind = sheet.text[mention.end : mention.end + 1]
    return behind in {"、", "等"} or sheet.text[mention.start - 1 : mention.start] == "、"


def pick_period(sheet: Sheet, statement: Statement, scope: Scope) -> tuple[Period | None, bool]:
    """The period in force for a number, and whether it lies ahead; an open one (今年) is closed by 截至… of the same sentence."""
    start = statement.quantity.start
    own = [m for m in sheet.periods if statement.sentence <= m.start and m.end <= start]
    base = next((m for m in reversed(own) if m.role == "base" and m.start >= statement.left), None)
    if base and _FROM.search(sheet.text[statement.clause : base.start + 1]):
        return base.period, False
    told = [m for m in own if m.role != "base"]
    if not told:
        return (None, False) if _says_now(sheet, statement) else (scope.period, False)
    last = told[-1]
    now = _now_after(sheet, statement, last)
    if now:
        return None, False
    closing = next((m for m in told if m.role == "asof" and m.period.start is None), None)
    if last.period.end is None and last.period.start and closing:
        return Period(last.period.start, closing.period.end, f"{last.period.reason}；{closing.period.reason}"), False
    return last.period, last.role == "target"


def _says_now(sheet: Sheet, statement: Statement) -> bool:
    return bool(_NOW.search(sheet.text, statement.sentence, statement.quantity.start))


def _now_after(sheet: Sheet, statement: Statement, mention: PeriodMention) -> bool:
    return bool(_NOW.search(sheet.text, mention.end, statement.quantity.start))
