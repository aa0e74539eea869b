"""A paragraph with its quantities → drafts of observations: what each number measures, of whom, when and how."""

import re
from collections.abc import Sequence

from metrics.catalogue.units import same_unit
from metrics.model import Quantity, Status
from metrics.parse.aims import listed_from
from metrics.parse.breakdowns import is_list_over, open_breakdown
from metrics.parse.bulletins import Bulletin, split_handler
from metrics.parse.case import CARRYING, Case, Named
from metrics.parse.clauses import Statement, quote_start, split_statements
from metrics.parse.context import Sheet, When, match_exceeded, pick_period
from metrics.parse.gauges import LEVEL, match_gauge
from metrics.parse.leaning import THING
from metrics.parse.list_names import (
    among_total,
    compose_part,
    compose_sister,
    compose_trade,
    is_elsewhere,
    listed_place,
    name_listed,
    name_pair,
    name_turn,
)
from metrics.parse.lists import find_pairs
from metrics.parse.measuring import find_measure
from metrics.parse.names import is_average
from metrics.parse.naming import name_number, name_price
from metrics.parse.parted import in_force_behind
from metrics.parse.parts import part_of
from metrics.parse.patterns import grammar
from metrics.parse.place_parts import dims_of_part, stands_alone
from metrics.parse.projects import in_use, is_finished, is_of_built, project_end
from metrics.parse.scope import Draft, Scope, Total
from metrics.parse.shares_told import name_told
from metrics.parse.statuses import CAPACITY, goes_on_aiming, goes_on_ruling, is_done, read_status, split_kind
from metrics.parse.subjects import pass_mentions, pick_entity
from metrics.parse.suffixes import subject_of, with_suffix
from metrics.parse.superlatives import match_best
from metrics.parse.tenses import is_event, is_past, keep_period, looks_back
from metrics.parse.tenths import name_part
from metrics.parse.topics import name_best
from metrics.parse.turns import find_turns

_PROJECTS = ("项目", "项目数")  # 其中产业⟨项目⟩12个: how many there are is no plan
_IN_RANK = re.compile(rf"(?!居[民住家]){grammar('rank', 'verb')}[^，。；]{{0,6}}$")
_AMONG = re.compile(r"[^，。；\d]{1,12}?中的?(?:排|位?居|位?列)")  # 在全省⟨100个园区⟩中排第五位
_COLONS = ("∶", "：", ":")  # 由上年的16.9∶⟨37.2⟩∶45.9调整为
MOST_TOTALS = 60
_DEGREES = frozenset({"℃", "摄氏度"})


def read_drafts(
    sheet: Sheet, quantities: Sequence[Quantity], scope: Scope, bulletin: Bulletin | None
) -> tuple[list[Draft], Scope]:
    """Read every quantity of a paragraph in order; each one inherits what the ones before it set."""
    statements = split_statements(sheet.text, quantities)
    pairs = find_pairs(sheet.text, statements)
    turns = find_turns(sheet, statements, pairs)
    drafts: list[Draft] = []
    taken, listed, has_best, has_gauge = 0, listed_from(sheet.text), "最" in sheet.text, LEVEL in sheet.text
    for index, statement in enumerate(statements):
        scope = _enter(sheet, statement, scope, drafts, bulletin)
        if 0 <= listed <= statement.clause:
            scope = scope._replace(aims=True)
        following = statements[index + 1] if index + 1 < len(statements) else None
        pair = pairs.get(index)
        best = match_best(sheet, statement) if has_best else None
        gauge = match_gauge(sheet, statement, drafts) if has_gauge else None
        measured = gauge.measured if gauge else (best.measured if best else None) or match_exceeded(sheet, statement)
        measured = measured or find_measure(sheet, statement, scope, drafts, pair)
        turn = turns.get(index)
        case = Case(sheet, statement, scope, measured, drafts, following, bulletin, pair, taken, turn, best, gauge)
        draft, when, taken = _read(case)
        drafts.append(draft)
        scope = _carry(case, draft, when)
    return drafts, scope


