"""A number told beside a mark of the water (距警戒水位（33米）⟨1.8米⟩, 安乡站⟨34.97米⟩) → its name and how it measures."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from metrics.catalogue.units import same_unit
from metrics.parse.clauses import Statement
from metrics.parse.context import Sheet
from metrics.parse.measured import Measured
from metrics.parse.scope import Draft

LEVEL = "水位"
_LEVEL_UNITS = frozenset({"米", "m"})
_MARK = re.compile(
    r"(?:^|[，；。：、])(?P<how>离|距离?|超过?|超出|高[于出]|低于|比)?(?P<mark>[㐀-鿿]{1,6}水位)(?:线)?(?P<told>[（(]|仅|只|还|尚|差|有|约|近)*$"
)
_LEFT = re.compile(r"(?:仅|只|还|尚|差|有|约|近|的差距)*")
_BELOW = "低于"


class Gauge(NamedTuple):
    """The name of a number beside a mark of the water; the number does not stay in force where it is `aside`."""

    name: str
    measured: Measured
    is_aside: bool = True


def match_gauge(sheet: Sheet, statement: Statement, drafts: Sequence[Draft]) -> Gauge | None:
    """The mark itself in its brackets, how far the water is from it behind them, or the level at a station."""
    text, quantity = sheet.text, statement.quantity
    if quantity.unit not in _LEVEL_UNITS:
        return None
    if any(
        m.end == quantity.start and m.entity.name.endswith("站") for m in sheet.entities_in(statement.clause, quantity.start)
    ):
        return Gauge(LEVEL, Measured("level", "level", -1), is_aside=False)
    last = drafts[-1] if drafts else None
    if statement.opener == "（" and statement.clause == quantity.start:
        mark = _MARK.search(text, statement.sentence, statement.clause)
        return Gauge(mark["mark"], Measured("level", "level", -1)) if mark else None
    bracket = text.rfind("（", statement.sentence, statement.clause) + 1
    is_behind = last is not None and statement.opener == "）" and last.end == sheet.offset + statement.clause - 1
    if not bracket or not is_behind or not _LEFT.fullmatch(text, statement.clause, quantity.start):
        return None
    mark = _MARK.search(text, statement.sentence, bracket)
    return _beside(mark, drafts[:-1], statement) if mark and mark["how"] else None


def _beside(mark: re.Match[str], drafts: Sequence[Draft], statement: Statement) -> Gauge:
    """How far it is to a mark is called after it; being above or below it is a change of the level told before."""
    how = mark["how"]
    if how[0] in "离距":
        return Gauge("距" + mark["mark"], Measured("level", "level", -1))
    last = drafts[-1] if drafts else None
    name = last.name if last and same_unit(last.quantity.unit, statement.quantity.unit) else LEVEL
    return Gauge(name, Measured("change", "change_versus", 0, None, mark["mark"], -1 if how == _BELOW else 1))
