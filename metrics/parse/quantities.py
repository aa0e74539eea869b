"""A paragraph's text in, its figures and its skipped numbers out: sorted, apart from each other, no digit left over."""

import re
from decimal import Decimal

from metrics.catalogue import read_words
from metrics.catalogue.noise import WORDS
from metrics.catalogue.units import AMBIGUOUS, MULTIPLIERS, UNITS
from metrics.model import Quantity, Skipped
from metrics.parse.amounts import Amount, match_chinese, match_digits
from metrics.parse.bounds import is_overcome, is_passed, match_bound_after, read_bound_before
from metrics.parse.counts import is_figure, is_rhetorical, match_word, names_accident
from metrics.parse.noise import match_chinese_noise, match_digit_noise, match_lead_noise, match_phrase
from metrics.parse.numerals import CHINESE_CHARACTERS
from metrics.parse.quotes import find_names
from metrics.parse.ranks import is_title, match_rank
from metrics.parse.ratios import match_ratio
from metrics.parse.shares import match_share
from metrics.parse.spoken import match_spoken
from metrics.parse.units_once import find_unit_once

Reading = Quantity | Skipped

LONGEST_NAMED = 100
_NAMES_RATES = frozenset({"秒", "秒钟", "分钟", "小时", "个工作日", "工作日"})  # 24小时办结率
# What may follow a Chinese numeral that is a number; after anything else it is part of a word.
FOLLOWERS = "".join(sorted({unit[0] for unit in UNITS} | set(f"{CHINESE_CHARACTERS}余多几来点时分月季号中是要等至到、半")))
LEADS = "第前后头近上下数几未今过最往这此随"
NUMERAL = f"0-9{CHINESE_CHARACTERS}半"
# One set of characters, so that the search runs at full speed, then what must stand around each kind of them.
SCAN = re.compile(
    rf"[{NUMERAL}{LEADS}A-Za-z翻清减]"
    rf"(?:(?<=[0-9])|(?<=[{CHINESE_CHARACTERS}])(?=[{re.escape(FOLLOWERS)}）)])|(?<=半)(?=[年小个天月数])"
    rf"|(?<=[A-Za-z])(?=[-－·•]?[0-9])|(?<=[{LEADS}])(?=[来后去近往次]?[{NUMERAL}])|(?<=过)(?=半)"
    r"|(?<=翻)(?=了?[近约]?[一两二三四]?番)|(?<=减)(?=半)|(?<=清)(?=零)|(?<=零)(?=[，。；：、！？）”…]|$))"
)
DIGITS = frozenset("0123456789")
NUMERALS = frozenset(CHINESE_CHARACTERS)
RANGE = re.compile(rf"[-–—－~～〜至到](?=[0-9{CHINESE_CHARACTERS}])")
DASHES = frozenset("-–—－~～〜至到")
CURRENCY = dict(zip(*read_words("numerals", "currency").values(), strict=True))
FROM = frozenset("从由自")
NAMING_UNITS = frozenset(WORDS["naming_units"])
SHARING = frozenset("、和及或与")
NEGATIVE_UNITS = frozenset({"%", "‰", "℃", "摄氏度", "度", "个百分点", "亿元", "万元"})


def find_quantities(text: str, unit: str = "") -> tuple[list[Quantity], list[Skipped]]:
    """Every figure of a paragraph and every number that is none; `unit` is what a headline says of all bare numbers.

    >>> text = "9月23日，热线接听来电865件次"
    >>> figures, skipped = find_quantities(text)
    >>> [text[f.start : f.end] for f in figures], [s.reason for s in skipped]
    (['865件次'], ['date'])
    """
    readings: list[Reading] = []
    at = 0
    for name_start, name_end in (*find_names(text), (len(text), len(text))):
        at = _read_stretch(text, at, name_start, readings)
        if at <= name_start < name_end:
            readings.append(_read_name(text, name_start, name_end))
            at = name_end
    readings = _settle(text, readings, unit)
    return [r for r in readings if isinstance(r, Quantity)], [r for r in readings if isinstance(r, Skipped)]


