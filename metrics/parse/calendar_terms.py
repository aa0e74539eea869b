"""Calendar terms: a paragraph's text comes in; 去年12月, 前三季度, 本周, 目前 go out as terms whose year may still be open."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import merge

from metrics.catalogue import read_entries, read_words
from metrics.parse.calendar_parts import CLOCK, DAY, DIGITS, PARTS, POINT, TAILS, TO, Groups, Part, to_number, to_part
from metrics.parse.patterns import one_of

RELATIVE = {word: key for key, words in read_words("periods", "relative").items() for word in words}
UNDATED = read_words("periods", "undated")["words"]
OFFSETS = {"this": 0, "previous": -1, "before_previous": -2, "next": 1, "after_next": 2}
YEAR_WORDS = {word: OFFSETS[key] for key, words in read_words("periods", "years").items() for word in words}
NOT = read_words("periods", "not")
PLANS: dict[str, int] = {entry["id"]: entry["start"] for entry in read_entries("periods", "plan", ("id", "start"))}
EVENTS: dict[str, date] = {entry["id"]: entry["day"] for entry in read_entries("periods", "event", ("id", "day"))}


@dataclass(frozen=True, slots=True)
class Term:
    """One calendar term. `year` is printed, `offset` counts from the issue's (今年 0); with neither the year is open."""

    start: int
    end: int
    part: Part | None = None
    year: int | None = None
    offset: int | None = None
    word: str = ""  # what a relative word counts from, or "undated" or "season": then there is no part
    day: int | None = None  # 本月15日
    point: bool = False  # 底, 末: a stock at the end
    since: bool = False  # 以来, 起
    same: bool = False  # 同期
    part_named: bool = False  # 10月, 全年: more than the bare year


def starts_of(words: Iterable[str]) -> str:
    """Words grouped by their first character, which lets a search skip quickly to where one may stand."""
    rests: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        rests.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{first}{one_of(rest)}" for first, rest in rests.items())


# 2021—2023年 or 2023—2024学年; 2024年 or 二〇二四年度; 去年
YEAR = re.compile(
    rf"""(?P<first_year>(?:19|20)[0-9]{{2}})年?{TO}(?P<last_year>(?:19|20)[0-9]{{2}})(?:年(?P<season>度)?|(?P<school>学年))
    | (?P<year>(?:19|20)[0-9]{{2}}|[一二][〇○零一二三四五六七八九]{{3}})年度?(?!{one_of(TAILS["not_year"])})
    | (?P<yearword>{one_of(YEAR_WORDS)})""",
    re.VERBOSE,
)
EARLY = r"(?P<early>初)(?![中级一二三])"
AFTER_YEAR = re.compile(rf"{PARTS}|年?(?:(?P<point>{POINT})|{EARLY})|(?P<whole>全年)|(?P<same>同期|同月)", re.VERBOSE)
ALONE = re.compile(rf"{PARTS}|年(?:(?P<point>{POINT})|{EARLY})|(?P<whole>全年|年度(?=[，,]))", re.VERBOSE)
SINCE = re.compile(rf"{CLOCK}(?!{one_of(TAILS['not_since'])}){one_of(TAILS['since'])}")
ISO = re.compile(r"(?P<year>(?:19|20)[0-9]{2})[-/](?P<day_month>1[0-2]|0?[1-9])[-/](?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9])")
WORD = re.compile(
    rf"""(?P<undated>{one_of(UNDATED)})
    | (?P<relative>{one_of(RELATIVE)})(?:(?P<reday>{DAY})[日号]|(?P<point>{POINT}))?
    | [“"]?(?P<plan>{one_of(PLANS)})[”"]?(?P<tail>时期|期间|以来|规划期|末期?|开局之年|收官之年)
    | (?P<event>{one_of(EVENTS)})(?P<since>以来)""",
    re.VERBOSE,
)
WEEK = re.compile(r"(?<=第)(?P<week>[0-9]{1,2})周(?![年岁])")
LONE_DAY = re.compile(rf"(?<=[，。、；：（于在从])(?P<reday>{DAY})日(?=[，上下晚凌清、至起]|电)")
LONG_PLANS = [plan for plan in PLANS if len(plan) > 2]
STARTS = re.compile(
    starts_of(
        [*RELATIVE, *UNDATED, *YEAR_WORDS, *EVENTS, *LONG_PLANS, *(quote + plan for plan in PLANS for quote in '“"')]
        + ["上半年", "下半年", "春季学期", "秋季学期", "首季", "首个季", "年底", "年末", "年初", "年度", "全年"]
        + [ahead + count for ahead in "前头" for count in "0123456789一二三四五六七八九十两"]
    )
)
NUMBERS = re.compile(r"(?<![0-9〇○零一二三四五六七八九十])[0-9〇○零一二三四五六七八九十]++(?=[年月日号季周至到\-—–~～/])")
TITLE = re.compile(r"《[^《》]{0,80}》")


