"""Who a statement is about: whose page it is, by the names a whole page uses, and the entities that a paragraph names."""

import re
from collections import Counter

from metrics.catalogue import read_words
from metrics.catalogue.entities import read_near, read_suffixes
from metrics.catalogue.places import Place, parent_of, places_by_code, places_by_name
from metrics.model import Entity, Home
from metrics.parse.entity_mentions import find_entities, read_tokens
from metrics.parse.entity_stems import Seen
from metrics.parse.near_words import AUTONOMOUS
from metrics.parse.papers import find_paper_place
from metrics.parse.patterns import one_of
from metrics.parse.places import ORDINARY, Token, find_tokens, is_edge, match_place, to_entity

__all__ = ["find_entities", "find_home", "home_entity"]

SHORTENED = re.compile(rf"[（(](?:以下)?(?:简称|统称)[“‘\"]?{one_of(read_words('entities', 'near')['zone'])}")
NOWHERE = Home(None, None)
MASTHEADS = read_words("entities", "masthead")["after"]
ZONE_PAGES = read_words("entities", "zone_page")["after"]
MASTHEAD_REACH = 80  # characters from the beginning of a page
MUNICIPALITIES = ("110000", "120000", "310000", "500000")
AREA_WORDS = {
    "我县": "县",
    "全县": "县",
    "我旗": "旗",
    "全旗": "旗",
    "全地区": "地区",
    "全州": "州",
    "我州": "州",
    "全盟": "盟",
}
BRIEF = 2  # characters of a full name that may also stand across two words: 房县, 易县
MOSTLY = 0.6  # share of the votes for the counties of a prefecture with which a page is one county's
OWN_WORDS = ("我县", "我旗", "我区")
DISTRICT_WORDS = ("我区", "全区", "本区")  # in an autonomous region they say the region


def home_entity(home: Home) -> Entity | None:
    """Who is meant when a statement names nobody: the zone whose page it is, the city of the page, else its province."""
    return (home.zone if home.is_zone else home.city) or home.province


def find_home(text: str, imprint: str = "") -> Home:
    """Whose page a clean text is, by its paper, as far as `imprint` tells, else by the names it uses."""
    tokens = find_tokens(text)
    votes = count_votes(text, tokens)
    words = Counter(token.word for token in tokens if token.word in read_near())
    paper = find_paper_place(imprint)
    if paper and not paper.is_province and (paper.is_county or not speaks_below(words, paper)):
        city: Place | None = paper
    else:
        city = choose_city(votes, words) or (choose_city(count_short(tokens), words) if not votes else None)
    province = places_by_code().get(city.code[:2] + "0000") if city else paper or choose_province(votes)
    own = to_entity(city) if city else None if province else shared_name(tokens)
    home = Home(own, to_entity(province) if province else None)
    zone = find_zone(text, tokens, home)
    return Home(home.city, home.province, zone, bool(zone) and is_zone_page(text, zone))


def shared_name(tokens: list[Token]) -> Entity | None:
    """The place a page names most in full where several bear the name (河东区), by that name alone; None for none."""
    named = Counter(token.word for token in tokens if token.kind == "place" and len(token.word) > BRIEF)
    shared = [word for word in named if sum(place.name == word and not place.now for place in places_by_name()[word]) > 1]
    best = max(shared, key=lambda word: (named[word], word), default="")
    return Entity(best, "place") if best else None


def speaks_below(words: Counter[str], paper: Place) -> bool:
    """Whether a page of a prefecture's paper speaks as a county or district: a special of 五峰县 in the paper of 宜昌."""
    own = OWN_WORDS[: 2 if is_in_region(paper) else 3]
    return sum(words[word] for word in own) > words["我市"] + words["全市"]


def is_zone_page(text: str, zone: Entity | None) -> bool:
    """Whether the masthead names the zone: 苏州工业园区专刊."""
    at = text.find(zone.name, 0, MASTHEAD_REACH) if zone else -1
    return zone is not None and at >= 0 and text.startswith(ZONE_PAGES, at + len(zone.name))


def count_votes(text: str, tokens: list[Token]) -> Counter[str]:
    """Votes by code: a full name counts twice, a masthead six times, a county also half for its prefecture."""
    votes: Counter[str] = Counter()
    words = {token.word for token in tokens}
    for token in tokens:
        if token.kind != "place":
            continue
        place = place_voted(text, token, words)
        if not place or place.now:
            continue
        weight = 6 if text.startswith(MASTHEADS, token.end) else 2 if token.word == place.name else 1
        votes[place.code] += 2 * weight
        parent = parent_of(place) if place.is_county else None
        if parent:
            votes[parent.code] += weight
    return votes


def count_short(tokens: list[Token]) -> Counter[str]:
    """Votes for prefectures that a page names only inside other names: 国家统计局|宜宾|调查队."""
    named = [places_by_name().get(token.word, ()) for token in tokens if token.kind == "place" and token.word not in ORDINARY]
    upper = [[place for place in places if not (place.is_county or place.is_province or place.now)] for places in named]
    return Counter(places[0].code for places in upper if len(places) == 1)


