"""Printed figures and their ledger in, the figures that only follow from them out: rows like any other, but marked."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd

from metrics.catalogue.indicators import INDICATORS
from metrics.checks.checks import say_range
from metrics.checks.figures import Range
from metrics.checks.report import IMPLIED
from metrics.period_text import to_period_text
from metrics.series import base_value, make_id
from metrics.show.filters import Row, Table, known_values, list_rows, thaw
from metrics.show.hashes import hash_rows
from metrics.show.ledger import VERDICTS, Ledger, Line, read_index
from metrics.show.patched import patch_table
from metrics.show.prepared import prepare, to_labels
from metrics.show.shelf import Shelf
from metrics.show.transforms import find_year_before
from metrics.show.words import CHINESE, label, say, speaking
from metrics.table import COLUMNS

Days = tuple[date | None, date | None]
STATUS = "I"  # what SDMX calls a value that whoever holds the data has imputed


def mix(shelf: Shelf, whole: Table, book: Table) -> Shelf:
    """A shelf with the implied figures behind its printed ones; `whole` is the table the book was compared in."""
    rows = list_implied(whole, book)
    if not len(rows):
        return shelf
    table = patch_table(shelf.table, np.zeros(0, dtype=np.intp), rows)
    return replace(shelf, table=table, known=known_values(table))


def list_implied(table: Table, book: Table) -> Table:
    """The implied figures of a table as prepared rows; one that follows in several places stands once."""
    index = read_index(table, book)
    chosen = np.flatnonzero(index.verdicts == VERDICTS.index(IMPLIED))
    lines = list(Ledger(book, table, index, chosen).lines())
    sources = list_rows(thaw(table[[*COLUMNS, "part"]].iloc[index.places[index.starts[chosen]]]))
    with speaking(CHINESE):
        every = [to_row(line, source) for line, source in zip(lines, sources, strict=True)]
    once = {(row["series_id"], row["period_text"], row["value_text"]): row for row in reversed(every)}
    rows = pd.DataFrame(list(once.values()), columns=[*COLUMNS, "part", "formula", "rests_on"])
    prepared = prepare(rows, INDICATORS)
    prepared["part"] = to_labels(rows.set_index("obs_id")["part"].loc[prepared["obs_id"]].reset_index(drop=True))
    return prepared.assign(row_hash=hash_rows(prepared))


def to_row(line: Line, source: Row) -> Row:
    """The figure a line of the ledger implies, told of the thing, and printed where, its level was."""
    start, end = PERIODS[line.kind](to_span(source))
    series = make_id("s", source["series_id"], IMPLIED, line.kind)
    text = say_range(Range(Decimal(line.low), Decimal(line.high)), source["unit"]).removesuffix(source["unit"])
    parts = [source["dims"], f"{say('implied_dimension')}={label('implied', line.kind)}"]
    value = {"value": float(text), "value_text": text, "value_high": None, "bound": "~"}
    period = {"period_start": start, "period_end": end, "period_text": to_period_text(start, end)}
    return {
        **source,
        **value,
        **period,
        "base_value": float(base_value(Decimal(text), source["unit"])),
        "obs_id": line.check_id,
        "series_id": series,
        "point_id": make_id("p", line.check_id),
        "dims": "；".join(filter(None, parts)),
        "status": "target" if line.kind == "target" else source["status"],
        "rule": f"{IMPLIED}_{line.kind}",
        "review_state": "",
        "obs_status": STATUS,
        "is_sighting": False,
        "n_sightings": 1,
        "formula": line.formula,
        "rests_on": " ".join(row["obs_id"] for row in line.rows),
    }


def to_span(row: Row) -> Days:
    """The period of a row."""
    days: list[date | None] = [None if pd.isna(row[name]) else row[name].date() for name in ("period_start", "period_end")]
    return days[0], days[1]


def find_year(span: Days) -> Days:
    """The year a target is for."""
    end = span[1]
    return (date(end.year, 1, 1), date(end.year, 12, 31)) if end else (None, None)


def find_last_year(span: Days) -> Days:
    """The same period of the year before."""
    start, end = span
    return find_year_before((start, end)) if end else (None, None)


PERIODS: Mapping[str, Callable[[Days], Days]] = {
    "target": find_year,
    "base": lambda span: span,
    "earlier": find_last_year,
}
