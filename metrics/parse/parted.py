"""What a ； parts: a statement and the bodies told of before it come in, who is no longer told of behind the ； goes out."""

from collections.abc import Sequence

from metrics.model import Entity, EntityMention
from metrics.parse.breakdowns import PART_WORD
from metrics.parse.clauses import Statement
from metrics.parse.context import Sheet
from metrics.parse.scope import Draft, Scope

NEAR = 12  # numbers looked back over
_BODIES = frozenset({"site", "org", "company"})


def is_closed(sheet: Sheet, mention: EntityMention, statement: Statement) -> bool:
    """Whether a body was told of only between two ；: 全州4条铁路在营；⟨恩施机场⟩通航城市28个；9条高速通车."""
    if mention.entity.kind not in _BODIES or sheet.text.find("；", mention.end, statement.quantity.start) < 0:
        return False
    return sheet.text.find("；", statement.sentence, mention.start) >= 0


def in_force_behind(sheet: Sheet, statement: Statement, scope: Scope, drafts: Sequence[Draft]) -> Entity | None:
    """Who is in force: behind a ； that closed what was told of a body, the place that its sentence began with.

    全州4条铁路在营；机场通航城市28个；⟨9条高速通车663公里⟩.
    """
    last = drafts[-1] if drafts else None
    begin = sheet.offset + statement.sentence
    if last and last.start < begin and last.entity == scope.entity:
        is_one = _is_part(sheet, last, scope) or _is_one_of_several(sheet, drafts, scope)
        return scope.main_entity if is_one else scope.entity  # 全市改造68个。其中，甲县36个。⟨为832家单位提供服务⟩
    if not (last and last.entity and last.entity.kind in _BODIES and last.start >= begin):
        return scope.entity
    if sheet.text.find("；", last.end - sheet.offset, statement.quantity.start) < 0:
        return scope.entity
    first = next(draft for draft in drafts if draft.start >= begin)
    return first.entity if first.entity and first.entity.kind == "place" else scope.entity


def _is_one_of_several(sheet: Sheet, drafts: Sequence[Draft], scope: Scope) -> bool:
    """Whether the sentence before told of several in turn: 甲景区接待9.8万人次；乙镇入住率超95%。⟨交警出动2100人次⟩."""
    last = drafts[-1]
    if not last.is_named or last.entity == scope.main_entity:
        return False
    start = sheet.text.rfind("。", 0, max(last.start - sheet.offset, 0)) + 1 + sheet.offset
    others = (last.entity, scope.main_entity)
    return any(each.start >= start and each.is_named and each.entity not in others for each in drafts[-NEAR:-1])


def _is_part(sheet: Sheet, last: Draft, scope: Scope) -> bool:
    """Whether the sentence before told of a place as a part of whom the article is about."""
    at = last.start - sheet.offset
    whole, part = scope.main_entity, last.entity
    if at < 0 or not last.is_named or not sheet.text.startswith(PART_WORD, sheet.text.rfind("。", 0, at) + 1):
        return False
    if not (whole and part and whole.code and part.code) or part.kind != "place" or whole == part:
        return False
    return part.code.startswith(whole.code.rstrip("0"))