def place_voted(text: str, token: Token, words: set[str]) -> Place | None:
    """The place a token votes for; a short form of a small place votes when its full name is on the page too."""
    place = match_place(text, token, NOWHERE)
    if place:
        return place
    brief = [place for place in places_by_name().get(token.word, ()) if place.name == token.word and not place.now]
    if len(token.word) == BRIEF and len(brief) == 1 and is_edge(text, token.start) and is_own(words, brief[0]):
        return brief[0]
    places = [place for place in places_by_name().get(token.word, ()) if place.name != token.word and not place.now]
    if len(places) == 1 and (text.startswith(MASTHEADS, token.end) or is_own(words, places[0])):
        return places[0]
    named = [place for place in places if place.name in words]
    return named[0] if len(named) == 1 and token.word not in ORDINARY else None


def is_own(words: set[str], place: Place) -> bool:
    """Whether a page that names a small place only in short speaks as one of its kind: 平安鹿邑 beside 全县."""
    return any(word in words for word, sign in AREA_WORDS.items() if place.name.endswith(sign))


def choose_city(votes: Counter[str], words: Counter[str]) -> Place | None:
    """The prefecture or county with most votes; none when the page speaks of 我省 and never of 我市."""
    ours = {key: sum(count for word, count in words.items() if read_near()[word] == key) for key in ("city", "province")}
    if words["我省"] and not ours["city"]:
        return None
    places = [places_by_code()[code] for code in votes if code in places_by_code()]
    places = [place for place in places if not place.is_province or place.code in MUNICIPALITIES]
    if sum(words[word] for word in DISTRICT_WORDS) > words["我市"] + words["全市"]:
        districts = [place for place in places if place.name.endswith("区") and place.is_county and not is_in_region(place)]
        places = districts or places
    usual = max(AREA_WORDS, key=lambda word: words[word])
    ending = AREA_WORDS[usual] if words[usual] > words["我市"] + words["全市"] else ""
    fitting = [place for place in places if ending and place.name.endswith(ending)] or places
    best = max(fitting, key=lambda place: (votes[place.code], -int(place.code)), default=None)
    return whole_of(best, votes, words) or best


def whole_of(best: Place | None, votes: Counter[str], words: Counter[str]) -> Place | None:
    """The prefecture of a page that tells of several of its counties alike, and speaks as none of them."""
    above = parent_of(best) if best and best.is_county else None
    if best is None or above is None or (above.is_province and above.code not in MUNICIPALITIES):
        return None
    if sum(words[word] for word in OWN_WORDS[: 2 if is_in_region(best) else 3]):
        return None
    beside = [votes[code] for code in votes if code in places_by_code() and places_by_code()[code].is_under(above)]
    return above if len(beside) > 1 and votes[best.code] < MOSTLY * sum(beside) else None


def is_in_region(place: Place) -> bool:
    """Whether a place lies in an autonomous region, whose people call it 我区."""
    region = places_by_code().get(place.code[:2] + "0000")
    return region is not None and region.name.endswith(AUTONOMOUS)


def choose_province(votes: Counter[str]) -> Place | None:
    """The province with most votes, counting those of its places."""
    sums: Counter[str] = Counter()
    for code, count in votes.items():
        sums[code[:2] + "0000"] += count
    best = max(sums, key=lambda code: (sums[code], code), default="")
    return places_by_code().get(best)


def find_zone(text: str, tokens: list[Token], home: Home) -> Entity | None:
    """The zone that the page calls 开发区 or 园区: the one it says so of (以下简称), else the one it names most.

    It must be named twice, or once and then be called 开发区.
    """
    near, endings = read_near(), read_suffixes()
    about = [token for token in tokens if token.kind in ("place", "zone") or endings.get(token.word) == "zone"]
    if len(about) == sum(token.kind == "place" for token in about):
        return None
    zones = [mention for mention in read_tokens(text, about, Seen(home)) if mention.entity.kind == "zone"]
    named = [mention for mention in zones if text[mention.start : mention.end] not in near]
    for mention in named:
        if SHORTENED.match(text, mention.end):
            return mention.entity
    counts = Counter(mention.entity for mention in named)
    counts = Counter({zone: sum(counts[other] for other in counts if is_short_for(other.name, zone.name)) for zone in counts})
    needed = 1 if len(named) < len(zones) else 2
    enough = (zone for zone in counts if counts[zone] >= needed)
    return max(enough, key=lambda zone: (counts[zone], len(zone.name)), default=None)


def is_short_for(short: str, name: str) -> bool:
    """Whether a name is another or leaves some of its characters out, as headlines do.

    >>> is_short_for("西宁开发区", "西宁经济技术开发区"), is_short_for("东宁开发区", "西宁经济技术开发区")
    (True, False)
    """
    rest = iter(name)
    return all(character in rest for character in short)
