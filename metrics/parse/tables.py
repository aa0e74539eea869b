"""Cells of a table printed one a line → which column and row each figure stands in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from metrics.parse.measured import Measured

_NUMBER = re.compile(r"[-+↑↓]?\d[\d,.]*(?:万|亿)?[^\d\s，。；：]{0,4}")
_COLUMN = re.compile(r"(?P<name>[^（(]+)(?:[（(](?:单位[:：])?(?P<unit>[^）)]{1,6})[）)])?")
_BASES: dict[str, Literal["yoy", "mom"]] = {"同比": "yoy", "环比": "mom"}
_TOTALS = frozenset({"合计", "总计", "总数", "小计", "总量", "全市", "全区", "全县"})
SMALLEST = 4


@dataclass(frozen=True, slots=True)
class TableFigure:
    """One figure of a table: `cell` is its place among the cells, `label` its row (empty for a total), `key` what rows are."""

    cell: int
    column: str
    unit: str
    label: str
    key: str
    measured: Measured


def read_table(cells: Sequence[str]) -> list[TableFigure]:
    """The figures of a flattened table: a header of labels, then rows of one label and as many numbers as there are columns.

    >>> cells = ["类别", "警情数（起）", "同比", "刑事", "61", "-3.1%", "治安", "82", "1.5%"]
    >>> [(f.label, f.column, f.cell) for f in read_table(cells)]
    [('刑事', '警情数', 4), ('刑事', '警情数', 5), ('治安', '警情数', 7), ('治安', '警情数', 8)]
    """
    first = next((i for i, cell in enumerate(cells) if _NUMBER.fullmatch(cell)), len(cells))
    width = next((i for i, cell in enumerate(cells[first:]) if not _NUMBER.fullmatch(cell)), len(cells) - first)
    header = cells[: first - 1]
    if len(cells) < SMALLEST or not 1 <= width <= len(header):
        return []
    columns = [_COLUMN.match(cell) for cell in header[-width:]]
    key = header[-width - 1] if len(header) > width else "类别"
    figures: list[TableFigure] = []
    for row in range(first - 1, len(cells) - width, width + 1):
        if _NUMBER.fullmatch(cells[row]) or not all(map(_NUMBER.fullmatch, cells[row + 1 : row + 1 + width])):
            break
        figures.extend(_row_figures(cells, row, columns, key))
    return figures


def _row_figures(cells: Sequence[str], row: int, columns: Sequence[re.Match[str] | None], key: str) -> list[TableFigure]:
    label = "" if cells[row] in _TOTALS else cells[row]
    figures = []
    subject, subject_unit = "", ""
    for place, column in enumerate(columns, 1):
        name, unit = (column["name"], column["unit"] or "") if column else ("", "")
        basis = next((code for word, code in _BASES.items() if word in name), None)
        if basis is None:
            subject, subject_unit = name, unit
        measured = Measured("growth", "table_cell", 0, basis) if basis else Measured("level", "table_cell", 0)
        figures.append(TableFigure(row + place, subject or name, "" if basis else subject_unit, label, key[:6], measured))
    return figures
