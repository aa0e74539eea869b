"""Whose paper it is: the lines that name the issue come in, the place whose paper they name goes out."""

import re
from functools import cache

from metrics.catalogue import read_words
from metrics.catalogue.places import Place, places_by_code, places_by_name
from metrics.parse.patterns import one_of
from metrics.parse.places import ORDINARY, find_tokens

_TODAY = re.compile(r"(?:^|[\n ])(?:今日|新)$")
_PRAISED = re.compile(r"(?:^|\n)[㐀-鿿]{2}$")  # ⟨剑邑⟩丰城, and then the day
_DAY = re.compile(r"\s*(?:19|20)\d\d\s*[年/.-]")


def find_paper_place(imprint: str) -> Place | None:
    """The place whose page it is by what the page is called (夷陵新闻), else by its paper (宜昌日报, 三峡日报)."""
    pages, papers = _sections(), _papers()
    own = known_paper(imprint)
    for token in find_tokens(imprint):
        if token.kind != "place":
            continue
        place = _bearer(token.word)
        if place is None:
            continue
        if pages.match(imprint, token.end):
            return place
        is_praised = _DAY.match(imprint, token.end) and _PRAISED.search(imprint, 0, token.start)
        if not own and (is_praised or papers.match(imprint, token.end) or _TODAY.search(imprint, 0, token.start)):
            own = place
    return own or _ordinary_paper(imprint)


def known_paper(imprint: str) -> Place | None:
    """The place of a paper that is not called by it: 三峡日报 is that of 宜昌市."""
    names = _names()
    found = names.search(imprint)
    return places_by_code()[_codes()[found.group()]] if found else None


def _ordinary_paper(imprint: str) -> Place | None:
    """The place of a paper whose name is an ordinary word too: ⟨龙井⟩新闻, 今日⟨大英⟩, where a line begins."""
    found = _ordinary().search(imprint)
    return _bearer(found["name"]) if found else None


def _bearer(word: str) -> Place | None:
    """The place of today that has a paper of this name: of several a prefecture, else none."""
    places = [place for place in places_by_name().get(word, ()) if not place.now]
    upper = [place for place in places if not place.is_county] or places
    return upper[0] if len(upper) == 1 else None


@cache
def _codes() -> dict[str, str]:
    return {name: code for code, names in read_words("entities", "paper").items() for name in names}


@cache
def _names() -> re.Pattern[str]:
    return re.compile(one_of(_codes()))


@cache
def _papers() -> re.Pattern[str]:
    return re.compile(rf"[㐀-鿿]{{0,4}}?{one_of(read_words('pages', 'masthead')['papers'])}(?![㐀-鿿]{{1,3}}报|社会)")


@cache
def _ordinary() -> re.Pattern[str]:
    papers = one_of(read_words("pages", "masthead")["own_papers"])
    name = rf"(?P<name>{one_of(ORDINARY)})"
    own = rf"(?=[㐀-鿿]{{2}}{papers}(?![㐀-鿿]))"
    return re.compile(rf"(?:^|(?<=[\n\d版日 ]))(?:今日(?=[㐀-鿿]{{2}}(?![㐀-鿿]))|(?:[㐀-鿿]都)?{own}){name}")  # 瓷都|德化报


@cache
def _sections() -> re.Pattern[str]:
    return re.compile(r"(?:[·•]|本地|民生)?(?:新闻|时事|专版|专刊|专页|之窗|要闻)")
