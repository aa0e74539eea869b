"""Tenths that are a part of what is named around them: ⟨九成⟩订单来自省外, 财政补贴⟨八成⟩; a rate in tenths is a level."""

import re

from metrics.parse.clauses import Statement
from metrics.parse.names import right_name
from metrics.parse.patterns import grammar

_PART_ENDS = re.compile(rf"{grammar('share', 'tenths')}[占约近达超过接为]{{0,2}}$")
_PART_OF = re.compile(r"(?:以上|左右)?[的都均全]?(?=[㐀-鿿]{2})")
_POINT = re.compile(r"^[一二三四五六七八九十]是")  # 一是超五成企业…
_NEARLY = "，、有近约超为是"


def is_part_of(text: str, statement: Statement) -> bool:
    """Whether a number of tenths says which part of something: 八成以上都养牛, 来自养牛的部分接近六成."""
    words = text[statement.left : statement.quantity.start]
    if _PART_ENDS.search(words):
        return True
    return not _POINT.sub("", words).strip(_NEARLY) and bool(_PART_OF.match(text, statement.quantity.end))


def name_part(text: str, statement: Statement) -> str:
    """The noun behind tenths that nothing in front names: 九成⟨订单⟩来自省外; empty when there is none."""
    if _POINT.sub("", text[statement.left : statement.quantity.start]).strip(_NEARLY):
        return ""
    begin = _PART_OF.match(text, statement.quantity.end)
    return right_name(text, begin.end(), statement.right_end) if begin else ""
