"""Whether an entity is only what others are measured by: a mention and the words around it come in, yes or no goes out."""

import re

from metrics.catalogue import read_words
from metrics.model import EntityMention
from metrics.parse.entity_stems import Seen

BASE = read_words("entities", "base")
BASE_ENDS = frozenset(word[-1] for word in BASE["before"])
BASE_STARTS = frozenset(word[0] for word in BASE["after"])
LEVEL_AFTER = re.compile(
    r"[㐀-鿿]{0,4}平均水平|[中内]?[^，。；\d]{2,14}最[大多高早长快][^，。；\d]{0,4}的[^，。；\d]{1,6}[，。；]"
)
AMONG = re.compile(r"[0-9]{0,4}个?[^，。；0-9]{0,12}?中(?:的)?(?:排|位?居|位?列)")  # 全省⟨100个园区中排⟩第五位
BRAND_END = re.compile(r"[^“”，。；：、！？的]{1,8}”")
NARROW = frozenset({"town", "village", "company", "person"})  # their most and first are their own: 沙扒镇最大风力
AND = ("、", "和", "及", "与")
# 是⟨全国⟩红枣产量第一县, 成为⟨全省⟩重要的基地: of what it is one
ONE_OF = re.compile(r"(?:是|作为|成为|乃)$")
WIDE = frozenset("全我")
RANK_AFTER = re.compile(
    r"[^，。；]{0,8}?第[0-9一二三四五六七八九十]{1,4}(?:位|名|$|[，。；、）])|前[一二三五十0-9]{1,2}(?![0-9个季月年])|第[0-9一二三四五六]$"
)


def is_base(text: str, mention: EntityMention, seen: Seen) -> bool:
    """The entity is only the whole of a share or a yardstick: 占全省比重, 高于全省、全市, 列全区第2, 中国十强."""
    start, end = mention.start, mention.end
    before, after = text[start - 1 : start], text[end : end + 14]
    if before in BASE_ENDS and text.endswith(BASE["before"], max(0, start - 4), start):
        return True
    if after[:1] in BASE_STARTS and mention.entity.kind not in NARROW and after.startswith(BASE["after"]):
        return True
    if mention.entity.kind in ("place", "org") and LEVEL_AFTER.match(text, end):
        return True
    if text[start] in WIDE and ONE_OF.search(text, max(0, start - 2), start):
        return True
    if ("第" in after or "前" in after) and RANK_AFTER.match(after):
        return True
    if text.startswith("在", start - 1) and AMONG.match(text, end):
        return True
    last = seen.last
    return bool(last and last.is_base and text[last.end : start] in AND) or is_part_of_brand(text, start, end)


def is_part_of_brand(text: str, start: int, end: int) -> bool:
    """Whether an entity only begins a name in quotation marks: “青海e就业”."""
    return text[start - 1 : start] == "“" and bool(BRAND_END.match(text, end))
