"""Names known by their ending: a token such as 有限公司 or 林场 comes in, the entity whose name ends there goes out."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from metrics.catalogue import read_words
from metrics.catalogue.entities import read_near, read_suffixes
from metrics.catalogue.places import Place
from metrics.model import Entity, EntityMention, Home
from metrics.parse.patterns import one_of
from metrics.parse.places import Token

REACH = 24  # the longest name looked for before its ending
CUTS = read_words("entities", "cut")
STRONG = frozenset(read_words("entities", "org")["strong"])
NEEDS_NAME = frozenset(read_words("entities", "needs_name")["words"])
LONG_ZONES = {brief: words[0] for brief, words in read_words("entities", "zone_long").items()}
WEAK = frozenset(CUTS["weak"])
FULL_COMPANIES = frozenset(word for word in read_words("entities", "company")["suffixes"] if word.endswith("有限公司"))
AUTHORITIES = "市省州县区旗盟"
OUTSIDE = r"[^㐀-鿿A-Za-z0-9（）()·]"  # no sign of a name
HARD = re.compile(rf"{OUTSIDE}|{one_of(word[::-1] for word in CUTS['hard'])}")  # sought backwards
SOFT = re.compile(one_of(word[::-1] for word in CUTS["soft"]))
COUNTED = re.compile(rf"(?<![第0-9])(?:[0-9]|[一二两三四五六七八九十几数百千首多]+余?{one_of(CUTS['measures'])})")
GENERIC = re.compile(rf"(?:{one_of(CUTS['generic'])})+")
Lead = Literal["place", "authority", "self"]


@dataclass(slots=True)
class Seen:
    """What a paragraph has named so far: 园区 and 公司 mean the last of their kind."""

    home: Home
    mentions: list[EntityMention] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)

    def last(self, kind: str) -> Entity | None:
        """The entity of a kind that was named last."""
        return next((mention.entity for mention in reversed(self.mentions) if mention.entity.kind == kind), None)


@dataclass(frozen=True, slots=True)
class Stem:
    """A name without its ending: where it begins, what leads it, and the part after a leading place."""

    start: int
    text: str
    lead: Lead
    own: str
    place: EntityMention | None = None
    is_led_in: bool = False  # it stands after a full stop, a comma or a preposition


def match_name(text: str, token: Token, seen: Seen) -> tuple[int, Entity] | None:
    """Where the name that ends with this token begins, and what it names."""
    stem = find_stem(text, token, seen)
    if not stem or (token.word.endswith(("局", "院", "厅", "行")) and text.startswith("长", token.end)):
        return None
    entity = NAMERS[read_suffixes()[token.word]](stem, token.word, seen.home)
    return (stem.start, entity) if entity else None


def find_stem(text: str, token: Token, seen: Seen) -> Stem | None:
    """The words before an ending that belong to its name."""
    low, end = max(0, token.start - REACH), token.start
    before = text[low:end][::-1]
    start = max(find_cut(text, low, end, token.word), near_end(text, seen))
    place = leading_place(text, start, seen) or leading_org(start, token, seen)
    if place:
        own = text[place.end : end]
        return None if COUNTED.search(own) else Stem(place.start, text[place.start : end], "place", own, place)
    if start < end and text[start] in AUTHORITIES:
        return Stem(start, text[start:end], "authority", text[start + 1 : end])
    soft = SOFT.search(before, 0, end - start)
    begin = end - soft.start() if soft else start
    own = text[begin:end]
    if len(own) < 2 or COUNTED.search(own) or GENERIC.fullmatch(own) or own.count("（") != own.count("）"):
        return None
    is_led_in = begin == 0 or text[begin - 1] in "，。；：“（(" or text.endswith(CUTS["leads"], 0, begin)
    return Stem(begin, own, "self", own, None, is_led_in)


def find_cut(text: str, low: int, end: int, ending: str) -> int:
    """Where the last word before `end` ends that no name contains; such a word may begin a company's name: 比亚迪, 华为技术."""
    before = text[low:end][::-1]
    for cut in HARD.finditer(before):
        start = end - cut.start()
        own = text[start:end]
        is_outside = not cut[0].isalnum()
        opens_clause = cut[0] in WEAK and (end - cut.end() == 0 or text[end - cut.end() - 1] in "，。；：、“”（")
        needs_more = ending in FULL_COMPANIES and (not own or GENERIC.fullmatch(own))
        if is_outside or not (opens_clause or needs_more):
            return start
    return low


