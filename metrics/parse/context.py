"""When: a paragraph with everything found on it, and, among its periods, the one in force for a number."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from metrics.model import EntityMention, Issue, Period, PeriodMention
from metrics.parse.clauses import Statement
from metrics.parse.measured import Measured
from metrics.parse.measures import unit_kind
from metrics.parse.recency import is_ahead, is_long_ago, is_within
from metrics.parse.scope import Scope
from metrics.parse.since import goes_on_since, open_since
from metrics.parse.speakers import Speech, find_speeches
from metrics.parse.told import (
    ALREADY,
    FIGURE,
    NOW,
    find_span,
    find_yardstick,
    is_aside,
    is_building,
    is_origin,
    is_reached,
    is_told,
    is_under_way,
)

_ATTRIBUTION = re.compile(
    r"(?:记者)?(?:\d+月\d+日|近日|日前|昨日|昨天|今天)?(?:从|据)[^，。；]{2,30}?(?:获悉|了解到|了解|传来消息|获知|透露|发布|介绍|统计|消息|通报|监测|显示|公布)"
)
_FROM = re.compile(
    r"[由从](?:目前|现在|如今|原来|原先|此前|最初|过去|之前|当初|[^，。；：、\d]{1,8}[时前初])?的?(?:不足|约|近|不到)?$"
)
_SO_FAR = re.compile(r"截[至止]到?(?:目前|发稿)")
_YEAR_END = re.compile(r"年(?:末|底)$")  # with no year before it: that of the period in force
_ASIDE = re.compile(r"当月|单月|当季|当日|当天")
_CLOSED = re.compile(r"；[^；]*?(?:(?<!早|久|业|日)已(?!完成|实现|超|占)|累计已)")  # 2024年产值87.5亿元；…⟨已⟩下线机组
_DONE_SINCE = re.compile(rf"\d[^。；]*?{ALREADY}")
_WHOLE = re.compile(r"(?:今年)?(?:全年|年内)")
_WHOLE_DONE = re.compile(r"全年(?:共|累计|已|总共)*(?:完成|收获|收储|产出)")  # in autumn: the harvest is in
_AUTUMN = 9
_THIS_TIME = re.compile(
    r"[此本这]次[^，。；\d]{0,8}?(?:开工|签约|竣工|集中|活动|投产|上榜|入选)"
)  # 去年…。此次集中开工的9个项目
_BESIDE = frozenset("，；（。而")
_WAS = re.compile(r"(?:数据|数值|数)?(?:仅|只|才|就|约)*(?:为|是|有|达到?)?(?:仅|约|近|不足)?")
_FORESEEN = ("预计", "预计到", "预期")  # 预计上半年…: the figures behind it are of now again
_COUNTED_KINDS = frozenset({"company", "site", "org"})
_COUNTED = re.compile(r"(?:共|共有|达|有|近|约)?\d{1,4}[余多]?[家座所](?!分|门|子)")  # 精米加工厂4家 are counted
_AREAS = frozenset({"place", "zone", "town", "village"})


class When(NamedTuple):
    """The period of a number. `is_origin`: the first of two (由53%提升到97%); `is_carried`: told before, not in this sentence;
    `is_aside`: a month or day inside the period in force (7月当月), which does not stay in force.
    """

    period: Period | None
    is_future: bool = False
    is_origin: bool = False
    is_carried: bool = False
    is_aside: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paragraph with everything found on it; `offset` is where it begins in the clean text.

    `told` are the starts of the periods that say when.
    """

    text: str
    offset: int
    kind: str
    issue: Issue
    periods: Sequence[PeriodMention]
    entities: Sequence[EntityMention]
    mentions: dict[int, int] = field(default_factory=dict)
    areas: dict[int, int] = field(default_factory=dict)
    attributions: tuple[tuple[int, int], ...] = ()
    speeches: tuple[Speech, ...] = ()
    told: frozenset[int] = frozenset()
    period_starts: Sequence[int] = ()
    entity_starts: Sequence[int] = ()

    def periods_in(self, start: int, end: int) -> Sequence[PeriodMention]:
        """The period mentions that begin in a stretch of the paragraph."""
        starts = self.period_starts
        return self.periods[bisect_left(starts, start) : bisect_left(starts, end)] if starts else ()

    def entities_in(self, start: int, end: int) -> Sequence[EntityMention]:
        """The entity mentions that begin in a stretch of the paragraph."""
        starts = self.entity_starts
        return self.entities[bisect_left(starts, start) : bisect_left(starts, end)] if starts else ()


