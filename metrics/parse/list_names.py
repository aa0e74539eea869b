"""A number in a list → its name: paired by 分别, or a bare part of what is being listed."""

import re

from metrics.catalogue.units import same_unit
from metrics.model import Entity
from metrics.parse.case import CARRYING, Case, Named
from metrics.parse.classes import name_class
from metrics.parse.clauses import opens_brackets
from metrics.parse.lists import Pair, is_metric, split_metric
from metrics.parse.measures import unit_kind
from metrics.parse.names import left_name, skip_front
from metrics.parse.naming import name_number
from metrics.parse.patterns import grammar_set
from metrics.parse.scope import Draft, subject_for
from metrics.parse.suffixes import without_rate

_HEAD = re.compile(
    r"(?:年|月|并网)?(?:装机容量|装机规模|装机|发电量|用电量|用水量|用气量|产能|产量|产值|投资|面积|吞吐量|播种面积|种植面积|均价|成本|销量|出栏量|存栏量|贷款|存款|收入|长度|蓄水量?|库容|来水量|降雨量|降水量|雨量)$"
)
_AREA_ENDS = ("区", "县", "市", "旗", "州", "盟", "镇", "乡", "街道", "局", "省")
_BLOCS = ("东盟", "欧盟", "非盟")  # no leagues of Inner Mongolia
_WHOLE_ACTS = tuple(grammar_set("lead", "whole_act"))
_TRADED = ("进出口", "出口", "进口")  # sums of their own
_LONGEST_PART = 10
_SHORT_PART = 6
_QUALIFIERS = grammar_set("lead", "qualifier")
_BEFORE_BRACKET = re.compile(r"[、，：（）和及为是在有](?P<item>(?:(?![为是的])[㐀-鿿A-Za-z]){2,14})$")
_SEVERAL = re.compile(r"[、和与及]")
_DIGITS = re.compile(r"\d")
LONGEST_ITEM = 24
MOST_BEFORE = 60
_CIRCUMSTANCES = frozenset({"原因", "场所", "部位", "时段", "手段"})  # which name nothing that is measured
_SISTERS = 4  # numbers looked back over for the part before


_MANNER = re.compile(r"，?[升降增涨跌]幅(?:较?明显|较?大|居前|最大|领先)，?")  # 亳州和淮北市⟨降幅明显⟩，分别下降
_RANKED_LIST = re.compile(r"其中[^，。；\d]{3,40}(?:分?列|分?居|位居|位列|排名?)前[一二三四五六七八九十](?:位|名)?，$")
_RANKED = re.compile(
    r"(?:^|[，。；])(?P<name>[^，。；、\d]{2,14}?)最[高低大小多少长快]的?[^，。；、\d]{0,10}[是为](?=[^，。；\d]{2,6}、)"
)


def name_pair(case: Case, pair: Pair) -> Named:
    """The name 分别 gives a number: its own item, or the level printed in the same place of the list before."""
    scope = case.scope
    is_level = case.measured.measure == "level"
    subject = _ranked_by(case) or (subject_for(scope, case.statement.quantity.unit) if is_level else scope.subject)
    pair = pair._replace(head="") if _MANNER.fullmatch(pair.head) else pair
    item = pair.item.removeprefix("其中").replace("“", "").replace("”", "").removeprefix("同比").removeprefix("环比")
    if item and pair.turn == 0:
        found = case.sheet.text.rfind(item, case.statement.sentence, case.statement.quantity.start)
        start = found if found >= 0 else case.statement.left
        front = skip_front(case.sheet.text, start, start + len(item), case.sheet.mentions)
        item = item.removeprefix(case.sheet.text[start:front]) or item
    if item:
        place = listed_place(case)
        if place and (pair.head or subject) and is_elsewhere(place, scope.entity):
            return Named(pair.head or subject)
        if item.endswith(_AREA_ENDS) and not item.endswith((*_QUALIFIERS, *_BLOCS)) and (pair.head or subject):
            return Named(pair.head or subject, {"单位" if item.endswith("局") else "县区": item})
        if place and (pair.head or _ranked_by(case)):
            name = pair.head or subject
            return Named(name) if is_elsewhere(place, scope.entity) else Named(name, {"县区": item})
        if not pair.head and same_unit(scope.unit, case.statement.quantity.unit) and _is_ranked_list(case):
            return Named(scope.subject, {"类型": item})
        if scope.breakdown and not pair.head:
            return Named(scope.breakdown.name, {scope.breakdown.key or "类型": item})
        named = Named(item + pair.head, label=item if pair.head else "")
        return named if pair.head else compose_part(named, case)
    first = len(case.drafts) - pair.turn
    clause = case.sheet.offset + case.statement.clause
    moves = case.drafts[first - pair.of : first] if first >= pair.of else ()
    moved = len({d.name for d in moves}) == pair.of > 1 and all(_has_moved(case, d) for d in moves)
    if moved and _is_against_one(case):
        return Named(moves[pair.number].name, moves[pair.number].dims)
    levels = [
        d for d in case.drafts[max(0, first - MOST_BEFORE) : first] if d.measured.measure == "level" and d.start < clause
    ][-pair.of :]
    if (
        len(levels) == pair.of
        and _is_counted_alike(case, levels[pair.number])
        and case.measured.measure in CARRYING
        and not pair.verb.startswith(("高", "低", "快", "慢"))
    ):
        level = levels[pair.number]
        return Named(level.name, level.dims, entity=level.entity if len({d.entity for d in levels}) == pair.of else None)
    own = _name_before(case, pair)
    return Named(own or scope.subject, {} if own else scope.dims, 0.1) if own or scope.subject else name_number(case)


