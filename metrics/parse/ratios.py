"""Ratios in print in, figures out: 城乡收入比缩小到1.69∶1, 三次产业结构为10.1∶45.0∶44.9; a score (3∶1获胜) is none."""

import re
from decimal import Decimal

from metrics.model import Quantity

_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{1,3})?"
_COLON = "[∶：:]"
_HINT = re.compile(rf"{_NUMBER}{_COLON}|(?<={_COLON}){_NUMBER}")
_TO_ONE = re.compile(rf"(?P<value>{_NUMBER}){_COLON}1(?![0-9.∶：:])")
_PARTS = re.compile(rf"(?P<value>{_NUMBER}){_COLON}{_NUMBER}{_COLON}{_NUMBER}(?![0-9.∶：:])")
_PART = re.compile(rf"(?P<value>{_NUMBER})(?![0-9.])")
# before 1.69∶1: 收入比缩小到; not 比分为
_RATIO = re.compile(
    rf"(?:[收购供录护师贷存产销投][入销需取患生比出额]?|之)比(?:例)?(?:由{_NUMBER}{_COLON}1)?(?:[缩扩降提]?[小大到至为是约达高低由]){{0,3}}$"
)
# before 10.1: 三次产业结构调整为; before 45.0 also the parts in front of it
_TRIPLE = rf"{_NUMBER}{_COLON}{_NUMBER}{_COLON}{_NUMBER}"
_OF_WHEN = r"由(?:[^，。；\d]{1,6}的?|[0-9]{4}年的?)?"  # 由上年的16.9∶37.2∶45.9⟨调整为⟩
_STRUCTURE = (
    r"(?:结构|构成|产业(?:增加值)?(?:比重|占比|比例|之比|比值))(?:比)?"
    rf"(?:{_OF_WHEN}{_TRIPLE}(?:调整|优化|演变|转变|变化|变)?[为到至]|{_OF_WHEN}|(?:调整|优化|变)?(?:为|是|到|至))"
)
_FIRST = re.compile(rf"{_STRUCTURE}$")
_NEXT = re.compile(rf"{_STRUCTURE}(?:{_NUMBER}{_COLON}){{1,2}}$")
WINDOW = 52


def match_ratio(text: str, start: int) -> Quantity | None:
    """How many to one, or one part of a structure in percent, when the words before say so."""
    if not _HINT.match(text, start):
        return None
    before = text[max(0, start - WINDOW) : start]
    one = _TO_ONE.match(text, start)
    if one and _RATIO.search(before):
        return Quantity(start, one.end(), Decimal(one["value"]), None, "", "=")
    first = _PARTS.match(text, start) if _FIRST.search(before) else None
    part = first or (_PART.match(text, start) if _NEXT.search(before) else None)
    return Quantity(start, start + len(part["value"]), Decimal(part["value"]), None, "%", "=") if part else None
