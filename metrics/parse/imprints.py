"""The lines of a page that name the issue, wherever they stand: what the paper is called, its day, its makers, the page."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from metrics.catalogue import read_words
from metrics.model import Article, CleanText
from metrics.parse.mastheads import DATE, is_masthead
from metrics.parse.patterns import one_of

LONGEST = 110  # characters: a longer line is none
NAME = 8  # characters of what is left of a line besides its known pieces: 妫川新讯
MOST_LINES = 2000  # of a page: in a longer text none is looked for
TOP = 8  # lines from the beginning of a page among which a slogan may stand
_OTHER = re.compile(r"[，。；！？]|日\s*[-—–~～至到]|^\s*（.*）\s*$")  # a sentence, a stretch of days, what stands in brackets
_HAN = re.compile(r"[㐀-鿿]+")
_SEPARATORS = re.compile(r"[\s·•|｜/／:：、，,＊*—\-~()（）<>《》【】\[\]■●]+")
_DAY = rf"{DATE}|(?:19|20)\d\d\s*[-./年]\s*\d{{1,2}}\s*[-./月]\s*\d{{1,2}}\s*日?"
_YEAR_NAME = r"[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?"
_MOON = r"闰?[正一二三四五六七八九十冬腊]{1,2}月(?:初|十|廿|卅|二十|三十)?[一二三四五六七八九十]+"
_LUNAR = rf"(?:农历)?(?:{_YEAR_NAME})?(?:农历)?{_MOON}"
_CODE = r"国内统一(?:连续出版物|刊)号[:：]?|CN\s*\d\d\s*[-—]\s*\d{4}(?:/\w)?"
_NUMBERED = rf"(?:总第|第|总)\s*\d{{2,6}}\s*期|{_CODE}|今日\s*\d{{1,3}}\s*版"
_WEEKDAY = r"(?:星期|周)[一二三四五六日天]|\b(?:MON|TUE|WED|THU|FRI|SAT|SUN)[A-Z]*\b"
_ANCHOR = re.compile(rf"{_DAY}|{_WEEKDAY}|{_LUNAR}|{_NUMBERED}")
_SITE = r"[\w.-]+@[\w.-]+|(?:https?://)?(?:www\.)?[\w-]+(?:\.[a-z]{2,4}){1,2}"
_CONTACT = rf"(?:{_SITE}|邮发代号[:：]?\s*\d+[-—]\d+|(?:0\d{{2,3}}[-—)）]?)?\s*\d{{7,8}})"
_PAGE = r"第?\s*[A-Z]?\d{1,3}(?:[-—]\d{1,2})?\s*版?|第[一二三四五六七八九十]{1,2}版|[①-⑳]"
_PARTS = r"(?:19|20)\d\d\s*[./年]\s*\d{1,2}\s*月?|\d{1,2}\s*[/月]\s*\d{1,2}\s*日?|(?:19|20)\d\d年?|\d{1,2}日"  # of a torn date
_PIECES = re.compile(rf"{_DAY}|{_PARTS}|{_WEEKDAY}|{_LUNAR}|{_NUMBERED}|{_CONTACT}|E-?[Mm]ail|[A-Za-zÀ-ÿĀ-ž]{{3,}}")
_NUMBERED_PAGE = re.compile(
    r"(?:[A-Z]\d{1,2}|0\d|第[\d一二三四五六七八九十]+版)[㐀-鿿]{2,6}|[㐀-鿿]{2,6}(?:[A-Z]\d{1,2}|0\d|第[\d一二三四五六七八九十]+版)"
)
_LETTERSPACED = re.compile(r"(?:\S ){6}")  # 2 0 2 5 年 3 月
_BULLETS = "■□●◆▪"
_EDITION = re.compile(r"\s*（[㐀-鿿]{1,4}版）\s*")  # （汉文版）
_ADDRESS = re.compile(r"\s*(?:本报|报社|本社)?(?:地址|社址)\s*[:：]")
_REPORTING = re.compile(
    r"(?<![㐀-鿿])(?!本报)([㐀-鿿]{2,6}报)(?:讯|社?(?:全媒体|融媒体?|首席|见习)?记者)"
)  # 滨海时报讯, 德州晚报记者
_PUBLISHED = re.compile(r"[㐀-鿿]{4,20}(?:主办|主管|编印|出版|承办)")
_PAGES = re.compile(_PAGE)


def read_imprint(clean: CleanText, articles: Sequence[Article]) -> str:
    """The lines of a page that are about the issue, and the paper whose name its reports open with, one below the other."""
    apart = (article.paragraphs for article in articles if all(part.kind == "notice" for part in article.paragraphs))
    lines = [clean.text[part.start : part.end] for parts in apart for part in parts]
    papers = Counter(_REPORTING.findall(clean.text))
    return "\n".join([*lines, *(paper for paper, times in papers.items() if times > 1)])


def find_imprints(lines: Sequence[str]) -> set[int]:
    """Which lines are about the issue: runs of such lines that hold a day, a number of the issue or its makers."""
    filled = [line for line in lines if line and not line.isspace()]
    if len(filled) > MOST_LINES:
        return set()
    hints = [at for at, line in enumerate(filled) if len(line) <= LONGEST and not _OTHER.search(line) and _may_hint(line)]
    kinds = {at: _find_kind(filled[at]) for at in hints}
    found: set[int] = set()
    for at in hints:
        if kinds[at] < 2 or at in found or _is_signed(filled, at, kinds[at]):
            continue
        first = last = at
        while _goes_on(filled, first - 1, first - 2):
            first -= 1
        while _goes_on(filled, last + 1, last + 2):
            last += 1
        if last > first or kinds[at] == 3:
            found.update(range(first, last + 1))
    numbers = [number for number, line in enumerate(lines) if line and not line.isspace()]
    return {numbers[at] for at in found}


def _is_signed(filled: Sequence[str], at: int, kind: int) -> bool:
    """Is a line the day below who signs a notice?"""
    signers = read_words("pages", "notice")["signers"]
    return kind == 2 and at > 0 and filled[at - 1].rstrip().endswith(signers) and _find_kind(filled[at - 1]) < 1


def _goes_on(filled: Sequence[str], at: int, beyond: int) -> bool:
    """Does a line belong to the run beside it? A slogan does, between two such lines at the head of a page."""
    if not 0 <= at < len(filled):
        return False
    kind = _find_kind(filled[at])
    if kind > 0:
        return not _is_signed(filled, at, kind)
    return kind == 0 and 0 < at < TOP and 0 <= beyond < len(filled) and _find_kind(filled[beyond]) > 0


def _find_kind(line: str) -> int:
    """3: names the issue by two signs or more, 2: by one, 1: may stand beside such a line, 0: a slogan may, -1: none of it."""
    if len(line) > LONGEST:
        return -1
    line = line.replace(" ", "") if _LETTERSPACED.search(line) else line
    if _OTHER.search(line):
        return 1 if _EDITION.fullmatch(line) else -1
    if _ADDRESS.match(line):
        return 3
    anchors = len(_ANCHOR.findall(line)) + len(_makers().findall(line))
    rest = _SEPARATORS.sub("", _PAGES.sub(" ", _sections().sub(" ", _PIECES.sub(" ", _makers().sub(" ", line)))))
    if not rest:
        return min(1 + anchors, 3)
    if is_masthead(line.replace(" ", "").replace("\u3000", "").strip(_BULLETS)):
        return 3
    is_name = len(rest) <= NAME and bool(_HAN.fullmatch(rest))
    if anchors and is_name:
        return min(1 + anchors, 3)
    whole = _SEPARATORS.sub("", line)
    bare = _SEPARATORS.sub("", _PAGES.sub(" ", _PIECES.sub(" ", line)))
    if _PUBLISHED.fullmatch(whole) or (is_name and (_NUMBERED_PAGE.fullmatch(whole) or _is_paper(bare) or _is_paper(rest))):
        return 1
    return 0 if is_name and len(line) <= 2 * NAME and not any(map(str.isdigit, line)) else -1


def _may_hint(line: str) -> bool:
    return bool(_hint().search(line) or _LETTERSPACED.search(line))


@cache
def _hint() -> re.Pattern[str]:
    """Something of each sign of an issue, so that most lines need no closer look."""
    roles = one_of(read_words("pages", "masthead")["makers"])
    return re.compile(
        rf"(?:19|20)\d\d|[〇○零一二三四五六七八九]{{4}}年|星期|周[一二三四五六日天]|期|月[初十廿二三]|CN|今日|\d月|[地社]址|{roles}"
    )


def _is_paper(name: str) -> bool:
    if name in read_words("pages", "brief")["headlines"] or name.endswith(read_words("pages", "masthead")["no_papers"]):
        return False
    return len(name) <= NAME and bool(_HAN.fullmatch(name)) and bool(_names().search(name))


@cache
def _makers() -> re.Pattern[str]:
    """A role with names: 责编/柳依, 编辑 曹正 陶然."""
    roles = one_of(read_words("pages", "masthead")["makers"])
    surnames = "".join(read_words("pages", "byline")["surnames"])
    names = r"[㐀-鿿·]{1,4}(?:[ \u3000、，]+[㐀-鿿·]{1,4}(?![㐀-鿿])){0,3}"
    return re.compile(
        rf"(?:本版|本期)?{roles}(?:[ \u3000]*[:：/／][ \u3000]*{names}|[ \u3000]+(?=[{surnames}]){names})(?![㐀-鿿])"
    )


@cache
def _sections() -> re.Pattern[str]:
    words = read_words("pages", "masthead")
    return re.compile(one_of((*words["sections"], *words["contact"])))


@cache
def _names() -> re.Pattern[str]:
    """The end of a paper's name, or how the name of a county's paper begins: 今日昌宁."""
    words = read_words("pages", "masthead")
    return re.compile(rf"{one_of(words['papers'])}$|^今日[㐀-鿿]{{2,4}}$")


def numbers_page(text: str, start: int) -> bool:
    """Whether a number stands right before what a page is called: 04⟨本地⟩新闻, whose 本 counts no books."""
    return bool(_numbered_section().match(text, start))


@cache
def _numbered_section() -> re.Pattern[str]:
    return re.compile(rf"\d{{1,2}}{one_of(read_words('pages', 'masthead')['sections'])}")
