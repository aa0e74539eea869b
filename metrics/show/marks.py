"""A panel in, its marks out: the few columns of its rows that the chart draws."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.show.axes import find_reach, value_scale
from metrics.show.filters import Row, Table, hold_rows
from metrics.show.labels import find_words
from metrics.show.panels import Panel, find_runs
from metrics.show.phrases import say_derived, say_period, say_series, say_value
from metrics.show.texts import to_table
from metrics.show.transforms import PLAIN
from metrics.show.view import View

Numbers = npt.NDArray[np.float64]


def to_ms(days: "pd.Series[pd.Timestamp]") -> Numbers:
    """Days as milliseconds since 1970, the form in which no time zone can move them."""
    held = days.to_numpy()
    return np.where(np.isnat(held), np.nan, held.astype("datetime64[ms]").astype("int64"))


def find_marks(panel: Panel, view: View) -> Table:
    """The rows of a panel as the chart needs them: only what is drawn goes to the browser."""
    marks = list_marks(panel, view)
    scale = value_scale(panel, marks, view)
    low, high = scale["domain"]
    words = find_words(marks, find_reach(panel, marks), (low, high), is_log=scale.get("type") == "log")
    return mark_chosen(to_table({**marks, **words}, panel.rows.index), panel, view)


def list_marks(panel: Panel, view: View) -> dict[str, Any]:
    """The columns of the marks, before anything is written beside them."""
    rows, looks, is_plain = panel.rows, panel.looks, view.derivation == PLAIN
    records = hold_rows(rows)
    is_printed = [row["formula"] == "" for row in records]
    runs = find_runs(rows if all(is_printed) else rows[is_printed])
    start, end, issued = (to_ms(rows[name]) for name in ("period_start", "period_end", "issue_date"))
    open_end = np.where(np.isnan(end), np.where(issued > start, issued, start), end)
    values = [say_value(row) if is_plain else str(row["derived_text"]) for row in records]
    told = values if is_plain else [say_derived(row, view.derivation) for row in records]
    periods, series = say_periods(records), [row["series_id"] for row in records]
    names, said = [looks[one].name for one in series], {(row["series_id"], row["base"]): row for row in records}
    named = {key: say_series(row) for key, row in said.items()}
    return {
        "obs_id": [row["obs_id"] for row in records],
        "series": series,
        "y": rows["y"].to_numpy(),
        "y_high": rows["y_high"].to_numpy(),
        "x": np.where(np.isnan(end), start, end),
        "x0": np.where(np.isnan(start), end, start),
        "x1": open_end,
        "is_open": np.isnan(end),
        "is_span": open_end - start > 0,
        "is_hollow": [looks[one].is_hollow for one in series],
        "is_dashed": [looks[one].is_dashed for one in series],
        "is_unreviewed": [row["obs_status"] == "V" for row in records],
        "is_dim": np.zeros(len(records), dtype=bool),
        "run": [runs.get(row["obs_id"], 0) for row in records],
        "bound": [row["bound"] if is_plain else "=" for row in records],
        "value": values,
        "period": periods,
        "part": names,
        "name": names,
        "told": [
            f"{named[row['series_id'], row['base']]}，{period}，{value}"
            for row, period, value in zip(records, periods, told, strict=True)
        ],
        "is_total": [row["dims"] == "" for row in records],
        "is_picked": np.zeros(len(records), dtype=bool),
    }


def say_periods(rows: Sequence[Row]) -> list[str]:
    """The period of every row in words; periods that repeat are put into words once."""
    spans = [(row["period_text"], row["period_start"], row["period_end"]) for row in rows]
    said = {span: say_period(row) for span, row in zip(spans, rows, strict=True)}
    return [said[span] for span in spans]


def mark_chosen(marks: Table, panel: Panel, view: View) -> Table:
    """The marks with those dimmed that stand beside a highlighted series, and the open figure picked."""
    lit = view.highlight if view.highlight in panel.looks else ""
    if not lit and not (view.point and marks["obs_id"].eq(view.point).any()):
        return marks
    return marks.assign(is_dim=(marks["series"] != lit) & bool(lit), is_picked=marks["obs_id"] == view.point)