def _read_stretch(text: str, start: int, end: int, readings: list[Reading]) -> int:
    """Add what begins between two names to the readings; where the last one stops, or `end`."""
    at = start
    while at < end and (hit := SCAN.search(text, at, end)):
        reading = _read(text, hit.start())
        if reading is not None:
            readings.append(reading)
        at = reading.end if reading is not None else hit.start() + 1
    return max(at, end)


def _read_name(text: str, start: int, end: int) -> Skipped:
    """The rest of a title or slogan; a whole set phrase (“十四五”) keeps its own reason."""
    phrase = match_phrase(text, start)
    return phrase if phrase is not None and phrase.end == end else Skipped(start, end, "name")


def _read(text: str, start: int) -> Reading | None:
    """What begins at `start`: a number in digits or Chinese, or a word that leads one in."""
    first = text[start]
    if (first in DIGITS or first in NUMERALS) and (price := match_spoken(text, start)):
        return price
    if first in DIGITS:
        return _read_digits(text, start)
    if phrase := match_phrase(text, start):
        return phrase
    if first in NUMERALS:
        return _read_chinese(text, start)
    if first in "第前" and (rank := match_rank(text, start)):
        return rank
    if lead := match_lead_noise(text, start):
        return lead
    share = match_share(text, start)
    return _bounded(text, start, share) if share else _read_half(text, start)


def _read_digits(text: str, start: int) -> Reading:
    """A figure when a plain unit follows; else what the shapes of noise, parts and ranges make of it."""
    amount = match_digits(text, start)
    if _is_doubtful(amount) or text[start - 1 : start] == "每":
        if ratio := match_ratio(text, start):
            return ratio
        if noise := match_phrase(text, start) or match_digit_noise(text, start):
            return noise
        if share := match_share(text, start):
            return _bounded(text, start, share)
    if amount is None:
        return Skipped(start, start + 1, "number")
    if currency := CURRENCY.get(text[start - 1 : start]):
        amount = amount._replace(unit=amount.unit if amount.unit.endswith(currency) else amount.unit + currency)
    if is_rhetorical(text, amount):
        return Skipped(start, amount.end, "rhetorical")
    if amount.unit == "人" and names_accident(text, start, amount.end):
        return Skipped(start, amount.end, "name")
    if amount.unit == "强" and is_title(text, start):
        return Skipped(start, amount.end, "name")
    return _read_range(text, start, amount) or _bounded(text, start, amount)


def _is_doubtful(amount: Amount | None) -> bool:
    """Whether the number may be a date, an address, a name: nothing it counts follows, or something dates end in too."""
    return amount is None or not amount.unit or amount.unit in AMBIGUOUS or _names_rate(amount)


def _names_rate(amount: Amount) -> bool:
    """Whether the number may be a part of a rate's name: 24小时办结率."""
    return amount.unit in _NAMES_RATES and amount.value < LONGEST_NAMED


def _read_chinese(text: str, start: int) -> Reading | None:
    """A figure when the numeral counts something; a word or a turn of speech otherwise."""
    if share := match_share(text, start):
        return _bounded(text, start, share)
    amount = match_chinese(text, start)
    may_name = amount is not None and amount.unit in NAMING_UNITS
    is_base = text[start - 1 : start] == "每"
    noise = match_chinese_noise(text, start) if may_name or is_base or _is_doubtful(amount) else None
    if noise:
        return noise
    if amount is None:
        return None
    if span := _read_range(text, start, amount):
        return span
    word = match_word(text, start, amount)
    if word is not None:
        return word if word.end > word.start else None
    return _bounded(text, start, amount)


def _read_half(text: str, start: int) -> Reading | None:
    """半年, 半个月, 半小时: half a stretch of time."""
    if text[start] != "半":
        return None
    amount = match_digits("5" + text[start + 1 : start + 12], 0)
    if amount is None or amount.unit not in ("年", "小时", "个小时", "个月", "天"):
        return None
    half = amount._replace(end=start + amount.end, value=Decimal("0.5"))
    word = match_word(text, start, half)
    return (word if word.end > word.start else None) if word else _bounded(text, start, half)


