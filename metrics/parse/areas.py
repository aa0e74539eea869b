"""A place right before a number: a part of what was told of the whole, or another place beside the one told of."""

import re

from metrics.catalogue.units import same_unit
from metrics.parse.breakdowns import total_for
from metrics.parse.case import Case
from metrics.parse.clauses import Statement
from metrics.parse.context import Sheet
from metrics.parse.leaning import is_beside
from metrics.parse.scope import Breakdown

_AREAS = frozenset({"place", "town", "village"})
_PARTS = frozenset({"site", "zone", "org"})
LONGEST_BODY = 30  # characters of the name of a body
_TO_PART = re.compile(r"(?:[、，；]|其中|和|及|与)+")
_AND = ("、", "，", "；", "和", "及", "与")
_OF_WHICH = "其中"


def by_area(case: Case) -> Breakdown | None:
    """亭湖区4316件、盐都区3275件: a place right before a number of the subject's unit is its part, none beside another."""
    scope, last = case.scope, case.drafts[-1] if case.drafts else None
    is_alike = scope.subject and same_unit(scope.unit, case.statement.quantity.unit)
    if not _is_bare_part(case.sheet, case.statement):
        return None
    if case.bulletin and not is_alike and scope.subject:  # 满意率97.8%。⏎一、区域分布⏎三元区4210件
        total = total_for("", case.statement, scope, is_whole=True)
        return Breakdown(total.name, total.unit, "") if total else None
    if not is_alike or is_beside(case):
        return None
    beside = last and not last.dims and last.entity and last.entity != scope.entity and last.entity.kind in _AREAS
    return None if beside else Breakdown(scope.subject, scope.unit, "")


def _is_bare_part(sheet: Sheet, statement: Statement) -> bool:
    """Whether nothing but a place or a body, after 其中 perhaps, stands between the number before and this one."""
    end = statement.quantity.start
    named = sheet.entities_in(max(statement.left, end - LONGEST_BODY), end)
    body = named[-1] if named and named[-1].end == end and named[-1].entity.kind in _PARTS else None
    if body and _TO_PART.fullmatch(sheet.text, statement.left, body.start):
        return True
    left = statement.left + sheet.text.startswith(_AND, statement.left)
    left += len(_OF_WHICH) * sheet.text.startswith(_OF_WHICH, left)
    return sheet.areas.get(left) == end and sheet.text[left] not in "全我"  # 全县178个 are no part