def lay_out(text: str, offset: int, kind: str, issue: Issue, found: tuple[list[PeriodMention], list[EntityMention]]) -> Sheet:
    """A sheet for a paragraph; sources of a report (记者从…获悉) are marked so that they are not taken for its subject."""
    periods, entities = [open_since(text, m) for m in found[0] if not goes_on_since(text, m, found[0])], found[1]
    entities = [m for m in entities if not (m.entity.kind in _COUNTED_KINDS and _COUNTED.match(text, m.end))]
    mentions = {m.start: m.end for m in entities if not m.is_base}
    mentions |= {m.start: m.end for m in periods}
    areas = {m.start: m.end for m in entities if m.entity.kind in _AREAS}
    attributions = tuple(m.span() for m in _ATTRIBUTION.finditer(text)) if "从" in text or "据" in text else ()
    speeches = find_speeches(text, entities, mentions)
    told = frozenset([mention.start for mention in periods if is_told(text, mention)])
    starts = ([mention.start for mention in periods], [mention.start for mention in entities])
    return Sheet(text, offset, kind, issue, periods, entities, mentions, areas, attributions, speeches, told, *starts)


def pick_period(sheet: Sheet, statement: Statement, scope: Scope) -> When:
    """The period in force for a number; an open one (今年) is closed by 截至… of the same sentence."""
    start = statement.quantity.start
    own = [m for m in sheet.periods_in(statement.sentence, start) if m.end <= start and not is_aside(sheet.text, m, start)]
    origin = next((m for m in reversed(own) if m.start >= statement.left and is_origin(sheet.text, m)), None) if own else None
    if origin or _FROM.search(sheet.text, statement.left, start):
        return When(origin.period if origin else None, is_origin=True)
    arrival = find_arrival(sheet, statement) if sheet.periods else None
    if arrival:
        return When(arrival.period, is_aside=True)
    told = [m for m in own if m.start in sheet.told and not _is_passing_goal(sheet, m, statement)]
    met, told = _part_met(sheet, told, statement)
    reached = [m for m in own if is_reached(sheet.text, m)] if own and all(map(_is_day, told)) else []
    if reached:
        return When(reached[-1].period, is_aside=True)
    if (not told or told[-1].period[:2] == (None, None)) and _is_past_now(sheet, statement):
        return When(scope.period, is_carried=True)
    if not told:
        if scope.within and sheet.text.startswith("其中", statement.sentence):
            return When(scope.within, is_carried=True)
        if NOW.search(sheet.text, statement.sentence, start) or is_under_way(sheet.text, statement.clause, start, scope.period):
            return When(
                None,
                is_aside=is_building(sheet.text, statement.sentence, statement.clause, start) or _is_midway(sheet, statement),
            )
        is_other = not _is_day_or_none(scope.period) and _THIS_TIME.search(sheet.text, statement.sentence, start)
        return When(None, is_aside=True) if is_other else When(scope.period, is_carried=True)
    last = find_span(sheet.text, told)
    if last.period[:2] == (None, None) and _is_midway(sheet, statement):
        return When(None, is_aside=True)
    if _is_now(sheet.text, last, start) or (
        last.end <= statement.clause and is_under_way(sheet.text, statement.clause, start, last.period)
    ):
        return When(None)
    if last.period.start and _CLOSED.search(sheet.text, last.end, start) and is_long_ago(sheet.issue, last.period):
        return When(None, is_aside=True)
    if last.role == "target" and _YEAR_END.match(sheet.text, last.start, last.end) and scope.flow and scope.flow.end:
        ending = date(scope.flow.end.year, 12, 31)
        is_future = sheet.issue.date is None or ending > sheet.issue.date
        return When(Period(None, ending, scope.flow.reason), is_future=is_future)
    closing = next((m for m in told if m.role == "asof" and m.period.start is None), None)
    if last.period.end is None and last.period.start and closing:
        return When(Period(last.period.start, closing.period.end, f"{last.period.reason}；{closing.period.reason}"))
    aside = bool(_ASIDE.match(sheet.text, last.end) or _ASIDE.search(sheet.text, last.start, last.end))
    opened = sheet.text.endswith("至今", last.start, last.end) and not sheet.text.startswith(("自", "从"), last.start - 1)
    aside = aside or opened or is_within(last.period, scope.flow) or sheet.text.endswith(_FORESEEN, 0, last.start)
    grown = "同比" in sheet.text[last.end : statement.sentence_end]
    ahead = bool(not grown and _WHOLE.match(sheet.text, last.start) and is_ahead(sheet.issue, last.period))
    ahead = ahead and not _is_done_by_autumn(sheet, last)
    return When(last.period, is_future=ahead or (last.role == "target" and last not in met), is_aside=aside or last in met)


