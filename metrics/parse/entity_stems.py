"""Where a name begins: a token that ends one comes in (有限公司, 公安局), the words before it that belong to it go out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from metrics.catalogue import read_words
from metrics.catalogue.entities import read_near, read_suffixes
from metrics.catalogue.places import Place
from metrics.model import Cast, Entity, EntityMention, Home
from metrics.parse.patterns import one_of
from metrics.parse.places import Token

REACH = 24  # the longest name looked for before its ending
CUTS = read_words("entities", "cut")
KEPT = frozenset(CUTS["kept"])
WEAK = frozenset(CUTS["weak"])
FULL_COMPANIES = frozenset(word for word in read_words("entities", "company")["suffixes"] if word.endswith("有限公司"))
PROJECTS = frozenset(read_words("entities", "zone_project")["words"])
ENTERING = frozenset(CUTS["entering"])
AUTHORITIES = "市省州县区旗盟"
CLAUSE_SIGNS = "，。；：—“（()）●■◆▲★"
NEAR = 5  # characters of what stands before a name with 的: 山下的|星斗茶厂
FOUNDED = tuple(word + "的" for word in CUTS["founded"])  # 牵头成立的|元禾合作社
NEAR_SIGN = re.compile(rf"[{CLAUSE_SIGNS}]")
OUTSIDE = r"[^㐀-鿿A-Za-z0-9（）()·]"  # no sign of a name
HARD = re.compile(rf"{OUTSIDE}|{one_of(word[::-1] for word in CUTS['hard'])}")  # sought backwards
SOFT = re.compile(one_of(word[::-1] for word in CUTS["soft"]))
COUNTED = re.compile(rf"(?<![第0-9])(?:[0-9]|[一二两三四五六七八九十几数百千首多]+余?{one_of(CUTS['measures'])})")
SUMS = re.compile(r"[十百千万]亿|[万亿]元")  # 过百亿|园区
BRANDS = tuple(sorted(read_words("entities", "brand")["words"], key=len, reverse=True))
GENERIC = re.compile(rf"(?:{one_of(CUTS['generic'])})+")
IN_BRACKETS = re.compile(r"[㐀-鿿]{2,4}（$")  # 中国（云南）自由贸易试验区
Lead = Literal["place", "authority", "self"]
SETTLED = ("place", "town", "village")
NOBODY = Cast()
RECENT = 60  # mentions that a word may refer back to


@dataclass(slots=True)
class Seen:
    """What a paragraph has named so far, after what its article has: 园区 and 公司 mean the last of their kind."""

    home: Home
    cast: Cast = NOBODY
    mentions: list[EntityMention] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    @property
    def last(self) -> EntityMention | None:
        """The entity named last."""
        return self.mentions[-1] if self.mentions else None

    def named(self) -> Iterator[Entity]:
        """What was named lately, the last one first."""
        for mention in reversed(self.mentions[-RECENT:]):
            yield mention.entity
        yield from reversed(self.cast.entities)

    def last_of(self, *kinds: str) -> Entity | None:
        """The entity of these kinds that was named last."""
        return next((entity for entity in self.named() if entity.kind in kinds), None)

    def last_ending(self, endings: tuple[str, ...]) -> Entity | None:
        """The entity named last whose name ends so."""
        return next((entity for entity in self.named() if entity.name.endswith(endings)), None)

    def last_place(self) -> str | None:
        """The name of the place named last."""
        place = self.last_of("place", "town", "village")
        return place.name if place else None


class Stem(NamedTuple):
    """A name without its ending: where it begins, what leads it, and the part after a leading place."""

    start: int
    text: str
    lead: Lead
    own: str
    owner: Entity | None = None
    is_led_in: bool = False  # it stands after a full stop, a comma or a preposition

    @property
    def is_generic(self) -> bool:
        """Nothing of its own: 西宁市|小学, 旅游|景区."""
        return not self.own or ((self.lead == "self" or len(self.own) < 4) and bool(GENERIC.fullmatch(self.own)))


def find_stem(text: str, token: Token, seen: Seen) -> Stem | None:
    """The words before an ending that belong to its name."""
    end = token.start
    start = max(find_cut(text, token, seen), near_end(text, seen))
    if end - start > 1 and text[end - 1] in ENTERING:
        return None  # 戏曲进|景区
    leader = find_leader(text, start, token, seen)
    if leader:
        own = text[leader.end : end]
        front = IN_BRACKETS.search(text, max(0, leader.start - 5), leader.start) if own.startswith("）") else None
        begin = front.start() if front else leader.start - brand_length(text, leader.start)
        is_name = not COUNTED.search(own) and text.count("（", begin, end) == text.count("）", begin, end)
        return Stem(begin, text[begin:end], "place", own, leader.entity) if is_name else None
    if start < end and text[start] in AUTHORITIES:
        return Stem(start, text[start:end], "authority", text[start + 1 : end])
    return find_own_stem(text, token, start, seen)


def brand_length(text: str, start: int) -> int:
    """How long the brand is that stands right before a place: 国网|商丘."""
    if not text.endswith(BRANDS, 0, start):
        return 0
    return next(len(brand) for brand in BRANDS if text.endswith(brand, 0, start))


def find_own_stem(text: str, token: Token, start: int, seen: Seen) -> Stem | None:
    """A name that no place leads: 条子泥|湿地; one with a number or with no word of its own is none."""
    end = token.start
    soft = SOFT.search(text[start:end][::-1])
    begin = end - soft.start() if soft else start
    own = text[begin:end]
    if len(own) < 2 or SUMS.search(own) or COUNTED.search(own) or GENERIC.fullmatch(own) or own.count("（") != own.count("）"):
        return None
    return Stem(begin, own, "self", own, None, is_led_in(text, token, begin, seen))


def is_led_in(text: str, token: Token, begin: int, seen: Seen) -> bool:
    """A name surely begins here: after a clause sign or a preposition, or in a list of its kind or of figures."""
    if begin == 0 or text[begin - 1] in CLAUSE_SIGNS or text.endswith(CUTS["leads"], 0, begin):
        return True
    if text.endswith(CUTS["built"], 0, begin):
        return True
    kind, last = read_suffixes()[token.word], seen.last
    if text[begin - 1] == "的":
        return (
            begin <= NEAR
            or text.endswith(FOUNDED, 0, begin)
            or bool(last and last.end == begin - 1)
            or bool(NEAR_SIGN.search(text, begin - NEAR, begin))
        )
    if text[begin - 1] != "、":
        return False
    is_listed = last is not None and last.end == begin - 1 and last.entity.kind == kind
    return is_listed or (kind == "zone" and token.word not in PROJECTS)


def find_cut(text: str, token: Token, seen: Seen) -> int:
    """Where the last word before an ending ends that no name contains; it may still begin a company: 比亚迪, 华为技术."""
    end = token.start
    low = max(0, end - REACH)
    for cut in HARD.finditer(text[low:end][::-1]):
        start, before = end - cut.start(), end - cut.end()
        if not cut[0].isalnum():
            return start
        if is_kept(text, before, start, seen):
            continue
        opens_clause = cut[0] in WEAK and (before == 0 or text[before - 1] in "，。；：、“（")
        needs_more = token.word in FULL_COMPANIES and (start == end or GENERIC.fullmatch(text, start, end))
        if not (opens_clause or needs_more):
            return start
    return low


def is_kept(text: str, before: int, start: int, seen: Seen) -> bool:
    """The sign belongs to a place named just now (江都) or to a word that names contain (高等, 经济)."""
    if text[max(before - 1, 0) : start] in KEPT or text[before : start + 1] in KEPT:
        return True
    return any(mention.start < start <= mention.end and mention.entity.kind in SETTLED for mention in seen.mentions[-2:])


def near_end(text: str, seen: Seen) -> int:
    """Where the last word of the page's own (全市) ends: a name never contains it."""
    return seen.last.end if seen.last and is_near(text, seen.last) else 0


def is_near(text: str, mention: EntityMention) -> bool:
    """A word of the page's own, such as 全市; 自治区 may lead a name: 自治区农业农村厅."""
    word = text[mention.start : mention.end]
    return word in read_near() and word != "自治区"


def find_leader(text: str, start: int, token: Token, seen: Seen) -> EntityMention | None:
    """The first place named since `start`, or the organisation this one is a part of: 西宁市|公安局, 昆明市公安局|交警支队."""
    found, is_org = None, read_suffixes()[token.word] == "org"
    for mention in reversed(seen.mentions):
        is_whole = is_org and mention.entity.kind == "org" and token.start - mention.end < 8
        if (mention.end if is_whole else mention.start) < max(start, 1 if is_whole else 0):
            break
        if is_whole or (mention.entity.kind in SETTLED and not is_near(text, mention)):
            found = mention
    return found


def is_han(text: str) -> bool:
    """Whether all signs are Chinese characters; so is nothing."""
    return all("㐀" <= sign <= "鿿" for sign in text)
