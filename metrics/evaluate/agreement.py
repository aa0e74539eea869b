"""Where a prediction agrees with a gold figure, field by field."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any
from unicodedata import normalize

from metrics.evaluate.gold import GoldFigure, Row

# Longest first; 千 before 瓦伏米克卡 belongs to the unit: 千瓦, 千伏, 千米, 千克, 千卡.
MULTIPLIERS = (
    *(("万亿", 1e12), ("千亿", 1e11), ("百亿", 1e10), ("十亿", 1e9), ("千万", 1e7), ("百万", 1e6), ("十万", 1e5)),
    *(("亿", 1e8), ("万", 1e4), ("千", 1e3), ("百", 1e2), ("十", 1e1)),
)
SAME_UNIT = MappingProxyType(
    {"GW": "吉瓦", "MW": "兆瓦", "KW": "千瓦", "kW": "千瓦", "公里": "千米", "公斤": "千克", "m": "米", "个百分点": "百分点"}
)
TOLERANCE = 1e-6


def squash(text: str | None) -> str:
    """Text without white space and without the difference of full and half width."""
    return "".join(normalize("NFKC", text or "").split())


def split_unit(unit: str | None) -> tuple[float, str]:
    """The multiplier of a printed unit and the bare unit.

    >>> split_unit("万千瓦"), split_unit("千瓦"), split_unit("个百分点")
    ((10000.0, '千瓦'), (1.0, '千瓦'), (1.0, '百分点'))
    """
    bare = squash(unit).removesuffix("级")
    factor = 1.0
    for word, times in MULTIPLIERS:
        if bare.startswith(word) and not (word == "千" and bare[1:2] and bare[1] in "瓦伏米克卡"):
            factor, bare = times, bare[len(word) :]
            break
    return factor, SAME_UNIT.get(bare, bare)


def is_close(left: float | None, right: float | None) -> bool:
    """Whether two numbers are one, rounding of floats aside; nothing equals only nothing."""
    if left is None or right is None:
        return left is right
    return abs(left - right) <= TOLERANCE * max(1.0, abs(left), abs(right))


def _multiply(value: float | str | None, unit: str | None) -> float | None:
    return None if value is None else float(value) * split_unit(unit)[0]


def _readings(gold: Row, key: str, first: object) -> list[Any]:
    """What the annotators read, the other readings after the first."""
    return [first, *gold.get("also", {}).get(key, [])]


def _figures(gold: Row) -> list[Any]:
    return _readings(gold, "value_unit", (gold["value"], gold["unit"]))


def agrees_in_value(gold: Row, said: Row) -> bool:
    """Whether the number is right, multiplied out or as printed."""
    got = _multiply(said.get("value"), said.get("unit"))
    same = any(is_close(_multiply(value, unit), got) for value, unit in _figures(gold))
    return same or is_close(gold["value"], said.get("value"))


def agrees_in_name(wanted: str | None, said: str | None) -> bool:
    """Whether two names are one or one holds the other."""
    left, right = squash(wanted), squash(said)
    return bool(left and right) and (left in right or right in left)


def _unit(figure: GoldFigure, said: Row) -> bool:
    return any(split_unit(unit)[1] == split_unit(said.get("unit"))[1] for _, unit in _figures(figure.row))


def _bound(figure: GoldFigure, said: Row) -> bool:
    return (said.get("bound") or "=") == (figure.row["bound"] or "=")


def _indicator(figure: GoldFigure, said: Row) -> bool:
    name = squash(said.get("indicator")).replace("规模以上", "规上")
    return any(all(squash(token).replace("规模以上", "规上") in name for token in must) for must in figure.row["must"])


def _entity(figure: GoldFigure, said: Row) -> bool:
    wanted = _readings(figure.row, "entity", figure.row["entity"])
    return any(agrees_in_name(name, said.get("entity")) for name in wanted if name)


def _period(figure: GoldFigure, said: Row) -> bool:
    """A time not stated is also right as the issue day; a level may stand on the day it closes."""
    gold = figure.row
    wanted = [tuple(span) for span in _readings(gold, "period", (gold["period_start"], gold["period_end"]))]
    if (None, None) in wanted and figure.issue_date:
        wanted.append((None, figure.issue_date))
    got = (said.get("period_start"), said.get("period_end"))
    closing = gold["measure"] == "level" and any(got == (end, end) for start, end in wanted if start is None)
    return got in wanted or closing


def _dims(figure: GoldFigure, said: Row) -> bool:
    """A part of a breakdown may stand in dims or in the indicator's name, but somewhere; nothing foreign in dims."""
    got = [squash(str(value)) for value in (said.get("dims") or {}).values()]
    name, gold_name = squash(said.get("indicator")), squash(figure.row.get("indicator"))
    for dims in _readings(figure.row, "dims", figure.row.get("dims") or {}):
        wanted = [squash(value) for value in dims.values()]
        missing = [want for want in wanted if want not in name and not any(agrees_in_name(want, have) for have in got)]
        foreign = [have for have in got if have not in gold_name and not any(agrees_in_name(want, have) for want in wanted)]
        if not missing and not foreign:
            return True
    return False


def _one_of(key: str) -> Callable[[GoldFigure, Row], bool]:
    """A field that must be one of the readings."""
    return lambda figure, said: said.get(key) in _readings(figure.row, key, figure.row.get(key))


FIELDS: Mapping[str, Callable[[GoldFigure, Row], bool]] = MappingProxyType(
    {
        "unit": _unit,
        "bound": _bound,
        "measure": _one_of("measure"),
        "indicator": _indicator,
        "entity": _entity,
        "period": _period,
        "status": _one_of("status"),
        "dims": _dims,
    }
)
WHOLE = ("unit", "measure", "indicator", "entity", "period", "status", "dims")


def find_wrong_fields(figure: GoldFigure, said: Row) -> tuple[str, ...]:
    """The fields in which a prediction differs from the figure it stands on."""
    return tuple(name for name, agrees in FIELDS.items() if not agrees(figure, said))
