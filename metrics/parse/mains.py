"""The title and first words of an article → whom it is about, and whose words it speaks."""

import re
from dataclasses import replace

from metrics.model import Entity, Home
from metrics.parse.entities import find_entities, home_entity

_ASIDE = re.compile(r"(?:“|家住|来自|家在|籍贯)$")


def main_entity(title: str, body: str, home: Home) -> Entity | None:
    """Whom an article is about: the zone or place its first sentence or title names first, else the page's city."""
    for words in (body[: body.find("。") + 1] or body[:80], title):
        found = [m for m in find_entities(words[:200], home) if not m.is_base and not _ASIDE.search(words, 0, m.start)]
        named = [m.entity for m in found if m.entity.kind in {"zone", "place"}]
        zones = [entity for entity in named if entity.kind == "zone"]
        if zones or named:
            return (zones or named)[0]
    return home_entity(home)


def at_home(home: Home, main: Entity | None) -> Home:
    """Whose words an article speaks: in one about a county-level city 全市 is that city, not the city of the page."""
    return replace(home, city=main) if main and main.kind == "place" and main.name.endswith("市") else home


def is_aside(home: Home, main: Entity | None, text: str) -> bool:
    """Whether a county-level city is only where a story of the page's city begins, which is named as often."""
    if not main or not home.city or main.kind != "place" or not main.name.endswith("市") or home.city == main:
        return False
    return text.count(home.city.name) >= text.count(main.name)
