"""The shapes of single paragraphs: how a lead, a byline, a list item, a caption, a masthead, a signature and a closing look."""

import re
from functools import cache
from typing import Literal

from metrics.catalogue import read_words
from metrics.parse.mastheads import DATE, is_masthead
from metrics.parse.patterns import one_of

Shape = Literal["lead", "byline", "list", "caption", "masthead", "signature"]
_SHAPES: dict[str, Shape] = {
    "lead": "lead",
    "byline": "byline",
    "list": "list",
    "caption": "caption",
    "signature": "signature",
}
_BULLETS = frozenset("■□●◆◇◎")  # ■社保卡持卡108.5万人 is an item of a list, no headline
_TABLED = re.compile(
    r"[\u4e00-\u9fff]{0,8}(?:\d{4}年|\d{1,2}月|\d{1,2}[-—–~～至]\d{1,2}月|前\S{1,2}(?:个月|季度|月)|[上下]半年|[一二三四]季度)"
)
_FIGURE = re.compile(r"\d[^\d]{1,4}(?:[，；。、）)]|$)")
_CAPTION = 160  # characters: a longer paragraph is no caption, whatever it ends with
_MASTHEAD = 90


def match_shape(text: str) -> Shape | None:
    """The shape of a paragraph that shows by its look alone, or None."""
    match = _openings().match(text)
    if match and match.lastgroup:
        return _SHAPES[match.lastgroup]
    if text[0] in _BULLETS and _FIGURE.search(text):
        return "list"
    if len(text) <= _CAPTION and is_credited(text):
        return "caption"
    return "masthead" if len(text) <= _MASTHEAD and "。" not in text and is_masthead(text) else None


def find_inner_leads(text: str) -> list[int]:
    """Where a report begins in the middle of a paragraph: behind its headline on the same line, or behind another's end."""
    found = []
    for match in _inner_lead().finditer(text):
        start = text.rfind("\n", max(0, match.start() - 40), match.start()) + 1
        before = text[start : match.start()]
        is_headline = 4 <= len(before) <= 30 and not re.search(r"[，。；：]", before)
        if before and (is_headline or before[-1] in "。！？”）"):
            found.append(match.start())
    return found


def is_closing(text: str) -> bool:
    """Does a paragraph end an article: （记者 A）, （新华社）, 据《人民日报》, （下转第4版）?"""
    return bool(_closing().search(text[-70:]))


def is_credited(text: str) -> bool:
    """Does a line end with who took a picture or drew it?"""
    return text.endswith(_caption_ends()) and bool(_credit().search(text))


def is_boilerplate(text: str) -> bool:
    """Is a short line no more than an invitation to scan a code?"""
    return bool(_boilerplate().search(text))


def is_bulletin_headline(text: str) -> bool:
    """Does a headline name a service and the regular figures of it?"""
    return names_service(text) and bool(_bulletin_word().search(text))


def is_signer(text: str) -> bool:
    """Does a short line name an office or a company, as the signature of a notice does?"""
    return text.endswith(read_words("pages", "notice")["signers"])


def is_titling(text: str) -> bool:
    """Is the headline that of a bulletin or a notice?"""
    return is_bulletin_headline(text) or text.endswith(read_words("pages", "notice")["headlines"])


def titles_table(text: str, below: str) -> bool:
    """Does a line say of what time and what a table is (1月全市主要经济指标), or stand above what its rows are (区县)?"""
    words = read_words("pages", "table")
    return bool(_TABLED.match(text)) and (text.endswith(words["headlines"]) or below in words["areas"])


def is_brief(text: str) -> bool:
    """Is a headline that of a row of short reports: 简讯, 一句话新闻?"""
    return bool(_brief().fullmatch(text))


def names_service(text: str) -> bool:
    """Does the text name a service whose figures are printed regularly: 12345, 热线, 警情?"""
    return bool(_service().search(text))


@cache
def people() -> str:
    """A pattern piece for the roles of those who write: 记者, 特约通讯员."""
    return one_of(read_words("pages", "lead")["people"])


def papers() -> str:
    """A pattern piece for the name of the paper whose journalist signs: 浑南新闻|记者 A."""
    return r"[\u4e00-\u9fff]{2,8}?(?:报|社|网|台|新闻|周刊|融媒|中心)"


@cache
def sources() -> str:
    """A pattern piece for who speaks at the opening of a report: 本报, 新华社."""
    return one_of(read_words("pages", "lead")["sources"])


