"""How a paragraph begins → whether it goes on with the time of the ones before it."""

import re

from metrics.parse.context import Sheet
from metrics.parse.patterns import grammar

NEAR_THE_FRONT = 24  # characters before the first number of a paragraph that goes on with figures at once
_UP = grammar("movement", "up", "down")
_GREW = re.compile(
    rf"{_UP}[了达近约超逾]{{0,2}}(?:\d[\d.]*(?:%|倍|个百分点)|[一二三四五六七八九]成)|(?:同比|，|可比)(?:分别|累计)?{_UP}\d"
)


def tells_growth(text: str, first_number: int) -> bool:
    """Whether the first number of a paragraph grew or stands in one sentence with one that did: 完成产值64亿元，同比增长3%."""
    start = max(text.rfind(mark, 0, first_number) for mark in "。；") + 1
    end = text.find("。", first_number)
    return bool(_GREW.search(text, start, end if end >= 0 else len(text)))


def after_theme(sheet: Sheet, first_number: int) -> int:
    """Where a paragraph begins behind the short sentence in front that says what it is about: ⟨工业生产稳中有进。⟩"""
    end = sheet.text.find("。", 0, min(first_number, NEAR_THE_FRONT)) + 1
    return 0 if sheet.periods_in(0, end) else end
