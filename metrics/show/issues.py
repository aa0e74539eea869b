"""The observation table and a series in, its calendar out: the issues that printed it, those held without it, the rest."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from html import escape

import pandas as pd

from metrics.show.filters import Row, Table
from metrics.show.phrases import say_day
from metrics.show.places import find_path, match_within
from metrics.show.words import say

MOST_DAYS = 40


@dataclass(frozen=True, slots=True)
class Issues:
    """The issue days behind a series: those that printed it, those held of its place, and how many pages bear no day."""

    place: str
    printed: tuple[date, ...]
    held: tuple[date, ...]
    undated: int

    @property
    def silent(self) -> tuple[date, ...]:
        """The issues held between the first and the last that printed the series, without it."""
        return tuple(day for day in self.held if day not in self.printed and self.printed[0] < day < self.printed[-1])

    @property
    def missing(self) -> int:
        """The days between the first and the last issue that printed the series of which no issue is held."""
        if not self.printed:
            return 0
        days = (self.printed[-1] - self.printed[0]).days + 1
        return days - len(self.printed) - len(self.silent)


def find_issues(table: Table, row: Row) -> Issues:
    """The issues behind the series of a row; held are those that print figures of the same prefecture."""
    path = find_path(str(row["entity"]))
    place = path[min(1, len(path) - 1)]
    pages = table[["sha256", "issue_date"]][match_within(table, (place,))].drop_duplicates()
    printed = table["issue_date"][table["series"] == row["series"]]
    return Issues(place, to_days(printed), to_days(pages["issue_date"]), int(pages["issue_date"].isna().sum()))


def to_days(days: "pd.Series[pd.Timestamp]") -> tuple[date, ...]:
    """The different days in order."""
    return tuple(sorted({day.date() for day in days.dropna()}))


def draw_calendar(table: Table, row: Row) -> str:
    """The calendar behind a fold: a table of months, then the days by name."""
    issues = find_issues(table, row)
    if not issues.printed:
        return ""
    title = say("calendar", n=len(issues.printed), missing=issues.missing)
    lines = [
        say("calendar_printed", days=list_days(issues.printed)),
        say("calendar_silent", place=issues.place, days=list_days(issues.silent)) if issues.silent else "",
        say("calendar_missing", n=issues.missing) if issues.missing else "",
        say("calendar_undated", n=issues.undated) if issues.undated else "",
    ]
    notes = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    return f'<details class="why"><summary>{escape(title)}</summary>{draw_months(issues)}{notes}</details>'


def list_days(days: Collection[date]) -> str:
    """Days by name, the first of many."""
    named = [say_day(pd.Timestamp(day)) for day in list(days)[:MOST_DAYS]]
    return say("list_comma").join(named) + (say("and_more", n=len(days)) if len(days) > MOST_DAYS else "")


def draw_months(issues: Issues) -> str:
    """A row a year, a cell a month: how many of the issues held printed the series."""
    years = range(issues.printed[0].year, issues.printed[-1].year + 1)
    heads = "".join(f'<th scope="col">{month}</th>' for month in range(1, 13))
    body = "".join(draw_year(year, issues) for year in years)
    caption = f"<caption>{say('calendar_caption', place=escape(issues.place))}</caption>"
    head = f'<thead><tr><th scope="col">{say("year")}</th>{heads}</tr></thead>'
    return f'<div class="scroll"><table class="months">{caption}{head}<tbody>{body}</tbody></table></div>'


def draw_year(year: int, issues: Issues) -> str:
    """One year of the calendar."""
    counts = [[in_month(days, year, month) for days in (issues.printed, issues.held)] for month in range(1, 13)]
    cells = "".join(draw_month(printed, held) for printed, held in counts)
    return f'<tr><th scope="row">{year}</th>{cells}</tr>'


def in_month(days: Iterable[date], year: int, month: int) -> int:
    """How many of these days lie in a month."""
    return sum((day.year, day.month) == (year, month) for day in days)


def draw_month(printed: int, held: int) -> str:
    """One month: printed of held, or a stroke where no issue is held."""
    kind = "with" if printed else "held" if held else "none"
    return f'<td class="{kind}">{f"{printed}/{max(held, printed)}" if held or printed else "–"}</td>'
