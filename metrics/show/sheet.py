"""Rows in, a workbook for Excel out: the columns of the editor's CSV with real dates and numbers, texts that are only texts."""

import io
from datetime import date, datetime
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from metrics.show.export import COLUMNS, Column, Edition
from metrics.show.filters import Row, Table, list_rows

MOST_ROWS = 1_000_000  # a sheet of Excel has 1,048,576
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
MADE = datetime(1980, 1, 1)  # the same rows give the same bytes, whenever they are written
FIRST_DAY = date(1900, 3, 1)  # Excel counts a 29 February 1900
Sheet = Any  # xlsxwriter has no types
Format = Any
WIDTHS = {"string": 16, "number": 12, "integer": 8, "date": 12}
WIDE = {"原文": 60, "核对链接": 40, "文章": 30}


def to_xlsx(rows: Table, edition: Edition) -> bytes:
    """The rows as a workbook, header frozen, a sheet for each million rows."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"created": MADE})
        bold, day = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "yyyy-mm-dd"})
        for first in range(0, max(len(rows), 1), MOST_ROWS):
            sheet = book.add_worksheet()
            write_head(sheet, bold)
            for number, row in enumerate(list_rows(rows.iloc[first : first + MOST_ROWS]), 1):
                write_row(sheet, number, row, edition, day)
    return out.getvalue()


def write_head(sheet: Sheet, bold: Format) -> None:
    """The names of the columns, which stay in sight."""
    for place, column in enumerate(COLUMNS):
        sheet.write_string(0, place, column.header, bold)
        sheet.set_column(place, place, WIDE.get(column.header, WIDTHS[column.kind]))
    sheet.freeze_panes(1, 0)


def write_row(sheet: Sheet, number: int, row: Row, edition: Edition, day: Format) -> None:
    """One row; an empty cell stays empty."""
    for place, column in enumerate(COLUMNS):
        text = str(column.read(row, edition))
        if text:
            write_cell(sheet, (number, place), column, text, day)


def write_cell(sheet: Sheet, at: tuple[int, int], column: Column, text: str, day: Format) -> None:
    """A cell as what it is: number, day or text; a text is never run as a formula."""
    if column.is_number:
        sheet.write_number(*at, float(text))
    elif column.kind == "date" and date.fromisoformat(text) >= FIRST_DAY:
        sheet.write_datetime(*at, datetime.fromisoformat(text), day)
    else:
        sheet.write_string(*at, text)
