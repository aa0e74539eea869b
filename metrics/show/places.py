"""Entities in, the tree of places out: province, prefecture, county, and the zones and organisations named after each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from metrics.catalogue.entities import read_zones
from metrics.catalogue.places import Place, parent_of, places_by_code, places_by_name
from metrics.parse.places import COUNTRY, to_entity
from metrics.show.memo import memo_of
from metrics.show.prepared import labels_of
from metrics.table import area_codes

Path = tuple[str, ...]
Mask = npt.NDArray[np.bool_]
LAST = "\U0010ffff"  # behind every code: what belongs to no place comes last


@dataclass(frozen=True, slots=True)
class Node:
    """One entity of the tree: how deep it stands, how many figures are its own and how many there are with all below it."""

    name: str
    depth: int
    own: int
    all: int


@lru_cache(maxsize=100_000)
def find_path(name: str) -> Path:
    """The places an entity lies in from the province down, itself last; an entity of no known place stands alone.

    >>> find_path("西宁市城西区"), find_path("西宁市应急管理局"), find_path("某某大厦")
    (('青海省', '西宁市', '西宁市城西区'), ('青海省', '西宁市', '西宁市应急管理局'), ('某某大厦',))
    """
    if name == COUNTRY.name:
        return (name,)
    place = places_by_code().get(area_codes().get(name, ""))
    if place:
        return (*list_above(place), name)
    home = find_home(name)
    return (*list_above(home), to_entity(home).name, name) if home else (name,)


def list_above(place: Place) -> Path:
    """The names of the places over a place, the province first."""
    upper = parent_of(place)
    return (*list_above(upper), to_entity(upper).name) if upper else ()


def find_home(name: str) -> Place | None:
    """The place an organisation is named after: by the catalogue of zones, else the longest full name of a place it begins
    with, or the short name of a province or prefecture; short names of counties are too often words of their own.
    """
    zone = read_zones().get(name)
    if zone and zone.parent:
        return match_full(zone.parent)
    heads = (name[:end] for end in range(len(name) - 1, 1, -1))
    return next((place for head in heads for place in (match_full(head) or match_short(head),) if place), None)


@cache
def match_full(name: str) -> Place | None:
    """The only place of today with this full name."""
    found = [place for place in places_by_name().get(name, ()) if not place.now and place.name == name]
    return found[0] if len(found) == 1 else None


@cache
def match_short(name: str) -> Place | None:
    """The only province or prefecture of today with this short name."""
    found = [place for place in places_by_name().get(name, ()) if not place.now and not place.is_county]
    return found[0] if len(found) == 1 else None


def known_places(entities: Collection[str]) -> frozenset[str]:
    """Every name a choice with all below may give: the entities and the places they lie in."""
    return frozenset(step for name in entities if name for step in find_path(str(name)))


def match_within(table: pd.DataFrame, chosen: Any) -> Mask:  # noqa: ANN401  (whatever a field of the View holds)
    """Whether the entity of a row is one of these places or lies in one."""
    labels, wanted = labels_of(table, "entity"), set(chosen)
    paths = memo_of(table).get("paths", lambda: [find_path(str(name)) for name in labels.categories])
    hits = np.asarray([not wanted.isdisjoint(path) for path in paths], dtype=bool)
    mask: Mask = hits.take(labels.codes) if len(hits) else np.zeros(len(labels.codes), dtype=bool)
    return mask


def grow_tree(counts: Mapping[str, int]) -> tuple[Node, ...]:
    """The tree of these entities from its roots down, by code of the place and then by name."""
    sums: dict[Path, int] = {}
    for name, count in counts.items():
        path = find_path(name)
        for depth in range(1, len(path) + 1):
            sums[path[:depth]] = sums.get(path[:depth], 0) + count
    ordered = sorted(sums, key=lambda path: tuple(map(sort_key, path)))
    return tuple(Node(path[-1], len(path) - 1, counts.get(path[-1], 0), sums[path]) for path in ordered)


def sort_key(name: str) -> tuple[str, str]:
    """The code of a place, and its name for what has none."""
    return area_codes().get(name, LAST), name
