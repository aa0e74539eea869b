"""Time expressions of a paragraph: its text, the issue and the period in force come in, mentions with days and roles go out."""

import re
from collections.abc import Iterator
from datetime import date

from metrics.catalogue import read_words
from metrics.model import Issue, Period, PeriodMention, PeriodRole
from metrics.parse.calendar_parts import CLOCK, TO
from metrics.parse.calendar_terms import Term, find_terms
from metrics.parse.calendar_words import resolve_word
from metrics.parse.calendar_years import Frame, resolve_dated
from metrics.parse.patterns import one_of

CUES = read_words("periods", "cues")
BETWEEN = re.compile(rf"{CLOCK}{TO}")
AHEAD = rf"(?!{one_of(CUES['not_future'])}){one_of(CUES['future'])}"
FUTURE = re.compile(rf"{AHEAD}|[底末]前")
CLAUSE_BEFORE = re.compile(rf"{AHEAD}[^，。；！？：]*$")
CLAUSE_AFTER = re.compile(rf"，?[^，。；！？：]{{0,18}}?{AHEAD}")
SENTENCE_END = re.compile(r"[。！？]")
MOVED = re.compile(rf"[^。；]{{0,24}}?(?!降[水雨雪]){one_of(CUES['moved'])}[^，。；]{{0,4}}?(?:至|到|为|成)")
WITH_AFTER = re.compile(rf"(?:[、和及](?:19|20)[0-9]{{2}}年)*(?:同期)?{one_of(CUES['with_after'])}")
MULTIPLE = re.compile(r"(?:同期|[^，。；\d的]{1,8})?(?:水平)?的(?:近|约)?[0-9一二三四五六七八九十两几]")
SIGNS_BEFORE = frozenset(word[-1] for key in ("compared", "with", "yardstick", "from") for word in CUES[key]) | {*"、和及与或"}
UNTIL_ENDS = frozenset(word[-1] for key in ("until", "until_open") for word in CUES[key])
LEVEL = re.compile(r"的?(?:同期)?水平")
BASIS = re.compile(r"(?:同期)?的?(?:较?高|较?低|高位)?(?:基数|基础上)")  # 在去年高基数基础上
CARRIED_ON = ("延续", "承接", "扭转", "延续了", "扭转了")  # 延续去年年底快速增长趋势
TEN_DAYS = 10
AND = ("、", "和", "及", "与", "或", "、与")
Pair = tuple[Term, Term]


def find_periods(text: str, issue: Issue, last: Period | None = None) -> list[PeriodMention]:
    """All time expressions in order; `last` is the period in force before this paragraph."""
    mentions: list[PeriodMention] = []
    anchor, year = last, None
    has_plans = bool(FUTURE.search(text))
    for pair in pair_terms(text, find_terms(text)):
        term = pair[0]
        if mentions and year and SENTENCE_END.search(text, mentions[-1].end, term.start):
            year = None
        frame = Frame(issue, anchor, year, has_plans and looks_ahead(text, pair, issue), is_compared(text, pair, mentions))
        period = resolve_pair(pair, frame) if term.word != "season" else None
        if period is None:
            continue
        mention = to_mention(text, pair, period, frame)
        if anchor and anchor.reason != mention.period.reason and same_span(anchor, mention.period):
            mention = mention._replace(period=anchor)
        mentions.append(mention)
        year = named_year(term, mention) or year
        if mention.role in ("time", "asof") and (period.start or period.end):
            anchor = mention.period
    return mentions


def same_span(one: Period, other: Period) -> bool:
    """Two periods are the same days: 上周 in a bulletin whose title prints the week."""
    return (one.start, one.end) == (other.start, other.end)


def named_year(term: Term, mention: PeriodMention) -> int | None:
    """The year that a term has named for the rest of its sentence; a base and a distant goal (到2030年) name none."""
    period, role = mention.period, mention.role
    is_named = (term.year is not None or term.offset is not None) and not term.is_since
    day = period.end or period.start
    if not is_named or not day or role == "base" or (role == "target" and not period.start):
        return None
    return day.year


def pair_terms(text: str, terms: list[Term]) -> Iterator[Pair]:
    """Terms, two of them joined where a range runs between them: 2023年9月至2024年3月; a single one is paired with itself."""
    at = 0
    while at < len(terms):
        term, then = terms[at], terms[at + 1] if at + 1 < len(terms) else None
        is_range = (
            then and then.start - term.end < 10 and can_join(term, then) and BETWEEN.fullmatch(text, term.end, then.start)
        )
        yield (term, then) if is_range and then else (term, term)
        at += 2 if is_range else 1


def can_join(term: Term, then: Term) -> bool:
    """Two dated terms may be the ends of a range, or two days of a month told before; 起 may stand behind the first."""
    return term.word == then.word == "lone_day" or not (term.word or then.word or "same" in (term.kind, then.kind))


