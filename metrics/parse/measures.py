"""The words before a number and its unit → how it measures: level, growth, change, share, multiple, completion or rank."""

import re
from functools import lru_cache

from metrics.catalogue.units import split_unit
from metrics.parse.basis import find_basis
from metrics.parse.measure_rules import RULES
from metrics.parse.measured import Measured, UnitKind

REACH = 40  # how far before a number the words that measure it may begin
PERCENT = frozenset({"%", "‰", "成"})
TIMES = frozenset({"倍", "番"})
PLACES = frozenset({"位", "名", "", "强"})
BARE_POINTS = Measured("change", "change_points", -1)
_FALLBACK: dict[UnitKind, Measured] = {
    "points": BARE_POINTS,
    "times": Measured("multiple", "multiple_bare", -1),
}
_AT = re.compile(r"(?:同比|环比|分别)*以(?:约|近|超过|超)?$")  # 零售总额⟨以24.5%的增速⟩领跑
_PACE = re.compile(r"(?:[、和及][0-9.]+%)*的(?:同比|环比|平均)?(?:增速|增幅|增长率|涨幅|增长速度|速度(?:增长|递增))")
_LEVEL = Measured("level", "level", -1)


def unit_kind(unit: str) -> UnitKind:
    """What kind of number a unit makes, as far as the measure is concerned."""
    if unit in PERCENT:
        return "percent"
    if unit.endswith("百分点"):
        return "points"
    if unit in TIMES:
        return "times"
    return "rank" if unit in PLACES else "own"


def unit_of(unit: str) -> str:
    """The kind of a unit; what the catalogue does not know counts things."""
    known = split_unit(unit)[1]
    return known.kind if known else "count"


def match_measure(left: str, unit: str, after: str = "") -> Measured:
    """How a number with this unit measures, from the words around it; a level when nothing says otherwise.

    >>> match_measure("规上工业增加值同比增长", "%").measure
    'growth'
    >>> match_measure("占全市比重", "%").base
    '全市'
    """
    kind = unit_kind(unit)
    skipped = max(0, len(left) - REACH)
    made = _match_words(left[skipped:], kind)
    if made is None:
        pace = _AT.search(left) if kind == "percent" and _PACE.match(after) else None
        if pace:
            return Measured("growth", "growth_pace", pace.start(), find_basis(pace.group() + after))
        return _FALLBACK.get(kind, _LEVEL)
    return made._replace(name_end=made.name_end + skipped) if skipped else made


@lru_cache(maxsize=4096)  # 同比增长, 达, 、 stand before half of all numbers
def _match_words(words: str, kind: UnitKind) -> Measured | None:
    signs = set(words)
    for rule in RULES[kind]:
        if rule.signs and rule.signs.isdisjoint(signs):
            continue
        match = rule.pattern.search(words)
        made = rule.make(words, match) if match else None
        if made is not None:
            return made
    return None
