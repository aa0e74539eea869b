"""Entities of a paragraph: its text and the page's home come in, what it names goes out, in order and disjoint."""

import re
from collections.abc import Callable

from metrics.catalogue import read_words
from metrics.catalogue.entities import read_near, read_zones
from metrics.catalogue.places import places_by_code
from metrics.model import Entity, EntityMention, Home
from metrics.parse.entity_names import LONG_ZONES, match_name
from metrics.parse.entity_stems import Seen
from metrics.parse.places import COUNTRY, Token, TokenKind, code_of, find_tokens, is_edge, match_place, to_entity

EDGE_ZONES = frozenset(read_words("entities", "zone_edge")["words"])
OWN_ZONES = frozenset(read_words("entities", "zone_own")["words"])
BASE = read_words("entities", "base")
BASE_ENDS = frozenset(word[-1] for word in BASE["before"])
BASE_STARTS = frozenset(word[0] for word in BASE["after"])
RANK_AFTER = re.compile(
    r"[^，。；]{0,8}?第[0-9一二三四五六七八九十]{1,2}(?:位|名|$|[，。；、）])|前[一二三五十0-9]{1,2}(?![0-9个季月年])|第[0-9一二三四五六]$"
)
APART = re.compile(r"《[^《》]{0,80}》|[（(][^（）()]{0,6}(?:记者|通讯员|摄影)[^（）()]{0,40}[）)]")  # titles and bylines
AND = ("、", "和", "及", "与")
UNCOUNTED = "各家个多些类"  # 三家公司, 各园区
AUTONOMOUS = "自治区"


def find_entities(text: str, home: Home) -> list[EntityMention]:
    """All entities that a paragraph names, in order and disjoint."""
    return read_tokens(text, find_tokens(text), home)


def read_tokens(text: str, tokens: list[Token], home: Home) -> list[EntityMention]:
    """The mentions that the words found in a text make; nothing is read in titles 《…》 and bylines."""
    seen = Seen(home)
    apart = [found.span() for found in APART.finditer(text)] if "《" in text or "记者" in text or "通讯员" in text else []
    for token in tokens:
        if apart and any(start < token.end <= end for start, end in apart):
            continue
        start, entity = READERS[token.kind](text, token, seen)
        if entity is None:
            continue
        is_whole = is_base(text, (start, token.end), seen)
        if token.word == "中国" and not is_whole:
            continue
        while seen.mentions and seen.mentions[-1].end > start:
            seen.mentions.pop()
        seen.mentions.append(EntityMention(start, token.end, entity, is_whole))
    return seen.mentions


def read_name(text: str, token: Token, seen: Seen) -> tuple[int, Entity | None]:
    """A name that ends here; else the word may stand for one named before: 公司, 园区."""
    named = match_name(text, token, seen)
    return named or (read_near_word(text, token, seen) if token.word in read_near() else (token.start, None))


def read_near_word(text: str, token: Token, seen: Seen) -> tuple[int, Entity | None]:
    """A word of the page's own."""
    return token.start, near_entity(text, token, seen)


def read_zone(_: str, token: Token, __: Seen) -> tuple[int, Entity | None]:
    """A zone that is known by name."""
    return token.start, read_zones()[token.word]


def read_place(text: str, token: Token, seen: Seen) -> tuple[int, Entity | None]:
    """A place by its name, together with the place right before it that it lies in."""
    last = seen.last
    before = seen.places[-1] if seen.places and last and last.end == token.start and last.entity.kind == "place" else None
    place = match_place(text, token, seen.home, before)
    if not place:
        return token.start, None
    seen.places.append(place)
    return (last.start if last and before and place.is_under(before) else token.start), to_entity(place)


def near_entity(text: str, token: Token, seen: Seen) -> Entity | None:
    """What a word means on this page, at this place: 全市, 我省, 园区, 公司."""
    key = read_near()[token.word]
    if key == "city":
        return city_of(token.word, seen)
    if key == "province":
        return region_of(token.word, seen)
    if key == "country":
        return COUNTRY
    if text[token.start - 1 : token.start] in UNCOUNTED and token.start:
        return None
    if key == "company":
        is_part = seen.last is not None and seen.last.end == token.start  # 昆明市公司
        return None if is_part else seen.last_of("company")
    if token.word in EDGE_ZONES and not is_edge(text, token.start):
        return None
    return zone_of(token.word, seen) or own_zone(token.word, seen)


def city_of(word: str, seen: Seen) -> Entity | None:
    """全市, 全州, 全县: the home if it is of that kind, else the place of that kind named last."""
    city, sign = seen.home.city, next((sign for sign in word if sign in "州盟县旗"), "")
    if not sign or (city and city.name.endswith(sign)):
        return city
    return named_last(sign, seen)


def named_last(sign: str, seen: Seen) -> Entity | None:
    """The place named last whose name ends so."""
    return next((to_entity(place) for place in reversed(seen.places) if place.name.endswith(sign)), None)


def region_of(word: str, seen: Seen) -> Entity | None:
    """全省, 全区: the province; 区 is an autonomous region, or the district whose page it is, or the district named last."""
    home = seen.home
    if "区" not in word or (home.province and home.province.name.endswith(AUTONOMOUS)):
        return home.province
    return home.city if home.city and home.city.name.endswith("区") else named_last("区", seen)


def zone_of(word: str, seen: Seen) -> Entity | None:
    """开发区, 园区: the zone named last that is of this kind, else the page's."""
    zones = [mention.entity for mention in reversed(seen.mentions) if mention.entity.kind == "zone"]
    endings = ("园区", "开发区", "新区", "保税区") if "园区" in word else (LONG_ZONES.get(word, word),)
    if seen.home.zone:
        zones.append(seen.home.zone)
    return next((zone for zone in zones if zone.name.endswith(endings)), None)


def own_zone(word: str, seen: Seen) -> Entity | None:
    """高新区 on a city's page: 西安高新技术产业开发区."""
    city = places_by_code().get(code_of(seen.home.city)) if word in OWN_ZONES else None
    return Entity(city.short + LONG_ZONES[word], "zone", None, city.name) if city else None


def is_base(text: str, span: tuple[int, int], seen: Seen) -> bool:
    """The entity is only the whole of a share or a yardstick: 占全省比重, 高于全省、全市, 列全区第2, 中国十强."""
    start, end = span
    before, after = text[start - 1 : start], text[end : end + 14]
    if before in BASE_ENDS and text.endswith(BASE["before"], max(0, start - 4), start):
        return True
    if after[:1] in BASE_STARTS and after.startswith(BASE["after"]):
        return True
    if ("第" in after or "前" in after) and RANK_AFTER.match(after):
        return True
    last = seen.last
    return bool(last and last.is_base and text[last.end : start] in AND)


READERS: dict[TokenKind, Callable[[str, Token, Seen], tuple[int, Entity | None]]] = {
    "place": read_place,
    "near": read_near_word,
    "zone": read_zone,
    "name": read_name,
}
