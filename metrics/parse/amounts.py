"""One number and its unit at a known place in, an amount out: 660余万株, 两万多步, 三千七百余个, 2个多月."""

from dataclasses import dataclass
from decimal import Decimal

import regex

from metrics.catalogue.units import AFTER_DIGITS_ONLY, MULTIPLIERS, UNITS
from metrics.parse.numerals import CHINESE_CHARACTERS, read_estimate, read_numeral

LONGEST_UNIT = max(map(len, UNITS))

# 2,342.5, 660余万, 3万5千, 1884万7500: digits, then 余 or 多, then the multiplier that stays in the unit.
DIGITS = regex.compile(
    r"(?P<value>[0-9]{1,3}(?:[,，][0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
    r"(?P<lower>(?:[万亿][0-9]{1,4})(?=[万亿千]|[^0-9.]|$)(?:千(?![瓦伏克米卡]))?)?"
    r"(?P<more>[余多几来](?=[十百千万亿]))?(?P<multiplier>万亿|[十百千]?[万亿]|[十百千](?![瓦伏克米卡帕焦]))?(?P<after>[余多几])?"
)
# 三千七百余, 两万多, 十一万余, 十几: a Chinese numeral whose last 万 or 亿 stays in the unit.
CHINESE = regex.compile(
    rf"(?P<value>[{CHINESE_CHARACTERS}]+(?:点[{CHINESE_CHARACTERS}]+)?)(?P<after>[余多几来])?(?P<multiplier>万亿|万|亿)?(?P<last>[余多])?"
)
TRAILING = regex.compile(r"(?P<head>.+?)(?P<multiplier>万亿|万|亿)$")
# 个多月, 个半小时: more or a half between 个 and the unit it counts.
SPLIT = regex.compile(r"个(?P<mid>[多余半])(?P<unit>月|小时|季度|星期|钟头|世纪|礼拜)")
# 辆次, 床次: any one character before 次 counts occasions.
OCCASIONS = regex.compile(r"[一-龥]次(?![一-龥]?[元])")
HALF = regex.compile(r"半(?=年|天|月|$|[^一-龥])")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit: where it ends, and whether 余 or 多 says it is more."""

    end: int
    value: Decimal
    high: Decimal | None
    unit: str
    is_more: bool
    is_chinese: bool


def match_unit(text: str, start: int, *, is_small: bool = False) -> str:
    """The longest known unit that begins at `start`, with its per-unit (微克/立方米); `""` for none."""
    for size in range(min(LONGEST_UNIT, len(text) - start), 0, -1):
        unit = text[start : start + size]
        if unit in UNITS and not (is_small and unit in AFTER_DIGITS_ONLY) and _ends_here(text, start + size, unit):
            end = start + size
            if text[end : end + 1] == "/" and (per := match_unit(text, end + 1)):
                return f"{unit}/{per}"
            return unit
    return ""


def _ends_here(text: str, end: int, unit: str) -> bool:
    """Whether a unit in letters is not the beginning of a longer run of letters or digits."""
    return not (unit[-1].isascii() and unit[-1].isalpha() and text[end : end + 1].isascii() and text[end : end + 1].isalnum())


def match_amount(text: str, start: int) -> Amount | None:
    """The number that begins at `start`, in digits or Chinese, with the unit after it."""
    if text[start].isascii():
        return _match_digits(text, start)
    return _match_chinese(text, start)


def _match_digits(text: str, start: int) -> Amount | None:
    match = DIGITS.match(text, start)
    if match is None:
        return None
    value = read_numeral(match["value"])
    multiplier = match["multiplier"] or ""
    if match["lower"]:
        value = read_numeral(match["value"] + match["lower"] + multiplier)
        if value is not None and multiplier:
            value /= MULTIPLIERS[multiplier]
    if value is None:
        return None
    is_more = bool(match["more"] or match["after"])
    end = match.end()
    if match["after"] and not match_unit(text, end) and not multiplier:
        end, is_more = match.start("after"), bool(match["more"])
    return _with_unit(text, Amount(end, value, None, multiplier, is_more, False), is_small=False)


def _match_chinese(text: str, start: int) -> Amount | None:
    match = CHINESE.match(text, start)
    if match is None or match.end() - start > 30:
        return None
    numeral, multiplier = match["value"], match["multiplier"] or ""
    if not multiplier and (trail := TRAILING.match(numeral)):
        numeral, multiplier = trail["head"], trail["multiplier"]
    estimate = read_estimate(numeral)
    value = estimate[0] if estimate else read_numeral(numeral)
    if value is None:
        return None
    is_more = bool(match["after"] or match["last"])
    high = estimate[1] if estimate else None
    is_small = value < 10 and not multiplier and high is None and not is_more
    return _with_unit(text, Amount(match.end(), value, high, multiplier, is_more, True), is_small=is_small)


def _with_unit(text: str, amount: Amount, *, is_small: bool) -> Amount:
    """The amount with the unit that follows its number; 多 and 半 inside 个多月 count."""
    start = amount.end
    if split := SPLIT.match(text, start):
        half = split["mid"] == "半"
        value = amount.value + Decimal("0.5") if half else amount.value
        unit = f"{amount.unit}个{split['unit']}" if split["unit"] != "小时" else f"{amount.unit}个小时"
        return Amount(split.end(), value, amount.high, unit, amount.is_more or not half, amount.is_chinese)
    unit = match_unit(text, start, is_small=is_small)
    if not unit and (occasions := OCCASIONS.match(text, start)) and not amount.is_chinese:
        unit = occasions[0]
    end = start + len(unit)
    if unit and text[end : end + 1] == "级" and amount.unit:
        unit, end = unit + "级", end + 1
    return Amount(end, amount.value, amount.high, amount.unit + unit, amount.is_more, amount.is_chinese)
