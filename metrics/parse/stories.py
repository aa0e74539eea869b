"""Whether a paragraph goes on about whom the one before told of: the paragraph and the body come in, yes or no goes out."""

import re

from metrics.model import Entity
from metrics.parse.context import Sheet
from metrics.parse.title_periods import is_span

_STORY_KINDS = frozenset({"company", "site", "town", "village", "zone"})
_OTHERS = re.compile(r"中心|部门|协会|银行")  # a body that no name is known of
_NOW = re.compile(r"目前|截至|截止|如今|眼下|当前")
_NOW_OF_ALL = re.compile(
    r"截至|截止|(?:目前|如今|眼下|当前)[^。；]{0,8}?(?:[全我本该][市县区省州旗盟国]|[市县区州旗]|园区|开发区|企业)"
)
_WIDER = re.compile(r"[全我本该][市县区省州旗盟国镇乡]|[㐀-鿿][市县区镇乡]")  # no longer of the village
_ANEW = re.compile(r"[此本]次|活动|现场|当[天日]|据统计|据悉|截至")  # on about the event, not about who spoke


def _now_of(before: Entity) -> re.Pattern[str]:
    """What ends a story: any 目前, of a village only 目前，全市."""
    return _NOW_OF_ALL if before.kind == "village" else _NOW


def goes_on(sheet: Sheet, first_number: int, before: Entity) -> bool:
    """Whether a story goes on about whom the paragraph before told of: no time of a statistic is named before its number."""
    if before.kind not in _STORY_KINDS:
        return False
    if (
        (before.kind == "company" and _ANEW.match(sheet.text))
        or _now_of(before).search(sheet.text, 0, first_number)
        or _OTHERS.search(sheet.text, 0, first_number)
    ):
        return False
    if before.kind == "village" and not _WIDER.search(sheet.text, 0, first_number):
        return True  # 今年合作社还要建冷库
    return not any(mention.start < first_number and is_span(mention.period) for mention in sheet.periods)