def _has_moved(case: Case, draft: Draft) -> bool:
    """Whether a number told how much something moved, in the sentence of the case."""
    return draft.measured.measure in {"growth", "change"} and draft.start >= case.sheet.offset + case.statement.sentence


def _is_counted_alike(case: Case, level: Draft) -> bool:
    """Whether an amount more or less is counted as a level is: 立案15起、抓获8人，较上月增加3起、⟨减少2人⟩."""
    unit = case.statement.quantity.unit
    is_amount = case.measured.measure == "change" and unit_kind(unit) == "own"
    return not is_amount or same_unit(level.quantity.unit, unit)


def name_turn(case: Case) -> Named | None:
    """What several times had each: 5日、6日⟨最高气温⟩分别为36.2℃、37.1℃; None when other words name the number."""
    turn, pair = case.turn, case.pair
    if turn is None or pair is None or not pair.item:
        return None
    if turn.number:
        before = case.drafts[-1]
        return Named(before.name, before.dims)
    text, end = case.sheet.text, case.statement.quantity.start
    stop = max(text.rfind(word, turn.end, end) for word in ("分别", "依次"))
    own = left_name(text, turn.end, stop, case.sheet.mentions)[0] if stop > turn.end else ""
    name = own or pair.head
    return Named(name) if name else name_number(case)


def _is_ranked_list(case: Case) -> bool:
    """Whether the clause before ranks the items by what is in force: 其中嘉定、奉贤⟨分列前二⟩，分别为133件、110件."""
    return bool(case.scope.subject and _RANKED_LIST.search(case.sheet.text, case.statement.sentence, case.statement.clause))


def _ranked_by(case: Case) -> str:
    """What places are ranked by that are listed next: ⟨优良率⟩最低的三市是淮南、宿州、阜阳，分别为…; empty for none."""
    found = _RANKED.search(case.sheet.text, max(0, case.statement.sentence - 1), case.statement.quantity.start)
    return found["name"] if found else ""


def _is_against_one(case: Case) -> bool:
    """Whether several movements are told against one yardstick: 分别增长7%和2%，增幅分别高于⟨全省⟩1.6和0.7个百分点."""
    text, statement = case.sheet.text, case.statement
    words = text[text.rfind("，", statement.sentence, statement.quantity.start) + 1 : statement.quantity.start]
    return case.measured.measure == "change" and not _SEVERAL.search(_DIGITS.split(words)[0])


def _name_before(case: Case, pair: Pair) -> str:
    """What stands before 分别 and its bases: ⟨进出口⟩增速分别比全国、全省高1.2、0.7个百分点; empty when it only points back."""
    if pair.turn:
        return case.drafts[-pair.turn].name
    end = case.words.find("分别")
    start = case.statement.left
    own = left_name(case.sheet.text, start, start + end, case.sheet.mentions)[0] if end > 0 else ""
    return without_rate(own) if is_metric(without_rate(own)) or own != without_rate(own) else ""


def name_listed(case: Case) -> Named | None:
    """The name of a number alone in brackets or in a list of classes; None for another one."""
    return _name_in_brackets(case) or name_class(case)


