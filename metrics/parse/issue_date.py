"""Which day the newspaper appeared, or at least which year: what the page prints about it, weighed, with the reason."""

from collections.abc import Sequence
from datetime import date, timedelta

from metrics.model import Article, CleanText, Issue
from metrics.parse.days import Day, find_bulletins, find_counted, find_leads, find_masthead, find_signed, to_date
from metrics.parse.years import find_year

AFTER_LEAD = 1  # days: a report appears the day after its day
AFTER_BULLETIN = 2  # days: the figures of a day are told the next and appear the day after
GIVEN = "文件名记为"


def find_issue(clean: CleanText, articles: Sequence[Article], given: date | None = None) -> Issue:
    """The day and year of the issue, each None when the page cannot tell, and what tells it; a given day stands."""
    masthead = find_masthead(clean, articles)
    if given:
        printed = to_date(masthead, masthead.year or given.year) if masthead else None
        other = f"版头印有{_in_words(printed)}" if printed and printed != given else ""
        return Issue(given, given.year, _join(f"{GIVEN}{_in_words(given)}", other))
    if masthead:
        year, why = (masthead.year, "") if masthead.year else _on_weekday(masthead, *find_year(clean.text, [masthead.month]))
        made = to_date(masthead, year)
        if made:
            return Issue(made, made.year, _join(f"版头印有{_in_words(made)}", why))
    signed, leads = find_signed(clean, articles), find_leads(clean, articles)
    bulletins, counted = find_bulletins(clean, articles), find_counted(clean, articles)
    year, why = _find_year(clean.text, [*signed, *leads, *bulletins])
    if year is None:
        told = "有报道日而没有年份" if leads or bulletins else "没有年份和可以推定见报日的日期"
        return Issue(None, None, f"页内{told}")
    found = _weigh(*(_latest(days, year) for days in (leads, bulletins, counted, signed)))
    if found is None:
        return Issue(None, year, _join("页内没有可以推定见报日的日期", why))
    return Issue(found[0], found[0].year, _join(found[1], why))


def _on_weekday(day: Day, year: int | None, why: str) -> tuple[int | None, str]:
    """The year found, or the one after or before when only in that the day is the printed day of the week."""
    if year is None or day.weekday is None:
        return year, why
    for near in (year, year + 1, year - 1):
        made = to_date(day, near)
        if made and made.weekday() == day.weekday:
            return near, why if near == year else f"{near}年的这一天才是版头印的星期"
    return year, why


def is_given(reason: str) -> bool:
    """Whether a day of issue was given with the page, and not inferred from it."""
    return reason.startswith(GIVEN)


def _find_year(text: str, days: Sequence[Day]) -> tuple[int | None, str]:
    printed = max((day.year for day in days if day.year), default=None)
    if printed:
        return printed, f"日期印有{printed}年"
    return find_year(text, [day.month for day in days])


def _weigh(lead: date | None, bulletin: date | None, counted: date | None, signed: date | None) -> tuple[date, str] | None:
    """The earliest day that all of it allows; 截至 alone tells no day."""
    found: list[tuple[date, str]] = []
    if lead:
        found.append((lead + timedelta(AFTER_LEAD), f"最晚的报道日为{_in_words(lead)}，次日见报"))
    if bulletin:
        days = AFTER_LEAD if lead else AFTER_BULLETIN
        found.append((bulletin + timedelta(days), f"日报数据为{_in_words(bulletin)}，{days}日后见报"))
    if signed:
        found.append((signed, f"公告落款{_in_words(signed)}"))
    if not found:
        return None
    if counted:
        found.append((counted + timedelta(AFTER_LEAD), f"数据截至{_in_words(counted)}"))
    latest = max(day for day, _ in found)
    return latest, "，".join(reason for day, reason in found if day == latest)


def _latest(days: Sequence[Day], year: int) -> date | None:
    """The latest of the days; beside days of January, one of December is of the year before."""
    turns = any(day.month == 1 for day in days)
    dates = [to_date(day, year - 1 if turns and day.month == 12 else year) for day in days]
    return max((day for day in dates if day), default=None)


def _in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _join(*reasons: str) -> str:
    return "；".join(filter(None, reasons))
