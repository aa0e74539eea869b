"""Who is meant: every case of cases/entities.toml, whose page it is, and what must hold for any text."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.catalogue import read_entries, read_words
from metrics.catalogue.places import Place, parent_of, places_by_code, places_by_name, read_places
from metrics.model import Entity, EntityMention, Home
from metrics.parse.entities import find_entities, find_home, home_entity
from metrics.parse.papers import find_paper_place
from metrics.parse.places import to_entity

FILE = tomllib.loads((Path(__file__).parent / "cases" / "entities.toml").read_text(encoding="utf-8"))
CASES, PAGES = FILE["case"], FILE["page"]
XINING = Home(Entity("西宁市", "place", "630100", "青海省"), Entity("青海省", "place", "630000"))
PIECES = st.sampled_from(
    [
        *"市省区县州在从的、。，占和第一家0《》（）公司局园",
        "西宁",
        "西宁市",
        "城西区",
        "开发区",
        "有限公司",
        "全省",
        "林场",
        "新区",
    ]
)


def to_home(case):
    """The home that a case states by its code."""
    if "home" not in case:
        return Home(None, None)
    city = places_by_code()[case["home"]]
    province = places_by_code()[city.code[:2] + "0000"]
    zone = Entity(case["zone"], "zone", None, city.name) if "zone" in case else None
    return Home(to_entity(city), to_entity(province), zone)


def words(text: str, mention: EntityMention) -> str:
    """A mention as a line of a case."""
    base = " base" if mention.is_base else ""
    return f"{text[mention.start : mention.end]} → {mention.entity.name} {mention.entity.kind}{base}"


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_the_entity_is_read(case):
    mentions = find_entities(case["text"], to_home(case))
    assert [words(case["text"], mention) for mention in mentions] == case["want"]


@pytest.mark.parametrize("page", PAGES, ids=[page["text"][:20] for page in PAGES])
def test_the_page_has_its_home(page):
    home = find_home(page["text"], page.get("imprint", ""))
    found = [entity.name if entity else "" for entity in (home.city, home.province, home.zone)]
    assert found == page["want"]


PAPERS = [(name, code) for code, names in read_words("entities", "paper").items() for name in names]


@pytest.mark.parametrize(("name", "code"), PAPERS, ids=[name for name, _ in PAPERS])
def test_a_paper_is_of_its_place(name, code):
    place = find_paper_place(f"{name}\n2025年3月5日 星期三")
    assert place is not None
    assert place.code == code


def test_a_place_carries_its_code_and_parent():
    (mention,) = find_entities("城西区受理36件。", XINING)
    assert mention.entity == Entity("西宁市城西区", "place", "630104", "西宁市")


def test_a_former_place_carries_the_code_of_today():
    (mention,) = find_entities("湟中县接待游客460万人次。", XINING)
    assert mention.entity.code == "630106"


def test_nobody_named_means_the_city_else_the_province():
    assert home_entity(XINING) == XINING.city
    assert home_entity(Home(None, XINING.province)) == XINING.province
    assert home_entity(Home(None, None)) is None


ENTRIES = [entry for table in ("alias", "zone_name") for entry in read_entries("entities", table)]


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["id"] for entry in ENTRIES])
def test_an_entry_matches_its_examples(entry):
    found = [find_entities(text, Home(None, None)) for text in entry["examples"]]
    assert [[mention.entity.code for mention in mentions] for mentions in found] == [[entry["code"]]] * len(found)


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from([XINING, Home(None, None)]))
def test_mentions_are_sorted_disjoint_inside_the_text_and_the_same_each_time(text, home):
    mentions = find_entities(text, home)
    edges = [edge for mention in mentions for edge in (mention.start, mention.end)]
    assert edges == sorted(edges)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)
    assert mentions == find_entities(text, home)
    assert find_home(text) == find_home(text)


@pytest.mark.parametrize("sign", [*"市公司西区的（《占他村", "西宁", "公司", "开发区", "该校", "西宁市该校", "村民王小明"])
def test_a_megabyte_of_one_sign_takes_no_second(sign):
    find_entities("", XINING)
    text = sign * (1_000_000 if len(sign) == 1 else 5_000)
    began = time.process_time()
    find_entities(text, XINING)
    assert time.process_time() - began < 1


def test_every_place_of_today_has_its_own_code_and_its_parents():
    today = [place for place in read_places() if not place.now]
    assert len(today) == len(places_by_code()) > 3200
    assert all(parent_of(place) for place in today if not place.is_province)


def test_every_former_place_leads_to_one_of_today_or_is_dissolved():
    assert {place.now for place in read_places()} <= {"", "none", *places_by_code()}


def test_an_alias_names_its_place():
    assert places_by_name()["达茂旗"] == (Place("150223", "达尔罕茂明安联合旗", "达尔罕茂明安"),)
