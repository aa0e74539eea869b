"""Who says what a paragraph quotes: “……。”村民罗永贵说, 公司总经理覃立新介绍：“……”."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from metrics.model import Entity, EntityMention
from metrics.parse.names import skip_front
from metrics.parse.patterns import grammar
from metrics.parse.spans import begin_in

SPEECH = re.compile(r"“[^“”]{8,}”")
IN_SPEECH = re.compile(r"[，。！？；]")
SENTENCE_END = re.compile(r"[。！？；“]")
SAYS = re.compile(grammar("speech", "says"))
SAYS_ON = re.compile(rf"{grammar('speech', 'says')}[^，。！？；：“”]{{0,6}}[：，]$")
START = attrgetter("start")
SCENE = re.compile(r"(?:记者)?(?:走进|步入|来到|踏入|进入)")
NEAR = 6  # characters before the own name of who is visited: 走进|四川|盐都机械有限公司
REACH = 60  # characters from the closing mark within which the speaker is named
GAP = 8  # characters between what belongs to one speaker: 创业乡，|种粮大户姜海丰


@dataclass(frozen=True, slots=True)
class Speech:
    """A stretch of a paragraph that somebody says."""

    start: int
    end: int
    entity: Entity


def find_speeches(text: str, entities: Sequence[EntityMention], fronts: Mapping[int, int]) -> tuple[Speech, ...]:
    """What a paragraph quotes of people and of those who speak for a body; `fronts`: words that may stand in front of them."""
    if "“" not in text:
        return ()
    found = []
    for quote in SPEECH.finditer(text):
        if IN_SPEECH.search(quote.group()):
            speaker = speaker_behind(text, quote.end(), entities, fronts) or speaker_before(text, quote.start(), entities)
            if speaker:
                found.append(Speech(quote.start(), quote.end(), speaker))
    return tuple(found)


def speaker_behind(text: str, start: int, entities: Sequence[EntityMention], fronts: Mapping[int, int]) -> Entity | None:
    """The one named right after a speech: ”12月2日，伽师县英买里乡农民吐尔洪盘点一年的收成."""
    scene = SCENE.match(text, start)
    if scene:  # “……”⟨走进⟩远大公司车间，…
        return next((m.entity for m in begin_in(entities, scene.end(), scene.end() + NEAR) if is_body(m)), None)
    stop = SENTENCE_END.search(text, start, start + REACH)
    end = stop.start() if stop else min(len(text), start + REACH)
    speaker: EntityMention | None = None
    for mention in begin_in(entities, start, end):
        at = speaker.end if speaker else skip_time(text, start, mention.start, fronts)
        if skip_front(text, at, mention.start, fronts) != mention.start and mention.start - at > (GAP if speaker else 0):
            break
        speaker = mention
        if is_teller(mention):
            break
    if speaker is None:
        return None
    return speaker.entity if is_teller(speaker) or (is_body(speaker) and SAYS.search(text, speaker.end, end)) else None


def within(entities: Sequence[EntityMention], start: int, end: int) -> Sequence[EntityMention]:
    """The mentions that begin in a stretch."""
    return entities[bisect_left(entities, start, key=START) : bisect_left(entities, end, key=START)]


def speech_at(speeches: Sequence[Speech], at: int) -> Speech | None:
    """The speech that a place of the paragraph stands in."""
    number = bisect_left(speeches, at, key=START) - 1
    return speeches[number] if number >= 0 and at < speeches[number].end else None


def skip_time(text: str, start: int, end: int, fronts: Mapping[int, int]) -> int:
    """Where the words after a time begin: 12月2日，|伽师县."""
    time = skip_front(text, start, end, fronts)
    return time + 1 if text.startswith("，", time) and time < end else start


def speaker_before(text: str, end: int, entities: Sequence[EntityMention]) -> Entity | None:
    """The one who says what follows: 公司总经理覃立新介绍：“…."""
    low = max(text.rfind(mark, max(0, end - REACH), end) for mark in "。！？”") + 1 or max(0, end - REACH)
    if not SAYS_ON.search(text, low, end):
        return None
    named = [mention for mention in begin_in(entities, low, end) if mention.end <= end]
    return next((mention.entity for mention in reversed(named) if is_teller(mention) or is_body(mention)), None)


def is_teller(mention: EntityMention) -> bool:
    """A person, or one who speaks for a body."""
    return mention.entity.kind == "person" or bool(mention.alias)


def is_body(mention: EntityMention) -> bool:
    """A body that is no authority."""
    return mention.entity.kind in ("company", "site", "village", "town")
