"""The days a page prints that tell when it appeared: its masthead, the leads of its reports, its bulletins and signatures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from metrics.model import Article, CleanText, Paragraph
from metrics.parse.mastheads import is_masthead
from metrics.parse.shapes import names_service, sources

REACH = 120  # characters of a paragraph in which its day stands
_FULL = re.compile(r"((?:19|20)\d\d)(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})日?")
_HAN_FULL = re.compile(r"([二〇○零一三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日")
# 9月24日, 9月23日至24日 (the last day counts); 11月1日起 and 4月4日前 are no day on which something was reported.
_DAY = re.compile(
    r"""(?:((?:19|20)\d\d)年)?(\d{1,2})月(\d{1,2})日
        (?:(?:至|到|[-—~])(?:(\d{1,2})月)?(\d{1,2})日)?(?![起前]|零时起|之前|以前|-|—)""",
    re.VERBOSE,
)
_TOLD = re.compile(r"记者[于在]?(?=\d)")  # 记者10月20日从…了解到
_ASKED = re.compile(r"(?<=日)[^。，\d]{0,4}，?记者")  # 10月20日，记者从…获悉
_SO_FAR = re.compile(r"截[至止](?=\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|$)", re.MULTILINE)
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|[-./])(\d{1,2})(?:月|$)", re.MULTILINE)
_MONTH_DAY = re.compile(r"^(\d{1,2})[/月](\d{1,2})日?(?!\d)", re.MULTILINE)
_LONE = re.compile(r"^(\d{1,2})(日?)(?=$|星期|周)", re.MULTILINE)
LONGEST = 90  # characters of a line that names the issue
_BACK = 16  # characters before 日，记者 in which the day begins
_AHEAD = 40  # characters after a day in which 将 makes it a day to come
_WEEKDAY = re.compile(r"(?:星期|周)([一二三四五六日天])")
_HAN = {digit: at for at, digit in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0}


@dataclass(frozen=True, slots=True)
class Day:
    """A day as printed, its year perhaps missing."""

    year: int | None
    month: int
    day: int
    weekday: int | None = None  # Monday is 0


def find_masthead(clean: CleanText, articles: Sequence[Article]) -> Day | None:
    """The date at the head of the page; without a year when none is printed there."""
    for article in articles:
        lines = [clean.text[part.start : part.end] for part in article.paragraphs if part.kind == "notice"]
        named = [line for line in lines if len(line) <= LONGEST and is_masthead(line)]
        is_imprint = len(lines) == len(article.paragraphs) > 1
        if not (named or is_imprint):
            continue
        text = "\n".join(lines if is_imprint else named)
        found = (
            _find_full(text)
            or _find_full(text.replace(" ", ""))
            or (_find_torn(text) if is_imprint else None)
            or _match_day(text, 0)
        )
        if found:
            return replace(found, weekday=_find_weekday(text))
    return None


def _find_torn(text: str) -> Day | None:
    """A date whose parts stand on lines of their own: 2025年⏎3月5日, 5日⏎2025年3月; a bare 5 where the weekday says so."""
    year, within, day = _YEAR.search(text), _MONTH.search(text), _MONTH_DAY.search(text)
    if day and year:
        return Day(int(year[1]), int(day[1]), int(day[2]))
    weekday = _find_weekday(text)
    if not within:
        return None
    for number in _LONE.finditer(text):
        made = Day(int(within[1]), int(within[2]), int(number[1]))
        printed = to_date(made, None)
        if printed and (number[2] if weekday is None else printed.weekday() == weekday):
            return made
    return None


def _find_weekday(text: str) -> int | None:
    """The day of the week that a masthead prints: 星期四 is 3."""
    match = _WEEKDAY.search(text)
    return min("一二三四五六日天".index(match[1]), 6) if match else None


def find_signed(clean: CleanText, articles: Sequence[Article]) -> list[Day]:
    """The dates that sign notices, and the one in brackets that ends the page."""
    parts = (part for article in articles for part in article.paragraphs if part.kind in ("notice", "caption"))
    texts = [clean.text[part.start : part.end] for part in parts]
    ends = [clean.text[last.start : last.end] for article in articles[-1:] for last in article.paragraphs[1:][-1:]]
    texts += [text for text in ends if text[0] in "（(" and text[-1] in "）)"]
    return [found for text in texts if len(text) <= 16 and (found := _find_full(text))]


def find_leads(clean: CleanText, articles: Sequence[Article]) -> list[Day]:
    """The days on which reports say that they were made: 本报讯（记者 A）9月24日，… or 记者10月20日从…了解到."""
    return [day for text in _openings(clean, articles) for day in _find_lead_days(text)]


def find_bulletins(clean: CleanText, articles: Sequence[Article]) -> list[Day]:
    """The days of daily bulletins: the text opens with one day and names its service."""
    found: list[Day] = []
    for text in _openings(clean, articles):
        match = _DAY.match(text, text.startswith("（"))
        if match and not match[5] and names_service(text) and "记者" not in text[:30]:
            found.append(_to_day(match))
    return found


def find_counted(clean: CleanText, articles: Sequence[Article]) -> list[Day]:
    """The days up to which figures are counted in the leads: 截至6月18日."""
    texts = _openings(clean, articles)
    found = [_match_day(text, match.end()) for text in texts for match in _SO_FAR.finditer(text)]
    return [day for day in found if day]


def _openings(clean: CleanText, articles: Sequence[Article]) -> Iterator[str]:
    """The first words of each article's text."""
    for article in articles:
        body = next((part for part in article.paragraphs if _is_text(clean, part)), None)
        if body:
            yield clean.text[body.start : min(body.end, body.start + REACH)]


