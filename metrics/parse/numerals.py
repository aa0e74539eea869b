"""Number words and digits in, decimals out: 2,342.5 · 十二万 · 1884万7500 · 二〇二四 · 零点五."""

import re
from decimal import Decimal

from metrics.catalogue import read_words

WORDS = read_words("numerals", "numerals")
DIGITS = {character: value for value, characters in enumerate(WORDS["digits"]) for character in characters}
POWERS: dict[str, int] = {
    character: 10 ** (place + 1) for place, characters in enumerate(WORDS["powers"]) for character in characters
}
MYRIADS = dict(zip(WORDS["myriads"], (10**4, 10**8), strict=True))
DIGIT_CHARACTERS = "".join(DIGITS)
CHINESE_CHARACTERS = DIGIT_CHARACTERS + "".join(POWERS) + "".join(MYRIADS)
LONGEST = 30

ARABIC = re.compile(r"[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
# 二〇二四: digit by digit. Two bare digits (三四) are an estimate, not 34.
POSITIONAL = re.compile(rf"[{DIGIT_CHARACTERS}]{{3,}}|[一二三四五六七八九][零〇○]")
# 三千零五十二, 百五, 十七; a last digit after 百 or 千 without 零 counts tens or hundreds (一百二 is 120).
SECTION = re.compile(
    rf"(?:(?P<thousands>[{DIGIT_CHARACTERS}])?[千仟])?[零〇]?"
    rf"(?:(?P<hundreds>[{DIGIT_CHARACTERS}])?[百佰])?[零〇]?"
    rf"(?:(?P<tens>[{DIGIT_CHARACTERS}])?[十拾])?(?P<zero>[零〇])?(?P<ones>[{DIGIT_CHARACTERS}])?"
)
# 三四十, 七八, 两三千, 十七八, 十七八万, 一万七八千: two neighbouring digits name both ends.
ESTIMATE = re.compile(
    rf"(?P<head>[{CHINESE_CHARACTERS}]*[十百千万亿])?(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])"
    r"(?P<scale>[十百千]*)(?P<myriads>万?亿?)"
)


def read_numeral(text: str) -> Decimal | None:
    """The value of a numeral in digits, in Chinese, or in both.

    >>> read_numeral("1884万7500"), read_numeral("一万五千亿"), read_numeral("三千七百")
    (Decimal('18847500'), Decimal('1500000000000'), Decimal('3700'))
    """
    if not text or len(text) > LONGEST:
        return None
    if ARABIC.fullmatch(text):
        return Decimal(text.replace(",", "").replace("，", ""))
    if text == "半":
        return Decimal("0.5")
    whole, point, fraction = text.partition("点")
    if point:
        return _read_point(whole, fraction)
    return _read_myriads(text)


def read_estimate(text: str) -> tuple[Decimal, Decimal] | None:
    """Both ends of a spoken estimate: 三四十 is 30 to 40; 三五 and 三两 count too, 三九 does not.

    >>> read_estimate("两三千")
    (Decimal('2000'), Decimal('3000'))
    """
    match = ESTIMATE.fullmatch(text)
    if match is None or len(text) > LONGEST:
        return None
    low, high = DIGITS[match["low"]], DIGITS[match["high"]]
    if high - low != 1 and (low, high) not in ((3, 5), (3, 2)):
        return None
    low, high = sorted((low, high))
    step = _read_myriads(match["scale"]) if match["scale"] else Decimal(1)
    head = _read_myriads(match["head"]) if match["head"] else Decimal(0)
    myriads = _read_myriads("一" + match["myriads"]) if match["myriads"] else Decimal(1)
    if step is None or head is None or myriads is None:
        return None
    if match["head"]:
        place = (POWERS | MYRIADS)[match["head"][-1]]
        if step >= place or myriads >= place > POWERS["千"]:
            return None
        step = step if match["scale"] else Decimal(place) / 10
    return (head + low * step) * myriads, (head + high * step) * myriads


def _read_point(whole: str, fraction: str) -> Decimal | None:
    """三点五, 零点三八: the fraction is read digit by digit."""
    value = _read_myriads(whole)
    if value is None or not fraction or any(character not in DIGITS for character in fraction):
        return None
    return value + Decimal("0." + "".join(str(DIGITS[character]) for character in fraction))


def _read_myriads(text: str) -> Decimal | None:
    """A numeral cut at its last 亿, else its last 万; 两万五 is 25000."""
    for mark in ("亿", "万"):
        head, found, tail = text.rpartition(mark)
        if not found:
            continue
        scale = MYRIADS[mark]
        count = _read_myriads(head) if head else Decimal(1)
        if count is None:
            return None
        if DIGITS.get(tail):
            return count * scale + DIGITS[tail] * scale // 10
        rest: Decimal | None = _read_myriads(tail) if tail else Decimal(0)
        return None if rest is None or rest >= scale else count * scale + rest
    return _read_section(text)


def _read_section(text: str) -> Decimal | None:
    """A numeral below 10,000, in digits (7500, 3千) or Chinese."""
    if ARABIC.fullmatch(text):
        return Decimal(text.replace(",", "").replace("，", ""))
    if text[-1:] in POWERS and ARABIC.fullmatch(text[:-1]):
        return Decimal(text[:-1].replace(",", "").replace("，", "")) * POWERS[text[-1]]
    if POSITIONAL.fullmatch(text):
        return Decimal("".join(str(DIGITS[character]) for character in text))
    match = SECTION.fullmatch(text)
    if match is None or not text:
        return None
    total = 0
    for place, power in (("thousands", 1000), ("hundreds", 100), ("tens", 10)):
        if match.end(place) >= 0:
            total += DIGITS[match[place]] * power
        elif any(character in text for character in WORDS["powers"][len(str(power)) - 2]):
            total += power
    ones = DIGITS[match["ones"]] if match["ones"] else 0
    before = text[-2:-1]
    short = ones and not match["zero"] and before in POWERS and POWERS[before] > 10
    return Decimal(total + (ones * POWERS[before] // 10 if short else ones))