def find_terms(text: str) -> list[Term]:
    """All calendar terms in order; those in a title 《…》 and those that only look like one are left alone."""
    titles = [found.span() for found in TITLE.finditer(text)] if "《" in text else []
    terms: list[Term] = []
    for start in find_starts(text):
        if (terms and start < terms[-1].end) or any(first <= start < last for first, last in titles):
            continue
        term = match_term(text, start)
        if term:
            terms.append(term)
    return terms


def find_starts(text: str) -> Iterator[int]:
    """Where a term may begin: two quick searches, one for words and one for numbers."""
    words = (found.start() for found in STARTS.finditer(text))
    return merge(words, (found.start() for found in NUMBERS.finditer(text)))


def match_term(text: str, start: int) -> Term | None:
    """The term that begins here."""
    if text.endswith(NOT["before"], 0, start) or text[max(start - 1, 0) : start + 1] in NOT["across"]:
        return None
    return match_dated(text, start) or match_word(text, start)


def match_dated(text: str, start: int) -> Term | None:
    """A year, a stretch of a year, or both."""
    iso = ISO.match(text, start)
    if iso:
        groups = iso.groupdict()
        return Term(start, iso.end(), to_part(groups), int(groups["year"]))
    year = YEAR.match(text, start)
    part = AFTER_YEAR.match(text, year.end()) if year else ALONE.match(text, start)
    last = part or year
    if not last:
        return None
    groups = {name: value for found in (year, part) if found for name, value in found.groupdict().items() if value}
    since = SINCE.match(text, last.end())
    return to_term(groups, (start, since.end() if since else last.end()), bool(since))


def to_term(groups: Groups, span: tuple[int, int], since: bool) -> Term:
    """The term of the groups that YEAR and PARTS took."""
    if "first_year" in groups:
        first, last = int(groups["first_year"]), int(groups["last_year"])
        if "school" in groups:
            return Term(*span, Part((9, 1), (8, 0), last - first), first)
        return Term(*span, Part(over=last - first), first, word="season" if "season" in groups else "", since=since)
    year = to_year(groups["year"]) if "year" in groups else None
    offset = YEAR_WORDS.get(groups.get("yearword", ""))
    point = any(name.endswith("point") for name in groups)
    named = bool(groups.keys() - {"year", "yearword"})
    return Term(*span, to_part(groups), year, offset, point=point, since=since, same="same" in groups, part_named=named)


def to_year(text: str) -> int:
    """The year of 2024 or 二〇二四."""
    return int(text) if text.isascii() else int("".join(str(DIGITS[sign]) for sign in text))


def match_word(text: str, start: int) -> Term | None:
    """本周, 目前, “十四五”期间, 党的二十大以来, 第28周, a day whose month stands before."""
    found = WORD.match(text, start) or WEEK.match(text, start) or LONE_DAY.match(text, start)
    if not found:
        return None
    groups = {name: value for name, value in found.groupdict().items() if value}
    span = found.span()
    if "plan" in groups:
        return to_plan(groups, span)
    if "event" in groups:
        day = EVENTS[groups["event"]]
        return Term(*span, Part((day.month, day.day), (12, 0)), day.year, since=True)
    word = RELATIVE.get(
        groups.get("relative", ""), "undated" if "undated" in groups else "week" if "week" in groups else "month"
    )
    day_text = groups.get("reday") or groups.get("week")
    since = SINCE.match(text, found.end()) if word != "undated" else None
    end = since.end() if since else found.end()
    return Term(
        start, end, word=word, day=to_number(day_text) if day_text else None, point="point" in groups, since=bool(since)
    )


def to_plan(groups: Groups, span: tuple[int, int]) -> Term:
    """A five-year plan: 时期 is all of it, 以来 from its start, 末 its last day; its first and last year have names."""
    first, tail = PLANS[groups["plan"]], groups["tail"]
    if tail == "开局之年":
        return Term(*span, Part(), first)
    if tail == "收官之年":
        return Term(*span, Part(), first + 4)
    return Term(*span, Part(over=4), first, point=tail.startswith("末"), since=tail == "以来")
