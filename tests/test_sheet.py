"""The workbook for Excel: texts are texts, days are days, numbers are numbers, the header stays in sight."""

import io
import re
import zipfile

from metrics.show.export import COLUMNS, Edition
from metrics.show.sheet import to_xlsx
from tests.desk import day, make_table

EDITION = Edition("20240925-3k9x0q2m7a", "https://desk.example/")
ROWS = make_table(
    {"value": 0, **day("2024-09-23"), "quote": '=HYPERLINK("http://x")'},
    {"value": -3.2, **day("1899-12-31"), "quote": "+1\x0b<b>&"},
)


def unpack(rows=ROWS):
    with zipfile.ZipFile(io.BytesIO(to_xlsx(rows, EDITION))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def cell(sheet, place):
    return re.search(rf'<c r="{place}"[^>]*?(?:/>|>.*?</c>)', sheet)[0]


def test_a_text_is_never_a_formula():
    files = unpack()
    assert "<f>" not in files["xl/worksheets/sheet1.xml"]
    assert "=HYPERLINK(" in files["xl/sharedStrings.xml"]
    assert 't="s"' in cell(files["xl/worksheets/sheet1.xml"], "O2")


def test_numbers_are_numbers_and_days_are_days():
    sheet = unpack()["xl/worksheets/sheet1.xml"]
    assert "<v>0</v>" in cell(sheet, "G2")
    assert "<v>-3.2</v>" in cell(sheet, "G3")
    assert "<v>45558</v>" in cell(sheet, "E2")
    assert 't="s"' in cell(sheet, "E3")


def test_the_header_is_frozen_and_names_every_column():
    files = unpack()
    assert 'state="frozen"' in files["xl/worksheets/sheet1.xml"]
    texts = re.findall(r"<si><t[^>]*>(.*?)</t></si>", files["xl/sharedStrings.xml"])
    assert texts[: len(COLUMNS)] == [column.header for column in COLUMNS]


def test_the_same_rows_give_the_same_bytes():
    assert to_xlsx(ROWS, EDITION) == to_xlsx(ROWS, EDITION)


def test_no_rows_are_a_header():
    assert unpack(make_table())["xl/worksheets/sheet1.xml"].count("<row ") == 1
