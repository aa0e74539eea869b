"""A few invented rows as the store would hand them over, for the tests of what the dashboard does with a table."""

import hashlib
from datetime import date
from typing import Any

import pandas as pd

from metrics.period_text import to_period_text
from metrics.show.filters import Table, show_rows
from metrics.show.panels import Panel, split_panels
from metrics.show.prepared import prepare
from metrics.show.view import View

PLAIN: dict[str, Any] = {
    **{"indicator": "热线来电", "indicator_id": "calls", "topic": "政务热线", "entity": "云河市", "area_code": ""},
    **{"measure": "level", "basis": "", "unit": "件", "value": 10.0, "value_high": None, "base_unit": "件"},
    **{"bound": "=", "base": "", "dims": "", "period_start": date(2024, 5, 1), "period_end": date(2024, 5, 1)},
    **{
        "status": "actual",
        "tier": "core",
        "quote": "热线来电10件",
        "article": "云河热线日报",
        "article_id": "a-1",
        "reporters": "",
    },
    **{"issue_date": date(2024, 5, 3), "issue_reason": "报头", "doc": "a.txt", "sha256": "f" * 64, "start": 0, "end": 3},
    **{"rule": "plain", "confidence": 0.9, "added": 1, "first_seen": date(2024, 6, 1)},
    **{"is_sighting": False, "n_sightings": 1, "review_state": "", "obs_status": "A"},
}


def digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:8]


def make_row(number: int, **changes: Any) -> dict[str, Any]:
    row = PLAIN | {"start": number * 10, "end": number * 10 + 3} | changes
    names = ("indicator", "entity", "measure", "basis", "base_unit", "dims", "base", "status")
    series = "s-" + digest(*(row[name] for name in names))
    made = {
        "obs_id": f"o-{number}",
        "series_id": series,
        "point_id": "p-" + digest(series, row["period_start"], row["period_end"], row["value"]),
        "value_text": f"{row['value']:g}",
        "base_value": row["value"],
        "period_text": to_period_text(row["period_start"], row["period_end"]),
    }
    return made | row


def make_table(*rows: dict[str, Any]) -> Table:
    """The prepared table of these changes to a plain row; without any, an empty one."""
    made = pd.DataFrame([make_row(number, **row) for number, row in enumerate(rows or ({},))])
    return prepare(made if rows else made.iloc[:0])


def day(text: str) -> dict[str, date]:
    """One day as the period of a row."""
    return {"period_start": date.fromisoformat(text), "period_end": date.fromisoformat(text)}


def span(start: str | None, end: str | None) -> dict[str, date | None]:
    """A period of a row, open where no day is given."""
    return {
        "period_start": date.fromisoformat(start) if start else None,
        "period_end": date.fromisoformat(end) if end else None,
    }


def only_panel(table: Table, view: View = View()) -> Panel:  # noqa: B008
    """The one panel that a table makes."""
    (panel,) = split_panels(show_rows(table, view), view).panels
    return panel
