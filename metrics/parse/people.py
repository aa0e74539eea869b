"""People: a word that stands before or in a person's name comes in (村民, 女士, 总经理), whom it means goes out."""

from metrics.catalogue import read_words
from metrics.catalogue.entities import read_heads
from metrics.model import Entity, EntityMention
from metrics.parse.entity_stems import HARD, RECENT, Seen, is_han
from metrics.parse.places import PERSON, Token, to_entity

SURNAMES = frozenset(read_words("entities", "surname")["words"])
DOUBLE = frozenset(read_words("entities", "surname")["double"])
STOPS = frozenset(PERSON["stop"])
NO_NAMES = frozenset(PERSON["not"])
GIVEN = frozenset(PERSON["given"])
SAYS = PERSON["says"]
CALLS = frozenset(PERSON["calls"])
ENDS = read_words("entities", "head_ends")
BODIES = frozenset({"company", "site", "town", "village", "org"})
ANY_BODY = ("company", "site", "village")
UNNAMED = ("有关", "相关", "主要", "各", "多位", "一位", "部门", "单位")
FAR = 8  # characters between a body and who speaks for it: 公司|常务副|总经理
MODIFIER = 6  # characters of what a person does in front of the role: 长治市|公交|司机
DOT = "·"
NAME_EDGES = "，。；：“”、的"


def to_person(name: str, seen: Seen) -> Entity:
    """The person of a name; 老马 is the one of that family whom the article has named: 村民马文才."""
    if len(name) == 2 and name[0] in CALLS:
        family = {
            entity for entity in seen.named() if entity.kind == "person" and entity.name[0] == name[1] and len(entity.name) > 1
        }
        if len(family) == 1:
            return family.pop()
    return Entity(name, "person", None, seen.last_place())


def read_person(text: str, token: Token, seen: Seen) -> EntityMention | None:
    """A person called by what he or she is: 村民罗永贵, 花农李阿仙, 果农老周, 居民阿依努尔大妈."""
    end = match_name_end(text, token.end)
    if not end:
        return None
    start = begin_of(text, token.start, seen)
    return EntityMention(start, end, to_person(text[token.end : end], seen))


def read_titled(text: str, token: Token, seen: Seen) -> EntityMention | None:
    """A person called by the family name: 张女士, 刘师傅."""
    start = token.start - 1
    if start < 0 or text[start] not in SURNAMES or (seen.last and seen.last.end > start):
        return None
    return EntityMention(start, token.end, Entity(text[start : token.end], "person", None, seen.last_place()))


def read_teller(text: str, token: Token, seen: Seen) -> EntityMention | None:
    """A person known only by telling: 开民宿的|潘春林|说; who was named before is named already."""
    end = token.start
    if seen.last and seen.last.end + 1 >= end:
        return None
    for start in (end - 3, end - 2):
        is_edge = start >= 0 and (start == 0 or text[start - 1] in NAME_EDGES)
        if is_edge and is_han(text[start:end]) and match_name_end(text, start) == end:
            return EntityMention(start, end, to_person(text[start:end], seen))
    return None


def read_office(text: str, token: Token, seen: Seen) -> EntityMention | None:
    """Who speaks for an authority speaks of its place: 漾濞县林业和草原局|局长杨文彪 of 漾濞县."""
    end = match_name_end(text, token.end)
    if not end:
        return None
    last = seen.last
    is_near = last is not None and token.start - last.end <= FAR and is_han(text[last.end : token.start])
    if last and is_near and last.entity.kind == "company":  # 川南酒业有限公司生产部|部长唐建军
        return EntityMention(last.start, end, last.entity, last.is_base, text[token.end : end])
    start = last.start if last and is_near else token.start
    office = last.entity if last and is_near else seen.last_of("org")
    if office is None or office.kind in ("place", "zone"):
        place = office
    else:
        known = (entity for entity in (*seen.named(), seen.home.city, seen.home.province) if entity and entity.kind == "place")
        led = (to_entity(place) for place in reversed(seen.places[-RECENT:]) if office.name.startswith(place.name))
        place = next((entity for entity in known if office.name.startswith(entity.name)), None) or next(led, None)
    place = place or seen.home.city
    return EntityMention(start, end, place, False, text[token.end : end]) if place else None