def _name_in_brackets(case: Case) -> Named | None:
    """What a number alone in brackets is of: 用电量居前的是⟨纺织业⟩（22亿千瓦时）; None for another one."""
    statement, text = case.statement, case.sheet.text
    end = statement.clause - 1
    number = statement.quantity
    if not opens_brackets(text, statement):
        return None
    if case.measured.measure != "level" or (case.drafts and case.drafts[-1].end == case.sheet.offset + end):
        return None
    item = _BEFORE_BRACKET.search(text, max(statement.sentence, end - LONGEST_ITEM), end)
    topics = case.scope.breakdown
    is_told = topics is not None and (topics.key in _CIRCUMSTANCES or (bool(topics.key) and case.bulletin is not None))
    if item and topics and is_told and same_unit(topics.unit, number.unit):
        return Named(topics.name, {topics.key: item["item"].removeprefix("主要")})
    named = compose_part(Named(item["item"]), case) if item else None
    return named if named and named.label else None


def among_total(case: Case) -> Case:
    """The case of a part behind 其中 with the total of its unit as subject: 播种289万亩，总产22亿斤。其中，⟨水稻⟩151万亩."""
    value, unit = case.statement.quantity.value, case.statement.quantity.unit
    totals = [total for total in case.scope.totals if total.unit == unit and total.value > value]
    return case._replace(scope=case.scope._replace(subject=totals[-1].name, whole="", unit=unit)) if totals else case


def listed_place(case: Case) -> Entity | None:
    """The place that 分别 gives one number: 南宁、⟨防城港⟩、北海三市分别进出口…; None when its item is no place."""
    if not case.pair or not case.pair.item:
        return None
    text, item = case.sheet.text, case.pair.item
    for mention in case.sheet.entities_in(case.statement.sentence, case.statement.quantity.start):
        if mention.entity.kind == "place" and text[mention.start : mention.end] == item:
            return mention.entity
    return None


def is_elsewhere(place: Entity, whole: Entity | None) -> bool:
    """Whether a place lies outside of the one in force, so that it is no part of it."""
    if not (whole and whole.code and place.code):
        return False
    return not place.code.startswith(whole.code.rstrip("0"))


def _follows(case: Case) -> bool:
    """Whether the clause of a number begins right behind the number before: 合格率97.9%，⟨食用农产品98.1%⟩."""
    statement, before = case.statement, case.drafts[-1].quantity if case.drafts else None
    return before is not None and statement.opener == "，" and statement.left == statement.clause == before.end + 1


def compose_part(named: Named, case: Case) -> Named:
    """The full name of a bare part in a list: 光伏 after 清洁能源装机容量 → 光伏装机容量."""
    name = named.name
    whole = case.scope.whole or case.scope.subject
    if not name or is_metric(name) or len(name) > _LONGEST_PART or name == whole:
        return named
    if name.endswith(_TRADED) and case.statement.quantity.unit.endswith("元"):
        return named
    if name in _QUALIFIERS and whole:
        other = next((part for part in _QUALIFIERS if whole.startswith(part)), "")
        return named._replace(name=name + whole.removeprefix(other), label=name)
    inside = split_metric(whole)
    head = _HEAD.search(whole)
    in_list = case.words.startswith(("、", "其中", "，其中", "和")) or _follows(case) or case.scope.whole
    if inside and len(name) <= _SHORT_PART:
        return named._replace(name=inside + name, label=name)
    is_whole = head is not None and head.group() != "面积" and name.endswith(_WHOLE_ACTS)
    if head and not (is_whole or name.endswith(head.group())):
        return named._replace(name=name + head.group(), label=name)
    if in_list and unit_kind(case.statement.quantity.unit) == "percent" and is_metric(whole):
        return named._replace(name=name + whole, label=name)
    return named


def compose_sister(named: Named, case: Case) -> Named:
    """The full name of a part like the one that the clause before began with: 水稻18万亩，亩产586公斤；⟨玉米22万亩⟩."""
    if case.statement.opener != "；" or len(named.name) > _SHORT_PART or is_metric(named.name):
        return named
    start, unit = case.sheet.offset + case.statement.sentence, case.statement.quantity.unit
    alike = [draft for draft in case.drafts[-_SISTERS:] if draft.start >= start and draft.quantity.unit == unit]
    if not alike or not alike[-1].label or not named.name:
        return named
    return named._replace(name=named.name + alike[-1].name.removeprefix(alike[-1].label), label=named.name)


def compose_trade(named: Named, case: Case) -> Named:
    """The full name of what moved otherwise than the list before: 纺织业增加值分别增长…，⟨电力生产业⟩则下降3.8%."""
    name, last = named.name, case.drafts[-1] if case.drafts else None
    if not (last and last.label and name) or last.label[-1] != name[-1] or is_metric(name) or not _follows(case):
        return named
    head = last.name.removeprefix(last.label)
    return named._replace(name=name + head, label=name) if name in case.words and not name.endswith(head) else named