def near_end(text: str, seen: Seen) -> int:
    """Where the last word of the page's own (全市) ends: a name never contains it."""
    last = seen.mentions[-1] if seen.mentions else None
    return last.end if last and is_near(text, last) else 0


def is_near(text: str, mention: EntityMention) -> bool:
    """A word of the page's own, such as 全市; 自治区 may lead a name: 自治区农业农村厅."""
    word = text[mention.start : mention.end]
    return word in read_near() and word != "自治区"


def leading_place(text: str, start: int, seen: Seen) -> EntityMention | None:
    """The first place named since `start`, which leads the name: 西宁市|公安局; an organisation so led passes it on."""
    found = None
    for mention in reversed(seen.mentions):
        if mention.end <= start or mention.start < start:
            break
        if mention.entity.kind == "place" and not is_near(text, mention):
            found = mention
    return found


def leading_org(start: int, token: Token, seen: Seen) -> EntityMention | None:
    """The organisation that this one is a part of: 昆明市公安局|交警支队."""
    last = seen.mentions[-1] if seen.mentions else None
    is_part = read_suffixes()[token.word] == "org" and last and last.entity.kind == "org" and start < last.end
    return last if is_part and last and token.start - last.end < 8 else None


def owner_of(stem: Stem, home: Home) -> str | None:
    """The full name of a stem: 市公安 → 西宁市公安, 城西区教育 → 西宁市城西区教育; None when the page has no such owner."""
    if stem.lead == "place" and stem.place:
        full = stem.place.entity.name
        return (
            full + stem.own if full.endswith(stem.text.removesuffix(stem.own)) or stem.place.entity.kind == "org" else stem.text
        )
    if stem.lead == "authority":
        sign = stem.text[0]
        owner = home.province if sign == "省" else home.city
        return owner.name + stem.own if owner and (sign in "省市" or owner.name.endswith(sign)) else None
    return stem.text


def name_company(stem: Stem, ending: str, home: Home) -> Entity | None:
    """A company: 甘肃恒润电池材料有限公司, 市供热集团, 北辰公司."""
    name = owner_of(stem, home) if stem.lead == "authority" else stem.text
    if name is None or (ending in NEEDS_NAME and (not stem.own or (stem.lead != "authority" and GENERIC.fullmatch(stem.own)))):
        return None
    return Entity(name + ending, "company")


def name_zone(stem: Stem, ending: str, home: Home) -> Entity | None:
    """A zone: abbreviations are written out, 西宁开发区 is the page's zone if that is 西宁's, a park drops its city."""
    if (stem.lead == "self" and not stem.is_led_in) or (ending in NEEDS_NAME and (not stem.own or GENERIC.fullmatch(stem.own))):
        return None
    name = owner_of(stem, home) if stem.lead == "authority" else stem.text
    if name is None:
        return None
    city = home.city.name if home.city else None
    if home.zone and ending == "开发区" and not stem.own and home.zone.name.startswith(name):
        return home.zone
    is_inside = stem.place and stem.place.entity == home.city and len(stem.own) > 1 and not GENERIC.fullmatch(stem.own)
    return Entity((stem.own if is_inside else name) + LONG_ZONES.get(ending, ending), "zone", None, city)


def name_site(stem: Stem, ending: str, _: Home) -> Entity | None:
    """A site: a forest farm, an airport, a port, a reservoir."""
    if stem.lead == "authority" or (stem.lead == "self" and not stem.is_led_in):
        return None
    if ending in NEEDS_NAME and (not stem.own or GENERIC.fullmatch(stem.own)):
        return None
    return Entity(stem.text + ending, "site")


def name_org(stem: Stem, ending: str, home: Home) -> Entity | None:
    """An authority (市发改委 gets its city in front), a court, a hospital, a school."""
    if stem.lead == "self" and (ending not in STRONG or not stem.is_led_in):
        return None
    if ending in NEEDS_NAME and not stem.own:
        return None
    name = owner_of(stem, home)
    return Entity(name + ending, "org") if name else None


NAMERS: dict[str, Callable[[Stem, str, Home], Entity | None]] = {
    "company": name_company,
    "zone": name_zone,
    "site": name_site,
    "org": name_org,
}
