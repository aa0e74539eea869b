"""Entities of a paragraph: its text and the page's home come in, what it names goes out, in order and disjoint."""

import re
from collections.abc import Callable, Iterator, Mapping

from metrics.catalogue.entities import read_near, read_suffixes, read_zones
from metrics.model import Cast, Entity, EntityMention, Home
from metrics.parse.cast import find_names
from metrics.parse.entity_names import is_cut_short, match_name
from metrics.parse.entity_stems import NOBODY, Seen
from metrics.parse.near_words import near_entity
from metrics.parse.people import read_head, read_person, read_teller, read_titled
from metrics.parse.places import Token, TokenKind, find_tokens, match_place, to_entity
from metrics.parse.quoted_names import read_quoted
from metrics.parse.spans import end_of_span
from metrics.parse.yardsticks import is_base

APART = re.compile(r"《[^《》]{0,80}》|[（(][^（）()]{0,6}(?:记者|通讯员|摄影)[^（）()]{0,40}[）)]")  # titles and bylines
SETTLEMENT_SIGNS = frozenset("镇乡村")
POINTING = ("该", "这家", "这个", "这所", "这座", "我们")
OPENINGS = "，。；：“”（、！？\n年月日末底来前今时后间期"


def find_entities(text: str, home: Home, cast: Cast = NOBODY) -> list[EntityMention]:
    """All entities that a paragraph names, in order and disjoint; `cast`: whom its article has named before."""
    tokens = find_tokens(text)
    mentions = read_tokens(text, tokens, Seen(home, cast))
    again = {
        name: entity for name, entity in find_names(text, mentions).items() if name not in cast.names and text.count(name) > 1
    }
    return read_tokens(text, tokens, Seen(home, Cast(cast.entities, {**cast.names, **again}))) if again else mentions


def read_tokens(text: str, tokens: list[Token], seen: Seen) -> list[EntityMention]:
    """The mentions that the words found in a text make; nothing is read in titles 《…》 and bylines."""
    apart = [found.span() for found in APART.finditer(text)] if "《" in text or "记者" in text or "通讯员" in text else []
    for token in with_known(text, tokens, seen.cast.names):
        if apart and end_of_span(apart, token.end - 1):
            continue
        mention = READERS[token.kind](text, token, seen)
        if mention is None:
            continue
        is_whole = is_base(text, mention, seen)
        if token.word == "中国" and not is_whole:
            continue
        while seen.mentions and seen.mentions[-1].end > mention.start:
            seen.mentions.pop()
        seen.mentions.append(mention._replace(is_base=True) if is_whole else mention)
    return seen.mentions


def with_known(text: str, tokens: list[Token], names: Mapping[str, Entity]) -> list[Token]:
    """The words of the search with the names that the article has made known, in order."""
    found = [Token(start, start + len(name), name, "known") for name in names for start in find_all(text, name) if name in text]
    return sorted([*tokens, *found]) if found else tokens


def find_all(text: str, words: str) -> Iterator[int]:
    """Where the words stand in a text."""
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + len(words))


def read_known(_: str, token: Token, seen: Seen) -> EntityMention | None:
    """A name that the article has made known."""
    is_taken = seen.last is not None and seen.last.end > token.start
    return None if is_taken else EntityMention(token.start, token.end, seen.cast.names[token.word], False, token.word)


def to_mention(token: Token, entity: Entity | None, start: int | None = None) -> EntityMention | None:
    """The mention that a word makes, with the words in front that belong to the name."""
    return EntityMention(token.start if start is None else start, token.end, entity) if entity else None


def read_name(text: str, token: Token, seen: Seen) -> EntityMention | None:
    """A name that ends here; else the word may stand for one named before: 公司, 园区, 学校."""
    if token.word[-1] == "园" and text.startswith("区", token.end):
        token = Token(token.end - 1, token.end + 1, "园区", "near")  # 绿色化工园|区
    if is_cut_short(text, token):
        return None
    quoted = read_quoted(text, token, seen)
    if quoted:
        return quoted
    named = match_name(text, token, seen)
    if named:
        return to_mention(token, named[1], named[0])
    if token.word in read_near():
        return read_near_word(text, token, seen)
    is_back = len(token.word) > 1 and (is_opening(text, token.start) or text.endswith(POINTING, 0, token.start))
    return to_mention(token, seen.last_ending((token.word,))) if is_back else None


def read_near_word(text: str, token: Token, seen: Seen) -> EntityMention | None:
    """A word of the page's own; 村里 may also end a name: 涂山村|里."""
    head = token.word[0]
    if head in read_suffixes():
        short = Token(token.start, token.start + 1, head, "name")
        named = match_name(text, short, seen)
        if named:
            return to_mention(short, named[1], named[0])
    return to_mention(token, near_entity(text, token, seen))


def read_zone(_: str, token: Token, __: Seen) -> EntityMention | None:
    """A zone that is known by name."""
    return to_mention(token, read_zones()[token.word])


def read_place(text: str, token: Token, seen: Seen) -> EntityMention | None:
    """A place by its name, together with the place right before it that it lies in."""
    last = seen.last
    before = seen.places[-1] if seen.places and last and last.end == token.start and last.entity.kind == "place" else None
    place = match_place(text, token, seen.home, before)
    if not place:
        end = Token(token.end - 1, token.end, token.word[-1], "name")  # 安|平乡 is no 平乡县
        named = match_name(text, end, seen) if end.word in SETTLEMENT_SIGNS else None
        return to_mention(end, named[1], named[0]) if named else None
    seen.places.append(place)
    return to_mention(token, to_entity(place), last.start if last and before and place.is_under(before) else token.start)


def is_opening(text: str, start: int) -> bool:
    """Whether a clause begins here, or goes on after its time."""
    return start == 0 or text[start - 1] in OPENINGS


READERS: dict[TokenKind, Callable[[str, Token, Seen], EntityMention | None]] = {
    "place": read_place,
    "near": read_near_word,
    "zone": read_zone,
    "name": read_name,
    "role": read_person,
    "title": read_titled,
    "head": read_head,
    "says": read_teller,
    "quoted": read_quoted,
    "known": read_known,
}
