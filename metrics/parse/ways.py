"""Whether a place that a paragraph names only begins or ends a way: the paragraph and the place come in, yes or no goes out."""

import re

from metrics.model import EntityMention
from metrics.parse.context import Sheet

_LONGEST = 16  # characters of a name
_ON_A_WAY = frozenset({"place", "town", "village"})
_WAY = frozenset("到至往")
_WAY_BACK = re.compile(r"的?(?:高速|公路|铁路|高铁|车程|行程|路程|航程|行车|全程|航线|列车|距离)")
_WAY_TO = re.compile(r"[㐀-鿿]{2,5}?(?:的|高速|公路|铁路|高铁|段|车程|行车|全程|航线|列车)")


def is_way(sheet: Sheet, mention: EntityMention) -> bool:
    """Whether a place only begins or ends a way: ⟨利川⟩到⟨咸丰⟩的车程."""
    if mention.entity.kind not in _ON_A_WAY:
        return False
    text, areas = sheet.text, sheet.areas
    if text[mention.end : mention.end + 1] in _WAY and (mention.end + 1 in areas or _WAY_TO.match(text, mention.end + 1)):
        return True
    if text[mention.start - 1 : mention.start] not in _WAY:
        return False
    before = sheet.entities_in(mention.start - _LONGEST, mention.start - 1)
    return any(named.end == mention.start - 1 for named in before) or bool(_WAY_BACK.match(text, mention.end))
