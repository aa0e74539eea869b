"""Places named in a text: the words of one quick search come in, each place as the page means it goes out."""

from functools import cache
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from metrics.catalogue import read_entries, read_words
from metrics.catalogue.entities import read_heads, read_near, read_suffixes, read_zones
from metrics.catalogue.places import Place, parent_of, places_by_code, places_by_name, usual_name
from metrics.model import Entity, Home

COUNTRY = Entity("全国", "place", "000000")
NOT_PLACE = read_words("entities", "not_place")
SETTLED_AFTER = tuple(word for word in NOT_PLACE["short_after"] if word in ("镇", "乡", "村", "街道"))
PERSON = read_words("entities", "person")
ALIASES = frozenset(entry["id"] for entry in read_entries("entities", "alias"))
ORDINARY = frozenset(NOT_PLACE["ordinary"])


TokenKind = Literal["place", "near", "zone", "name", "role", "title", "head", "says", "quoted", "known"]


class Token(NamedTuple):
    """A word of the search where it stands: a place, a word of the page's own (全市), a zone, the end of a name (公司), what
    stands before or in a person's name (村民, 女士, 总经理), a name that the article has made known."""

    start: int
    end: int
    word: str
    kind: TokenKind


@cache
def read_automaton() -> tuple[AhoCorasick, tuple[tuple[str, TokenKind | None], ...]]:
    """The search for all words at once and each word with its kind; words without one only hide others."""
    kinds: dict[str, TokenKind | None] = {}
    kinds.update((name, "place") for name, places in places_by_name().items() if len(name) > 1 and is_searched(name, places))
    kinds.update(dict.fromkeys(read_near(), "near"))
    kinds.update(dict.fromkeys(read_zones(), "zone"))
    kinds.update(dict.fromkeys(PERSON["titles"], "title"))
    kinds.update(dict.fromkeys(PERSON["roles"], "role"))
    kinds.update(dict.fromkeys(PERSON["says"], "says"))
    kinds.update(dict.fromkeys(read_heads(), "head"))
    kinds.update(dict.fromkeys(read_words("entities", "company")["quoted"], "quoted"))
    kinds.update(dict.fromkeys(read_suffixes(), "name"))
    kinds.update(dict.fromkeys(read_words("entities", "none")["words"]))
    return AhoCorasick(list(kinds), matchkind=MatchKind.LeftmostLongest), tuple(kinds.items())


def is_searched(name: str, places: tuple[Place, ...]) -> bool:
    """Neither 新区 and 城区, nor short forms of small places that are ordinary words: they would hide what stands there."""
    if name in ORDINARY:
        return any(place.name == name or not place.is_county for place in places)
    return name not in NOT_PLACE["no_token"]


def find_tokens(text: str) -> list[Token]:
    """All words of the search, the leftmost and longest, disjoint; of one that is repeated right away only the first."""
    automaton, words = read_automaton()
    tokens = []
    last = (-1, -1)
    for index, start, end in automaton.find_matches_as_indexes(text):
        word, kind = words[index]
        if kind and (index, start) != last:
            tokens.append(Token(start, end, word, kind))
        last = (index, end)
    return tokens


def match_place(text: str, token: Token, home: Home, before: Place | None = None) -> Place | None:
    """The place that a token means: under the place named right before it, else one of the page's own, else the only one."""
    if text.startswith(NOT_PLACE["after"], token.end):
        return None
    if before:
        below = [place for place in places_by_name().get(token.word, ()) if place.is_under(before)]
        if below:
            return below[0]
    place = choose_place(token.word, code_of(home.city), code_of(home.province))
    if place and token.word == place.name:
        return None if text.startswith(NOT_PLACE["full_after"], token.end) else place
    if place and len(token.word) > 2 and text.startswith(SETTLED_AFTER, token.end):
        return None  # 大石桥|乡
    if place and len(token.word) == 2 and not place.is_province and place.code != code_of(home.city):
        is_other = text.startswith(NOT_PLACE["short_after"], token.end)
        return place if is_edge(text, token.start) and not is_other else None
    return place


def is_edge(text: str, start: int) -> bool:
    """A new word surely begins here; without it 海口 may stand in 入海口."""
    return start == 0 or text[start - 1] in NOT_PLACE["edge"] or text.endswith("其中", 0, start)


def code_of(entity: Entity | None) -> str:
    """The code of an entity, empty without one."""
    return entity.code or "" if entity else ""


@cache
def choose_place(word: str, city: str, province: str) -> Place | None:
    """Among places of one name: what belongs to the page's city, then to its province; else the only one, if it is clear."""
    places = places_by_name().get(word, ())
    for code in (city, province):
        own = places_by_code().get(code)
        near = [place for place in places if own and (place.code == own.code or place.is_under(own))]
        if own and near and (is_clear(word, near[0]) or near[0].code == own.code or (code == city and word not in ORDINARY)):
            return near[0]
    full = [place for place in places if place.name == word]
    today = [place for place in full if not place.now] or full
    if today:
        return today[0] if len(today) == 1 and len(word) > 2 else None
    upper = [place for place in places if not place.is_county] or list(places)
    return upper[0] if upper and is_clear(word, upper[0]) else None


def is_clear(word: str, place: Place) -> bool:
    """The word can only be a place: a long full name, or a short form that is no ordinary word and no small place's."""
    if word == place.name or word in ALIASES:
        return len(word) > 2 or word in ALIASES
    return word not in ORDINARY and (len(word) > 2 or not place.is_county)


@cache
def to_entity(place: Place) -> Entity:
    """The entity of a place by its usual name: 西宁市城西区, 恩施州, 大通县; a district is named with its city."""
    parent = parent_of(place)
    is_district = place.is_county and place.name.endswith("区") and parent is not None and not parent.is_province
    name = f"{parent.name}{place.name}" if is_district and parent else usual_name(place)
    return Entity(name, "place", place.now if place.now.isdigit() else place.code, parent.name if parent else None)
