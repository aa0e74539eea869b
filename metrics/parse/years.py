"""Which year a page speaks from: the latest year it prints as past or present, plans and targets left aside."""

import re
from collections.abc import Sequence

from metrics.catalogue import read_words
from metrics.parse.patterns import one_of

_YEAR = re.compile(r"((?:19|20)\d\d)年(?:(\d{1,2})月)?")
_EVENT = re.compile(  # 2024中国花木交易会 says the year without 年
    r"(20\d\d)()(?=(?![人个件亩吨万亿元户家名株公米千平辆次项处年级所座条台套])[\u4e00-\u9fff“]{2,14}?(?:节|展|会|赛|论坛|季|周|活动))"
)
_BEFORE = re.compile(r"前(?![\d一二两三四五六七八九十上下半])")  # 2030年前, not 2022年前三季度
_JOINT = re.compile(r"[-—–~～至]{1,2}")
_PLAN = {key: one_of(words) for key, words in read_words("pages", "plan").items()}
_TO_COME = re.compile(rf"[^，。；]{{0,8}}?，?[^，。；\d]{{0,10}}?{_PLAN['next']}")
# 2024年，该段累计发送旅客…: the figure of a year that is over, when it is told in January
_TOTAL = re.compile(rf"，?(?!以来|来|{_PLAN['begun']})[^，。；：\d]{{0,14}}?{_PLAN['totals']}")
# 2018年，全县减贫1.68万人; 2018年全县…: a year told as a whole on a page that has another word for its own
_WHOLE = re.compile(rf"(?:，(?!{_PLAN['begun']})|(?=[全我][市县区州省旗盟])(?![^。；\d]*?{_PLAN['begun']}))[^。；]{{0,24}}?\d")
_OWN = re.compile(one_of(read_words("pages", "plan")["own"]))
NEAREST = "页内最近的年份为"
AHEAD = 2  # years between the year of a page and one that is surely to come
NEAR = 8  # characters around a year that tell whether it is a plan's
TURN = 6  # the last month in which a page still speaks of the year before as the latest one
AUTUMN = 10  # the first month in which a page speaks of the year to come


def find_year(text: str, months: Sequence[int] = ()) -> tuple[int | None, str]:
    """The year of a page and why; `months` are those of its undated reports, which may lie in the year after.

    >>> find_year("截至2025年5月底，并网1326.8万千瓦；到2030年，力争达到5吉瓦")
    (2025, '页内最近的年份为2025年')
    """
    late = bool(months) and max(months) >= AUTUMN
    mentions = _without_plans(text, late)
    mentions = mentions or [match for match in _EVENT.finditer(text) if not _is_plan(text, match, late)]
    if not mentions:
        return None, ""
    year = _latest_told(text, mentions)
    ends = [_last_month(text, match) for match in mentions if int(match[1]) == year]
    if months and max(months) <= TURN and max(ends) > max(months):
        return year + 1, f"页内已统计至{year}年{max(ends)}月，报道日在次年"
    return year, f"{NEAREST}{year}年"


def is_nearest(reason: str) -> bool:
    """Whether the year of an issue is only the latest one that the page prints somewhere."""
    return NEAREST in reason


def _without_plans(text: str, late: bool) -> list[re.Match[str]]:
    """The years told, without those to come and what follows them in a sentence: 到2018年底控制在10%以内、⟨2020年⟩消除."""
    told: list[re.Match[str]] = []
    plan: re.Match[str] | None = None
    for match in _YEAR.finditer(text):
        goes_on = plan is not None and int(match[1]) > int(plan[1]) and "。" not in text[plan.end() : match.start()]
        if goes_on or _is_plan(text, match, late):
            plan = match
        else:
            told.append(match)
    return told


def _latest_told(text: str, mentions: Sequence[re.Match[str]]) -> int:
    """The latest year but one that lies years ahead of the others and is told as to come: ⟨2027年⟩将达到500亿元."""
    years = sorted({int(match[1]) for match in mentions})
    while len(years) > 1 and years[-1] - years[-2] >= AHEAD:
        told = [match for match in mentions if int(match[1]) == years[-1]]
        if not all(_TO_COME.match(text, match.end()) for match in told):
            break
        years.pop()
    return years[-1]


def _is_plan(text: str, match: re.Match[str], late: bool) -> bool:
    """Is it a year to come: 到2030年, 2024—2026年, 2035年远景目标? Late in the year also 2025年，我市将…."""
    start, end = match.span()
    before, after = text[max(0, start - NEAR) : start], text[end : end + NEAR]
    if before[-1:].isdigit():
        return True
    if _JOINT.match(after) and after.lstrip("-—–~～至")[:2] in ("20", "19"):
        return True
    if _JOINT.match(before[-1:]) and before.rstrip("-—–~～至年")[-2:].isdigit():
        return True
    words = read_words("pages", "plan")
    if before.endswith(words["so_far"]):
        return False
    if _BEFORE.match(after) or before.endswith(words["before"]) or after.startswith(words["after"]):
        return True
    return any(word in before for word in words["near"]) or (late and any(word in after for word in words["next"]))


def _last_month(text: str, match: re.Match[str]) -> int:
    """The month up to which figures of the year are told as past: 2022年12月, 2022年年底, 2022年全年 are 12."""
    if match[2]:
        return int(match[2])
    after = text[match.end() : match.end() + 2]
    is_whole = after.startswith(read_words("pages", "plan")["whole"]) or _TOTAL.match(text, match.end())
    return 12 if is_whole or (_WHOLE.match(text, match.end()) and _OWN.search(text)) else 0
