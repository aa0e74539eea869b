"""Whom an article has named: the mentions of a paragraph come in, what the next paragraph may refer back to goes out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from metrics.catalogue import read_words
from metrics.catalogue.places import places_by_name
from metrics.model import Cast, Entity, EntityMention
from metrics.parse.entity_stems import FULL_COMPANIES, GENERIC
from metrics.parse.patterns import one_of

MOST, MOST_NAMES = 60, 30  # entities and names kept
SHORTEST = 4  # characters of a short name that cannot be an ordinary word
# 甘肃恒润电池材料有限公司（以下简称“恒润电池”）
CALLED = re.compile(r"[（(](?:以下)?(?:简称|统称)：?[“‘\"]?(?P<name>[^”’\"（）()]{2,12})[”’\"]?[）)]")
HEADS = re.compile(r"负责人|总经理|董事长|创始人|总裁")
# the name after a clause sign or 的, its trade, and who speaks for it
HEADED = re.compile(
    rf"(?<![㐀-鿿])(?:[㐀-鿿]{{1,12}}的)?(?P<name>[㐀-鿿]{{2,4}}{one_of(read_words('entities', 'person')['trade'])})"
    r"(?:公司)?(?:相关|有关)?(?:董事长|副?总经理|总裁|创始人|负责人)(?=[㐀-鿿]{2})"
)
# 在阜蒙县的|辽锋重工|车间, 走进|恒洋渔业|的展厅
HOUSED = re.compile(
    rf"(?:走进|来到|位于|[的在区镇])(?P<name>(?P<own>[㐀-鿿]{{2,4}}?){one_of(read_words('entities', 'person')['trade'])})"
    r"(?:公司)?的?[㐀-鿿]{0,6}?(?:车间|厂区|厂房|工厂|生产基地|展厅)"
)
HOUSES = re.compile(r"车间|厂区|厂房|工厂|生产基地|展厅")
# a name at the beginning of a clause, and what its bearer is seen to do
PERSON = read_words("entities", "person")
STOPS, NO_NAMES = frozenset(PERSON["stop"]), frozenset(PERSON["not"])
HERO = re.compile(
    rf"(?<![㐀-鿿])(?P<name>[{''.join(read_words('entities', 'surname')['words'])}][㐀-鿿]{{2}})(?={one_of(PERSON['seen'])})"
)
COMPANY_END = re.compile(rf"{one_of(FULL_COMPANIES)}$")


def remember(cast: Cast, text: str, mentions: Sequence[EntityMention]) -> Cast:
    """The cast of an article after one more paragraph."""
    entities = list(dict.fromkeys([*reversed([m.entity for m in mentions]), *reversed(cast.entities)]))[:MOST]
    names = {**cast.names, **{name: cast.names.get(name, entity) for name, entity in find_names(text, mentions).items()}}
    return Cast(tuple(reversed(entities)), dict(list(names.items())[-MOST_NAMES:]))


def find_names(text: str, mentions: Sequence[EntityMention]) -> dict[str, Entity]:
    """The names that stand for an entity from here on, each with whom it means: the first who bears it."""
    return dict(reversed(list(islice(each_name(text, mentions), MOST_NAMES))))


def each_name(text: str, mentions: Sequence[EntityMention]) -> Iterator[tuple[str, Entity]]:
    """The names that the mentions of a paragraph make known, in order."""
    for mention in mentions:
        entity = mention.entity
        if mention.alias:
            yield mention.alias, entity
        elif entity.kind == "person" and text.endswith(entity.name, 0, mention.end):
            yield entity.name, entity
        elif entity.kind == "company":
            called = CALLED.match(text, mention.end) if text[mention.end : mention.end + 1] in ("（", "(") else None
            short = called["name"] if called else short_name(entity)
            if short:
                yield short, entity


def find_headed(text: str) -> Mapping[str, Entity]:
    """Whom an article makes known without saying what they are: companies by who speaks for them (鞍运物流|负责人郑凯) or by
    their workshop, people by what they are seen to do."""
    names = [found["name"] for found in HEADED.finditer(text)] if HEADS.search(text) else []
    if HOUSES.search(text):
        names += [found["name"] for found in HOUSED.finditer(text) if not GENERIC.fullmatch(found["own"])]
    known = {name: Entity(name, "company") for name in names}
    return known | {name: Entity(name, "person") for name in find_heroes(text)}


def find_heroes(text: str) -> Iterator[str]:
    """Those a story shows at something before it says who they are, and names again: 近日，⟨王国明⟩蹲在田里查墒情."""
    for found in HERO.finditer(text):
        name = found["name"]
        if name[:2] not in NO_NAMES and not STOPS & set(name[1:]) and text.count(name) > 1:
            yield name


def short_name(company: Entity) -> str:
    """What a company is called in short: 广东|高景太阳|能科技有限公司; empty when the name has no sure one."""
    stem = COMPANY_END.sub("", company.name)
    if stem == company.name:
        return ""
    lead = next((stem[:length] for length in range(5, 1, -1) if stem[:length] in places_by_name()), "")
    own = stem.removeprefix(lead)
    return own[:SHORTEST] if lead and len(own) >= SHORTEST else ""