def _is_text(clean: CleanText, part: Paragraph) -> bool:
    return part.kind in ("prose", "list") or (part.kind == "cell" and "日" in clean.text[part.start : part.end])


def _find_lead_days(text: str) -> Iterator[Day]:
    opening = _lead().match(text)
    at = opening.end() if opening else 0
    dated = _DAY.search(text, 0, at) if opening else None
    if dated:
        yield _to_day(dated)
    matches = [_DAY.match(text, match.end()) for match in _TOLD.finditer(text)]
    matches += [_last_day(text, match.start()) for match in _ASKED.finditer(text)]
    if opening:
        matches.append(_DAY.match(text, at))
    for match in matches:
        if match and "将" not in text[match.end() : match.end() + _AHEAD].partition("。")[0]:
            yield _to_day(match)


def _last_day(text: str, end: int) -> re.Match[str] | None:
    """The day that ends at `end`."""
    return next(reversed(list(_DAY.finditer(text, max(0, end - _BACK), end))), None)


def _match_day(text: str, at: int) -> Day | None:
    match = _DAY.match(text, at) if at else _DAY.search(text)
    return _to_day(match) if match else None


def _to_day(match: re.Match[str]) -> Day:
    year, month, day, last_month, last_day = match.groups()
    return Day(int(year) if year else None, int(last_month or month), int(last_day or day))


def _find_full(text: str) -> Day | None:
    match = _FULL.search(text)
    if match:
        return Day(*map(int, match.groups()))
    match = _HAN_FULL.search(text)
    if not match:
        return None
    year = int("".join(str(_HAN[digit]) for digit in match[1].replace("十", "")) or 0)
    return Day(year, _from_han(match[2]), _from_han(match[3]))


def _from_han(text: str) -> int:
    """十二 is 12, 二十 is 20, 廿 is not used in dates of print."""
    tens, ten, ones = text.rpartition("十")
    return (_HAN.get(tens, 1) if ten else 0) * 10 + (_HAN[ones] if ones else 0)


@cache
def _lead() -> re.Pattern[str]:
    """The lead up to where the report begins: source, place and day, and the byline in brackets."""
    return re.compile(
        rf"[■□●▲◆]*(?:{sources()}[^，。；（()]{{0,16}}?(?:讯|电|消息)|[\u4e00-\u9fff]{{2,8}}[报社网台]讯)[\s：:]*(?:（[^（）]{{0,60}}）)?[：:]?"
    )


def to_date(day: Day, year: int | None) -> date | None:
    """The day as a date, in the given year when it has none of its own."""
    own = day.year or year
    try:
        return date(own, day.month, day.day) if own else None
    except ValueError:
        return None
