"""Whether an entity only stands in a list of its kind: the paragraph and the entity come in, yes or no goes out."""

import re

from metrics.model import EntityMention
from metrics.parse.clauses import Statement
from metrics.parse.context import Sheet

_AND = frozenset("和与及、")
_PLACES_COUNTED = re.compile(
    r"[\d一二三四五六七八九十两]{1,3}个?(?:设区)?(?:城?市|县|区|州|盟|旗|镇|乡|村|街道|社区|地区|省|国家)"
)


def is_listed(sheet: Sheet, mention: EntityMention) -> bool:
    """Whether an entity only stands in a list (A、B等6家单位)."""
    end = mention.end
    while end in sheet.areas or end in sheet.mentions:
        end = sheet.mentions.get(end) or sheet.areas[end]
    return sheet.text[end : end + 1] in {"、", "等"} or sheet.text[mention.start - 1 : mention.start] == "、"


def counts_list(sheet: Sheet, mention: EntityMention, statement: Statement) -> bool:
    """Whether a number only says how many places were listed before it: 黄山、池州、芜湖⟨3个市⟩."""
    if sheet.text[mention.start - 1 : mention.start] not in _AND:
        return False
    return bool(_PLACES_COUNTED.match(sheet.text, statement.quantity.start))
