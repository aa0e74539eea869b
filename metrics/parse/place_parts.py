"""A number behind a place → whether more is told of that place, and of which part: 冀州区62家，⟨产值134亿元⟩；枣强县46家."""

import re
from collections.abc import Mapping

from metrics.parse.case import Case
from metrics.parse.clauses import is_alone_in_brackets
from metrics.parse.leaning import is_beside, is_built_one
from metrics.parse.lists import is_metric

_PLACES = re.compile(r"[县区市]")


def stands_alone(case: Case) -> bool:
    """Whether whom a number is about is told of no further: 其中⟨京山市⟩120公里, 改扩建⟨南湖小学⟩新增学位300个."""
    end = case.statement.quantity.start
    if is_alone_in_brackets(case.sheet.text, case.statement):
        return True
    named = case.sheet.entities_in(case.statement.left, end)
    if not named or is_beside(case):
        return False
    return is_built_one(case.sheet.text, named[-1]) or (ends_with_place(case) and not _goes_on_in_part(case))


def ends_with_place(case: Case) -> bool:
    """Whether a place stands right before a number."""
    named = case.sheet.entities_in(case.statement.left, case.statement.quantity.start)
    return bool(named) and named[-1].end == case.statement.quantity.start and named[-1].start in case.sheet.areas


def _goes_on_in_part(case: Case) -> bool:
    """Whether the next number tells more of a place in a list parted by ；: 冀州区62家，⟨产值134亿元⟩；枣强县46家."""
    text, start, following = case.sheet.text, case.statement.quantity.end, case.following
    if following is None or not text.startswith("，", start) or case.sheet.entities_in(start, following.quantity.start):
        return False
    between = text[start + 1 : following.quantity.start]
    end = case.statement.sentence_end
    parts = text.find("；", start, end) >= 0 or text.rfind("；", case.statement.sentence, start) >= 0
    return parts and "；" not in between and "。" not in between and is_metric(between)


def dims_of_part(case: Case, name: str) -> Mapping[str, str]:
    """The part that the number before was of, when this tells more of it in a list: 冀州区22个，⟨总投资234亿元⟩；…"""
    last, statement = case.drafts[-1] if case.drafts else None, case.statement
    is_told = any(total.name == name for total in case.scope.totals)
    if last is None or not last.dims or not is_told or case.measured.measure != "level" or statement.opener != "，":
        return {}
    begin = last.end - case.sheet.offset
    beside = last.start >= case.sheet.offset + statement.sentence and begin == statement.clause - 1
    if not beside or case.sheet.entities_in(begin, statement.quantity.start):
        return {}
    in_list = "；" in case.sheet.text[statement.sentence : statement.sentence_end]
    return last.dims if in_list and is_metric(case.words) and any(_PLACES.search(key) for key in last.dims) else {}
