"""A unit that is told once for many bare numbers: 热点诉求（单位：件）：物业231，供水96; 公安局310、住建局280（件）."""

import re
from typing import NamedTuple

from metrics.catalogue.units import UNITS
from metrics.model import Quantity
from metrics.parse.patterns import one_of

_UNIT = one_of(UNITS)
_AHEAD = re.compile(rf"单位\s*[:：]\s*(?P<unit>(?:[十百千]?[万亿])?{_UNIT})(?=[)）】，；。：:\s]|$)")
_BEHIND = re.compile(rf"(?<=[0-9])\s?[（(](?P<unit>(?:[十百千]?[万亿])?{_UNIT})[)）]")
_TITLED = re.compile(rf"[（(](?P<unit>(?:[十百千]?[万亿])?{_UNIT})[)）]\s*$")
_LED = re.compile(r"[一-龥”）)：:\s]\s*$")
_ENDED = re.compile(r"\s*(?:[、，；。,;（(和及]|$)|\s")
_LIST = re.compile(r"[^。；]*$")


class UnitOnce(NamedTuple):
    """The unit of the bare numbers between two places of a text."""

    unit: str
    start: int
    end: int

    def apply(self, text: str, number: Quantity) -> Quantity:
        """The number with the unit, where it is one of the list."""
        is_inside = self.start <= number.start and number.end <= self.end
        if not is_inside or not _LED.search(text, max(0, number.start - 2), number.start) or not _ENDED.match(text, number.end):
            return number
        return number._replace(unit=self.unit)


def find_unit_once(text: str, unit: str) -> UnitOnce | None:
    """The unit told once in a paragraph, ahead of its numbers or behind the last of them; else that of the headline."""
    if "单位" in text and (ahead := _AHEAD.search(text)):
        return UnitOnce(ahead["unit"], ahead.end(), len(text))
    if ("）" in text or ")" in text) and (behind := _BEHIND.search(text)):
        listed = _LIST.search(text, 0, behind.start())
        return UnitOnce(behind["unit"], listed.start() if listed else 0, behind.start())
    return UnitOnce(unit, 0, len(text)) if unit else None


def unit_in_title(title: str) -> str:
    """The unit a headline tells of the numbers below it; empty for none.

    >>> unit_in_title("上半年投诉热点（单位：件）"), unit_in_title("一周诉求（件）"), unit_in_title("我市新增一家企业")
    ('件', '件', '')
    """
    told = (_AHEAD.search(title) if "单位" in title else None) or _TITLED.search(title)
    return told["unit"] if told else ""
