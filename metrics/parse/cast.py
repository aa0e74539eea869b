"""Whom an article has named: the mentions of a paragraph come in, what the next paragraph may refer back to goes out."""

import re
from collections.abc import Iterator, Sequence

from metrics.catalogue.places import places_by_name
from metrics.model import Cast, Entity, EntityMention
from metrics.parse.entity_stems import FULL_COMPANIES
from metrics.parse.patterns import one_of

MOST = 60  # entities kept
SHORTEST = 4  # characters of a short name that cannot be an ordinary word
# 甘肃恒润电池材料有限公司（以下简称“恒润电池”）
CALLED = re.compile(r"[（(](?:以下)?(?:简称|统称)：?[“‘\"]?(?P<name>[^”’\"（）()]{2,12})[”’\"]?[）)]")
COMPANY_END = re.compile(rf"{one_of(FULL_COMPANIES)}$")


def remember(cast: Cast, text: str, mentions: Sequence[EntityMention]) -> Cast:
    """The cast of an article after one more paragraph."""
    entities = list(dict.fromkeys([*reversed([m.entity for m in mentions]), *reversed(cast.entities)]))[:MOST]
    names = dict(cast.names)
    for mention in mentions:
        names.update((name, mention.entity) for name in find_names(text, mention))
    return Cast(tuple(reversed(entities)), names)


def find_names(text: str, mention: EntityMention) -> Iterator[str]:
    """The names that stand for an entity from here on."""
    if mention.alias:
        yield mention.alias
    if mention.entity.kind == "person" and len(mention.entity.name) > 1:
        yield mention.entity.name
    if mention.entity.kind == "company":
        called = CALLED.match(text, mention.end) if text[mention.end : mention.end + 1] in ("（", "(") else None
        if called:
            yield called["name"]
        short = short_name(mention.entity)
        if short:
            yield short


def short_name(company: Entity) -> str:
    """What a company is called in short: 广东|高景太阳|能科技有限公司; empty when the name has no sure one."""
    stem = COMPANY_END.sub("", company.name)
    if stem == company.name:
        return ""
    lead = next((stem[:length] for length in range(5, 1, -1) if stem[:length] in places_by_name()), "")
    own = stem.removeprefix(lead)
    return own[:SHORTEST] if lead and len(own) >= SHORTEST else ""
