"""The noun a name ends with when things are counted: 企业 → 企业数, 来电诉求 → 来电诉求量."""

import re

from metrics.catalogue.units import split_unit

_COUNT_SUFFIX = {
    "件": "量",
    "件次": "量",
    "宗": "量",
    "起": "数",
    "次": "次数",
    "人次": "人次",
    "个": "数",
    "家": "数",
    "户": "户数",
    "名": "人数",
    "人": "人数",
    "位": "人数",
    "口人": "人口",
    "口": "人口",
}
_PEOPLE = re.compile(r"[人户民员口家]")
_COUNTED = re.compile(r"(?:户数|人数|次数|数)$")
_RATE = re.compile(r"(?<=[㐀-鿿]{2})(?:增速|增幅|降幅|涨幅|跌幅)$")
_ENDS = re.compile(r"(?:数|量|率|额|值|人次|次数|占比|比重|时间|时长|天数|面积|规模|产能|投资|资金|收入|价|距离|长度|高度)$")


def with_suffix(name: str, unit: str) -> str:
    """The name of a count in full; a name that already says so, and one of another unit, is left alone.

    >>> with_suffix("高新技术企业", "家")
    '高新技术企业数'
    """
    known = split_unit(unit)[1]
    suffix = _COUNT_SUFFIX.get(known.name if known else unit, "")
    if not suffix or not name or _ENDS.search(name):
        return name
    if unit == "口" and not _PEOPLE.search(name):
        return name + "数"  # 新打井286口
    return name + (suffix[1:] if name.endswith(suffix[0]) else suffix)


def without_suffix(name: str) -> str:
    """A counted thing again: 补贴户数 → 补贴.

    >>> without_suffix("发放租赁补贴户数")
    '发放租赁补贴'
    """
    return _COUNTED.sub("", name) or name


_AREAS = re.compile(r"(?:设区市|城市|县市区|区县|县区|旗县|[市县区])数")


_SINCE = ("处于", "自从")  # 处于去年2月以来⟨16个月的⟩最高点


def subject_of(name: str, measure: str) -> str:
    """What the next number may be of: neither the rate nor the place in a ranking, nor how many places were counted.

    >>> subject_of("用电量增速", "change"), subject_of("投诉排名", "rank"), subject_of("县数", "level")
    ('用电量', '投诉', '')
    """
    if _AREAS.fullmatch(name) or name.startswith(_SINCE):
        return ""
    return without_rate(name) if measure == "change" else name.removesuffix("排名")


def without_rate(name: str) -> str:
    """What moved at a rate: 用电量增速 → 用电量."""
    return _RATE.sub("", name)
