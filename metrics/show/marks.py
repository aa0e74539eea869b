"""A panel in, its marks out: the few columns of its rows that the chart draws."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from metrics.show.axes import find_reach, value_scale
from metrics.show.filters import Table
from metrics.show.labels import find_words
from metrics.show.looks import Look
from metrics.show.panels import Panel, find_runs
from metrics.show.phrases import say_derived, say_period, say_series, say_value
from metrics.show.rows import hold_arrays, hold_columns, hold_rows
from metrics.show.texts import to_table
from metrics.show.transforms import PLAIN
from metrics.show.view import View

Numbers = npt.NDArray[np.float64]
Columns = dict[str, Any]  # by their names: arrays, or lists of texts and truths


def to_ms(days: npt.NDArray[np.datetime64]) -> Numbers:
    """Days as milliseconds since 1970, the form in which no time zone can move them."""
    return np.where(np.isnat(days), np.nan, days.astype("datetime64[ms]").astype("int64"))


def find_marks(panel: Panel, view: View) -> Table:
    """The rows of a panel as the chart needs them: only what is drawn goes to the browser."""
    marks = lay_out(panel, view)
    return to_table(marks, panel.rows.index)[list(marks)]


def lay_out(panel: Panel, view: View) -> Columns:
    """The same as plain columns, which are made sooner."""
    marks = list_marks(panel, view)
    scale = value_scale(panel, marks, view)
    low, high = scale["domain"]
    words = find_words(marks, find_reach(panel, marks), (low, high), is_log=scale.get("type") == "log")
    return {**marks, **words}


def list_marks(panel: Panel, view: View) -> Columns:
    """The columns of the marks, before anything is written beside them."""
    rows, looks, is_plain = panel.rows, panel.looks, view.derivation == PLAIN
    held, arrays, records = hold_columns(rows), hold_arrays(rows), hold_rows(rows)
    series, obs_ids = held["series_id"], held["obs_id"]
    runs = find_runs(rows[rows["formula"] == ""] if any(held["formula"]) else rows)
    start, end, issued = (to_ms(arrays[name]) for name in ("period_start", "period_end", "issue_date"))
    open_end = np.where(np.isnan(end), np.where(issued > start, issued, start), end)
    values = [say_value(row) for row in records] if is_plain else [str(text) for text in held["derived_text"]]
    told = values if is_plain else [say_derived(row, view.derivation) for row in records]
    periods, names = say_periods(rows), [looks[one].name for one in series]
    return {
        "obs_id": obs_ids,
        "series": series,
        "y": arrays["y"],
        "y_high": arrays["y_high"],
        "x": np.where(np.isnan(end), start, end),
        "x0": np.where(np.isnan(start), end, start),
        "x1": open_end,
        "is_open": np.isnan(end),
        "is_span": open_end - start > 0,
        "is_hollow": [looks[one].is_hollow for one in series],
        "is_dashed": [looks[one].is_dashed for one in series],
        "is_unreviewed": [status == "V" for status in held["obs_status"]],
        "is_dim": np.zeros(len(rows), dtype=bool),
        "run": [runs.get(one, 0) for one in obs_ids],
        "bound": held["bound"] if is_plain else ["="] * len(rows),
        "value": values,
        "period": periods,
        "part": names,
        "name": names,
        "told": [f"{name}，{period}，{text}" for name, period, text in zip(name_all(rows), periods, told, strict=True)],
        "is_total": [dims == "" for dims in held["dims"]],
        "is_picked": np.zeros(len(rows), dtype=bool),
    }


def name_all(rows: Table) -> list[str]:
    """The series of every row in full; each is put into words once."""
    held = hold_columns(rows)
    keys = list(zip(held["series_id"], held["base"], strict=True))
    named = {key: say_series(row) for key, row in dict(zip(keys, hold_rows(rows), strict=True)).items()}
    return [named[key] for key in keys]


def say_periods(rows: Table) -> list[str]:
    """The period of every row in words; periods that repeat are put into words once."""
    ends = (hold_arrays(rows)[name].astype("int64").tolist() for name in ("period_start", "period_end"))
    spans = list(zip(hold_columns(rows)["period_text"], *ends, strict=True))
    said = {span: say_period(row) for span, row in dict(zip(spans, hold_rows(rows), strict=True)).items()}
    return [said[span] for span in spans]


def to_sent(marks: Columns | Table) -> pa.Table:
    """Marks in the form in which they travel, without what pandas alone would read."""
    return pa.table({str(name): to_arrow(column) for name, column in marks.items()})


def to_arrow(column: Any) -> pa.Array:  # noqa: ANN401  (a column of any form)
    """A column as Arrow has it; a number that is none is missing, and a column of none is of no kind."""
    if isinstance(column, pd.Series):
        column = column.tolist()
    if isinstance(column, np.ndarray) and column.dtype.kind == "f" and np.isnan(column).all():
        return pa.nulls(len(column))
    return pa.array(column, from_pandas=True)


def mark_chosen(marks: pa.Table, looks: Mapping[str, Look], view: View) -> pa.Table:
    """The marks with those dimmed that stand beside a highlighted series, and the open figure picked."""
    lit = view.highlight if view.highlight in looks else ""
    if not lit and not view.point:
        return marks
    is_picked = pc.equal(marks["obs_id"], view.point)
    if not lit and not pc.any(is_picked).as_py():
        return marks
    is_dim = pc.not_equal(marks["series"], lit) if lit else pa.chunked_array([pa.array(np.zeros(len(marks), dtype=bool))])
    for name, column in (("is_dim", is_dim), ("is_picked", is_picked)):
        marks = marks.set_column(marks.schema.get_field_index(name), name, column)
    return marks