def looks_ahead(text: str, pair: Pair, issue: Issue) -> bool:
    """A word of the same clause, or right after its comma, looks ahead: 将, 力争, 计划; never of a year gone by."""
    start, end, term = pair[0].start, pair[1].end, pair[1]
    if text.endswith("前", start, end) and term.is_point:
        return True
    if (
        (term.year and issue.year and term.year + term.part.over < issue.year)
        or (pair[0].offset or 0) < 0
        or pair[0].word == "undated"
    ):
        return False
    return bool(CLAUSE_BEFORE.search(text[max(0, start - 14) : start]) or CLAUSE_AFTER.match(text, end))


def resolve_pair(pair: Pair, frame: Frame) -> Period | None:
    """The days of one term, or from the start of the first to the end of the second."""
    term, then = pair
    first = resolve_word(term, frame) if term.word else resolve_dated(term, frame)
    if term is then or first is None or first.start is None:
        return first
    if then.word:
        until = resolve_word(then, frame)
        return Period(first.start, until.end, first.reason) if until and until.end and until.end >= first.start else first
    for year in (first.start.year, first.start.year + 1):
        second = resolve_dated(then, Frame(frame.issue, frame.anchor, year))
        if second and second.end and second.end >= first.start:
            return Period(first.start, second.end, first.reason)
    return first


def to_mention(text: str, pair: Pair, period: Period, frame: Frame) -> PeriodMention:
    """The mention of a period: its span with 截至 or 到 before it, its open ends and its role."""
    term, then = pair
    until = match_until(text[max(0, term.start - 8) : term.start])
    if then.is_since:
        period = Period(period.start, None, period.reason)
    elif until or then.is_point:
        period = Period(None, period.end, period.reason)
    elif term.offset == 0 and not term.kind and not frame.is_future:
        period = Period(period.start, None, period.reason)
    start = term.start - len(until)
    if until.startswith("截") and is_under_way(text[start : then.end], period.end, frame):
        return PeriodMention(start, then.end, period, "asof")
    return PeriodMention(start, then.end, period, role_of(period, frame, bool(until or then.is_point)))


def match_until(before: str) -> str:
    """The word right before a term that makes it a limit: 截至, 到."""
    if before[-1:] not in UNTIL_ENDS:
        return ""
    for word in CUES["until"]:
        if before.endswith(word):
            return word
    for word in CUES["until_open"]:
        head = before.removesuffix(word)
        if head != before and (not head or head.endswith(CUES["until_after"])):
            return word
    return ""


def is_compared(text: str, pair: Pair, mentions: list[PeriodMention]) -> bool:
    """The time is only a yardstick: 较2019年, 是2018年底的4.4倍, 与去年相比, 由2022年底的9.2万千瓦增至."""
    term, end = pair[0], pair[1].end
    start = term.start
    if mentions and mentions[-1].role == "base" and mentions[-1].end == start:
        return True  # 10月|同期
    if BASIS.match(text, end) or text.endswith(CARRIED_ON, 0, start):
        return True
    if term.kind != "same" and text[start - 1 : start] not in SIGNS_BEFORE:
        return False
    if term.kind == "same" or text.endswith(CUES["compared"], 0, start):
        return True
    if LEVEL.match(text, end):
        return True
    if text.endswith(CUES["with"], 0, start) and WITH_AFTER.match(text, end):
        return True
    if text.endswith(CUES["yardstick"], 0, start) and MULTIPLE.match(text, end):
        return True
    if text.endswith(CUES["from"], 0, start) and term is pair[1] and not term.is_since and MOVED.match(text, end):
        return True
    return bool(mentions and mentions[-1].role == "base" and text[mentions[-1].end : start] in AND)


def role_of(period: Period, frame: Frame, is_limit: bool) -> PeriodRole:
    """`base` when compared with, `target` for days to come, `asof` for a limit, else `time`."""
    if frame.is_base:
        return "base"
    if is_later(period.start, frame) or (is_later(period.end, frame) and (frame.is_future or is_limit)):
        return "target"
    return "asof" if is_limit else "time"


def is_under_way(text: str, day: date | None, frame: Frame) -> bool:
    """The ten days that end then are those of the issue: 截至10月中旬 on 17 October."""
    issue = frame.issue.date
    return bool(text.endswith("旬") and day and issue and 0 < (day - issue).days <= TEN_DAYS and not frame.is_future)


def is_later(day: date | None, frame: Frame) -> bool:
    """The day lies after the issue, as far as the page tells."""
    if day is None:
        return False
    if frame.issue.date:
        return day > frame.issue.date
    return day.year > frame.issue.year if frame.issue.year else frame.is_future
