"""Cells of a table printed one a line → which column and row each figure stands in."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from metrics.catalogue import read_words
from metrics.parse.amounts import match_digits
from metrics.parse.basis import find_basis
from metrics.parse.counts import EMERGENCY
from metrics.parse.measured import Measured
from metrics.parse.patterns import grammar, grammar_set, one_of

_SIGNS = frozenset("-+↑↓－＋▲▼")
_DOWN = frozenset("↓▼-－")
_TAIL = re.compile(r"[^\d\s，。；：]{0,2}")
_COLUMN = re.compile(r"(?P<name>[^（(]+)(?:[（(](?:单位[:：])?(?P<unit>[^）)]{1,8})[）)])?")
_PART = re.compile(r"(?:其中|包括)[:：、]?")
_MOVE = re.compile(rf"{grammar('comparison', 'yoy', 'mom', 'eoy')}|[比较][上去年前初末]|{grammar('table', 'move')}")
_MOVED = re.compile(rf"(?:同比|环比|比上年|较上年|累计)*{grammar('table', 'move')}.*$")  # GDP⟨增速⟩
_SHARE = re.compile(grammar("share", "noun") + "$")
_TOTALS = grammar_set("table", "total")
_PLAIN = grammar_set("table", "plain")
_UNITS = grammar_set("table", "units")
_TIME = re.compile(
    r"(?:\d{4}年|今年|本年)?(?:\d{1,2}(?:月?[-—–~～至]\d{1,2})?月份?|[上下]半年|前?[一二三四1-4]季度|全年|前\S{1,2}个?月)?(?:累计|完成|实绩)?"
)
_AREAS = frozenset(read_words("pages", "table")["areas"])
_HEADLINE = re.compile(
    rf"^.{{0,8}}?(?:\d{{4}}年)?(?:\d{{1,2}}(?:[-—–~～至]\d{{1,2}})?月份?|[上下]半年|前?[一二三四]季度|前\S{{1,2}}个月|全年|\d{{4}}年)"
    rf"(?:[全我][市县区州省旗盟])?各?{one_of(_AREAS)}?(?:主要)?"
)
_HEADLINE_END = re.compile(r"(?:完成|运行)?(?:情况)?(?:一览|统计|排名|简)?表?$")
_VALUES = frozenset(read_words("pages", "table")["values"])
SMALLEST = 4


class TableFigure(NamedTuple):
    """One figure of a table: `cell` is its place among the cells, `label` its row (empty for a total), `key` what rows are.

    Where the column says no more than 数量, the row names the figure: `column` is its label and `label` is empty.
    """

    cell: int
    column: str
    unit: str
    label: str
    key: str
    measured: Measured


class _Column(NamedTuple):
    name: str
    unit: str


class _Row(NamedTuple):
    """Its label, the unit that a column of units gives it, which cell its numbers begin at, and they."""

    label: str
    unit: str
    start: int
    cells: Sequence[str]


def read_table(cells: Sequence[str]) -> list[TableFigure]:
    """The figures of a flattened table: a header of labels, then rows of one label and as many numbers as there are columns.

    >>> cells = ["类别", "警情数（起）", "同比", "刑事", "61", "-3.1%", "治安", "82", "持平"]
    >>> [(f.label, f.column, f.measured.measure, f.cell) for f in read_table(cells)]
    [('刑事', '警情数', 'level', 4), ('刑事', '警情数', 'growth', 5), ('治安', '警情数', 'level', 7)]
    """
    first = next((i for i, cell in enumerate(cells) if is_number(cell)), len(cells))
    width = next((i for i, cell in enumerate(cells[first:]) if not is_number(cell)), len(cells) - first)
    units = int(first > width + 2 and cells[first - 3 - width] in _UNITS)  # cells of a row between its label and its numbers
    header = cells[: max(first - 1 - units, 0)]
    if len(cells) < SMALLEST or not first or not (1 <= width <= len(header) or (width == 1 and not header)):
        return []
    columns = [_to_column(cell) for cell in header[-width:]] or [_Column("", "")]
    names = header[: len(header) - width - units]
    figures: list[TableFigure] = []
    for row in range(first - 1 - units, len(cells) - width - units, width + units + 1):
        start = row + 1 + units
        if is_number(cells[row]) or not all(map(is_number, cells[start : start + width])):
            break
        unit = cells[start - 1] if units else ""
        figures.extend(
            _row_figures(_Row(cells[row], unit, start, cells[start : start + width]), columns, (names or ["类别"])[-1][:6])
        )
    return figures


def name_table(headline: str) -> str:
    """What the figures of a table are whose columns name none: its headline without the time and the places.

    >>> name_table("前三季度各区县地区生产总值"), name_table("2024年1-5月全市各乡镇粮食播种面积完成情况表")
    ('地区生产总值', '粮食播种面积')
    """
    match = _HEADLINE.match(headline)
    return _HEADLINE_END.sub("", headline[match.end() :]) if match else ""


def is_number(cell: str) -> bool:
    """Whether a cell holds one number with its sign and unit, or says that there is none: 持平, —.

    >>> [is_number(cell) for cell in ("-3.1%", "8260件", "持平", "110接警总量", "刑事", "3月")]
    [True, True, True, False, False, False]
    """
    if cell in _VALUES:
        return True
    if _TIME.fullmatch(cell):
        return False
    start = int(cell[:1] in _SIGNS)
    amount = match_digits(cell, start) if cell[start : start + 1].isdecimal() else None
    if amount is None or cell[start : start + 3] in EMERGENCY:
        return amount is not None and amount.end == len(cell)
    return bool(_TAIL.fullmatch(cell, amount.end))


def _to_column(cell: str) -> _Column:
    match = _COLUMN.match(cell)
    return _Column(match["name"], match["unit"] or "") if match else _Column("", "")


def _row_figures(row: _Row, columns: Sequence[_Column], key: str) -> list[TableFigure]:
    label = "" if row.label in _TOTALS else _PART.sub("", row.label)
    figures = []
    subject = _Column("", "")
    for place, (column, cell) in enumerate(zip(columns, row.cells, strict=True), row.start):
        measured = _measure(column, cell)
        if measured.measure == "level":
            subject = column
        elif _MOVED.sub("", column.name) not in ("", column.name, subject.name):
            subject = _Column(_MOVED.sub("", column.name), "")  # a column of comparison that names its own
        if cell in _VALUES:
            continue
        unit = row.unit or subject.unit if measured.measure == "level" else column.unit
        is_of_places = bool(label) and key in _AREAS  # 永定区 is no figure but whose it is: the headline names that
        is_plain = not subject.name or subject.name in _PLAIN or bool(_TIME.fullmatch(subject.name))
        name, part = (label or subject.name, "") if is_plain else (subject.name, label)
        if is_plain and is_of_places:
            figures.append(TableFigure(place, "", unit, label, key, measured))
            continue
        figures.append(TableFigure(place, name or column.name, unit, part, key, measured))
    return figures


def _measure(column: _Column, cell: str) -> Measured:
    """A column of comparison holds growth, or differences where its cells have no percent; one of shares holds shares."""
    if _SHARE.search(column.name):
        return Measured("share", "table_cell", 0)
    if not _MOVE.search(column.name):
        return Measured("level", "table_cell", 0)
    sign = -1 if cell[0] in _DOWN else 1
    is_rate = cell.endswith(("%", "％", "倍")) or column.unit in ("%", "％", "倍")
    return Measured("growth" if is_rate else "change", "table_cell", 0, find_basis(column.name), None, sign)
