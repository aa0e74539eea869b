"""Names known by their ending: a token such as 有限公司 or 林场 comes in, the entity whose name ends there goes out."""

import re
from collections.abc import Callable

from metrics.catalogue import read_words
from metrics.catalogue.entities import read_suffixes
from metrics.model import Entity, Home
from metrics.parse.corps import match_corps
from metrics.parse.entity_stems import AUTHORITIES, BRANDS, Seen, Stem, find_stem
from metrics.parse.places import Token
from metrics.parse.settlements import match_settlement

STRONG = frozenset(read_words("entities", "org")["strong"])
LED_COMPANIES = frozenset(read_words("entities", "company")["led"])
PLACES_LEAD = frozenset(read_words("entities", "site_led")["words"])
PLACE_LED = frozenset(read_words("entities", "site")["led"])
NEEDS_NAME = frozenset(read_words("entities", "needs_name")["words"])
NOT_NAME = read_words("entities", "not_name")
GAUGE = "站"
GAUGED = re.compile(
    r"(?:[实监]测)?(?:洪峰|最高)?(?:水位|流量|雨量|降雨|降水)|[0-9.]+(?:米|立方米每秒|毫米)|(?:将|已)?超(?:警戒|保证|历史)"
)
RIVER = re.compile(r"(?<![㐀-鿿])[㐀-鿿]{1,3}[江河水溪港湖]$")
LONG_ZONES = {brief: words[0] for brief, words in read_words("entities", "zone_long").items()}


def is_cut_short(text: str, token: Token) -> bool:
    """Whether the word goes on to what is no such name: 海关|特殊监管区域."""
    return text.startswith(NOT_NAME.get(token.word, ()), token.end)


def match_name(text: str, token: Token, seen: Seen) -> tuple[int, Entity] | None:
    """Where the name that ends with this token begins, and what it names."""
    kind = read_suffixes()[token.word]
    if kind == "corps":
        return match_corps(text, token)
    if kind in ("town", "village"):
        return match_settlement(text, token, seen, "town" if kind == "town" else "village")
    stem = find_stem(text, token, seen)
    if not stem:
        return None
    if token.word == GAUGE and GAUGED.match(text, token.end) and not stem.is_generic and stem.lead != "authority":
        return match_gauge_station(text, stem)
    entity = NAMERS[kind](stem, token.word, seen.home)
    return (stem.start, entity) if entity else None


def match_gauge_station(text: str, stem: Stem) -> tuple[int, Entity]:
    """A station where water is measured, with its river: 湘江归阳|站水位44.12米."""
    river = RIVER.search(text, max(0, stem.start - 4), stem.start)
    start = river.start() if river else stem.start
    return start, Entity(text[start : stem.start] + stem.text + GAUGE, "site")


def full_name(stem: Stem, home: Home) -> str | None:
    """市公安 → 西宁市公安, 城西区教育 → 西宁市城西区教育; None when the page has no such owner."""
    if stem.lead == "place" and stem.owner:
        full, printed = stem.owner.name, stem.text.removesuffix(stem.own)
        is_full = full.endswith(printed) or printed.endswith(full) or stem.owner.kind == "org" or printed == "自治区"
        return full + stem.own if is_full else stem.text
    if stem.lead == "authority":
        sign = stem.text[0]
        owner = home.province if sign == "省" else home.city
        return owner.name + stem.own if owner and (sign in "省市" or owner.name.endswith(sign)) else None
    return stem.text


def name_company(stem: Stem, ending: str, home: Home) -> Entity | None:
    """A company: 甘肃恒润电池材料有限公司, 市供热集团, 北辰公司."""
    name = full_name(stem, home) if stem.lead == "authority" else stem.text
    if stem.text in BRANDS:
        return None  # 国网|公司 is any of its own
    is_bare = stem.is_generic if stem.lead == "self" or ending in LED_COMPANIES else not stem.own
    if ending in LED_COMPANIES and (is_bare or (stem.lead == "self" and not stem.is_led_in)):
        return None
    return None if name is None or (ending in NEEDS_NAME and is_bare) else Entity(name + ending, "company")


def name_zone(stem: Stem, ending: str, home: Home) -> Entity | None:
    """A zone: abbreviations are written out, 西宁开发区 is the page's zone if that is 西宁's, a park drops its city."""
    name = full_name(stem, home) if stem.lead == "authority" else stem.text
    if name is None or (stem.lead == "self" and not stem.is_led_in) or (ending in NEEDS_NAME and stem.is_generic):
        return None
    if home.zone and ending == "开发区" and not stem.own and home.zone.name.startswith(name):
        return home.zone
    is_inside = stem.owner is not None and stem.owner == home.city and len(stem.own) > 1 and not stem.is_generic
    city = home.city.name if home.city else None
    return Entity((stem.own if is_inside else name) + LONG_ZONES.get(ending, ending), "zone", None, city)


def name_site(stem: Stem, ending: str, _: Home) -> Entity | None:
    """A site: a forest farm, an airport, a port, a reservoir."""
    if "至" in stem.own or (stem.lead == "place" and "至" in stem.text):
        return None  # 通辽至京沈|高铁 is a way
    is_loose = stem.lead == "self" and (not stem.is_led_in or ending in PLACE_LED)
    is_named = not stem.is_generic or (ending in PLACES_LEAD and not stem.own and stem.text[-1] not in AUTHORITIES)
    if stem.lead == "authority" or is_loose or (ending in NEEDS_NAME and not is_named):
        return None
    return Entity(stem.text + ending, "site")


def name_org(stem: Stem, ending: str, home: Home) -> Entity | None:
    """An authority (市发改委 gets its city in front), a court, a hospital, a school."""
    if stem.lead == "self" and (ending not in STRONG or not stem.is_led_in):
        return None
    name = full_name(stem, home)
    return None if name is None or (ending in NEEDS_NAME and not stem.own) else Entity(name + ending, "org")


NAMERS: dict[str, Callable[[Stem, str, Home], Entity | None]] = {
    "company": name_company,
    "zone": name_zone,
    "site": name_site,
    "org": name_org,
}