def read_head(text: str, token: Token, seen: Seen) -> EntityMention | None:
    """Who speaks for a body stands for it: 恒润公司|总经理覃立新, 厂长李存义; the name is known from here on."""
    body = read_heads()[token.word]
    if body == "office":
        return read_office(text, token, seen)
    end = match_name_end(text, token.end) or token.end
    name, last = text[token.end : end], seen.last
    gap = text[last.end : token.start] if last and token.start - last.end <= FAR else None
    if last and gap is not None and is_han(gap):
        is_body = bool(name) and last.entity.kind in BODIES and not any(word in gap for word in UNNAMED)
        if not is_body or (body == "any" and last.entity.kind == "org"):
            return None
        return EntityMention(last.start, end, last.entity, last.is_base, name)
    if body == "any" and (text.endswith(UNNAMED, 0, token.start) or not name):
        return None
    found = named_body(body, seen)
    return EntityMention(token.start, end, found, False, name) if found else None


def named_body(body: str, seen: Seen) -> Entity | None:
    """The body of a kind that was named last."""
    if body in ENDS:
        return seen.last_ending(ENDS[body])
    return seen.last_of(*ANY_BODY) if body == "any" else seen.last_of(body)


def begin_of(text: str, start: int, seen: Seen) -> int:
    """Where a role begins with what modifies it: after the entity before it or the clause sign, if that is near."""
    low = max(seen.last.end if seen.last else 0, start - MODIFIER, 0)
    begin = start
    while begin > low and is_han(text[begin - 1]) and text[begin - 1] != "的":
        begin -= 1
    reaches = begin == 0 or not is_han(text[begin - 1]) or text[begin - 1] == "的" or bool(seen.last and seen.last.end == begin)
    return begin if reaches and not HARD.search(text[begin:start][::-1]) else start


def match_name_end(text: str, start: int) -> int:
    """Where a name that begins here ends, 0 when none does: 罗永贵, 欧阳青, 老周, 陈阿婆, 吐尔洪·热合曼."""
    dotted = match_dotted(text, start)
    if dotted:
        return dotted
    for length in range(1, 6):
        if not text.startswith(PERSON["titles"], start + length):
            continue
        title = next(word for word in PERSON["titles"] if text.startswith(word, start + length))
        if is_han(text[start : start + length]) and not STOPS & set(text[start : start + length]):
            return start + length + (len(title) if length == 1 else 0)
    if text[start : start + 1] in CALLS and text[start + 1 : start + 2] in SURNAMES:
        return start + 2
    family = 2 if text[start : start + 2] in DOUBLE else 1 if text[start : start + 1] in SURNAMES else 0
    if not family or text[start : start + 2] in NO_NAMES:
        return 0
    given = text[start + family : start + family + 2]
    if not given or not is_han(given[0]) or given[0] in STOPS:
        return 0
    is_one = len(given) < 2 or not is_han(given[1]) or (given[1] in STOPS and not _is_told(text, start + family + 2, given[1]))
    return start + family + (1 if is_one else 2)


def _is_told(text: str, end: int, last: str) -> bool:
    """Whether a character that may go on a sentence ends a name, because who is so called speaks: 李文⟨才⟩说."""
    return last in GIVEN and text.startswith(SAYS, end)


def match_dotted(text: str, start: int) -> int:
    """Where a name with dots ends, 0 when none does: 吐尔洪·热合曼|盘点."""
    dot = text.find(DOT, start, start + 6)
    if dot <= start + 1 or not is_han(text[start:dot]):
        return 0
    end = dot + 1
    while end < len(text) and end - dot <= 4 and is_han(text[end]) and text[end] not in STOPS:
        end += 1
    return end if end > dot + 2 else 0
