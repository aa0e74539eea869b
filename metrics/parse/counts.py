"""Numbers that count nothing told from those that do: 一个, 两个方面, 数十家, a bare 300."""

import re

from metrics.catalogue.noise import WORDS
from metrics.catalogue.units import MULTIPLIERS, split_unit
from metrics.model import Quantity, Skipped
from metrics.parse.amounts import Amount
from metrics.parse.bounds import match_bound_after, read_bound_before
from metrics.parse.patterns import one_of

RHETORICAL = re.compile(
    rf"(?:{one_of(WORDS['rhetorical_heads'])})|(?:{one_of(WORDS['rhetorical'])})(?={one_of(WORDS['rhetorical_ends'])}|$)"
)
RHETORICAL_UNITS = frozenset(WORDS["rhetorical_units"])
ASPECTS = WORDS["aspects"]
SINGLE_BEFORE = re.compile(rf"(?:{one_of(WORDS['single_before'])})了?$")
CUES = frozenset(WORDS["cues"])
PARTICLES = frozenset(WORDS["particles"])
OVER = frozenset("上过")
ROUND = frozenset("百千万亿")
SPOKEN = frozenset("一二三四五六七八九")
TOLLS = ("一次死亡", "一次性死亡", "一起死亡")
ACCIDENTS = re.compile(r"(?:及|含)?以上的?[^，。；\d]{0,8}?(?:事故|火灾|案件|灾害)")
EMERGENCY = frozenset({"110", "114", "119", "122"})


def is_rhetorical(text: str, amount: Amount) -> bool:
    """Whether a count in digits only says how many sides a text has to show: 以下4个方面."""
    return amount.unit in RHETORICAL_UNITS and text.startswith(ASPECTS, amount.end)


def names_accident(text: str, start: int, end: int) -> bool:
    """Whether a count of the dead only names a kind of accident: 未发生一次⟨死亡3人以上⟩的道路交通事故."""
    return text.endswith(TOLLS, 0, start) and ACCIDENTS.match(text, end) is not None


def match_word(text: str, start: int, amount: Amount) -> Skipped | None:
    """The reason a Chinese numeral is no figure; an empty span for one inside an ordinary word, None for a figure."""
    nothing = Skipped(start, start, "word")
    before = text[start - 1] if start else ""
    bare = not amount.unit or amount.unit in MULTIPLIERS
    if before and before in "数几" and text[start] in "十百千万亿":
        return Skipped(start, amount.end, "vague")
    if text[start] in "百千" and text[start + 1 : start + 2] in SPOKEN and amount.bound == "=":
        return Skipped(start, amount.end, "vague")
    if text[start] in ROUND and amount.bound == "=" and before not in OVER and read_bound_before(text, start) == "=":
        return nothing
    if not amount.unit or (bare and amount.bound == "=" and not _is_long(amount, text, start)):
        return nothing
    if amount.unit in RHETORICAL_UNITS and RHETORICAL.match(text, amount.end):
        return Skipped(start, amount.end, "rhetorical")
    if text[start] == "二" and amount.value == 2:
        return nothing
    is_one = text[start] in "一半" and text[start + 1 : start + 2] not in ROUND and amount.value <= 1 and not amount.high
    if is_one and amount.unit not in ("倍", "成") and not _is_single(text, start, amount):
        return Skipped(start, amount.end, "rhetorical")
    return None


def _is_long(amount: Amount, text: str, start: int) -> bool:
    """Whether a numeral with no unit but 万 or 亿 is long enough, or bounded, to be a number: 一亿二千万, 超十万."""
    return bool(amount.unit) and (amount.end - start > 2 or read_bound_before(text, start) != "=")


def _is_single(text: str, start: int, amount: Amount) -> bool:
    """Whether 一天 or 半年 is a length of time and no turn of speech: 连续一周, 不到半年, 一年多."""
    unit = split_unit(amount.unit)[1]
    if amount.bound != "=" or unit is None:
        return amount.bound != "="
    if unit.kind == "time":
        return bool(SINGLE_BEFORE.search(text[max(0, start - 4) : start]) or match_bound_after(text, amount.end, amount.unit))
    return unit.kind in ("ratio", "money")


def is_figure(text: str, quantity: Quantity) -> bool:
    """Whether a number with no unit states something: 排名2, 指数98.5, 120学生, the whole of a table cell."""
    start, end = quantity.start, quantity.end
    digits = text[start:end]
    if quantity.bound != "=" or not digits.isdigit() or not digits.isascii():
        return True
    if digits in EMERGENCY or len(digits) > 9:
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isascii() and (before.isalpha() or before == "."):
        return False
    if before in CUES or before in "第前" or (not before and not after):
        return True
    return "一" <= after <= "龥" and after not in PARTICLES and len(digits) < 5
