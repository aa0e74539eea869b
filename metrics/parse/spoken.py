"""Prices as they are spoken in print, figures out: 六毛五 is 6.5 毛, 一块四毛二 is 1.42 块; 三毛 may be somebody's name."""

import re
from decimal import Decimal

from metrics.catalogue import read_words
from metrics.model import Quantity
from metrics.parse.bounds import match_bound_after, read_bound_before
from metrics.parse.numerals import CHINESE_CHARACTERS, DIGITS, read_numeral
from metrics.parse.patterns import one_of

_DIGIT = "[一二两三四五六七八九1-9]"
_ENDS = rf"(?:钱)?(?:(?![{CHINESE_CHARACTERS}0-9])|(?=一[斤公个箱株只碗份度亩袋张]))"
# 一块四毛二, 三块五, 12块5毛; 两块三个 counts no money
_YUAN = re.compile(
    rf"(?P<whole>[{CHINESE_CHARACTERS}]{{1,6}}|[0-9]{{1,4}})块(?P<tenths>{_DIGIT})(?:毛(?P<hundredths>{_DIGIT})?)?{_ENDS}"
    rf"(?!{one_of(read_words('numerals', 'spoken')['counted'])})"
)
# 六毛五, 八毛
_JIAO = re.compile(rf"(?P<whole>{_DIGIT})毛(?P<tenths>{_DIGIT})?(?P<hundredths>(?!))?{_ENDS}")
_PRICED = re.compile(rf"{one_of(read_words('numerals', 'spoken')['priced'])}[了到约近才只就是达足]{{0,2}}$")
# 退休金四千八, 分红一万二: the last digit counts the next power of ten
_SHORT = re.compile(rf"(?:{_DIGIT}[万千百]){_DIGIT}(?=[，。；！？、”）…]|$)")
_EARNED = re.compile(rf"{one_of(read_words('numerals', 'spoken')['earned'])}[了到约近才只就是达足出不]{{0,2}}$")
_POWERS = frozenset("万千百")
_SIGNS = frozenset("块毛")
_REACH = 6


def match_spoken(text: str, start: int) -> Quantity | None:
    """The price in 块 or 毛 that begins here; a lone 三毛 is one only behind a word of prices."""
    if text[start + 1 : start + 2] in _POWERS and (short := _SHORT.match(text, start)):
        value = read_numeral(short[0])
        told = value is not None and _EARNED.search(text, max(0, start - 8), start)
        return Quantity(start, short.end(), value, None, "", read_bound_before(text, start)) if told and value else None
    if _SIGNS.isdisjoint(text[start + 1 : start + _REACH]):
        return None
    match, unit = _YUAN.match(text, start), "块"
    if match is None:
        match, unit = _JIAO.match(text, start), "毛"
        if match is None or not (match["tenths"] or _PRICED.search(text, max(0, start - 8), start)):
            return None
    whole = read_numeral(match["whole"])
    if whole is None:
        return None
    value = whole + _digit(match["tenths"]) / 10 + _digit(match["hundredths"]) / 100
    bound, end = read_bound_before(text, start), match.end()
    if after := match_bound_after(text, end, unit):
        bound, end = after
    return Quantity(start, end, value, None, unit, bound)


def _digit(sign: str | None) -> Decimal:
    return Decimal(0) if not sign else Decimal(sign) if sign.isdigit() and sign.isascii() else Decimal(DIGITS[sign])