@cache
def surnames() -> str:
    """The characters a name begins with, for a character class."""
    return "".join(read_words("pages", "byline")["surnames"])


@cache
def _openings() -> re.Pattern[str]:
    caption = one_of(read_words("pages", "caption")["openers"])
    number = r"[（(]?[一二三四五六七八九十]{1,3}[、）)]|[（(]?\d{1,2}(?:[、）)]|[.．](?!\d))|\d{1,2}\.\ "
    return re.compile(
        rf"""[■□●▲◆◎☆★]*(?:
          (?P<byline>{_byline()})
        | (?P<lead>{_lead()})
        | (?P<caption>{caption})
        | (?P<list>{number}|[-•·*](?=[^-\d])|[①-⑳])
        | (?P<signature>(?:{DATE})$)
        )""",
        re.VERBOSE,
    )


def _byline() -> str:
    """A line of roles and names and nothing else: 本报记者 A B 通讯员 C, 文/图 记者 A."""
    names = r"(?:[\u4e00-\u9fff·]{2,4}){1,4}"
    return rf"(?:本报|本刊|{papers()}|文/图|图/文|文|图)?[/：:]?(?:{people()}[：:]?{names}){{1,3}}(?:文/图|摄)?$"


def _lead() -> str:
    """How the text of a report opens in print, who speaks named first."""
    rows = (
        rf"{sources()}[^，。；：（(\n]{{0,16}}?(?:讯|电|消息)(?=[（(【\[：:\d]|[^，。）)]{{2}})",  # 本报讯, 新华社4月5日电
        r"[\u4e00-\u9fff]{2,8}(?:报|社|网|台)讯[（(]",  # 大连晚报讯（记者
        rf"[\u4e00-\u9fff]{{2,10}}讯[（(](?:本报)?{people()}",  # 滨海周刊讯（记者
        rf"据(?:{sources()}|《[^》]{{2,16}}》)[^，。]{{0,12}}(?:报道|消息|电)[，,：:]",  # 据新华社报道，
        r"据《[^》]{2,16}》(?:报道|消息)(?=[\u4e00-\u9fff])",  # 据《新疆日报》报道 上半年
        rf"[（(](?:本报)?{people()}[^（）()]{{2,40}}[）)][^，。]",  # （记者 A）text
        r"[（(](?:上接|紧接|接)[^（）()]{1,12}[）)]",  # （上接第1版）
    )
    return "|".join(rows)


@cache
def _inner_lead() -> re.Pattern[str]:
    return re.compile(rf"{sources()}讯（{people()}")


@cache
def _service() -> re.Pattern[str]:
    return re.compile(one_of(read_words("pages", "bulletin")["services"]))


@cache
def _bulletin_word() -> re.Pattern[str]:
    return re.compile(one_of(read_words("pages", "bulletin")["headlines"]))


@cache
def _brief() -> re.Pattern[str]:
    return re.compile(rf"[■□●▲◆◎☆★【\[]*{one_of(read_words('pages', 'brief')['headlines'])}[】\]■□●▲◆◎☆★]*")


@cache
def _boilerplate() -> re.Pattern[str]:
    return re.compile(one_of(read_words("pages", "notice")["boilerplate"]))


@cache
def _caption_ends() -> tuple[str, ...]:
    return read_words("pages", "caption")["ends"]


@cache
def _credit() -> re.Pattern[str]:
    """本报记者 A 摄, （B 供图）: the end of the line is a credit, not a sentence."""
    ends = one_of(read_words("pages", "caption")["ends"])
    return re.compile(rf"(?:^|[。！？”）)，\s]|{people()}|{sources()})[^，。！？；]{{1,14}}{ends}$")


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(
        rf"""[（(][^（）()]{{0,6}}(?:{people()}|{sources()}|来源|据|综合)[^（）()]{{0,50}}[）)]$
        | (?:^|[。！？”])[（(][^（）()，。]{{2,16}}(?:供稿|整理|提供|发布)[）)]$  # （记者 A 通讯员 B）
        | (?:^|[。！？”])[（(](?:[{surnames()}][\u4e00-\u9fff·]{{1,3}}[、\s]?){{1,3}}[）)]$               # 。（于洋）
        | [（(](?:下转|转)[^（）()]{{1,12}}[）)]$                                          # （下转第4版）
        | 据《[^》]+》(?:报道)?$""",
        re.VERBOSE,
    )
