"""A statement and what is in force → the name of what its number measures."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from metrics.catalogue.units import split_unit
from metrics.parse.clauses import Statement
from metrics.parse.context import Sheet
from metrics.parse.lists import Pair, is_metric
from metrics.parse.measures import Measured
from metrics.parse.names import act_of, award_tail, is_pronoun, is_relative, is_wide, left_name, right_name, sized_name
from metrics.parse.scope import Draft, Scope

CARRYING = frozenset({"growth", "change", "share", "completion", "multiple", "rank"})
_CAPACITY = frozenset({"mass", "power", "volume", "energy"})
_OBJECT = regex.compile(r"(?:的|个|等|有|为|由|与|和|将|近|约|超|达|、|：|“|的是|，)$")
_HEAD = regex.compile(
    r"(?:年|月|并网|总|电力)*(?:装机容量|装机规模|装机|发电量|产能|产量|产值|投资|面积|吞吐量|均价|成本|销量|出栏量|存栏量|贷款|存款|收入|长度)$"
)
_ITSELF = regex.compile(r"后$|后，$")


@dataclass(frozen=True, slots=True)
class Named:
    """A name with the breakdown it stands in; `doubt` says how unsure the reading is."""

    name: str
    dims: dict[str, str] = field(default_factory=dict)
    doubt: float = 0.0


def name_number(
    sheet: Sheet, statement: Statement, scope: Scope, measured: Measured, following: Statement | None, drafts: Sequence[Draft]
) -> Named:
    """The name of a number outside pairs and breakdowns."""
    text, quantity = sheet.text, statement.quantity
    stop = statement.left + measured.name_end if measured.name_end >= 0 else quantity.start
    own, _ = left_name(text, statement.left, stop, sheet.mentions)
    if measured.measure in CARRYING:
        return _carried(own, scope, measured, sheet, statement)
    unit = split_unit(quantity.unit)[1]
    words = text[statement.left : quantity.start]
    if unit is None or unit.kind == "count":
        named = _counted(sheet, statement, own, words)
    else:
        named = _sized(sheet, statement, own, unit.dimension)
    if named:
        return Named(named)
    return _last_resort(sheet, statement, scope, own, following)


def _carried(own: str, scope: Scope, measured: Measured, sheet: Sheet, statement: Statement) -> Named:
    """Growth, share and their like: their own name, or the subject they follow."""
    if own and is_pronoun(own):
        suffix = own if own in {"增速", "增幅", "降幅"} and measured.measure in {"change", "rank"} else ""
        return Named((scope.subject or own) + (suffix if not scope.subject.endswith(suffix) or not suffix else ""), dict(scope.dims))
    if own and not (measured.measure in {"growth", "change"} and len(own) < 2):
        if is_relative(own) and scope.thing and scope.thing not in own:
            return Named(scope.thing + own)
        return Named(own)
    if scope.subject:
        return Named(scope.subject, dict(scope.dims))
    right = right_name(sheet.text, statement.quantity.end, statement.right_end)
    return Named(right, {}, 0.3) if right else Named(_clause_words(sheet, statement), {}, 0.4)


def _counted(sheet: Sheet, statement: Statement, own: str, words: str) -> str:
    """What a measure word counts: the noun behind it, or the one before it."""
    text, quantity = sheet.text, statement.quantity
    right = right_name(text, quantity.end, statement.right_end)
    act = act_of(words)
    if right and (not own or own == act or _OBJECT.search(words) or not is_metric(own)):
        tail = award_tail(text, quantity.end + len(right), statement.clause_end)
        name = right + (tail if tail not in right else "")
        return act + name if act and act not in name else name
    if own and own != act:
        return own
    return act


def _sized(sheet: Sheet, statement: Statement, own: str, dimension: str) -> str:
    """What a size measures: 27米⟨高的铁塔⟩, ⟨总投资⟩36.5亿元, 180亿元的⟨投资项目⟩, 30万吨⟨工业硅项目⟩."""
    text, quantity = sheet.text, statement.quantity
    sized = sized_name(text, quantity.end, statement.clause_end)
    if sized:
        return sized
    right = right_name(text, quantity.end, statement.right_end)
    if not right or (own and own != act_of(own)):
        return own
    if dimension in _CAPACITY and text[quantity.end : quantity.end + 1] != "的":
        return right + "产能" if right.endswith(("项目", "生产线", "产线", "基地")) or len(right) <= 6 else right
    if dimension == "money":
        return right + ("投资额" if right.endswith("项目") else "")
    return right


def _last_resort(sheet: Sheet, statement: Statement, scope: Scope, own: str, following: Statement | None) -> Named:
    """No noun on either side: the next number's noun (12座27米高的铁塔), the thing spoken of, or the words of the clause."""
    text, quantity = sheet.text, statement.quantity
    if following and following.quantity.start - quantity.end <= 3 and "。" not in text[quantity.end : following.quantity.start]:
        end = following.quantity.end
        noun = sized_name(text, end, following.clause_end)[:-2] or right_name(text, end, following.right_end)
        if noun:
            return Named(noun, {}, 0.1)
    if own:
        return Named(own, {}, 0.2)
    ahead = _words_ahead(text, statement)
    if ahead:
        return Named(ahead, {}, 0.4)
    if scope.subject:
        return Named(scope.subject, dict(scope.dims), 0.3)
    return Named(_clause_words(sheet, statement), {}, 0.5)


def _words_ahead(text: str, statement: Statement) -> str:
    """79天后，⟨变电站投入运营⟩: the event that a duration leads to."""
    after = text[statement.quantity.end : statement.sentence_end]
    if not after.startswith(("后", "便", "就", "，便", "，就")):
        return ""
    words = after.lstrip("后便就，了")
    return regex.split(r"[，。；]", words)[0][:16]


def _clause_words(sheet: Sheet, statement: Statement) -> str:
    """The words of the clause around a number, when nothing better names it."""
    start = statement.clause
    words = sheet.text[start : statement.quantity.start] + sheet.text[statement.quantity.end : statement.clause_end]
    if len(words) < 2 and start > 1:
        words = sheet.text[max(statement.sentence, start - 20) : start - 1]
    return words[-20:].strip("“”，。的")


def name_pair(pair: Pair, scope: Scope, drafts: Sequence[Draft], sheet: Sheet, measured: Measured) -> Named:
    """The name 分别 gives a number: its own item, or the level printed in the same place of the list before."""
    if pair.item:
        place = next((m.entity for m in sheet.entities if m.entity.kind in {"place", "zone"} and sheet.text[m.start : m.end] == pair.item), None)
        if place and pair.head:
            return Named(pair.head, {"县区": pair.item})
        return Named(pair.item.strip("“”") + pair.head)
    first = len(drafts) - pair.number
    levels = [d for d in drafts[:first] if d.measured.measure == "level"][-pair.of :]
    if len(levels) == pair.of and measured.measure in CARRYING and not pair.verb.startswith(("高", "低", "快", "慢")):
        return Named(levels[pair.number].name, dict(levels[pair.number].dims))
    return Named(scope.subject, dict(scope.dims), 0.1)


def compose_part(name: str, unit_known: bool, scope: Scope) -> str:
    """The full name of a bare part in a list: 光伏 after 清洁能源装机容量 → 光伏装机容量.

    >>> compose_part("风电", True, Scope(subject="清洁能源并网装机容量"))
    '风电并网装机容量'
    """
    head = _HEAD.search(scope.subject)
    if not unit_known or not head or is_metric(name) or len(name) > 10:
        return name
    return name + head.group()
