"""How a body opens: with a lead, as a bulletin of figures, as a notice, or as plain prose that may only go on with another."""

import re
from collections.abc import Sequence
from typing import Literal

from metrics.catalogue import read_words
from metrics.parse.paragraphs import Block

Opening = Literal["lead", "bulletin", "notice", "none"]

_TIME = re.compile(
    r"""[（(“]?(?:
      (?:(?:19|20)\d\d年)?\d{1,2}月(?:\d{1,2}日|份|底|[，,])      # 5月29日, 11月份
    | (?:(?:19|20)\d\d年)?\d{1,2}[-—~至]\d{1,2}月             # 1-9月
    | 本周|上周|昨日|昨天|今日|本月|上月|今年|去年|全年|上半年|下半年|截至|日前|近日
    | 前\S{1,2}(?:个月|季度|月) | 第?[一二三四1-4]季度 | 第\d{1,2}周 | (?:19|20)\d\d年
    )""",
    re.VERBOSE,
)
REACH = 60  # characters from the opening within which a bulletin names its service


def find_opening(body: Sequence[Block], heads: Sequence[Block]) -> Opening:
    """How a run of paragraphs below its headlines opens."""
    if any(block.role in ("lead", "byline") for block in body[:2]):
        return "lead"
    headline = heads[-1].text if heads else ""
    if is_bulletin(body, headline):
        return "bulletin"
    if is_notice(body, headline):
        return "notice"
    return "none"


def is_bulletin(body: Sequence[Block], headline: str) -> bool:
    """Regular figures of a service: 5月29日，12345热线接听…; a headline with 日报 or 通报 may stand for the time."""
    text = next((block.text for block in body if block.role in ("prose", "list", "cell")), "")
    words = read_words("pages", "bulletin")
    named = any(word in text[:REACH] for word in words["services"])
    titled = any(word in headline for word in words["headlines"]) and any(word in headline for word in words["services"])
    return (named and bool(_TIME.match(text)) and any(char.isdigit() for char in text[:REACH])) or titled


def is_notice(body: Sequence[Block], headline: str) -> bool:
    """A notice is called one, or opens like one and is signed with a date."""
    words = read_words("pages", "notice")
    if headline.endswith(words["headlines"]) and len(headline) < 30:
        return True
    return bool(body) and body[0].text.startswith(words["openers"]) and any(block.role == "signature" for block in body[1:])
