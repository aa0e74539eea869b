"""A statement and the numbers before it → what its number is: a level, a growth, a share, or what the one before was."""

import re
from collections.abc import Sequence

from metrics.catalogue.units import same_unit
from metrics.model import Basis, Quantity
from metrics.parse.aims import goal_behind, names_goal
from metrics.parse.basis import find_basis
from metrics.parse.case import CARRYING
from metrics.parse.clauses import Statement, is_alone_in_brackets
from metrics.parse.context import Sheet, find_arrival
from metrics.parse.lists import Pair
from metrics.parse.measured import Measured
from metrics.parse.measures import BARE_POINTS, match_measure, unit_kind
from metrics.parse.patterns import grammar
from metrics.parse.scope import Draft, Scope
from metrics.parse.shares_told import is_share_told
from metrics.parse.tenths import is_part_of

_JOINED = re.compile(r"[、，和及与]{1,2}达?")
_NEXT_GOAL = re.compile(rf"[、，和及]?(?P<base>[^，。；、\d]{{0,12}}?{grammar('comparison', 'goal')}(?:任务|目标|值)?)的")
_NEXT_SHARE = re.compile(r"的[^，、。]{1,8}[、和]")
_NEXT_BASE = re.compile(r"[、，和](?P<base>全[市省区国州县球]|世界|[^，、。\d]{2,8})的")
_AFTER_COLON = re.compile(r"(?<=[0-9])[∶：:][0-9]")
_BEFORE_COLON = re.compile(r"^[∶：:]$")
_MORE_DONE = re.compile(r"(多|少)(?:蓄|收|产|降|销|卖|存|发|供|完成|出栏)[㐀-鿿]?$")
_REACHED = re.compile(r"[，、]?(?:已|约|为|是|达到|达|至|高达|具体)*")
_NEXT_MOVE = re.compile(r"(?:[、，]持平)?[、和及与]")
_MOVES = frozenset({"growth", "change"})
_COMES_FROM = ("来自", "源自", "来源于", "出自", "的收入来自")  # 近六成⟨来自⟩拉面产业
_COMPARED = re.compile(r"[与和同较比](?P<base>[^，。；：]{2,12}?)(?:相比|比较)，")


def find_measure(sheet: Sheet, statement: Statement, scope: Scope, drafts: Sequence[Draft], pair: Pair | None) -> Measured:
    """The measure by the words since the last number, or that of the number before when the two are of one kind."""
    text, quantity = sheet.text, statement.quantity
    arrival = find_arrival(sheet, statement) if sheet.periods else None
    words = text[statement.left : arrival.start if arrival else quantity.start]
    if words.endswith("第") or text[quantity.start] == "第":
        measured = match_measure(text[statement.clause : quantity.start + (text[quantity.start] == "第")], "位")
        end = max(statement.clause + measured.name_end - statement.left, 0)
        return measured._replace(name_end=end) if measured.measure == "rank" else Measured("rank", "rank_place", 0)
    if quantity.unit == "%" and (_AFTER_COLON.match(text, quantity.end) or _BEFORE_COLON.search(words)):
        return Measured("share", "share_structure", 0)  # 三次产业结构为12∶41∶47
    printed = text[quantity.start : quantity.end]
    is_part = not quantity.unit and ("分之" in printed or "/" in printed)
    measured = match_measure(words, "%" if is_part else quantity.unit, text[quantity.end : statement.clause_end])
    tenths = quantity.unit == "成" or "半" in text[quantity.start : quantity.end]
    if tenths and measured.rule == "level" and is_part_of(text, statement):
        return Measured("share", "share_part", -1)
    if measured.rule == "level" and unit_kind(quantity.unit) == "percent" and text.startswith(_COMES_FROM, quantity.end):
        return Measured("share", "share_part", -1)
    if (
        measured.rule in {"level", "level_moved_to"}
        and unit_kind(quantity.unit) == "percent"
        and is_share_told(text, statement)
    ):
        return Measured("share", "share_told", 0)
    if measured.measure in _MOVES and not (measured.basis or measured.base):
        measured = measured._replace(basis=_compared(text, statement))
    if not drafts:
        return measured
    if measured.rule == "level" and quantity.unit == "%" and _is_share_in_brackets(sheet, statement, drafts[-1]):
        return Measured("share", "share_in_brackets", 0)
    before = drafts[-pair.turn].measured if pair and pair.turn else drafts[-1].measured
    if measured.rule not in {"level", "level_moved_to", "multiple_bare"} and measured != BARE_POINTS:
        follows = statement.opener == "，" and drafts[-1].end == sheet.offset + statement.clause - 1
        return _with_basis(measured, before, words, follows)
    if pair and pair.turn:
        return before
    if scope.from_origin and measured.rule == "level_moved_to" and measured.name_end <= 0:
        return before._replace(name_end=0)
    adjoins = drafts[-1].end == sheet.offset + quantity.start  # 减少5起⟨4人⟩
    if not words and not adjoins:
        return measured
    return _as_before(text, words, quantity, drafts[-1], before) or measured


