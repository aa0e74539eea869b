"""A paragraph's text in, its figures and its skipped numbers out: sorted, apart from each other, no digit left over."""

from dataclasses import replace

import regex

from metrics.catalogue.noise import WORDS
from metrics.model import Bound, Quantity, Skipped
from metrics.parse.amounts import Amount, match_amount
from metrics.parse.bounds import match_bound_after, read_bound_before
from metrics.parse.noise import any_of, match_noise
from metrics.parse.numerals import CHINESE_CHARACTERS, read_numeral
from metrics.parse.shares import match_share

Reading = Quantity | Skipped

N = f"0-9{CHINESE_CHARACTERS}半"
SCAN = regex.compile(rf"[{N}]|[第前后头近期周初上下A-Za-z](?=[-－]?[{N}])|过半|翻(?:[一两]?番)|清零")
NAMED = regex.compile(r"《[^》]{1,60}》|〈[^〉]{1,40}〉|“[^”，。！？；]{1,14}”|‘[^’，。！？；]{1,14}’")
HAS_NUMBER = regex.compile(f"[{N}]")
RANGE = regex.compile(r"[-–—－~～〜至到]{1}(?=[0-9一二两三四五六七八九十百])")
FROM = frozenset("从由自")
SHARING = regex.compile(r"[、和及或与]")
RHETORICAL = regex.compile(rf"(?:{any_of(WORDS['rhetorical'])})")


def find_quantities(text: str) -> tuple[list[Quantity], list[Skipped]]:
    """Every figure of a paragraph and every number that is none.

    >>> figures, skipped = find_quantities("9月23日，热线接听来电865件次")
    >>> [text[f.start:f.end] for text in ["9月23日，热线接听来电865件次"] for f in figures], [s.reason for s in skipped]
    (['865件次'], ['date'])
    """
    readings: list[Reading] = []
    names = [match.span() for match in NAMED.finditer(text) if HAS_NUMBER.search(match[0]) and _is_name(match[0])]
    at = 0
    while hit := SCAN.search(text, at):
        start = hit.start()
        while names and names[0][1] <= start:
            names.pop(0)
        reading = Skipped(start, names[0][1] - 1, "name") if names and names[0][0] <= start else _read(text, start)
        at = reading.end if reading else start + 1
        if reading and not (isinstance(reading, Skipped) and reading.reason == "word"):
            readings.append(reading)
    readings = _share_units(text, readings)
    return [r for r in readings if isinstance(r, Quantity)], [r for r in readings if isinstance(r, Skipped)]


def _is_name(quoted: str) -> bool:
    """Whether what stands in quotation marks is a title or slogan, not speech with a figure."""
    return not regex.search(r"[0-9.]+(?:%|亿|万)|了|[0-9]{2,}个", quoted[1:-1]) or quoted[0] in "《〈"


def _read(text: str, start: int) -> Reading | None:
    """What begins at `start`: a share word, a number that is no figure, or a figure."""
    if share := match_share(text, start):
        return _bounded(text, start, share)
    if rank := _match_rank(text, start):
        return rank
    if noise := match_noise(text, start):
        return noise
    if text[start] not in f"0123456789{CHINESE_CHARACTERS}半":
        return None
    amount = match_amount(text, start)
    if amount is None:
        return None
    if amount.is_chinese and (skip := _match_rhetorical(text, start, amount)):
        return skip
    return _read_range(text, start, amount) or _bounded(text, start, amount)


RANK = regex.compile(
    rf"第(?P<number>[0-9]{{1,3}}|[{CHINESE_CHARACTERS}]{{1,3}})(?P<unit>[位名])?(?![一-龥]|[0-9])|第(?P<number2>[0-9]{{1,3}}|[{CHINESE_CHARACTERS}]{{1,3}})(?P<unit2>位)"
)
RANKING = regex.compile(rf"(?:{any_of(WORDS['ranking'])})[^，。；：、！？]{{0,12}}$")


def _match_rank(text: str, start: int) -> Quantity | None:
    """排名第2, 居全国第一位: the place after a verb of ranking."""
    match = RANK.match(text, start) if text[start] == "第" else None
    if match is None or not RANKING.search(text[max(0, start - 18) : start]):
        return None
    value = read_numeral(match["number"] or match["number2"])
    unit = match["unit"] or match["unit2"] or ""
    return None if value is None else Quantity(start + 1, match.end(), value, None, unit, "=")


def _match_rhetorical(text: str, start: int, amount: Amount) -> Skipped | None:
    """一个, 一批; 两个方面; a Chinese numeral with no unit is a word."""
    bare = not amount.unit or amount.unit in ("万", "亿", "万亿")
    number = text[start : amount.end]
    if bare and not (amount.is_more and amount.unit):
        return Skipped(start, amount.end if len(number) > 1 else start + 1, "word")
    if number[0] in "百千万亿" and not amount.is_more and not (start and text[start - 1] in "上近超逾约过破达"):
        return Skipped(start, start + 1, "word")
    if start and text[start - 1] in "数几好" and number[0] in "十百千万亿":
        return Skipped(start, amount.end, "vague")
    if RHETORICAL.match(text, amount.end):
        return Skipped(start, amount.end, "rhetorical")
    if amount.value == 1 and number[0] == "一" and amount.unit not in ("倍", "成") and not amount.is_more:
        return Skipped(start, amount.end, "rhetorical")
    return None


def _read_range(text: str, start: int, low: Amount) -> Quantity | None:
    """20%—25%, 10至12元, 1-2个: two amounts of one unit; not 从50%到80%."""
    match = RANGE.match(text, low.end)
    if match is None or low.high is not None or not FROM.isdisjoint(text[max(0, start - 2) : start]):
        return None
    high = match_amount(text, match.end())
    if high is None or high.high is not None or high.value <= low.value or low.unit not in ("", high.unit):
        return None
    return _bounded(text, start, replace(high, value=low.value, high=high.value))


def _bounded(text: str, start: int, amount: Amount) -> Quantity:
    """The amount with the bound of the words around it."""
    bound: Bound = ">" if amount.is_more else read_bound_before(text, start)
    end = amount.end
    if after := match_bound_after(text, end, amount.unit):
        bound, end = after
    value = amount.value
    if (
        start
        and text[start - 1] in "-－−"
        and amount.unit in ("%", "℃", "摄氏度")
        and not text[start - 2 : start - 1].isascii()
    ):
        start, value = start - 1, -value
    return Quantity(start, end, value, amount.high, amount.unit, bound)


def _share_units(text: str, readings: list[Reading]) -> list[Reading]:
    """6.61、0.92和0.35万件: a bare number before 、 or 和 takes the unit of the figure after it."""
    shared = list(readings)
    for index in range(len(readings) - 2, -1, -1):
        here, then = shared[index], shared[index + 1]
        if not (isinstance(here, Quantity) and isinstance(then, Quantity) and then.start == here.end + 1):
            continue
        longer = here.unit == "个" and then.unit.startswith("个")
        if (here.unit == "" or longer) and then.unit and SHARING.match(text, here.end):
            shared[index] = replace(here, unit=then.unit)
    return shared
