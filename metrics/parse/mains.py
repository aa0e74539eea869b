"""The title and first words of an article → whom it is about, and whose words it speaks."""

import re
from collections.abc import Sequence
from dataclasses import replace

from metrics.catalogue import read_words
from metrics.model import Entity, EntityMention, Home
from metrics.parse.entities import find_entities, home_entity, is_short_for

_OPENING = re.compile(r"(?P<name>[㐀-鿿A-Za-z0-9]{3,20})[：:]")
_TITLED = frozenset({"site", "company", "org", "town", "village", "zone"})
_BEFORE_PART = ("其中", "，", "、", "；", "：")
_AREAS = frozenset({"place", "town", "village", "zone"})
_NUMBERED = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])")
LONGEST_AREA = 14  # characters of a line that is only the name of a place
_AT = frozenset("在于")
_PAPERS = read_words("entities", "masthead")["after"]  # 广西日报防城港讯: the paper is not what it tells of
_GOING = ("赴", "前往", "深入", "走进", "来到", "先后到")
_ALSO = ("、", "以及", "和", "及", "与")
_HELD = re.compile(r"[^，。；]{0,6}?(?:召开|举行|举办|开幕|拉开帷幕)")
LONGEST = 40  # characters of a title in which a name opens it
NEAR = 200  # characters of the text that name it again
_MOST = re.compile(r"最[^，。；]{1,10}[是为有](?:[^，。；\d]{2,6}[、和])*$")
_ASIDE = re.compile(r"(?:“|家住|来自|家在|籍贯)$")


def main_entity(title: str, body: str, home: Home) -> Entity | None:
    """Whom an article is about: whose name opens its title, the zone or place named first, else the page's city."""
    titled = _titled(title, body, home)
    if titled:
        return titled
    for words in (body[: body.find("。") + 1] or body[:80], title):
        mentions = find_entities(words[:200], home)
        visited = _visited(words, mentions)
        found = [m for m in mentions if not (m.is_base or m in visited or _is_scene(words, m) or _is_counted(words, m))]
        named = [m.entity for m in found if m.entity.kind in {"zone", "place"}]
        zones = [entity for entity in named if entity.kind == "zone"]
        if zones or named:
            return (zones or named)[0]
    return home_entity(home)


def _visited(words: str, mentions: Sequence[EntityMention]) -> list[EntityMention]:
    """The several places that somebody went to: 调研组赴⟨章贡区⟩、⟨南康区⟩以及⟨赣州经开区⟩."""
    visited: list[EntityMention] = []
    for mention in mentions:
        is_next = visited and words[visited[-1].end : mention.start] in _ALSO
        if is_next or (words.endswith(_GOING, 0, mention.start) and words.startswith(_ALSO, mention.end)):
            visited.append(mention)
    return visited


def _is_scene(words: str, mention: EntityMention) -> bool:
    """Whether a name only says where somebody comes from or where something took place: 现场会在⟨西部产业园⟩举行."""
    if _ASIDE.search(words, 0, mention.start) or words.startswith(_PAPERS, mention.end):
        return True
    return words[mention.start - 1 : mention.start] in _AT and _HELD.match(words, mention.end) is not None


def _titled(title: str, body: str, home: Home) -> Entity | None:
    """Whose name opens the title before a colon and comes again at once in the text: ⟨清源港⟩：三季度跑出加速度."""
    opening = _OPENING.match(title)
    first = next(iter(find_entities(title[:LONGEST], home)), None) if opening else None
    if not opening or first is None or (first.start, first.end) != opening.span("name") or first.is_base:
        return None
    if first.entity.kind not in _TITLED:
        return None
    again = [m.entity for m in find_entities(body[:NEAR], home) if m.entity.kind == first.entity.kind]
    return next((entity for entity in again if is_short_for(first.entity.name, entity.name)), None)


def _is_counted(words: str, mention: EntityMention) -> bool:
    """Whether a place is only a part or the most of what is told: 1655件，其中⟨大冶市⟩573件; 最多的城市是⟨信阳市⟩."""
    if _MOST.search(words, 0, mention.start) or words.find("其中", words.rfind("。", 0, mention.start) + 1, mention.start) >= 0:
        return True
    return words[mention.end : mention.end + 1].isdecimal() and words.endswith(_BEFORE_PART, 0, mention.start)


def match_area_heading(words: str, home: Home) -> Entity | None:
    """The place that a line names and nothing else: （二）⟨临河区⟩ heads what follows; None when it says more."""
    name = _NUMBERED.sub("", words).strip("：:　 ◆●■▲")
    if not 2 <= len(name) <= LONGEST_AREA:
        return None
    first = next(iter(find_entities(name, home)), None)
    is_whole = first is not None and (first.start, first.end) == (0, len(name)) and not name.startswith(("全", "我", "本"))
    return first.entity if first and is_whole and first.entity.kind in _AREAS else None


def at_home(home: Home, main: Entity | None) -> Home:
    """Whose words an article speaks: 全市 in one about a county-level city is that city, 全区 in one about a district that."""
    if not main or main.kind != "place":
        return home
    if main.name.endswith("市"):
        return replace(home, city=main)
    return replace(home, district=main) if main.name.endswith("区") and main != home.province else home


def is_aside(home: Home, main: Entity | None, text: str) -> bool:
    """Whether a county-level city is only where a story of the page's city begins, which is named as often."""
    if not main or not home.city or main.kind != "place" or not main.name.endswith("市") or home.city == main:
        return False
    return text.count(home.city.name) >= text.count(main.name)
