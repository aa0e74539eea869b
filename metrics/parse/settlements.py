"""Towns and villages: a word that ends one comes in (镇, 街道, 村), the name that ends there goes out."""

import re

from metrics.catalogue import read_words
from metrics.model import Entity, EntityKind
from metrics.parse.entity_stems import CLAUSE_SIGNS, COUNTED, CUTS, ENTERING, SOFT, Seen, find_cut, is_han, is_near
from metrics.parse.places import Token

GENERIC = frozenset(read_words("entities", "settlement")["generic"])
WIDE = tuple(word for word in GENERIC if len(word) > 1)
NOT_NEXT = read_words("entities", "settlement")["not_next"]
NOT_SHORT = frozenset(read_words("entities", "settlement")["not_short"])
CUT_SIGNS = frozenset(word for word in CUTS["hard"] if len(word) == 1)
CUT_WORDS = tuple(word for word in CUTS["hard"] if len(word) > 1)
LEADS = (*CUTS["leads"], "其中")
LISTING = "、和及与"
REGIMENT = "团"  # of the 兵团, which is run as a town: 三十七团, 143团
MARKET, ANY_MARKET = "集", frozenset("中农各沿老小新乡大建旧")  # 李集镇 is a name, 老集镇 alone is not
NUMBERED = re.compile(r"(?<![0-9一二三四五六七八九十百〇.第])(?:[0-9]{2,3}|[一二三四五六七八九十百〇]{2,5})$")
SHORTEST, LONGEST = 2, 5  # characters of a name before its ending
LED_LONGEST = 4  # ... of one that no place leads


def match_settlement(text: str, token: Token, seen: Seen, kind: EntityKind) -> tuple[int, Entity] | None:
    """Where the name of a town or village begins, and what it names: 罗田县|九资河镇, 石板镇|乐意村, 大河岸镇."""
    if token.word == REGIMENT:
        numbered = NUMBERED.search(text, max(0, token.start - LONGEST - 1), token.start)
        return (numbered.start(), Entity(numbered.group() + token.word, kind)) if numbered else None
    if text.startswith(NOT_NEXT, token.end):
        return None
    last = seen.last
    own = text[last.end : token.start] if last and last.end <= token.start <= last.end + LONGEST else "，"
    if last and last.entity.kind in ("place", "town", "zone") and is_han(own):
        is_short = last.entity.kind == "town" and kind == "village" and is_short_name(own)  # 曲水镇⟨芒村⟩
        if is_near(text, last) or not (is_short or is_name(own)):
            return None
        return last.end, to_settlement(own + token.word, last.entity, kind)
    start = find_cut(text, token, seen)
    soft = SOFT.search(text[start : token.start][::-1])
    start = max(token.start - soft.start() if soft else start, text.rfind("）", start, token.start) + 1)
    own = text[start : token.start]
    known = seen.last_ending((own + token.word,)) if len(own) >= SHORTEST or is_short_name(own) else None
    if known and known.kind == kind:
        return start, known
    is_led = start == 0 or text[start - 1] in CLAUSE_SIGNS or text.endswith(LEADS, 0, start)
    is_led = is_led or (text[start - 1] in LISTING and last is not None and last.entity.kind == kind)
    is_led = is_led and not (own[-1:] == MARKET and own[:1] in ANY_MARKET)
    return (start, to_settlement(own + token.word, None, kind)) if is_led and is_name(own, LED_LONGEST) else None


def is_name(own: str, longest: int = LONGEST) -> bool:
    """Whether the words before the ending can be a name: 九资河, 乐意; not 示范, 一个, 在沿线, 笋竹之."""
    if not SHORTEST <= len(own) <= longest or not is_han(own) or COUNTED.search(own) or "第" in own or own[-1] == "之":
        return False
    if own[-1] in ENTERING or own[0] in CUT_SIGNS or any(word in own for word in CUT_WORDS):
        return False
    if own[-1] == MARKET and len(own) != SHORTEST:
        return False  # 李集|镇 is one, 美丽集镇 is none
    bare = own.removesuffix("村")  # 美丽|村镇 is no 孙村|镇
    return not bare.endswith(WIDE) and own not in GENERIC and bare not in GENERIC


def is_short_name(own: str) -> bool:
    """Whether one character can be the name of a village of the town before it: 芒, 师; not 全, 各, 山."""
    return len(own) == 1 and is_han(own) and own not in GENERIC and own not in NOT_SHORT


def to_settlement(name: str, parent: Entity | None, kind: EntityKind) -> Entity:
    """The entity of a town or village, named with the place it lies in: 罗田县九资河镇, 石板镇乐意村."""
    if parent is None:
        return Entity(name, kind)
    above = parent.name.removeprefix(parent.parent or "") if parent.kind == "town" else parent.name
    return Entity(above + name, kind, None, parent.name)