def _enter(sheet: Sheet, statement: Statement, scope: Scope, drafts: Sequence[Draft], bulletin: Bulletin | None) -> Scope:
    """The scope of a statement: what the sentences in between named, and the breakdown it stands in."""
    scope = pass_mentions(sheet, statement, scope)
    open_one = scope.breakdown
    is_over = open_one and (statement.quantity.start >= open_one.until or is_list_over(sheet.text, statement, open_one))
    if open_one and not open_one.lasts and is_over:
        scope = scope._replace(breakdown=None)
    scope = scope._replace(entity=in_force_behind(sheet, statement, scope, drafts))
    breakdown = open_breakdown(sheet, statement, scope, drafts, bulletin)
    return scope._replace(breakdown=breakdown, passed=statement.quantity.start)


def _read(case: Case) -> tuple[Draft, When, int]:
    """The draft of one number, what period it stands in, and where a noun behind it ends."""
    sheet, statement, scope, measured = case.sheet, case.statement, case.scope, case.measured
    quantity = statement.quantity
    named = _name(case)
    entity = named.entity or (scope.entity if named.dims else pick_entity(sheet, statement, scope))
    entity = case.best.entity if case.best else entity
    place = listed_place(case)
    entity = place if place and not named.dims and is_elsewhere(place, scope.entity) else entity
    turn = case.turn
    when = When(turn.period, turn.is_future) if turn else pick_period(sheet, statement, scope)
    if scope.from_origin and case.words in _COLONS:
        when = When(case.drafts[-1].period, is_origin=True)
    status: Status = "actual"
    past = is_past(sheet, when.period)
    if not when.is_origin:
        status = read_status(sheet.text, statement, measured, when.is_future, past)
    in_project = quantity.start < scope.project_until and not (when.is_origin or is_done(sheet.text, statement))
    if status == "actual" and measured.measure == "level" and in_project and not named.name.endswith(_PROJECTS):
        status = "planned"
    if status == "planned" and (is_finished(case) or is_of_built(case, named.name)):
        status = "actual"
    if status == "actual" and measured.measure == "level" and goes_on_ruling(case):
        status = "rule"
    if status == "actual" and scope.aims and not past and "已" not in sheet.text[statement.clause : quantity.start]:
        status = "target"
    if status == "actual" and when.is_carried and goes_on_aiming(case):
        status = "target"
    period = keep_period(case, named, status, when)
    if quantity.unit in _DEGREES and "温" not in named.name and measured.measure in {"level", "change"}:
        named = named._replace(name=scope.subject if "温" in scope.subject else "气温")
    if measured.measure == "rank" and not named.name.endswith("排名"):
        named = named._replace(name=named.name + "排名")
    draft = Draft(
        quantity=quantity if measured.sign > 0 else quantity._replace(value=-quantity.value),
        start=sheet.offset + quantity.start,
        end=sheet.offset + quantity.end,
        quote=(sheet.offset + quote_start(sheet.text, statement), sheet.offset + statement.clause_end),
        measured=measured,
        name=with_suffix(named.name, quantity.unit) if measured.measure in {"level", "change"} else named.name,
        entity=entity,
        period=period,
        status=status,
        dims=named.dims,
        label=named.label,
        doubt=named.doubt,
        is_dated=not when.is_carried,
        is_named=any(m.entity == entity and not m.is_base for m in sheet.entities_in(statement.sentence, quantity.start)),
    )
    return draft, when, named.used


def _name(case: Case) -> Named:
    """The name of a number, with the part of the place that its list tells of."""
    named = _name_alone(case)
    return named if named.dims else named._replace(dims=dims_of_part(case, named.name))


