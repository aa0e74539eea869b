"""The places of China with their GB/T 2260 codes: places.csv and the aliases of entities.toml come in, an index goes out."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from metrics.catalogue import FOLDER, read_entries, read_words
from metrics.errors import CatalogueError


@dataclass(frozen=True, slots=True)
class Place:
    """A province, prefecture or county. `now`: the code that a former place has today, `none` if it was dissolved."""

    code: str
    name: str
    short: str
    now: str = ""

    @property
    def is_county(self) -> bool:
        """A county, district, banner or county-level city."""
        return not self.code.endswith("00")

    @property
    def is_province(self) -> bool:
        """A province, an autonomous region or a municipality."""
        return self.code.endswith("0000")

    def is_under(self, other: "Place") -> bool:
        """This place lies in the other one.

        >>> Place("630102", "城东区", "城东").is_under(Place("630100", "西宁市", "西宁"))
        True
        """
        stem = other.code[:2] if other.is_province else other.code[:4]
        return self.code != other.code and not other.is_county and self.code.startswith(stem)


@cache
def read_places() -> tuple[Place, ...]:
    """All places in the order of their codes, former ones too; a bad line raises CatalogueError."""
    path = FOLDER / "places.csv"
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    except OSError as error:
        raise CatalogueError(f"{path.name}: {error}; restore it from the repository") from error
    places = [
        Place(row["code"] or "", row["name"] or "", row["short"] or "", row["now"] or "") for row in csv.DictReader(lines)
    ]
    for place in places:
        if not (len(place.code) == 6 and place.code.isdigit() and place.name and place.short):
            raise CatalogueError(f"{path.name}: {place.code}: not a code of six digits, a name and a short name; mend the line")
    return tuple(places)


@cache
def places_by_code() -> Mapping[str, Place]:
    """The places of today by code."""
    return MappingProxyType({place.code: place for place in read_places() if not place.now})


def parent_of(place: Place) -> Place | None:
    """The prefecture of a county, the province of a prefecture; a county right under its province has that.

    >>> parent_of(Place("630106", "湟中区", "湟中")).name
    '西宁市'
    """
    places, province = places_by_code(), place.code[:2] + "0000"
    upper = places.get(place.code[:4] + "00") if place.is_county else None
    found = upper or places.get(province)
    return found if found and found.code != place.code else None


def usual_name(place: Place) -> str:
    """What newspapers call a place: an autonomous prefecture or county goes without the names of its peoples.

    >>> usual_name(Place("422800", "恩施土家族苗族自治州", "恩施"))
    '恩施州'
    """
    for long, (brief, *_) in read_words("entities", "short_endings").items():
        if place.name.endswith(long):
            return place.short.removesuffix(brief) + brief
    return place.name


def short_forms(place: Place) -> list[str]:
    """What else a place is called.

    >>> short_forms(Place("422800", "恩施土家族苗族自治州", "恩施"))
    ['恩施', '恩施州', '恩施自治州']
    """
    long = next((f"{place.short}{long}" for long in read_words("entities", "short_endings") if place.name.endswith(long)), "")
    return [form for form in (place.short, usual_name(place), long) if form and form != place.name]


@cache
def places_by_name() -> Mapping[str, tuple[Place, ...]]:
    """Every full name, short form and catalogued alias with the places that bear it, those of today first."""
    index: dict[str, list[Place]] = {}
    for place in read_places():
        for name in (place.name, *short_forms(place)):
            index.setdefault(name, []).append(place)
    for entry in read_entries("entities", "alias", ("id", "code")):
        index.setdefault(entry["id"], []).append(places_by_code()[entry["code"]])
    return MappingProxyType({name: tuple(sorted(places, key=lambda place: place.now)) for name, places in index.items()})