def _as_before(text: str, words: str, quantity: Quantity, last: Draft, before: Measured) -> Measured | None:
    """The measure of the number before, where a bare number only goes on with it; None where it does not."""
    is_percent = unit_kind(quantity.unit) == "percent"
    goal = _NEXT_GOAL.fullmatch(words) if before.measure == "completion" and is_percent else None
    if goal:
        return before._replace(name_end=0, base=goal["base"])
    if before.measure == "share" and _NEXT_SHARE.fullmatch(words) and is_percent:
        return before._replace(name_end=0)
    if _REACHED.fullmatch(words) and _is_precise(last.quantity, quantity):
        return before._replace(name_end=0)
    is_joined = _JOINED.fullmatch(words) or (not words and before.measure == "change")
    if is_joined and unit_kind(quantity.unit) == unit_kind(last.quantity.unit):
        return before._replace(name_end=0) if before.measure in CARRYING else None
    if words in {"的", "）的"} and is_percent and names_goal(text, last.quantity.start):
        return Measured("completion", "completion_of_goal", 0)
    if is_percent and words and goal_behind(text, quantity.start - len(words)) == quantity.start:
        return Measured("completion", "completion_of_goal", 0)
    more = _MORE_DONE.search(words) if before.measure == "change" else None
    if more and same_unit(quantity.unit, last.quantity.unit):
        return before._replace(name_end=more.start(), sign=1 if more[1] == "多" else -1)  # 其中大型水库⟨多蓄⟩6626万立方米
    base = _NEXT_BASE.fullmatch(words) if before.measure == "share" and words.endswith("的") else None
    return before._replace(name_end=0, base=base["base"]) if base and is_percent else None


def _is_precise(rough: Quantity, exact: Quantity) -> bool:
    """Whether a number tells exactly what the one before told in tenths: 占比已超九成，达⟨91%⟩."""
    tenth = rough.value * 10
    return rough.unit == "成" and exact.unit == "%" and tenth - 10 < exact.value * (1 if tenth > 0 else -1) < tenth + 10


def _with_basis(measured: Measured, before: Measured, words: str, follows: bool) -> Measured:
    """A second movement has the basis of the first: 同比增长4.2%、⟨下降1.3%⟩; so has the other measure of it behind a comma."""
    joint = _NEXT_MOVE.match(words)
    same = follows and measured.name_end <= 0 and measured.measure != before.measure  # 同比减少18起，⟨下降8.1%⟩
    if not (same or (joint and measured.name_end <= joint.end() + 1)) or measured.basis or measured.base:
        return measured
    return measured._replace(basis=before.basis) if {measured.measure, before.measure} <= _MOVES else measured


def _compared(text: str, statement: Statement) -> Basis | None:
    """The basis that a sentence tells in front of its movements: ⟨与去年同期相比⟩，火灾起数下降14.7%."""
    if "比，" not in text:
        return None
    told = _COMPARED.search(text, statement.sentence, statement.quantity.start)
    return find_basis(f"比{told['base']}") if told else None


def _is_share_in_brackets(sheet: Sheet, statement: Statement, last: Draft) -> bool:
    """Whether a percentage stands alone in brackets behind a part that was counted: 工业废气402件（⟨81.4%⟩）."""
    if not is_alone_in_brackets(sheet.text, statement):
        return False
    if last.measured.measure == "share":  # 餐饮（占投诉的34%）、美容⟨（8%）⟩
        end = last.end - sheet.offset
        return sheet.text.startswith("）", end) and "。" not in sheet.text[end : statement.clause]
    return (
        last.end == sheet.offset + statement.clause - 1
        and last.measured.measure == "level"
        and unit_kind(last.quantity.unit) == "own"
    )
