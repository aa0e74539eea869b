"""Words that only the page can tell: 全市, 我省, 全区, 园区, 该县, 全镇 come in, whom they mean at this place goes out."""

import re
from collections.abc import Callable

from metrics.catalogue import read_words
from metrics.catalogue.entities import read_near
from metrics.catalogue.places import parent_of, places_by_code
from metrics.model import Entity
from metrics.parse.entity_names import LONG_ZONES
from metrics.parse.entity_stems import RECENT, Seen
from metrics.parse.places import COUNTRY, Token, code_of, is_edge, to_entity

AUTONOMOUS = "自治区"
EDGE_ZONES = frozenset(read_words("entities", "zone_edge")["words"])
OWN_ZONES = frozenset(read_words("entities", "zone_own")["words"])
WIDER = ("州", "盟", "地区")
UNCOUNTED = "各家个多些类"  # 三家公司, 各园区
WHOLE_DISTRICT = "全区"
WHOLE_CITY = ("全市", "我市")
BELOW_CITY = ("区", "县", "旗")
PARKS = ("园区", "开发区", "新区", "保税区", *(word for word in read_words("entities", "zone")["suffixes"] if word[-1] == "园"))
TOWN_ENDS = ("镇", "乡", "街道")
_IN_TOWN = re.compile(r"(?P<county>[㐀-鿿]{1,6}?[县区市旗])?(?P<town>[㐀-鿿]{2,3}?(?:镇|乡|街道))(?=[㐀-鿿]{2})")
_WHOLES = frozenset({"country", "province", "city"})
# 全国|12315平台, 全省|一体化政务服务平台: whose it is, not whom a figure is about
_PLATFORM = re.compile(r"\d{5}|互联网|联网|统一|[㐀-鿿]{2,8}平台(?!经济|企业|公司)")
NEAR_ENDS = read_words("entities", "near_ends")


def near_entity(text: str, token: Token, seen: Seen) -> Entity | None:
    """What a word means on this page, at this place: 全市, 我省, 园区, 公司."""
    key = read_near()[token.word]
    if key in _WHOLES and _PLATFORM.match(text, token.end):
        return None
    whole = seen.last if key in ("city", "province") and token.word[0] == "全" else None
    if whole and whole.end == token.start and whole.entity.kind == "place":
        return whole.entity  # 利川|全市
    if key in CLEAR:
        return CLEAR[key](token.word, seen)
    if text[token.start - 1 : token.start] in UNCOUNTED and token.start:
        return None
    if key in NEAR_ENDS:
        return seen.last_ending(NEAR_ENDS[key]) or _inside(seen, NEAR_ENDS[key])
    if key == "company":
        is_part = seen.last is not None and seen.last.end == token.start  # 昆明市公司
        return None if is_part else next((e for e in seen.named() if e.kind == "company" or e.name.endswith("公司")), None)
    if token.word in EDGE_ZONES and not is_edge(text, token.start):
        return None
    return zone_of(token.word, seen) or own_zone(token.word, seen)


def _inside(seen: Seen, endings: tuple[str, ...]) -> Entity | None:
    """The town that the name of something told of begins with: 程庄镇制冷产业园 → 程庄镇."""
    if endings[0] not in TOWN_ENDS:
        return None
    for entity in seen.named():
        found = _IN_TOWN.match(entity.name)
        if found and found["town"].endswith(endings):
            return Entity(found.group(), "town", None, found["county"])
    return None


def city_of(word: str, seen: Seen) -> Entity | None:
    """全市, 全州, 全县: the home if it is of that kind, else the place of that kind named last."""
    city, sign = seen.home.city, next((sign for sign in word if sign in "州盟县旗"), "")
    if word == "全市" and city and city.name.endswith(WIDER):
        return named_last("市", seen) or city  # 恩施市…，全市 on a page of 恩施州
    if word in WHOLE_CITY and city and city.name.endswith(BELOW_CITY):
        return above(city, "市") or city
    if not sign or (city and city.name.endswith(sign)):
        return city
    return named_last(sign, seen) or above(city, sign)


def above(city: Entity | None, sign: str) -> Entity | None:
    """The prefecture that a county-level city lies in, when it is of that kind: 全州 in an article about 延吉市."""
    place = places_by_code().get(code_of(city))
    upper = parent_of(place) if place else None
    entity = to_entity(upper) if upper else None
    return entity if entity and entity.name.endswith(sign) else None


def named_last(sign: str, seen: Seen) -> Entity | None:
    """The place named last whose name ends so; it may lead the name of an authority: 威宁县|农业农村局."""
    here = (mention.entity for mention in reversed(seen.mentions[-RECENT:]))
    named = (*here, *(to_entity(place) for place in reversed(seen.places[-RECENT:])), *reversed(seen.cast.entities))
    return next((entity for entity in named if entity.kind == "place" and entity.name.endswith(sign)), None)


def region_of(word: str, seen: Seen) -> Entity | None:
    """全省, 全区: the province; 区 is the district whose page it is, an autonomous region, or the district named last."""
    home = seen.home
    if "区" not in word or word == AUTONOMOUS:
        return home.province
    if home.city and home.city.name.endswith("区"):
        return home.city
    if home.province and home.province.name.endswith(AUTONOMOUS):
        return home.district if home.district and word == WHOLE_DISTRICT else home.province
    return named_last("区", seen)


def zone_of(word: str, seen: Seen) -> Entity | None:
    """开发区, 园区: the zone named last that is of this kind, else the page's."""
    endings = PARKS if "园区" in word else (LONG_ZONES.get(word, word),)
    named = next((entity for entity in seen.named() if entity.kind == "zone" and entity.name.endswith(endings)), None)
    home = seen.home.zone
    return named or (home if home and home.name.endswith(endings) else None)


def own_zone(word: str, seen: Seen) -> Entity | None:
    """高新区 on a city's page: 西安高新技术产业开发区."""
    city = places_by_code().get(code_of(seen.home.city)) if word in OWN_ZONES else None
    return Entity(city.short + LONG_ZONES[word], "zone", None, city.name) if city else None


CLEAR: dict[str, Callable[[str, Seen], Entity | None]] = {
    "city": city_of,
    "province": region_of,
    "country": lambda _, __: COUNTRY,
    "that": lambda word, seen: named_last(word[-1], seen),
    "person": lambda _, seen: seen.last_of("person"),
    "parties": lambda _, seen: seen.last_of("company"),
}
