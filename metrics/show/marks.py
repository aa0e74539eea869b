"""A panel in, its marks out: the few columns of its rows that the chart draws."""

import pandas as pd

from metrics.show.filters import Table, list_rows
from metrics.show.panels import Panel, find_runs
from metrics.show.phrases import say_derived, say_period, say_series, say_value
from metrics.show.transforms import PLAIN
from metrics.show.view import View

LABEL_WIDTH, LABEL_HEIGHT = 0.16, 0.13  # parts of the chart that one written figure covers


def to_ms(days: "pd.Series[pd.Timestamp]") -> "pd.Series[float]":
    """Days as milliseconds since 1970, the form in which no time zone can move them."""
    return (days - pd.Timestamp(0)) / pd.Timedelta(milliseconds=1)


def find_marks(panel: Panel, view: View) -> Table:
    """The rows of a panel as the chart needs them: only what is drawn goes to the browser."""
    rows, looks, runs = panel.rows, panel.looks, find_runs(panel.rows[panel.rows["formula"] == ""])
    starts, ends = rows["period_start"], rows["period_end"]
    open_end = ends.fillna(rows["issue_date"].where(rows["issue_date"] > starts, starts))
    records = list_rows(rows)
    is_plain = view.transform == PLAIN
    values = [say_value(row) if is_plain else str(row["derived_text"]) for row in records]
    told = values if is_plain else [say_derived(row, view.transform) for row in records]
    marks = pd.DataFrame(
        {
            "obs_id": rows["obs_id"],
            "series": rows["series_id"],
            "y": rows["y"],
            "y_high": rows["y_high"],
            "x": to_ms(ends.fillna(starts)),
            "x0": to_ms(starts.fillna(ends)),
            "x1": to_ms(open_end),
            "is_open": ends.isna(),
            "is_span": (open_end - starts).dt.days > 0,
            "is_hollow": [looks[series].is_hollow for series in rows["series_id"]],
            "is_planned": (rows["status"] == "planned") | (rows["formula"] != ""),
            "is_unreviewed": rows["obs_status"] == "V",
            "is_dim": False,
            "run": [runs.get(obs, 0) for obs in rows["obs_id"]],
            "bound": rows["bound"] if is_plain else "=",
            "value": values,
            "period": [say_period(row) for row in records],
            "part": [looks[series].name for series in rows["series_id"]],
            "name": [looks[series].name for series in rows["series_id"]],
            "told": [f"{say_series(row)}，{say_period(row)}，{said}" for row, said in zip(records, told, strict=True)],
            "is_total": rows["dims"] == "",
            "is_picked": False,
            "is_labelled": find_labelled(rows),
        }
    ).reset_index(drop=True)
    return mark_chosen(marks, panel, view)


def mark_chosen(marks: Table, panel: Panel, view: View) -> Table:
    """The marks with those dimmed that stand beside a highlighted series, and the open figure picked."""
    lit = view.highlight if view.highlight in panel.looks else ""
    return marks.assign(is_dim=(marks["series"] != lit) & bool(lit), is_picked=marks["obs_id"] == view.point)


def find_labelled(rows: Table) -> list[bool]:
    """Which figures are written beside their mark: one after the other, unless one already stands too near."""
    spread = max(float(rows["y"].max() - min(0.0, rows["y"].min())), 1e-9)
    days = (rows["period_end"].fillna(rows["period_start"]) - pd.Timestamp(0)).dt.days
    width = max(float(days.max() - days.min()), 28.0)
    taken: list[tuple[float, float]] = []
    found: list[bool] = []
    for x, y in zip(days / width, rows["y"] / spread, strict=True):
        is_free = all(abs(x - other_x) > LABEL_WIDTH or abs(y - other_y) > LABEL_HEIGHT for other_x, other_y in taken)
        taken += [(x, y)] if is_free else []
        found.append(is_free)
    return found