def _name_alone(case: Case) -> Named:
    part_noun = name_part(case.sheet.text, case.statement) if case.measured.rule == "share_part" else ""
    if part_noun:
        return Named(part_noun)
    if case.gauge:
        return Named(case.gauge.name)
    named = name_turn(case) if case.turn else None
    if named:
        return named
    best_of = name_best(case) if case.best else ""
    if best_of:
        return Named(best_of)
    if case.pair:
        return name_pair(case, case.pair)
    part = part_of(case) if case.measured.measure == "level" else None
    if part:
        breakdown, key, label = part
        return Named(breakdown.name, {key: label})
    after = case.sheet.text[case.statement.quantity.end : case.statement.quantity.end + 2]
    if (
        case.statement.quantity.unit == "%"
        and after in {"办结", "回复", "完成", "达标", "合格", "整改", "覆盖"}
        and not case.words.strip("，、")
    ):
        return Named(after + "率")
    opens = case.sheet.text.startswith("其中", case.statement.sentence) and case.statement.left <= case.statement.sentence + 3
    if opens and not same_unit(case.scope.unit, case.statement.quantity.unit):
        case = among_total(case)  # 新开工项目84个，总投资312亿元。⟨其中甲市21个⟩
    named = (
        name_told(case) if case.measured.rule == "share_told" else name_listed(case) or name_price(case) or name_number(case)
    )
    if case.bulletin and not named.dims:
        who, what = split_handler(named.name)
        if who:
            return named._replace(name=what, dims={"单位": who})
    if case.measured.measure in CARRYING:
        return compose_trade(named, case)
    if opens or same_unit(case.scope.unit, case.statement.quantity.unit):
        return compose_part(named, case)
    return compose_sister(named, case)


def _carry(case: Case, draft: Draft, when: When) -> Scope:
    """What the next statement inherits from this one."""
    scope, level = case.scope, draft.measured.measure == "level"
    stays = when.is_aside or when.is_future or (when.is_carried and when.period is scope.within)
    is_exceeded = case.measured.rule == "level" and case.measured.name_end >= 0  # 比去年同期7236万立方米多
    within = when.period if stays and not is_exceeded else None
    text, end = case.sheet.text, case.statement.quantity.end
    aside = _IN_RANK.match(text, case.statement.clause, case.statement.quantity.start) or _AMONG.match(text, end)
    passing = when.is_origin or when.is_aside or when.is_future or is_event(case, when.period) or looks_back(case, when)
    starts = len(case.drafts) < 2 or case.drafts[-2].start < case.sheet.offset + case.statement.sentence  # the last is this
    untimed = case.statement.sentence if starts and (when.is_carried or when.period is None) else scope.untimed
    period = scope.period if passing or when.is_carried else when.period
    spans = not passing and draft.period and draft.period.start and draft.period.end
    flow = draft.period if spans else scope.flow
    if aside or (case.gauge and case.gauge.is_aside) or case.words.endswith("连续") or draft.status == "rule":
        return scope._replace(from_origin=when.is_origin, untimed=untimed, period=period, flow=flow, within=within)
    of_project = split_kind(draft.quantity.unit) in CAPACITY and "项目" in draft.name
    is_project = draft.status == "planned" and (of_project or (draft.name.endswith("总投资") and not in_use(case)))
    thing = THING.match(draft.name) if level else None
    person = draft.entity if draft.entity and draft.entity.kind == "person" else None
    total = (Total(draft.name, draft.quantity.unit, draft.quantity.value),) if level and not draft.dims else ()
    averages = level and is_average(case.words.strip("，、"))  # 受理2340件，⟨日均⟩234件，环比…
    tail = draft.name.removeprefix(draft.label)
    whole = scope.subject if not tail or tail in scope.subject else tail
    return scope._replace(
        from_origin=when.is_origin,
        untimed=untimed,
        period=period,
        flow=flow,
        within=within,
        project_until=project_end(case) if is_project else scope.project_until,
        entity=scope.entity if person or case.best or stands_alone(case) or listed_place(case) else draft.entity,
        person=person,
        subject=scope.subject if averages else subject_of(draft.name, draft.measured.measure) or scope.subject,
        dims=draft.dims,
        whole="" if not draft.label else scope.whole or whole,
        unit=draft.quantity.unit if level else scope.unit,
        totals=scope.totals[-MOST_TOTALS:] + total,
        thing=thing["thing"] if thing else scope.thing,
    )
