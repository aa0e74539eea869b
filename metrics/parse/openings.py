"""How a body opens: with a lead, as a bulletin of figures, as a notice, or as plain prose that may only go on with another."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from metrics.catalogue import read_words
from metrics.parse.paragraphs import Block
from metrics.parse.patterns import one_of
from metrics.parse.shapes import is_boilerplate, is_bulletin_headline, names_service

Opening = Literal["lead", "bulletin", "notice", "caption", "masthead", "none"]

REACH = 60  # characters from the opening within which a bulletin names its service
_BARE_CREDIT = 16  # characters: a longer caption says something of its own
_TITLE = 9  # characters: a shorter headline may stand inside an article
# How a report without a lead opens: 记者昨日从市水务局获悉, 据南宁海关统计，
_REPORTED = re.compile(
    r"(?:(?:\d{1,2}月\d{1,2}日|日前|近日|昨日|今日)，?)?(?:记者(?:\d{1,2}月\d{1,2}日|日前|近日|昨日|今日)?从[^，。；：]{2,24}?(?:获悉|了解到|得到消息)"
    r"|据[^，。；：]{2,12}?(?:统计|消息|通报)，)"
)
_CLOCK = r"(?:\d{1,2}时)?"
_SPAN = re.compile(rf"[（(]?(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日?{_CLOCK}[-—~～至]+(?:\d{{1,2}}月)?\d{{1,2}}日{_CLOCK}[）)]?")
_DIGIT = re.compile(r"\d")


def find_opening(body: Sequence[Block], heads: Sequence[Block]) -> Opening:
    """How a run of paragraphs below its headlines opens."""
    if not body:
        return "none"
    if any(block.role in ("lead", "byline") for block in body[:2]):
        return "lead"
    if body[0].role == "masthead":
        return "masthead"
    if body[0].role == "caption" and not heads and len(body) == 1 and len(body[0].text) > _BARE_CREDIT:
        return "caption"
    headline = heads[-1].text if heads else ""
    if len(headline) >= _TITLE and heads[0].after_blank and not heads[-1].is_doubled and _REPORTED.match(body[0].text):
        return "lead"
    if (headline and is_bulletin_headline(headline)) or opens_bulletin(body):
        return "bulletin"
    return "notice" if _is_notice(body, headline) else "none"


def opens_bulletin(body: Sequence[Block]) -> bool:
    """Regular figures of a service, from the first words on: 5月29日，12345热线接听…."""
    text = next((block.text for block in body if block.role in ("prose", "list")), "")[:REACH]
    if not _time().match(text) or not _DIGIT.search(text):
        return False
    return names_service(text)


def opens_notice(block: Block) -> bool:
    """Why something will be shut off, and from which day on: 因管道检修，定于12月8日8时至16时停水."""
    words = read_words("pages", "notice")
    match = _appointed().search(block.text[:REACH]) if block.text.startswith(words["openers"]) else None
    return bool(match)


def tells_story(text: str) -> bool:
    """Does a text begin as a story does and no part of a bulletin: “今年雨水好。”, 近日，…镇, naming no service?"""
    return text.startswith(read_words("pages", "prose")["stories"]) and not names_service(text)


def is_span(text: str) -> bool:
    """Is a line no more than the span of days that a bulletin reports: （10月30日—11月5日）?"""
    return bool(_SPAN.fullmatch(text))


def _is_notice(body: Sequence[Block], headline: str) -> bool:
    """A notice is called one, opens like one and is signed with a date, or is a box with a code to scan."""
    words = read_words("pages", "notice")
    if headline and len(headline) < 30 and headline.endswith(words["headlines"]):
        return True
    if headline and all(block.role == "cell" for block in body):
        return any(is_boilerplate(block.text) for block in body)
    return body[0].text.startswith(words["openers"]) and any(block.role == "signature" for block in body[1:])


@cache
def _appointed() -> re.Pattern[str]:
    return re.compile(rf"{one_of(read_words('pages', 'notice')['appointed'])}(?:(?:19|20)\d\d年)?\d{{1,2}}月\d{{1,2}}日")


@cache
def _time() -> re.Pattern[str]:
    """The time a bulletin opens with: 5月29日, 11月份, 1-9月, 上周, 前三季度, 2024年."""
    year = r"(?:(?:19|20)\d\d年)?"
    times = one_of(read_words("pages", "prose")["times"])
    return re.compile(
        rf"""[（(“]?(?:
          {year}\d{{1,2}}月(?:\d{{1,2}}日|份|底|[，,])
        | {year}\d{{1,2}}[-—~至]\d{{1,2}}月
        | {times}
        | 前\S{{1,2}}(?:个月|季度|月) | 第?[一二三四1-4]季度 | 第\d{{1,2}}周 | (?:19|20)\d\d年
        )""",
        re.VERBOSE,
    )
