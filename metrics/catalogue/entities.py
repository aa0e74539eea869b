"""The word lists of entities.toml in the form the reader of names needs: endings by kind, words that only the page can tell."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from metrics.catalogue import read_entries, read_words
from metrics.catalogue.places import places_by_code
from metrics.model import Entity

SUFFIX_KINDS = ("company", "zone", "site", "org", "town", "village", "corps")


@cache
def read_suffixes() -> Mapping[str, str]:
    """The words that end a name, each with the kind of entity it makes: 有限公司 → company."""
    return MappingProxyType({word: kind for kind in SUFFIX_KINDS for word in read_words("entities", kind)["suffixes"]})


@cache
def read_near() -> Mapping[str, str]:
    """The words that only the page can tell, each with what it points at: 全市 → city."""
    return MappingProxyType({word: key for key, words in read_words("entities", "near").items() for word in words})


@cache
def read_heads() -> Mapping[str, str]:
    """The words for one who speaks for a body, each with the kind of body: 总经理 → company, 厂长 → factory."""
    heads = dict.fromkeys(read_words("entities", "person")["heads"], "company")
    heads.update(dict.fromkeys(read_words("entities", "person")["offices"], "office"))
    heads.update({word: key for key, words in read_words("entities", "head_kind").items() for word in words})
    return MappingProxyType(heads)


@cache
def read_zones() -> Mapping[str, Entity]:
    """Zones that are known by name, by each of their names: 雄安新区 and 雄安."""
    zones: dict[str, Entity] = {}
    for entry in read_entries("entities", "zone_name", ("id", "code", "parent")):
        zone = Entity(entry["id"], entry.get("kind", "zone"), entry["code"], places_by_code()[entry["parent"]].name)
        zones.update(dict.fromkeys((entry["id"], *entry.get("aliases", ())), zone))
    return MappingProxyType(zones)
