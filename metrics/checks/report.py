"""The ledger in, its lines out: one comparison or implied figure a row, for the terminal and for files."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence

from metrics.checks.checks import Check, Implied
from metrics.checks.figures import Figure
from metrics.period_text import to_period_text
from metrics.series import to_plain

COLUMNS = (
    "CHECK_ID", "KIND", "VERDICT", "REASON", "FORMULA", "INDICATOR", "REF_AREA", "TIME_PERIOD", "IMPLIED_LOW",
    "IMPLIED_HIGH", "UNIT_MEASURE", "OBS_IDS", "QUOTES", "SOURCE_FILES",
)  # fmt: skip
IMPLIED = "implied"
SIGNS = {"pass": "✓", "fail": "✗", "open": "·", IMPLIED: "≈"}


def to_ledger_rows(checks: Iterable[Check], implied: Iterable[Implied]) -> list[Mapping[str, str]]:
    """Every comparison and every implied figure as one row of COLUMNS."""
    return [*map(_check_row, checks), *map(_implied_row, implied)]


def _check_row(one: Check) -> Mapping[str, str]:
    found = {"CHECK_ID": one.check_id, "KIND": one.kind, "VERDICT": one.verdict, "REASON": one.reason, "FORMULA": one.formula}
    return _figures_row(one.figures) | found


def _implied_row(one: Implied) -> Mapping[str, str]:
    ends = {"IMPLIED_LOW": to_plain(round(one.range.low, 6)), "IMPLIED_HIGH": to_plain(round(one.range.high, 6))}
    found = {
        "CHECK_ID": one.check_id,
        "KIND": one.kind,
        "VERDICT": IMPLIED,
        "FORMULA": one.formula,
        "UNIT_MEASURE": one.figures[0].base_unit,
    }
    return _figures_row(one.figures) | found | ends


def _figures_row(figures: Sequence[Figure]) -> dict[str, str]:
    first = figures[0]
    return dict.fromkeys(COLUMNS, "") | {
        "INDICATOR": first.indicator,
        "REF_AREA": first.entity,
        "TIME_PERIOD": to_period_text(first.period_start, first.period_end),
        "OBS_IDS": " ".join(one.obs_id for one in figures),
        "QUOTES": " | ".join(dict.fromkeys(one.quote for one in figures)),
        "SOURCE_FILES": " ".join(dict.fromkeys(one.doc for one in figures)),
    }


def to_csv(rows: Iterable[Mapping[str, str]], *, has_mark: bool = False) -> bytes:
    """The rows as CSV in UTF-8, with the mark Excel wants if asked for; text a spreadsheet would run is disarmed."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_disarm(row[name]) for name in COLUMNS] for row in rows)
    return out.getvalue().encode("utf-8-sig" if has_mark else "utf-8", "surrogatepass")


def _disarm(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def to_text(rows: Iterable[Mapping[str, str]]) -> str:
    """The rows for the terminal: sign, formula, what it is about and where it was printed."""
    return "".join(
        f"{SIGNS[row['VERDICT']]} {row['FORMULA']}  {row['INDICATOR']}，{row['REF_AREA']}，{row['TIME_PERIOD']}"
        f"  [{row['KIND']}: {row['REASON'] or row['VERDICT']}]  {row['SOURCE_FILES']}\n"
        for row in rows
    )


FORMATS: Mapping[str, Callable[[Iterable[Mapping[str, str]]], str]] = {
    "table": to_text,
    "csv": lambda rows: to_csv(rows).decode("utf-8", "surrogatepass").replace("\r\n", "\n"),
}
