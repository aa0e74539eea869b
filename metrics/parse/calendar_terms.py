"""Calendar terms: a paragraph's text comes in; 去年12月, 前三季度, 本周, 目前 go out as terms whose year may still be open."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from metrics.catalogue import read_entries, read_words
from metrics.parse.calendar_parts import CLOCK, DAY, DIGITS, MONTH, PARTS, TAILS, TO, YEAR_LONG, Part, to_number, to_part
from metrics.parse.lately import LATELY, LATELY_STARTS
from metrics.parse.patterns import one_of
from metrics.parse.spans import end_of_span

RELATIVE = {word: key for key, words in read_words("periods", "relative").items() for word in words}
UNDATED = read_words("periods", "undated")["words"]
OFFSETS = {"this": 0, "previous": -1, "year_before": -1, "before_previous": -2, "next": 1}
YEAR_WORDS = {word: OFFSETS[key] for key, words in read_words("periods", "years").items() for word in words}
YEAR_BEFORE = frozenset(read_words("periods", "years")["year_before"])
THAT_YEAR = read_words("periods", "relative")["that_year"]
NOT = read_words("periods", "not")
NOT_ENDS = frozenset([word[-1] for word in NOT["before"]] + [word[0] for word in NOT["across"]])
ACROSS = frozenset(NOT["across"])
PLANS: dict[str, int] = {entry["id"]: entry["start"] for entry in read_entries("periods", "plan", ("id", "start"))}
EVENTS: dict[str, date] = {entry["id"]: entry["day"] for entry in read_entries("periods", "event", ("id", "day"))}


class Term(NamedTuple):
    """One calendar term: a part of a year, or a relative word. With neither `year` nor `offset` its year is open.

    A named tuple, as thousands are made: a frozen dataclass of this size costs five times as much.
    """

    start: int
    end: int
    part: Part = YEAR_LONG
    year: int | None = None  # printed
    offset: int | None = None  # counted from the issue's: 今年 0
    word: str = ""  # what a relative word counts from, "undated" or "season"
    kind: str = ""  # how the part was named: "", "whole", "same" 同期, "month" ...; "" is the bare year
    day: int | None = None  # 本月15日
    is_point: bool = False  # 底, 末: a stock at the end
    is_since: bool = False  # 以来, 起
    is_that_year: bool = False  # 同年5月, 上年: of the year in force, or counted from it
    holiday: str = ""  # 国庆 of 去年国庆


def starts_of(words: Iterable[str]) -> str:
    """Words grouped by their first character, which lets a search skip quickly to where one may stand."""
    rests: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        rests.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{first}{one_of(rest)}" for first, rest in rests.items())


# 2021—2023年 or 2023—2024学年; 2024年 or 二〇二四年度; 去年; 同年 before its month
YEAR = re.compile(
    rf"""(?P<years>(?P<first_year>(?:19|20)[0-9]{{2}})年?{TO}(?P<last_year>(?:19|20)[0-9]{{2}})(?:年(?P<season>度)?|(?P<school>学年)))
    | (?P<term>(?P<term_year>(?:19|20)[0-9]{{2}})学年)
    | (?P<year>(?:19|20)[0-9]{{2}}|[一二][〇○零一二三四五六七八九]{{3}})年度?(?!{one_of(TAILS["not_year"])})
    | (?P<yearword>{one_of(YEAR_WORDS)})
    | (?P<thatyear>{one_of(THAT_YEAR)}(?={MONTH}月|[上下]半年|前[0-9一二三]))""",
    re.VERBOSE,
)
EARLY = r"(?P<early>初(?![中级一二三]|预算|计划|目标|下达|确定|安排))"
END = r"(?P<point>(?=底|末))"
AFTER_YEAR = re.compile(
    rf"{PARTS}|年?(?:{END}|{EARLY})|(?P<whole>全年)|(?P<same>同期|同月)|(?P<holiday>“?{one_of(TAILS['holiday'])}”?(?:假期|小长假|黄金周|假日|期间)?)(?!历时|为期)",
    re.VERBOSE,
)
ALONE = re.compile(rf"{PARTS}|年(?:{END}|{EARLY})|(?P<whole>全年|年度(?=[，,]))", re.VERBOSE)
POINT = rf"(?:{one_of(TAILS['point'])}|前(?![0-9一二三四五六七八九十]|{one_of(TAILS['not_ahead'])}))"
HOLIDAY_NAME = re.compile(one_of([name.strip("“”") for name in TAILS["holiday"]]))
HOLIDAY_PARTS = frozenset("首第开启前头起")  # 今年春运首日
TAIL = re.compile(
    rf"(?P<point>{POINT})?(?P<since>{CLOCK}(?!{one_of(TAILS['not_since'])})(?:{one_of(TAILS['since'])}|[㐀-鿿]{{0,8}}?以来))?"
)
ISO = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})[-/](?P<day_month>1[0-2]|0?[1-9])[-/](?P<day_day>3[01]|[12][0-9]|0?[1-9])(?![0-9])"
)
PLAN = re.compile(
    rf"[“\"]?(?P<plan>{one_of(PLANS)})[”\"]?(?P<tail>时期|期间|(?:规划)?(?:实施)?以来|规划期|末期?|开局之年|收官之年|前[一二两三四]年)"
)
WHICH_DAY = rf"(?:(?P<day>{DAY})[日号]|(?P<weekday>[一二三四五六日])(?=[，（上下晚凌、]))?"  # 上月20日, 上周五
WORD = re.compile(rf"(?P<relative>{one_of(RELATIVE)}){WHICH_DAY}|(?P<undated>{one_of(UNDATED)}|{LATELY})")
EVENT = re.compile(rf"(?P<event>{one_of(EVENTS)})以来")
WEEK = re.compile(r"(?<=第)(?<!月第)(?P<week>[0-9]{1,2})周(?![年岁])")
LONE_DAY = re.compile(
    rf"(?:(?<=[，。、；：（）讯 于在从自至止到])|(?<![\s\S]))(?P<day>{DAY})日"
    r"(?=[，上下晚凌清、至起]|[单当]日|当天|电|[0-9]{1,2}[时点:])"
)
NEAR_DAY = re.compile(rf"(?P<near>[昨今])[日天]?（(?P<day>{DAY})日?）[日天]?")  # 昨（12）日
STARTS = re.compile(
    starts_of(
        [*RELATIVE, *UNDATED, *YEAR_WORDS, *(f"{event}以来" for event in EVENTS)]
        + [f"{plan}{sign}" for plan in PLANS if len(plan) > 2 for sign in '时期以规末开收”"']
        + [f"{quote}{plan}" for plan in PLANS for quote in '“"']
        + [
            "昨（",
            "今（",
            "上半年",
            "下半年",
            "春季学期",
            "秋季学期",
            "首季",
            "首个季",
            "首月",
            "首个月",
            "元旦",
            "年底",
            "年末",
            "年初",
            "年度，",
            "全年",
        ]
        + LATELY_STARTS
    )
)
SIGNS = "0-9〇○零一二三四五六七八九十"
SIGNS_HAN = frozenset("一二两三四五六七八九十几多")
NUMBERS = re.compile(rf"(?<![{SIGNS}])[{SIGNS}]++(?=[年月日号季周学至到\-—–~～/、])")
RANGE = re.compile(rf"{CLOCK}{TO}")  # 每年10月到次年4月: the second end is no time either
TITLE = re.compile(r"《[^《》]{0,80}》")


def find_terms(text: str) -> list[Term]:
    """All calendar terms in order; those in a title 《…》 and those that only look like one are left alone."""
    titles = [found.span() for found in TITLE.finditer(text)] if "《" in text else []
    terms: list[Term] = []
    end = taken = 0
    for start in sorted([found.start() for search in (STARTS, NUMBERS) for found in search.finditer(text)]):
        if start < end or end_of_span(titles, start):
            continue
        term = match_term(text, start)
        if term and is_taken(text, start):
            taken = term.end
        elif term and not (taken and RANGE.fullmatch(text, taken, start)):
            terms.append(term)
        end = term.end if term else end
    return terms


def is_taken(text: str, start: int) -> bool:
    """What stands before makes it no time of its own: 连续三季度, 每年3月, 目|前年产能."""
    if not start or text[start - 1] not in NOT_ENDS:
        return False
    return text.endswith(NOT["before"], 0, start) or text[start - 1 : start + 1] in ACROSS


def match_term(text: str, start: int) -> Term | None:
    """The term that begins here."""
    return match_dated(text, start) or match_word(text, start) or match_named(text, start)


def match_dated(text: str, start: int) -> Term | None:
    """A year, a stretch of a year, or both, with 底 or 以来 behind it."""
    year = YEAR.match(text, start)
    part = AFTER_YEAR.match(text, year.end()) if year else ALONE.match(text, start)
    last = part or year
    if not last:
        return match_iso(text, start)
    tail = TAIL.match(text, last.end())
    end = tail.end() if tail else last.end()
    flags = (bool(tail and tail["point"]), bool(tail and tail["since"]))
    name = year.lastgroup if year else ""
    if year and name == "years":
        return to_years(year, (start, end), flags)
    if year and name == "term":
        return Term(start, year.end(), Part((9, 1), (8, 0), 1), int(year["term_year"]), kind="school")
    kind = (part.lastgroup if part else "") or ""
    number = to_year(year["year"]) if year and name == "year" else None
    offset = YEAR_WORDS[year["yearword"]] if year and name == "yearword" else None
    follows = name == "thatyear" or bool(year and year["yearword"] in YEAR_BEFORE)
    holiday = name_holiday(part["holiday"]) if kind == "holiday" and part and text[end : end + 1] not in HOLIDAY_PARTS else ""
    return Term(start, end, to_part(part), number, offset, "", kind, None, *flags, follows, holiday)


def name_holiday(words: str) -> str:
    """The name of a holiday without its marks and 假期."""
    found = HOLIDAY_NAME.search(words)
    return found[0] if found else ""


def match_iso(text: str, start: int) -> Term | None:
    """2024-09-23."""
    found = ISO.match(text, start)
    if not found:
        return None
    day = (int(found["day_month"]), int(found["day_day"]))
    return Term(start, found.end(), Part(day, day), int(found["year"]), kind="day")


def to_years(found: re.Match[str], span: tuple[int, int], flags: tuple[bool, bool]) -> Term:
    """2021—2023年 is three years, 2023—2024学年 a school year, 2023—2024年度 a season that no calendar fixes."""
    first, last = int(found["first_year"]), int(found["last_year"])
    if found["school"]:
        return Term(*span, Part((9, 1), (8, 0), last - first), first, kind="school")
    return Term(*span, Part(over=last - first), first, None, "season" if found["season"] else "", "years", None, *flags)


def to_year(text: str) -> int:
    """The year of 2024 or 二〇二四."""
    return int(text) if text.isascii() else int("".join(str(DIGITS[sign]) for sign in text))


def match_word(text: str, start: int) -> Term | None:
    """本周, 上月20日, 目前."""
    found = WORD.match(text, start)
    if not found or (found[0] == "年内" and text[start - 1 : start] in SIGNS_HAN):  # 三年内
        return None
    if found["undated"]:
        if found[0].startswith("日") and text[start - 1 : start].isdigit():  # 15日前
            return None
        return Term(start, found.end(), word="undated")
    tail = TAIL.match(text, found.end())
    end = tail.end() if tail else found.end()
    flags = (bool(tail and tail["point"]), bool(tail and tail["since"]))
    day = to_number(found["day"]) if found["day"] else None
    weekday = found["weekday"] or ""
    return Term(start, end, YEAR_LONG, None, None, RELATIVE[found["relative"]], weekday, day, *flags)


def match_named(text: str, start: int) -> Term | None:
    """“十四五”期间, 党的二十大以来, 第28周, a day whose month stands before."""
    near = NEAR_DAY.match(text, start)
    if near:
        return Term(start, near.end(), word="today" if near["near"] == "今" else "yesterday", day=to_number(near["day"]))
    plan = PLAN.match(text, start)
    if plan:
        return to_plan(plan)
    event = EVENT.match(text, start)
    if event:
        day = EVENTS[event["event"]]
        return Term(start, event.end(), Part((day.month, day.day), (12, 0)), day.year, kind="event", is_since=True)
    week = WEEK.match(text, start)
    if week:
        return Term(start, week.end(), word="week", day=int(week["week"]))
    lone = LONE_DAY.match(text, start)
    return Term(start, lone.end(), word="lone_day", day=to_number(lone["day"])) if lone else None


def to_plan(found: re.Match[str]) -> Term:
    """A five-year plan: 时期 is all of it, 以来 from its start, 末 its last day; its first and last year have names."""
    first, tail, span = PLANS[found["plan"]], found["tail"], found.span()
    if tail in ("开局之年", "收官之年"):
        return Term(*span, YEAR_LONG, first + 4 * (tail == "收官之年"), kind="plan")
    if tail.startswith("前"):
        return Term(*span, Part(over="一二三四".index(tail[1].replace("两", "二"))), first, kind="plan")
    return Term(*span, Part(over=4), first, kind="plan", is_point=tail.startswith("末"), is_since=tail.endswith("以来"))
