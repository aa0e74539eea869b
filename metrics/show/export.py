"""Shown rows in, a file for the editor's desk out: CSV that Excel opens, every row with where it was printed."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import pandas as pd

from metrics.show.filters import Row, Table, list_rows
from metrics.show.link import IMPLIED_ID, to_query
from metrics.show.phrases import say_derived, say_measure, say_part, say_period, say_value
from metrics.show.view import IMPLIED_TOO, View
from metrics.show.words import label, say

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Edition:
    """What all rows of a file share: the version of the data, the address of the page, and the last day of papers."""

    version: str
    address: str
    asof: date | None = None

    def link(self, obs_id: str) -> str:
        """Where a row is checked: its sentence, by the clocks of the file."""
        way = View(page="source", point=obs_id, asof=self.asof, version=self.version)
        if obs_id.startswith(IMPLIED_ID):
            way = replace(way, page="browse", with_implied=IMPLIED_TOO)
        return f"{self.address}?{to_query(way)}"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the editor's CSV; cells that are no numbers are text and disarmed."""

    header: str
    read: Callable[[Row, Edition], str]
    kind: Literal["string", "number", "integer", "date"] = "string"

    @property
    def is_number(self) -> bool:
        """Whether its cells are left to Excel as numbers."""
        return self.kind in ("number", "integer")


def to_day(day: pd.Timestamp) -> str:
    """A day as 2024-09-23; empty if unknown."""
    return day.strftime("%Y-%m-%d") if pd.notna(day) else ""


def to_number(value: float) -> str:
    """A number without rounding and without a tail of zeros; empty if there is none."""
    if pd.isna(value):
        return ""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))


def say_value_type(row: Row, _: Edition) -> str:
    """What kind of number it is, and of what: 同比增幅, 占全市."""
    return say_measure(row)


def say_note(row: Row, _: Edition) -> str:
    """Whatever a reader of the row alone should know: sightings, range, how it was printed."""
    notes = [say("note_sightings", n=row["n_sightings"])] if row["n_sightings"] > 1 else []
    if row["formula"]:
        notes.append(say("note_implied", formula=row["formula"]))
    if row.get("derived_by"):
        notes += [say("note_merged", merged=say_derived(row, row["derived_by"]))] if row["derived_period"] else []
    elif row.get("derived_text"):
        notes.append(say("note_derived", value=row["derived_text"], period=row["derived_period"]))
    if pd.notna(row["value_high"]):
        notes.append(say("note_range", value=say_value(row)))
    return "；".join(notes)


COLUMNS: tuple[Column, ...] = (
    Column("指标", lambda row, _: row["indicator"]),
    Column("地区", lambda row, _: row["entity"]),
    Column("分组", lambda row, _: say_part(row)),
    Column("时期", lambda row, _: say_period(row)),
    Column("时期起", lambda row, _: to_day(row["period_start"]), "date"),
    Column("时期止", lambda row, _: to_day(row["period_end"]), "date"),
    Column("数值", lambda row, _: str(row["value_text"]), "number"),
    Column("单位", lambda row, _: row["unit"]),
    Column("换算值", lambda row, _: to_number(row["base_value"]), "number"),
    Column("换算单位", lambda row, _: row["base_unit"]),
    Column("口径", say_value_type),
    Column("数值类型", lambda row, _: label("measure", row["measure"])),
    Column("界限", lambda row, _: label("bound", row["bound"])),
    Column("状态", lambda row, _: label("status", row["status"])),
    Column("原文", lambda row, _: row["quote"]),
    Column("文章", lambda row, _: row["article"]),
    Column("见报日期", lambda row, _: to_day(row["issue_date"]), "date"),
    Column("来源文件", lambda row, _: row["doc"]),
    Column("位置起", lambda row, _: str(row["start"]), "integer"),
    Column("位置止", lambda row, _: str(row["end"]), "integer"),
    Column("首次见报", lambda row, _: to_day(row["first_printed"]), "date"),
    Column("数据版本", lambda _, edition: edition.version),
    Column("观测编号", lambda row, _: row["obs_id"]),
    Column("核对链接", lambda row, edition: edition.link(row["obs_id"])),
    Column("备注", say_note),
)


def disarm(text: str) -> str:
    """A text cell that a spreadsheet would run as a formula, with an apostrophe before it.

    >>> disarm("=1+1"), disarm("865件")
    ("'=1+1", '865件')
    """
    return "'" + text if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def to_csv(rows: Table, edition: Edition) -> bytes:
    """The rows as UTF-8 with BOM and CRLF, in the order given, headers in Chinese."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.header for column in COLUMNS])
    for row in list_rows(rows):
        cells = ((column, str(column.read(row, edition))) for column in COLUMNS)
        writer.writerow([text if column.is_number else disarm(text) for column, text in cells])
    return out.getvalue().encode("utf-8-sig")


def to_file_name(rows: Table, view: View, version: str) -> str:
    """A name that says what is inside: 西宁市_12345热线来电诉求量_2024-05-29至2024-09-23_v20240925-3k9x.csv."""
    ends = rows["period_end"].fillna(rows["period_start"]).dropna()
    span = f"{to_day(ends.min())}至{to_day(ends.max())}" if len(ends) else say("no_period")
    pieces = [name_all(rows["entity"]), name_all(rows["indicator"]), span, f"v{version}"]
    if view.asof:
        pieces.insert(3, say("file_asof", day=view.asof))
    if not (view.indicator or rows["indicator"].nunique() == 1):
        pieces[1] = say("all_figures")
    return "_".join(piece for piece in (clean_name(one) for one in pieces) if piece) + ".csv"


def name_all(values: "pd.Series[str]") -> str:
    """One or two values by name, more by their number."""
    names = [str(value) for value in values.unique()]
    return "、".join(names) if len(names) <= 2 else f"{names[0]}{say('and_more', n=len(names))}"


def clean_name(text: str) -> str:
    """A piece of a file name without the signs that file systems refuse."""
    return "".join(char for char in text if char not in '\\/:*?"<>|\r\n\t').strip()[:60]
