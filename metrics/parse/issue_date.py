"""Which day the newspaper appeared, or at least which year: what the page prints about it, weighed, with the reason."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from metrics.catalogue import read_words
from metrics.model import Article, CleanText, Issue
from metrics.parse.years import find_year

_FULL = r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日"
_DAY = r"(?:((?:19|20)\d\d)年)?(\d{1,2})月(\d{1,2})日"
# 2024年12月5日星期四; a date with its weekday is the date of the issue itself.
_MASTHEAD = re.compile(rf"{_FULL}[^，。\d]{{0,4}}(?:星期|周)[一二三四五六日天]|(?:星期|周)[一二三四五六日天].{{0,4}}?{_FULL}")
_SIGNATURE = re.compile(rf"{_FULL}$")
# The opening of a report: 本报讯（记者 A）9月24日，… or 记者10月20日从市教育局了解到.
_LEAD_DAY = re.compile(rf"(?:讯|电|消息)?(?:[（(][^（）()]{{0,60}}[）)])?(?:今[天日]|昨[天日])?[（(]?{_DAY}(?!至|—|-|起|零时)")
_TOLD = re.compile(rf"记者(?:于|在)?{_DAY}|{_DAY}[^。]{{0,6}}?[，,]?记者")
_BULLETIN_DAY = re.compile(rf"[（(]?{_DAY}(?!至|—|-|~)")
LEAD_REACH = 120  # characters of a report in which its day stands


@dataclass(frozen=True, slots=True)
class Day:
    """A day as printed, its year perhaps missing."""

    year: int | None
    month: int
    day: int

    @property
    def printed(self) -> str:
        """6月19日."""
        return f"{self.month}月{self.day}日"


def find_issue(clean: CleanText, articles: Sequence[Article]) -> Issue:
    """The day and year of the issue, each None when the page cannot tell, and what tells it."""
    masthead = _find_masthead(clean)
    if masthead:
        return Issue(masthead, masthead.year, f"版头印有{_in_words(masthead)}")
    signed = _find_signed(clean, articles)
    leads = _find_leads(clean, articles)
    bulletins = _find_bulletins(clean, articles)
    months = [day.month for day in (*leads, *bulletins)]
    year, year_reason = find_year(clean.text, months)
    if signed:
        year, year_reason = signed.year, f"落款印有{signed.year}年"
    told = _to_dates(leads, year), _to_dates(bulletins, year)
    issue = _weigh(signed, max(told[0], default=None), max(told[1], default=None))
    if issue is None:
        return Issue(None, year, f"页内没有可以推定见报日的日期；{year_reason}" if year else "页内没有年份和见报日的线索")
    return Issue(issue[0], issue[0].year, f"{issue[1]}；{year_reason}")


def _weigh(signed: date | None, lead: date | None, bulletin: date | None) -> tuple[date, str] | None:
    """A report appears the day after its day, a daily bulletin two days after, and nothing is signed after it appeared."""
    found: list[tuple[date, str]] = []
    if lead:
        found.append((lead + timedelta(1), f"最晚的报道日为{_in_words(lead)}，次日见报"))
        if bulletin and bulletin > lead:
            found.append((bulletin + timedelta(1), f"日报数据为{_in_words(bulletin)}，其后见报"))
    elif bulletin:
        found.append((bulletin + timedelta(2), f"日报数据为{_in_words(bulletin)}，第三日见报"))
    if signed:
        found.append((signed, f"公告落款{_in_words(signed)}"))
    if not found:
        return None
    latest = max(day for day, _ in found)
    return latest, "，".join(reason for day, reason in found if day == latest)


def _find_masthead(clean: CleanText) -> date | None:
    for match in _MASTHEAD.finditer(clean.text):
        groups = match.groups()
        made = _to_date(*(int(group) for group in (groups[:3] if groups[0] else groups[3:])))
        if made:
            return made
    return None


def _find_signed(clean: CleanText, articles: Sequence[Article]) -> date | None:
    """The latest date that signs a notice: on a line of its own, or at the end of the paragraph that closes one."""
    found = []
    for article in articles:
        for paragraph in article.paragraphs:
            match = _SIGNATURE.search(clean.text, max(paragraph.start, paragraph.end - 12), paragraph.end)
            if match and paragraph.kind == "notice":
                found.append(_to_date(*(int(group) for group in match.groups())))
    return max((day for day in found if day), default=None)


def _find_leads(clean: CleanText, articles: Sequence[Article]) -> list[Day]:
    found: list[Day] = []
    for article in articles:
        for paragraph in article.paragraphs:
            if paragraph.kind != "prose":
                continue
            text = clean.text[paragraph.start : min(paragraph.end, paragraph.start + LEAD_REACH)]
            opening = _lead_end().match(text)
            day = _LEAD_DAY.match(text, opening.end()) if opening else None
            found += [_to_day(match) for match in (day, *_TOLD.finditer(text)) if match]
    return found


def _find_bulletins(clean: CleanText, articles: Sequence[Article]) -> list[Day]:
    """The days of daily bulletins: the body opens with the day and names its service."""
    services = read_words("pages", "bulletin")["services"]
    found: list[Day] = []
    for article in articles:
        body = next((paragraph for paragraph in article.paragraphs if paragraph.kind in ("prose", "list", "cell")), None)
        if body is None:
            continue
        text = clean.text[body.start : min(body.end, body.start + LEAD_REACH)]
        match = _BULLETIN_DAY.match(text)
        if match and any(service in text for service in services):
            found.append(_to_day(match))
    return found


@cache
def _lead_end() -> re.Pattern[str]:
    sources = "|".join(read_words("pages", "lead")["sources"])
    return re.compile(
        rf"(?:[■□●▲◆]?(?:{sources})[^，。；（()]{{0,12}}?(?:讯|电|消息)|[^，。；（(]{{2,8}}(?:报|社|网|台)讯)(?=[（(：:\d]|\S)"
    )


def _to_day(match: re.Match[str]) -> Day:
    year, month, day = next(match.groups()[at : at + 3] for at in range(0, len(match.groups()), 3) if match.groups()[at + 1])
    return Day(int(year) if year else None, int(month), int(day))


def _to_dates(days: Iterable[Day], year: int | None) -> list[date]:
    """The days as dates; beside days of January, one of December is of the year before."""
    days = list(days)
    turns = any(day.month == 1 for day in days)
    made = []
    for day in days:
        own = day.year or (year - 1 if year and turns and day.month == 12 else year)
        found = _to_date(own, day.month, day.day) if own else None
        if found:
            made.append(found)
    return made


def _to_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
