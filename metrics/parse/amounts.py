"""One number and its unit at a known place in, an amount out: 660余万株, 两万多步, 三千七百余个, 2个多月, 1小时48分."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from metrics.catalogue.units import AFTER_DIGITS_ONLY, FALSE_STARTS, MULTIPLIERS, TRUE_STARTS, UNITS
from metrics.model import Bound
from metrics.parse.numerals import CHINESE_CHARACTERS, DIGIT_CHARACTERS, LONGEST, read_estimate, read_numeral

# The lengths of the units that begin with a character, the longest first.
SIZES = {
    first: sorted({len(unit) for unit in UNITS if unit[0] == first}, reverse=True) for first in {unit[0] for unit in UNITS}
}
NEARLY: dict[str, Bound] = {"余": ">", "多": ">", "几": ">", "+": ">", "来": "~"}

LETTERS = frozenset(unit[0] for unit in UNITS if unit[0].isascii() and unit[0].isalpha())
# 2,342.5, 660余万, 3万5千, 1884万7500: digits, then 余 or 多, then the multiplier that stays in the unit.
DIGITS = re.compile(
    r"(?P<value>[0-9]{1,3}(?:[,，][0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    r"(?P<margin>±[0-9]+(?:\.[0-9]+)?)?(?P<lower>[万亿][0-9]{1,4}(?![0-9.年月日时%-]))?"
    r"(?:(?P<more>[余多几来])(?=[十百千万亿]))?(?P<multiplier>万亿|[十百千]?[万亿]|[十百千](?![瓦伏克米卡帕焦牛赫]|分[点比]))?(?P<nearly>[余多几来+])?"
)
# 三千七百余, 两万多, 十一万余, 十几: a Chinese numeral whose last 万 or 亿 stays in the unit.
CHINESE = re.compile(
    rf"(?P<value>[{CHINESE_CHARACTERS}]+(?:点[{DIGIT_CHARACTERS}]+)?)(?P<more>[余多几来])?(?P<multiplier>万亿|万|亿)?(?P<nearly>[余多])?"
)
# /百人 and 人·月 in 部/百人, 元/人·月
PER_FIRST = frozenset("/每")
PER = re.compile(r"[/每](?:[百千万]|10万|500(?=克)|50(?=公斤|千克)|100(?=克|斤))?(?![0-9])")
FURTHER = re.compile(r"[·•][年月日天次户]")
# 个多月, 个半小时: more or a half between 个 and the unit it counts.
ROUND = frozenset("十百千万亿")
KILO = frozenset("瓦伏克米卡帕焦赫")  # 百万|千瓦, 二十|千伏: 千 is of the unit where no digit stands before it
SPLITS = frozenset({"个多", "个余", "个半"})
SPLIT = re.compile(r"个(?P<mid>[多余半])(?P<unit>月|小时|季度|星期|钟头|世纪|礼拜)")
# 辆次, 床次: any one character before 次 counts occasions.
OCCASIONS = re.compile(r"[一-龥]次(?=[^一-龥]|[的以]|$)")
# 1小时48分, 2小时11分38秒, 2年3个月: the parts after the first are counted in smaller units.
PART = re.compile(r"(?:零|又)?(?P<value>[0-9]+(?:\.[0-9]+)?)(?P<unit>分钟|分|秒|个月|天|小时|角)(?!之)")
# 1米75, 10秒12: digits after the unit are its decimals.
DECIMALS = re.compile(r"[0-9]{1,2}(?![0-9.,，]|[%个年月日名人万亿厘毫])")
TENTHS = "零一二三四五六七八九"  # 四元五角, 三块八毛
GOES_ON = frozenset("0123456789半零又" + TENTHS)
GOING_ON = frozenset((*GOES_ON, "级", ""))
# What one of the first unit is in the second, and the name of the second.
PARTS: dict[tuple[str, str], tuple[int, str]] = {
    ("小时", "分"): (60, "分钟"),
    ("个小时", "分"): (60, "分钟"),
    ("分钟", "秒"): (60, "秒"),
    ("分", "秒"): (60, "秒"),
    ("年", "个月"): (12, "个月"),
    ("天", "小时"): (24, "小时"),
    ("元", "角"): (10, "角"),
}


class Amount(NamedTuple):
    """A number with its unit and where it ends; `bound` is what 余, 多 or 来 inside it says. A tuple, since many are made."""

    end: int
    value: Decimal
    high: Decimal | None
    unit: str
    bound: Bound = "="


def match_unit(text: str, start: int, *, is_small: bool = False) -> str:
    """The longest known unit that begins at `start`, with its per-unit (微克/立方米); `""` for none."""
    for size in SIZES.get(text[start : start + 1], ()):
        unit = text[start : start + size]
        if unit in UNITS and not (is_small and unit in AFTER_DIGITS_ONLY) and not _is_false(text, start, size):
            end = start + size
            return unit + _match_per(text, end, unit) if text[end : end + 1] in PER_FIRST else unit
    return ""


def _match_per(text: str, start: int, unit: str) -> str:
    """/立方米, /百人, 每立方米, /人·月: what the unit is counted for; 每 only after a physical unit or money."""
    match = PER.match(text, start)
    if match is None or (match[0][0] == "每" and UNITS[unit].kind not in ("measure", "money")):
        return ""
    below = match_unit(text, match.end())
    further = FURTHER.match(text, match.end() + len(below))
    return match[0] + below + (further[0] if further else "") if below else ""


def _is_false(text: str, start: int, size: int) -> bool:
    """Whether what looks like a unit begins another word: 六年级, 120校友; letters that run on are no unit either."""
    if text[start] in LETTERS:
        end = start + size
        return end < len(text) and text[end].isascii() and text[end].isalnum()
    if size > 1 and text.startswith("次之", start + size - 1):
        return True  # 388件|次之
    if size > 1 and text[start + size - 1 : start + size] in MULTIPLIERS:
        return text.startswith("元", start + size)  # 3个亿, but 218个|亿元以上项目
    pair, triple = text[start : start + 2], text[start : start + 3]
    return size == 1 and triple not in TRUE_STARTS and (pair in FALSE_STARTS or triple in FALSE_STARTS)


def match_digits(text: str, start: int) -> Amount | None:
    """The number in digits that begins at `start`, with the unit after it."""
    match = DIGITS.match(text, start)
    if match is None:
        return None
    digits, margin, lower, more, multiplier, nearly = match.groups()
    if len(digits) > LONGEST:
        return None
    value = Decimal(digits) if "," not in digits and "，" not in digits else read_numeral(digits)
    multiplier, end = multiplier or "", match.end()
    if lower and value is not None:
        whole = read_numeral(digits + lower + multiplier)
        value = whole / MULTIPLIERS[multiplier] if whole is not None and multiplier else whole
    if value is None:
        return None
    if nearly and not multiplier and not match_unit(text, end) and nearly in "多来几+":
        end, nearly = end - 1, None
    bound = "~" if margin else NEARLY.get(nearly or more or "", "=")
    unit = match_unit(text, end)
    if unit and text[end : end + 2] not in SPLITS and text[end + len(unit) : end + len(unit) + 1] not in GOING_ON:
        return Amount(end + len(unit), value, None, multiplier + unit, bound)  # the usual case, told at once
    return _with_unit(text, Amount(end, value, None, multiplier, bound))


def match_chinese(text: str, start: int) -> Amount | None:
    """The Chinese numeral that begins at `start`, with the unit after it; a lone digit takes fewer units."""
    match = CHINESE.match(text, start)
    if match is None or match.end() - start > LONGEST:
        return None
    (numeral, more, multiplier, nearly), end = match.groups(), match.end()
    multiplier = multiplier or ""
    if (more or nearly) and numeral[-1] not in ROUND:
        return None
    if numeral[-1] == "千" and numeral[-2:-1] in ROUND and text[end : end + 1] in KILO:
        numeral, end = numeral[:-1], end - 1
    value, high = _read_ends(numeral)
    if value is None:
        return None
    if not multiplier and numeral[-1] in "万亿":
        multiplier = numeral[-2:] if numeral.endswith("万亿") else numeral[-1]
        value, high = value / MULTIPLIERS[multiplier], high and high / MULTIPLIERS[multiplier]
    bound = NEARLY.get(nearly or more or "", "=")
    is_small = value <= 10 and not multiplier and high is None and bound == "="
    return _with_unit(text, Amount(end, value, high, multiplier, bound), is_small=is_small)


@lru_cache(maxsize=1024)
def _read_ends(numeral: str) -> tuple[Decimal | None, Decimal | None]:
    """The value of a Chinese numeral, or both ends of an estimate."""
    value = read_numeral(numeral)
    return (value, None) if value is not None else read_estimate(numeral) or (None, None)


def _with_unit(text: str, amount: Amount, *, is_small: bool = False) -> Amount:
    """The amount with the unit that follows its number; 多 and 半 inside 个多月 count, and so does a second part."""
    start = amount.end
    if text[start : start + 2] in SPLITS and (split := SPLIT.match(text, start)):
        half = split["mid"] == "半"
        value = amount.value + Decimal("0.5") if half else amount.value
        return Amount(split.end(), value, amount.high, f"{amount.unit}个{split['unit']}", amount.bound if half else ">")
    unit = match_unit(text, start, is_small=is_small)
    if not unit and not is_small and (occasions := OCCASIONS.match(text, start)):
        unit = occasions[0]
    end = start + len(unit)
    if end < len(text) and unit:
        if text[end] == "级" and amount.unit:
            return Amount(end + 1, amount.value, amount.high, f"{amount.unit}{unit}级", amount.bound)
        if text[end] in GOES_ON and (compound := _match_compound(text, end, unit, amount)):
            return compound
    return Amount(end, amount.value, amount.high, amount.unit + unit, amount.bound)


def _match_compound(text: str, end: int, unit: str, amount: Amount) -> Amount | None:
    """1小时48分 is 108 分钟, 1米75 is 1.75 米, 一年半 is 1.5 年."""
    if unit in ("年", "天") and text.startswith("半", end) and text[end + 1 : end + 2] not in ("年", "天", "载"):
        return Amount(end + 1, amount.value + Decimal("0.5"), amount.high, unit, amount.bound)
    if unit in ("米", "秒") and amount.value < 100 and (decimals := DECIMALS.match(text, end)):
        return Amount(decimals.end(), amount.value + Decimal("0." + decimals[0]), None, unit)
    if unit in ("元", "块") and text[end] in TENTHS and text[end + 1 : end + 2] in ("角", "毛"):
        return Amount(end + 2, amount.value + Decimal(TENTHS.index(text[end])) / 10, amount.high, unit, amount.bound)
    part = PART.match(text, end)
    known = PARTS.get((unit, part["unit"].removesuffix("钟"))) if part else None
    if part is None or known is None:
        return None
    whole = Amount(part.end(), amount.value * known[0] + Decimal(part["value"]), None, known[1])
    return _match_compound(text, whole.end, whole.unit, whole) or whole
