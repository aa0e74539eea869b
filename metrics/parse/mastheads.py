"""The line at the head of a page: the date of the issue, the names of its makers, the number of the page."""

import re
from functools import cache

from metrics.catalogue import read_words
from metrics.parse.patterns import one_of

# A full date in figures or in Chinese numerals.
_HAN = "一二三四五六七八九十"
DATE = rf"(?:19|20)\d\d年\d{{1,2}}月\d{{1,2}}日|[〇○零一二三四五六七八九]{{4}}年[{_HAN}]{{1,2}}月[{_HAN}]{{1,3}}日"
_FULL = re.compile(DATE)
_DAY = re.compile(r"(?:19|20)\d\d(?:[-./]\d{1,2}){2}|\d{1,2}月\d{1,2}日")
_CODE = re.compile(r"CN\d{2}[-—–]\d{4}")  # 国内统一刊号CN43—0036
_NUMBERED = re.compile(r"(?:总第|第)\d{2,5}期")  # 2023年11月30日周四第1847期
_PAGE_NUMBER = re.compile(r"(?:第?[A-Z]?\d{1,3}版?)?[\u4e00-\u9fff·]{0,6}(?:第?[A-Z]?\d{1,3}版?)?")


def is_masthead(text: str) -> bool:
    """Does the line name the issue (its date) or its makers, or is it a page number?"""
    if (
        _FULL.search(text)
        and _NUMBERED.search(text)
        and not any(word in text for word in read_words("pages", "masthead")["not"])
    ):
        return True
    if _CODE.search(text):
        return True
    if not _masthead_word().search(text):
        return False
    if _makers().fullmatch(text):
        return True
    words = read_words("pages", "masthead")
    if any(word in text for word in words["not"]):
        return False
    if _FULL.search(text) or _DAY.search(text):
        return True
    hits = sum([word in text for word in words["words"]])
    return hits >= 3 or (len(text) <= 12 and bool(_PAGE_NUMBER.fullmatch(text)))


@cache
def _masthead_word() -> re.Pattern[str]:
    return re.compile(one_of(read_words("pages", "masthead")["words"]))


@cache
def _makers() -> re.Pattern[str]:
    """Roles and names, with no more than the number and the section of the page before them: 3经济责编陶然美编柳青."""
    roles = one_of(read_words("pages", "masthead")["makers"])
    page = r"(?:第?[A-Z]?\d{1,3}版?[\u4e00-\u9fff·]{0,6}?|[\u4e00-\u9fff·]{2,6}?第?[A-Z]?\d{1,3}版?)?"
    return re.compile(rf"{page}(?:(?:本版)?{roles}[：:/／]?(?:[\u4e00-\u9fff·]{{2,4}}[、，/]?){{1,2}}){{1,6}}")
