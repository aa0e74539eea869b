"""The editor's CSV: its bytes, its frozen columns, and that it says what the table says."""

import csv
import io

import pytest

from metrics.show.export import COLUMNS, Edition, disarm, to_csv, to_file_name
from metrics.show.filters import show_rows
from metrics.show.view import View
from tests.desk import day, make_table, span

EDITION = Edition("20240925-3k9x0q2m7a", "https://desk.example/")
HEADERS = (
    "指标,地区,分组,时期,时期起,时期止,数值,单位,换算值,换算单位,口径,数值类型,界限,状态,原文,文章,见报日期,来源文件,位置起,位置止,"
    "首次见报,数据版本,观测编号,核对链接,备注"
)
TABLE = make_table(
    {"value": 908, **day("2024-05-29")},
    {"value": 0, **day("2024-09-23"), "quote": "=1+1"},
    {"value": -3.2, "unit": "%", "base_unit": "%", "measure": "growth", "basis": "yoy", **span("2024-01-01", "2024-04-30")},
    {
        "value": 26.2,
        "unit": "亿元",
        "base_unit": "元",
        "base_value": 26.2e8,
        "bound": ">",
        "issue_date": None,
        **span(None, "2024-08-31"),
    },
)


def read(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_columns_are_these_and_in_this_order():
    assert ",".join(column.header for column in COLUMNS) == HEADERS


def test_the_bytes_begin_with_a_mark_and_lines_end_as_excel_wants():
    data = to_csv(TABLE, EDITION)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == len(TABLE) + 1 == data.count(b"\n")


def test_the_file_has_the_rows_of_the_page_in_their_order():
    rows = show_rows(TABLE, View())
    cells = read(to_csv(rows, EDITION))
    assert [line[22] for line in cells[1:]] == list(rows["obs_id"])
    assert [line[6] for line in cells[1:]] == list(rows["value_text"])


def test_a_row_says_everything_about_its_figure():
    lines = read(to_csv(TABLE, EDITION))
    assert dict(zip(lines[0], lines[1], strict=True)) == {
        **{"指标": "热线来电", "地区": "云河市", "分组": ""},
        **{"时期": "2024年5月29日", "时期起": "2024-05-29", "时期止": "2024-05-29"},
        **{"数值": "908", "单位": "件", "换算值": "908", "换算单位": "件"},
        **{"口径": "数值", "数值类型": "数值", "界限": "确数", "状态": "实际"},
        **{"原文": "热线来电10件", "文章": "云河热线日报", "见报日期": "2024-05-03"},
        **{"来源文件": "a.txt", "位置起": "0", "位置止": "3", "首次见报": "2024-05-03"},
        **{
            "数据版本": "20240925-3k9x0q2m7a",
            "观测编号": "o-0",
            "核对链接": "https://desk.example/?view=source&p=o-0&v=20240925-3k9x0q2m7a",
            "备注": "",
        },
    }


def test_zero_is_zero_and_unknown_is_empty():
    lines = read(to_csv(TABLE, EDITION))
    assert lines[2][6] == "0"
    assert lines[4][4:6] == ["", "2024-08-31"]
    assert lines[4][16] == ""
    assert lines[4][8] == "2620000000"


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2件", "@x", "\t=1", " =1", "＝1", "＠x"])
def test_a_text_that_excel_would_run_is_disarmed(text):
    assert disarm(text) == "'" + text


def test_numbers_stay_numbers():
    lines = read(to_csv(TABLE, EDITION))
    assert lines[3][6] == "-3.2"
    assert lines[2][14] == "'=1+1"


def test_an_empty_table_is_a_header():
    assert len(read(to_csv(make_table(), EDITION))) == 1


@pytest.mark.parametrize(
    ("rows", "view", "name"),
    [
        (TABLE.iloc[:2], View(indicator=("calls",)), "云河市_热线来电_2024-05-29至2024-09-23_v20240925-3k9x0q2m7a.csv"),
        (make_table({**span(None, None)}), View(), "云河市_热线来电_时期未注明_v20240925-3k9x0q2m7a.csv"),
        (
            make_table({"indicator": "甲/乙"}, {"indicator": "丙"}, {"indicator": "丁"}),
            View(indicator=("calls",)),
            "云河市_甲乙等 3 项_2024-05-01至2024-05-01_v20240925-3k9x0q2m7a.csv",
        ),
        (
            make_table({"indicator": "甲"}, {"indicator": "乙"}),
            View(),
            "云河市_全部见报数字_2024-05-01至2024-05-01_v20240925-3k9x0q2m7a.csv",
        ),
    ],
)
def test_the_file_name_says_what_is_inside(rows, view, name):
    assert to_file_name(rows, view, EDITION.version) == name
