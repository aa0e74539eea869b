"""A number told of who is the most of something (浓度最低的城市是威海市，为⟨26微克⟩) → whom, what of, and how it moved."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from metrics.model import Basis, Entity, EntityMention
from metrics.parse.clauses import Statement
from metrics.parse.context import Sheet
from metrics.parse.measured import Measured
from metrics.parse.measures import unit_kind
from metrics.parse.names import left_name, skip_front
from metrics.parse.patterns import grammar

_AREAS = frozenset({"place", "town", "village", "zone"})
_UP, _DOWN = rf"{grammar('movement', 'up')}|增幅|涨幅|升幅", rf"{grammar('movement', 'down')}|降幅|跌幅"
_MOST = re.compile(
    rf"(?P<name>[^，。；]*?)(?P<move>(?P<basis>同比|环比)?(?:{_UP}|(?P<down>{_DOWN}))(?:幅度)?)?"
    r"最(?:[大高低好差多少小快慢优长]|明显)的?(?:[㐀-鿿]{1,6}(?=[是为有]))?(?:[是为有]|分别是|出现在)$"
)
# 宣州区⟨受理量最大⟩，为8.9万件; 旌德县⟨最少⟩，仅0.8万件
_WINS = re.compile(r"(?P<name>[^，。；、\d]{0,10}?)最(?:[大高低好差多少小快慢优长]|为?(?:突出|集中|明显|严重))")
_WAS = re.compile(
    r"(?:[㐀-鿿]{0,2}均|都|各|仅|只|才)?(?:高达|低至|为|达到?|有|是|增加|增长|减少|下降|上升|改善|提高|降低)?(?:了|约|近)?"
)
_PEAK = re.compile(r"(?P<name>最[大高低](?!的)[㐀-鿿]{2,8})出现在$")  # ⟨最大降雨量⟩出现在来榜镇，为62毫米
_BASES: dict[str | None, Basis] = {"同比": "yoy", "环比": "mom"}
_REACH = 60  # characters of the clause that tells who it is


class Best(NamedTuple):
    """Whom a number behind a superlative is about, what of, and the movement that was the largest, if it was one."""

    entity: Entity
    name: str
    measured: Measured | None


def match_best(sheet: Sheet, statement: Statement) -> Best | None:
    """The winner right before the comma in front of a number that only says how much: 最差的城市是德州市，为⟨71微克⟩."""
    text, start = sheet.text, statement.quantity.start
    if statement.opener != "，" or not _WAS.fullmatch(text, statement.clause, start):
        return None
    end = statement.clause - 1
    begin = max(statement.sentence, end - _REACH, *(text.rfind(mark, statement.sentence, end) + 1 for mark in "，；。"))
    named = [m for m in sheet.entities_in(begin, end) if m.entity.kind in _AREAS]
    if not named or named[-1].end != end:
        return _match_winner(sheet, named, begin, end)
    first = named[-1]
    while any(m.end == first.start for m in named):
        first = next(m for m in named if m.end == first.start)  # 岳西县|来榜镇
    peak = _PEAK.search(text, begin, first.start)
    if peak:
        return Best(named[-1].entity, peak["name"], None)
    while first.start and text[first.start - 1] in "、和" and any(m.end == first.start - 1 for m in named):
        first = next(m for m in named if m.end == first.start - 1)
    most = _MOST.match(text, begin, first.start)
    if not most:
        return None
    name = left_name(text, begin, most.end("name"), sheet.mentions)[0] if most["name"] else ""
    return Best(first.entity, name, _moved(most, statement))


def _match_winner(sheet: Sheet, named: Sequence[EntityMention], begin: int, end: int) -> Best | None:
    """The place that a clause begins with and calls the most of something; None when it calls it nothing."""
    if len(named) != 1 or skip_front(sheet.text, begin, named[0].start, sheet.mentions) != named[0].start:
        return None
    wins = _WINS.fullmatch(sheet.text, named[0].end, end)
    return Best(named[0].entity, left_name(wins["name"], 0, len(wins["name"]), {})[0], None) if wins else None


def _moved(most: re.Match[str], statement: Statement) -> Measured | None:
    """How what moved the most did so: 同比减少最多的是菏泽市，为⟨1天⟩; None where nothing moved."""
    if not most["move"]:
        return None
    is_rate = unit_kind(statement.quantity.unit) == "percent"
    basis = _BASES.get(most["basis"])
    sign = -1 if most["down"] else 1
    return Measured("growth" if is_rate else "change", "moved_most", 0, basis=basis, sign=sign)
