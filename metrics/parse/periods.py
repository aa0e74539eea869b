"""Time expressions of a paragraph: its text, the issue and the period in force come in, mentions with days and roles go out."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from metrics.catalogue import read_words
from metrics.model import Issue, Period, PeriodMention, PeriodRole
from metrics.parse.calendar_parts import CLOCK, TO
from metrics.parse.calendar_terms import Term, find_terms
from metrics.parse.calendar_years import Frame, resolve_term
from metrics.parse.patterns import one_of

CUES = read_words("periods", "cues")
FUTURE = re.compile(one_of(CUES["future"]))
BETWEEN = re.compile(rf"{CLOCK}{TO}")
CLAUSE_ENDS = "，。；！？："
SENTENCE_END = re.compile(r"[。！？]")
MOVED = re.compile(rf"[^。；]{{0,24}}?{one_of(CUES['moved'])}[^，。；]{{0,4}}?(?:至|到|为|成)")
WITH_AFTER = re.compile(one_of(CUES["with_after"]))
YARDSTICK_AFTER = re.compile(r"的?(?:近|约)?[0-9一二三四五六七八九十两几]")
AND = ("、", "和", "及", "与", "或", "、与")


def find_periods(text: str, issue: Issue, last: Period | None = None) -> list[PeriodMention]:
    """All time expressions in order; `last` is the period in force before this paragraph."""
    frame, mentions = Frame(issue, last), list[PeriodMention]()
    for pair in pair_terms(text, find_terms(text)):
        term = pair[0]
        if term.word == "season":
            continue
        frame = step_frame(text, term, frame, mentions)
        period = resolve_pair(pair, frame)
        if period is None:
            continue
        mention = to_mention(text, pair, period, (frame, mentions))
        mentions.append(mention)
        frame = remember(frame, term, mention)
    return mentions


def pair_terms(text: str, terms: list[Term]) -> Iterator[tuple[Term, Term]]:
    """Terms, two of them joined where a range runs between them: 2023年9月至2024年3月; a single one is paired with itself."""
    at = 0
    while at < len(terms):
        term, then = terms[at], terms[at + 1] if at + 1 < len(terms) else None
        joined = then and can_join(term, then) and BETWEEN.fullmatch(text, term.end, then.start)
        yield (term, then) if joined and then else (term, term)
        at += 2 if joined else 1


def can_join(term: Term, then: Term) -> bool:
    """Two dated terms may be the ends of a range."""
    return not (term.word or then.word or term.since or term.same or then.same)


def step_frame(text: str, term: Term, frame: Frame, mentions: list[PeriodMention]) -> Frame:
    """The frame as it stands at a term: a year named before 。 is forgotten, words that look ahead are sought in the clause."""
    before = text[mentions[-1].end if mentions else 0 : term.start]
    year = None if mentions and SENTENCE_END.search(before) else frame.year
    return replace(frame, year=year, is_future=bool(FUTURE.search(clause_around(text, term))))


def clause_around(text: str, term: Term) -> str:
    """The words of the same clause before a term, and those after it up to the next full clause end."""
    before = text[max(0, term.start - 14) : term.start]
    cut = max(before.rfind(sign) for sign in CLAUSE_ENDS)
    after = text[term.end : term.end + 18].lstrip("，")
    stop = min((at for at in map(after.find, CLAUSE_ENDS) if at >= 0), default=len(after))
    return before[cut + 1 :] + "，" + after[:stop]


def resolve_pair(pair: tuple[Term, Term], frame: Frame) -> Period | None:
    """The days of one term, or from the start of the first to the end of the second."""
    first = resolve_term(pair[0], frame)
    if pair[0] is pair[1] or first is None or first.start is None:
        return first
    year = first.start.year
    for candidate in (year, year + 1):
        second = resolve_term(pair[1], replace(frame, year=candidate))
        if second and second.end and second.end >= first.start:
            return Period(first.start, second.end, first.reason)
    return first


def to_mention(text: str, pair: tuple[Term, Term], period: Period, seen: tuple[Frame, list[PeriodMention]]) -> PeriodMention:
    """The mention of a period: its span with 截至 or 到 before it, its open ends and its role."""
    (term, then), (frame, mentions) = pair, seen
    before = text[max(0, term.start - 10) : term.start]
    until = match_until(before)
    start, end = term.start - len(until), then.end
    is_base = is_compared(text, term, mentions)
    if term.since:
        period = replace(period, end=None)
    elif until or then.point:
        period = replace(period, start=None)
    elif term.offset == 0 and is_bare_year(term) and not frame.is_future:
        period = replace(period, end=None)
    role: PeriodRole = "base" if is_base else role_of(period, frame, until or then.point)
    return PeriodMention(start, end, period, role)


def is_bare_year(term: Term) -> bool:
    """今年, not 今年10月 and not 今年全年."""
    return term.part is not None and not term.part_named and not term.word


def match_until(before: str) -> str:
    """The word right before a term that makes it a limit: 截至, 到."""
    for word in CUES["until"]:
        if before.endswith(word):
            return word
    for word in CUES["until_open"]:
        head = before.removesuffix(word)
        if head != before and (not head or head.endswith(CUES["until_after"])):
            return word
    return ""


def is_compared(text: str, term: Term, mentions: list[PeriodMention]) -> bool:
    """The time is only a yardstick: 较2019年, 是2018年底的4.4倍, 与去年相比, 由2022年底的9.2万千瓦增至."""
    before = text[max(0, term.start - 6) : term.start].removesuffix("第")
    if before.endswith(CUES["compared"]) or (term.same and term.word != "same_time"):
        return True
    if before.endswith(CUES["with"]) and WITH_AFTER.match(text, term.end):
        return True
    if before.endswith(CUES["yardstick"]) and text.startswith("的", term.end) and YARDSTICK_AFTER.match(text, term.end):
        return True
    if before.endswith(CUES["from"]) and not term.since and MOVED.match(text, term.end):
        return True
    return bool(mentions and mentions[-1].role == "base" and text[mentions[-1].end : term.start] in AND)


def role_of(period: Period, frame: Frame, is_limit: bool | str) -> PeriodRole:
    """`target` for days to come, `asof` for a limit, else `time`."""
    if is_later(period.start, frame) or (is_later(period.end, frame) and (frame.is_future or is_limit)):
        return "target"
    return "asof" if is_limit else "time"


def is_later(day: date | None, frame: Frame) -> bool:
    """The day lies after the issue, as far as the page tells."""
    if day is None:
        return False
    if frame.issue.date:
        return day > frame.issue.date
    return day.year > frame.issue.year if frame.issue.year else frame.is_future


def remember(frame: Frame, term: Term, mention: PeriodMention) -> Frame:
    """The frame after a mention: it is now in force, unless it is a base, a target or no time at all."""
    period = mention.period
    if mention.role in ("base", "target") or (period.start is None and period.end is None):
        return frame
    day = period.end or period.start
    names_year = (term.year is not None or term.offset is not None) and not term.since and day is not None
    return replace(frame, anchor=period, year=day.year if names_year and day else frame.year)
