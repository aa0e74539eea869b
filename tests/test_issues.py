"""The calendar behind a series: which issues printed it, which are held without it, and how many days are not held."""

from datetime import date

from metrics.show.filters import list_rows, thaw
from metrics.show.issues import draw_calendar, find_issues
from metrics.show.words import say
from tests.desk import day, make_table

CITY = {"entity": "西宁市"}
TABLE = make_table(
    {**CITY, **day("2024-05-29"), "issue_date": date(2024, 5, 31), "sha256": "a" * 64},
    {**CITY, **day("2024-06-03"), "issue_date": date(2024, 6, 4), "sha256": "b" * 64, "value": 7},
    {"entity": "西宁市湟中区", "indicator": "别的", "issue_date": date(2024, 6, 2), "sha256": "c" * 64},
    {"entity": "昆明市", "indicator": "别的", "issue_date": date(2024, 6, 1), "sha256": "d" * 64},
    {"entity": "西宁市城西区", "indicator": "别的", "issue_date": None, "sha256": "e" * 64},
)


def first_row():
    return next(row for row in list_rows(thaw(TABLE)) if row["obs_id"] == "o-0")


def test_held_are_the_issues_that_tell_of_the_same_prefecture():
    issues = find_issues(TABLE, first_row())
    assert issues.place == "西宁市"
    assert issues.printed == (date(2024, 5, 31), date(2024, 6, 4))
    assert issues.silent == (date(2024, 6, 2),)
    assert (issues.missing, issues.undated) == (2, 1)


def test_the_calendar_names_every_day_and_counts_those_nobody_holds():
    html = draw_calendar(TABLE, first_row())
    assert say("calendar_printed", days="2024年5月31日、2024年6月4日") in html
    assert say("calendar_silent", place="西宁市", days="2024年6月2日") in html
    assert say("calendar_missing", n=2) in html
    assert html.count('class="with">1/') == 2
    assert '<td class="with">1/2</td>' in html
    assert html.count("–</td>") == 10