def _is_now(text: str, last: PeriodMention, start: int) -> bool:
    """Whether a number is of now in spite of the time told: 1至8月…，目前…; 截至9月底，⟨现有⟩学校1487所 is of that day."""
    now = NOW.search(text, last.end, start)
    if now is None or now.group() != "现有" or last.role != "asof" or last.period.end is None:
        return now is not None
    return "；" in text[last.end : now.start()] or NOW.search(text, now.end(), start) is not None


def _is_day_or_none(period: Period | None) -> bool:
    return period is None or period.start == period.end


def _is_midway(sheet: Sheet, statement: Statement) -> bool:
    """Whether 截至目前 stands among figures of a time: 投诉882件；⟨截至目前⟩办结538件；举报213件 goes on with that time."""
    now = _SO_FAR.search(sheet.text, statement.sentence, statement.quantity.start)
    return now is not None and bool(FIGURE.search(sheet.text, statement.sentence, now.start()))


def _is_past_now(sheet: Sheet, statement: Statement) -> bool:
    """Whether a movement stands behind the ； that ends what is told of now: 目前在库项目141个；⟨工业投资同比增长25%⟩."""
    text, start = sheet.text, statement.quantity.start
    part = text.rfind("；", statement.sentence, start) + 1
    if part == 0 or NOW.search(text, part, start):
        return False
    return "同比" in text[part:start] or _is_midway(sheet, statement)


def _is_passing_goal(sheet: Sheet, mention: PeriodMention, statement: Statement) -> bool:
    """Whether a goal told after other numbers of its sentence ends at ；: 利用率83%，到年底要提高到85%；⟨日处理能力6.5万吨⟩."""
    if mention.role != "target" or "；" not in sheet.text[mention.end : statement.quantity.start]:
        return False
    return any(char.isdigit() for char in sheet.text[statement.sentence : mention.start])


def _part_met(sheet: Sheet, told: list[PeriodMention], statement: Statement) -> tuple[list[PeriodMention], list[PeriodMention]]:
    """The goals of which a number tells what was done (今年计划改造的9个小区已全部开工，⟨完工6个⟩); the times it may be of."""
    start = statement.quantity.start
    met = [m for m in told if m.role == "target" and _DONE_SINCE.search(sheet.text, m.end, start)]
    return met, [m for m in told if m.role == "asof"] or told if met else told


def _is_done_by_autumn(sheet: Sheet, mention: PeriodMention) -> bool:
    """Whether a year that ends soon is told of as done: ⟨全年完成⟩粮食总产量4万吨, in October."""
    issued = sheet.issue.date
    opens = sheet.text[max(mention.start - 1, 0) : mention.start] in {"", "。", "；"}
    return opens and issued is not None and issued.month >= _AUTUMN and bool(_WHOLE_DONE.match(sheet.text, mention.start))


def _is_day(mention: PeriodMention) -> bool:
    return mention.period.start == mention.period.end


def _is_told_beside(sheet: Sheet, mention: PeriodMention, start: int) -> bool:
    """Whether a number is what there was in the time compared with: 造林320亩，⟨去年同期为⟩300亩，增长6.7%."""
    if mention.role != "base" or "年" not in sheet.text[mention.start : mention.end]:
        return False
    return sheet.text[mention.start - 1 : mention.start] in _BESIDE and bool(_WAS.fullmatch(sheet.text, mention.end, start))


def find_arrival(sheet: Sheet, statement: Statement) -> PeriodMention | None:
    """The time that stands right before the second of two numbers: 由65万元增长到⟨去年⟩的310万元."""
    own = sheet.periods_in(statement.left, statement.quantity.start)
    last = own[-1] if own else None
    if last is None:
        return None
    if match_exceeded(sheet, statement) or _is_told_beside(sheet, last, statement.quantity.start):
        return last
    if not is_reached(sheet.text, last):
        return None
    return last if not sheet.text[last.end + 1 : statement.quantity.start].strip("约近超") else None


def match_exceeded(sheet: Sheet, statement: Statement) -> Measured | None:
    """The level of another time that a number exceeds: 已超⟨去年全年的150亿元⟩, 比⟨上年18万亩⟩增长; its name ends before."""
    own = sheet.periods_in(statement.left, statement.quantity.start) if sheet.periods else ()
    if not own or unit_kind(statement.quantity.unit) != "own":
        return None
    end = find_yardstick(sheet.text, own[-1], statement.quantity.start, statement.quantity.end)
    return Measured("level", "level", end - statement.left) if end >= statement.left else None
