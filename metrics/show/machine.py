"""Rows in, the CSV for programs out: SDMX-CSV 2.1 with frozen column names, values as printed, codes in place of words."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache

import pandas as pd

from metrics.catalogue import read_entries
from metrics.catalogue.units import split_unit
from metrics.show.filters import Row, Table
from metrics.show.periods import find_frequency, find_time_span, to_time_period

STRUCTURE_ID = "CIVIC_METRICS:FIGURES(1.0.0)"
AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Source:
    """What all rows of a file share: the version of the data, when each edition was made, the text of a page by hash."""

    version: str
    made: Mapping[int, str]
    read_page: Callable[[str], str] = field(compare=False)


@cache
def read_codes(kind: str) -> Mapping[str, str]:
    """One of the code lists of the machine CSV."""
    return {entry["id"]: entry["code"] for entry in read_entries("sdmx", kind, ("id", "code"))}


@cache
def find_unit(unit: str) -> tuple[str, int]:
    """The code of a printed unit and the power of ten it stands for: 亿元 → CNY, 8.

    >>> find_unit("亿元"), find_unit("万亩"), find_unit("%")
    (('CNY', 8), ('MU', 4), ('PERCENT', 0))
    """
    multiplier, known = split_unit(unit)
    codes = read_codes("unit")
    if known is None:
        return codes.get(unit, unit), 0
    own = find_power(multiplier)
    power = find_power(multiplier * known.factor)
    if known.base_unit and power is not None:
        return codes.get(known.base_unit, known.base_unit), power
    return (codes.get(known.name, known.name), own) if own is not None else (unit, 0)


def find_power(number: Decimal) -> int | None:
    """Which power of ten a number is; None when it is none."""
    plain = number.normalize()
    return plain.adjusted() if plain.as_tuple().digits == (1,) else None


def to_date(day: object) -> date | None:
    """A cell of a table as a day."""
    return day.date() if isinstance(day, pd.Timestamp) and not pd.isna(day) else None


def to_iso(day: object) -> str:
    """A cell of a table as 2024-09-23; empty when there is no day."""
    found = to_date(day)
    return found.isoformat() if found else ""


def read_span(row: Row) -> tuple[date | None, date | None]:
    """The two ends of the period of a row."""
    return to_date(row["period_start"]), to_date(row["period_end"])


def find_transformation(row: Row) -> str:
    """The code of a measure with its basis."""
    codes = read_codes("transformation")
    return codes.get(f"{row['measure']} {row['basis']}".strip()) or codes[row["measure"]]


def find_bound(row: Row) -> str:
    """The code of a bound; a range is one of its own."""
    return "RANGE" if pd.notna(row["value_high"]) else read_codes("bound")[row["bound"]]


def count_decimals(row: Row) -> str:
    """How many decimals were printed."""
    return str(len(str(row["value_text"]).partition(".")[2]))


def read_number(row: Row, source: Source) -> str:
    """The digits and the unit as they stand on the page, line breaks left out; nothing for what is printed nowhere."""
    if row["formula"]:
        return ""
    return "".join(source.read_page(row["sha256"])[row["start"] : row["end"]].split())


def find_end(row: Row, source: Source) -> str:
    """When the row ceased to be shown; empty while it is."""
    retired = row.get("retired")
    return "" if retired is None or pd.isna(retired) else source.made.get(int(retired), "")


def say_high(row: Row, _: Source) -> str:
    """The upper end of a range."""
    return "" if pd.isna(row["value_high"]) else f"{Decimal(repr(float(row['value_high']))).normalize():f}"


def write_comment(row: Row, _: Source) -> str:
    """What a share or growth refers to, and what the view derives of the figure (推算) with its period."""
    span = to_date(row.get("derived_start")), to_date(row.get("derived_end"))
    pieces = {
        "base": row["base"],
        "implied": row["formula"],
        "from": row["rests_on"],
        "derived": str(row.get("derived_text") or "").replace("−", "-"),
        "derived_from": to_time_period(*span) if row.get("derived_period") else "",
    }
    if row.get("derived_by") and row["derived_period"]:
        pieces |= {"derived_by": row["derived_by"], "derived_of": f"{row['derived_held']}/{row['derived_whole']}"}
    return ";".join(f"{name}={text}" for name, text in pieces.items() if text)


COLUMNS: Mapping[str, Callable[[Row, Source], object]] = {
    "STRUCTURE": lambda _row, _source: "dataflow",
    "STRUCTURE_ID": lambda _row, _source: STRUCTURE_ID,
    "ACTION": lambda _row, _source: "M",
    "FREQ": lambda row, _: find_frequency(*read_span(row)),
    "REF_AREA": lambda row, _: row["area_code"] or row["entity"],
    "INDICATOR": lambda row, _: row["indicator_id"] or row["indicator"],
    "TRANSFORMATION": lambda row, _: find_transformation(row),
    "TIME_SPAN": lambda row, _: find_time_span(*read_span(row)),
    "VALUE_TYPE": lambda row, _: str(row["status"]).upper(),
    "BREAKDOWN": lambda row, _: str(row["dims"]).replace("；", ";") or "_T",
    "TIME_PERIOD": lambda row, _: to_time_period(*read_span(row)),
    "OBS_VALUE": lambda row, _: row["value_text"],
    "OBS_VALUE_HIGH": say_high,
    "UNIT_MEASURE": lambda row, _: find_unit(str(row["unit"]))[0],
    "UNIT_MULT": lambda row, _: find_unit(str(row["unit"]))[1],
    "DECIMALS": lambda row, _: count_decimals(row),
    "OBS_STATUS": lambda row, _: row["obs_status"],
    "OBS_BOUND": lambda row, _: find_bound(row),
    "COMMENT_OBS": write_comment,
    "OBS_ID": lambda row, _: row["obs_id"],
    "PERIOD_START": lambda row, _: to_iso(row["period_start"]),
    "PERIOD_END": lambda row, _: to_iso(row["period_end"]),
    "NUMBER_TEXT": read_number,
    "QUOTE": lambda row, _: row["quote"],
    "ARTICLE_ID": lambda row, _: row["article_id"],
    "ISSUE_DATE": lambda row, _: to_iso(row["issue_date"]),
    "SOURCE_FILE": lambda row, _: row["doc"],
    "SOURCE_SHA256": lambda row, _: row["sha256"],
    "POS_START": lambda row, _: row["start"],
    "POS_END": lambda row, _: row["end"],
    "FIRST_SEEN": lambda row, _: to_iso(row["first_seen"]),
    "VALID_FROM": lambda row, source: source.made.get(int(row["added"]), ""),
    "VALID_TO": find_end,
    "REVIEW_STATE": lambda row, _: row["review_state"],
    "DATA_VERSION": lambda _, source: source.version,
}


def to_records(rows: Table, source: Source) -> Iterator[dict[str, str]]:
    """Every row as its cells by column name."""
    names = [str(name) for name in rows.columns]
    for first in range(0, len(rows), AT_ONCE):
        part = rows.iloc[first : first + AT_ONCE]
        for cells in zip(*(part[name].tolist() for name in names), strict=True):
            row = dict(zip(names, cells, strict=True))
            yield {name: str(read(row, source)) for name, read in COLUMNS.items()}


def to_machine_csv(rows: Table, source: Source) -> bytes:
    """The rows as SDMX-CSV: UTF-8, a header, one observation a line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(record.values() for record in to_records(rows, source))
    return out.getvalue().encode("utf-8")