def _read_range(text: str, start: int, low: Amount) -> Quantity | None:
    """20%—25%, 10至12元, 8000元至1万元: two amounts of one unit; not 从50%到80%."""
    match = RANGE.match(text, low.end) if text[low.end : low.end + 1] in DASHES else None
    if match is None or low.high is not None or not FROM.isdisjoint(text[max(0, start - 2) : start]):
        return None
    at = match.end()
    high = match_digits(text, at) if text[at] in DIGITS else match_chinese(text, at)
    if high is None or high.high is not None or not high.unit:
        return None
    value = _rescale(low, high)
    if value is None or value >= high.value:
        return None
    return _bounded(text, start, high._replace(value=value, high=high.value))


def _rescale(low: Amount, high: Amount) -> Decimal | None:
    """The lower end in the unit of the upper: 8000元至1万元 begins at 0.8 万元, 3至5万元 at 3."""
    if low.unit == high.unit or (not low.unit and low.value < high.value):
        return low.value
    size = next((n for n in (2, 1) if high.unit[:n] in MULTIPLIERS), 0)
    scale, bare = MULTIPLIERS.get(high.unit[:size], Decimal(1)), high.unit[size:]
    lower = MULTIPLIERS.get(low.unit.removesuffix(bare) if bare else low.unit, Decimal(1))
    fits = low.unit.removesuffix(bare) in ("", *MULTIPLIERS) if bare else True
    return low.value * lower / scale if fits and (low.unit or low.value >= high.value) else None


def _bounded(text: str, start: int, amount: Amount) -> Quantity:
    """The amount with the bound of the words around it, and its sign."""
    bound, end = amount.bound, amount.end
    if bound == "=":
        bound = ">" if is_passed(text, start, amount.unit) else read_bound_before(text, start)
        if bound == ">" and is_overcome(text, start, end):
            bound = "="
    if after := match_bound_after(text, end, amount.unit):
        bound, end = after
    if amount.unit == "强":
        bound = "<"
    signed, is_negative = _read_sign(text, start, amount.unit)
    return Quantity(signed, end, -amount.value if is_negative else amount.value, amount.high, amount.unit, bound)


def _read_sign(text: str, start: int, unit: str) -> tuple[int, bool]:
    """Where the figure begins with its minus, and whether it has one: -3.2%, 零下12℃; a dash between words is none."""
    if text[start - 2 : start] == "零下":
        return start, True
    is_minus = start > 0 and text[start - 1] in "-－−" and unit in NEGATIVE_UNITS
    if is_minus and not (start > 1 and text[start - 2].isascii() and text[start - 2].isalnum()):
        return start - 1, True
    return start, False


def _settle(text: str, readings: list[Reading], unit: str) -> list[Reading]:
    """From the end: a bare number takes the unit of the figure after 、 or 和, or must be one by itself."""
    settled: list[Reading] = []
    once = find_unit_once(text, unit)
    for here in reversed(readings):
        here = once.apply(text, here) if once and isinstance(here, Quantity) and not here.unit else here
        if isinstance(here, Quantity) and (here.unit in ("", "个") or here.unit in MULTIPLIERS):
            settled.append(_settle_bare(text, here, settled[-1] if settled else None))
        else:
            settled.append(here)
    return settled[::-1]


def _settle_bare(text: str, here: Quantity, then: Reading | None) -> Reading:
    """6.61 in 6.61、0.92和0.35万件 with the unit of the figure after it; a bare number that states nothing is skipped."""
    is_listed = then is not None and then.start == here.end + 1 and text[here.end] in SHARING
    if isinstance(then, Quantity) and is_listed and then.unit and (not here.unit or then.unit.startswith(here.unit)):
        return here._replace(unit=then.unit)
    if not here.unit and not is_figure(text, here):
        return Skipped(here.start, here.end, "number")
    return here
