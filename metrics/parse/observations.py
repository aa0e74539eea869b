"""A paragraph with its quantities → drafts of observations: what each number measures, of whom, when and how."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from metrics.model import Entity, Period, Quantity
from metrics.parse.breakdowns import open_breakdown, part_of, same_unit
from metrics.parse.bulletins import Bulletin
from metrics.parse.clauses import Statement, split_statements
from metrics.parse.context import Sheet, pick_entity, pick_period
from metrics.parse.lists import Pair, find_pairs
from metrics.parse.measures import Measured, match_measure
from metrics.parse.naming import CARRYING, Named, compose_part, name_number, name_pair
from metrics.parse.scope import Draft, Scope
from metrics.parse.statuses import read_status

_FLOW = regex.compile(r"(?:产量|产值|增加值|投资|收入|支出|销售|吞吐量|发电量|用电量|销量|总额|贸易|旅客|人次)$")
_THING = regex.compile(r"(?:项目|企业|基地|工程|工单|诉求|产线|电站|园区|车间)$")
_IN_FRONT = regex.compile(r"[，。；：]")


def read_drafts(sheet: Sheet, quantities: Sequence[Quantity], scope: Scope, bulletin: Bulletin | None) -> tuple[list[Draft], Scope]:
    """Read every quantity of a paragraph in order; each one inherits what the ones before it set."""
    statements = split_statements(sheet.text, quantities)
    pairs = find_pairs(sheet.text, statements)
    drafts: list[Draft] = []
    for index, statement in enumerate(statements):
        scope = _enter(scope, statement)
        scope = replace(scope, breakdown=open_breakdown(sheet, statement, scope, drafts, bulletin))
        following = statements[index + 1] if index + 1 < len(statements) else None
        draft = _read(sheet, statement, scope, drafts, pairs.get(index), following, bulletin)
        drafts.append(draft)
        scope = _carry(scope, draft)
    return drafts, scope


def _enter(scope: Scope, statement: Statement) -> Scope:
    breakdown = scope.breakdown
    if breakdown and not breakdown.lasts and statement.quantity.start >= breakdown.until:
        return replace(scope, breakdown=None)
    return scope


def _read(
    sheet: Sheet, statement: Statement, scope: Scope, drafts: Sequence[Draft], pair: Pair | None, following: Statement | None, bulletin: Bulletin | None
) -> Draft:
    quantity = statement.quantity
    measured = _measure(sheet.text, statement)
    named = _name(sheet, statement, scope, drafts, pair, following, bulletin, measured)
    entity = scope.entity if named.dims and not pair else pick_entity(sheet, statement, scope)
    if pair and named.dims:
        entity = scope.entity
    period, future = pick_period(sheet, statement, scope)
    if period is scope.period and period and period.start is None and scope.flow and _is_flow(named.name, measured):
        period = scope.flow
    return Draft(
        quantity=replace(quantity, value=quantity.value * measured.sign),
        start=sheet.offset + quantity.start,
        end=sheet.offset + quantity.end,
        quote=(sheet.offset + _quote_start(sheet.text, statement), sheet.offset + statement.clause_end),
        measured=measured,
        name=named.name,
        entity=entity,
        period=period,
        status=read_status(sheet.text, statement, measured, future),
        dims=named.dims,
        doubt=named.doubt,
    )


def _measure(text: str, statement: Statement) -> Measured:
    """The measure by the words since the last number; 第2位 is a rank whatever stands before."""
    quantity = statement.quantity
    words = text[statement.left : quantity.start]
    if words.endswith("第") or text[quantity.start] == "第":
        measured = match_measure(words.removesuffix("第"), "位")
        return measured if measured.measure == "rank" else Measured("rank", "rank_place", -1)
    measured = match_measure(words, quantity.unit)
    if measured.measure == "level" and text[quantity.end : quantity.end + 2] in {"办结", "回复", "完成", "达标"} and quantity.unit == "%":
        return Measured("level", "level_done", 0)
    return measured


def _name(
    sheet: Sheet, statement: Statement, scope: Scope, drafts: Sequence[Draft], pair: Pair | None, following: Statement | None, bulletin: Bulletin | None, measured: Measured
) -> Named:
    if pair:
        named = name_pair(pair, scope, drafts, sheet, measured)
        if scope.breakdown and pair.item and not pair.head and not named.dims:
            return Named(scope.breakdown.name, {scope.breakdown.key or "类型": pair.item.strip("“”")})
        return named
    part = part_of(sheet, statement, scope, bulletin) if measured.measure == "level" else None
    if part:
        breakdown, key, label = part
        return Named(breakdown.name, {key: label})
    named = name_number(sheet, statement, scope, measured, following, drafts)
    if measured.measure not in CARRYING and same_unit(scope.unit, statement.quantity.unit):
        return replace(named, name=compose_part(named.name, True, scope))
    return named


def _is_flow(name: str, measured: Measured) -> bool:
    return measured.measure == "growth" or bool(_FLOW.search(name))


def _quote_start(text: str, statement: Statement) -> int:
    """A quote begins where the clause before the number's begins, so that its subject is in sight."""
    start = statement.clause
    while start > statement.sentence and statement.quantity.start - start < 12:
        marks = [m.end() for m in _IN_FRONT.finditer(text, statement.sentence, start - 1)]
        start = marks[-1] if marks else statement.sentence
    return start


def _carry(scope: Scope, draft: Draft) -> Scope:
    """What the next statement inherits from this one."""
    level = draft.measured.measure == "level"
    is_part = bool(draft.dims)
    subject = draft.name or scope.subject
    changes: dict[str, str | Entity | Period | None] = {"entity": draft.entity, "period": draft.period}
    scope = replace(scope, entity=draft.entity, period=draft.period, subject=subject, dims=dict(draft.dims))
    if level:
        scope = replace(scope, unit=draft.quantity.unit)
    if level and not is_part:
        scope = replace(scope, total=draft.name, total_unit=draft.quantity.unit)
    if level and _THING.search(draft.name):
        scope = replace(scope, thing=draft.name)
    if draft.period and draft.period.start and draft.period.end:
        scope = replace(scope, flow=draft.period)
    del changes
    return scope
