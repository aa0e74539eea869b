"""Places in a ranking in, figures out: 排名第2, 列全区第三位, 跻身全国前十, 入围500强."""

import re

from metrics.catalogue.noise import WORDS
from metrics.model import Quantity
from metrics.parse.numerals import CHINESE_CHARACTERS, read_numeral
from metrics.parse.patterns import one_of

NUMBER = rf"[0-9]{{1,4}}|[{CHINESE_CHARACTERS}]{{1,4}}"
WINDOW = 18
SECTORS = r"(?![、和及]第?[二三](?:[、和及]第?三)?次?产业)"  # 全市第一、第二、第三产业 are no places
# 第3位, 第三名, and 第2 where nothing follows that it could count
PLACE = re.compile(rf"第(?P<number>{NUMBER}){SECTORS}(?:(?P<unit>[位名])(?!员|誉)|(?=[，。；、：！？”）)的和…]|$))")
FRONT = re.compile(rf"前(?P<number>{NUMBER})(?P<unit>[位名强])?(?=[，。；、：！？”）)和行之…]|$)")
RANKING = re.compile(rf"(?:{one_of(WORDS['ranking'])})[^，。；：！？]{{0,14}}$")
# 增速⟨全省⟩第二
AMONG = re.compile(r"(?:全[国省市区州盟县疆]|[东中西]部|省内|市内)(?:各?(?:市州|州市|设区市|地级市|县市区|县区|区县|县市))?$")
ALONE = re.compile(rf"第(?:{NUMBER})(?:[位名](?![员誉次单])|(?=[，。；、]|$))")
SEVERALLY = tuple(WORDS["severally"])  # 甲、乙、丙分列前三: which places, not how high
ENTERING = re.compile(rf"(?:{one_of(WORDS['entering'])})[^，。；：！？、]{{0,10}}$")


def match_rank(text: str, start: int) -> Quantity | None:
    """The place in a ranking that begins at `start` with 第 or 前, when a verb of ranking stands before it."""
    pattern, verb, bound = (PLACE, RANKING, "=") if text[start] == "第" else (FRONT, ENTERING, "<")
    match = pattern.match(text, start)
    if match is None:
        return None
    before = text[max(0, start - WINDOW) : start]
    if before.endswith(SEVERALLY) and text[start] == "前":
        return None
    if not (verb.search(before) or (AMONG.search(before) and ALONE.match(text, start))):
        return None
    value = read_numeral(match["number"])
    if value is None:
        return None
    return Quantity(start + 1, match.end(), value, None, match["unit"] or "", "=" if bound == "=" else "<")


def is_title(text: str, start: int) -> bool:
    """Whether 500强 at `start` names a kind of company instead of a rank: 世界500强企业, not 入围全国500强."""
    return not ENTERING.search(text[max(0, start - WINDOW) : start])
