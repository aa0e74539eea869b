"""From `CleanText` to its paragraphs, each with the role that its shape gives it: lead, headline, caption, cell, ..."""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from metrics.catalogue import read_words
from metrics.model import CleanText

Role = Literal["lead", "byline", "head", "prose", "list", "cell", "caption", "masthead", "signature"]
HEADLINE = 46  # characters: a longer line is no headline

_MARKUP = re.compile(r"#{1,6}|\*\*|>")
_DATE = re.compile(
    r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日|[二〇○零一二三四五六七八九十]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_LIST = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[、）)]|[（(]?\d{1,2}[、.．)）](?!\d)\s?|\d{1,2}\. \d|[-•●■◆★·*]")
_SENTENCE = re.compile(r"[。；]")
_MEASURED = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph in clean text (marks of markdown left out) and what its shape says about it."""

    start: int
    end: int
    text: str
    role: Role
    level: int
    columns: int
    after_blank: bool
    is_doubled: bool
    closes: bool


def read_blocks(clean: CleanText) -> tuple[Block, ...]:
    """The paragraphs of a page in page order with their roles."""
    blocks = [_to_block(clean, number, start, end) for number, (start, end) in enumerate(_spans(clean.text))]
    return tuple(_in_context(blocks))


def _spans(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^\n]+", text)]


def _to_block(clean: CleanText, number: int, start: int, end: int) -> Block:
    marks = _MARKUP.match(clean.text, start, end)
    level = 0
    if marks and marks.end() < end:
        level = len(marks[0]) if marks[0][0] == "#" else 0
        start = marks.end()
    text = clean.text[start:end]
    columns = clean.columns[number] if number < len(clean.columns) else 0
    after_blank = start < 2 or clean.text[start - 2 - level : start - level] == "\n\n"
    is_doubled = columns == 0 and clean.offsets[end - 1] - clean.offsets[start] > 1.6 * (end - start) > 6
    return Block(start, end, text, _role(text, level), level, columns, after_blank, is_doubled, bool(_closing().search(text)))


def _role(text: str, level: int) -> Role:
    if _lead().match(text):
        return "byline" if len(text) < 40 and _byline().fullmatch(text) else "lead"
    if _is_caption(text):
        return "caption"
    if _DATE.fullmatch(text):
        return "signature"
    if _is_masthead(text):
        return "masthead"
    if level:
        return "head"
    if _LIST.match(text):
        return "list"
    if len(text) > HEADLINE or _SENTENCE.search(text) or text[-1] in "，、：:,；;":
        return "prose"
    return "cell" if not re.search(r"[\u4e00-\u9fffA-Za-z]{2}", text) else "head"


def _in_context(blocks: list[Block]) -> list[Block]:
    """Roles that the neighbours give: lines above a date sign a notice, short lines after one another are table cells."""
    made = list(blocks)
    for at, block in enumerate(made):
        if block.role == "signature":
            for back in range(at - 1, max(-1, at - 3), -1):
                if made[back].role != "head" or made[back].level:
                    break
                made[back] = replace(made[back], role="signature")
        elif block.role == "head" and not block.level and at and not block.after_blank and made[at - 1].role == "list":
            made[at] = replace(block, role="list")
        elif block.closes and block.role == "head":
            made[at] = replace(block, role="prose")
    return _mark_cells(made)


def _mark_cells(blocks: list[Block]) -> list[Block]:
    """A run of short lines, half of them figures, is a table that was flattened to one cell a line."""
    made = list(blocks)
    start = 0
    while start < len(made):
        end = start
        while end < len(made) and _is_cell_like(made[end]):
            end += 1
        measured = sum(1 for block in made[start:end] if _MEASURED.match(block.text))
        if end - start >= 4 and measured * 3 >= end - start:
            first = start
            while first < end and not _MEASURED.search(made[first + 1].text if first + 1 < end else "1"):
                first += 1
            made[first:end] = [replace(block, role="cell") for block in made[first:end]]
        start = max(end, start + 1)
    return made


def _is_cell_like(block: Block) -> bool:
    return block.role in ("head", "cell") and not block.level and len(block.text) <= 16


def _is_caption(text: str) -> bool:
    words = read_words("pages", "caption")
    return text.startswith(words["openers"]) or (
        len(text) < 120 and text.endswith(words["ends"]) and "。" not in text[-16:-1][:12]
    )


def _is_masthead(text: str) -> bool:
    if len(text) > 90 or "。" in text:
        return False
    hits = sum(1 for word in read_words("pages", "masthead")["words"] if word in text)
    return (
        hits >= 3
        or (hits >= 1 and bool(_DATE.search(text)))
        or bool(re.fullmatch(r"(?:第?\d{1,2}版|[A-Z]?\d{2}版?)?\S{0,4}", text) and hits)
    )


@cache
def _lead() -> re.Pattern[str]:
    words = read_words("pages", "lead")
    people = "|".join(sorted(words["people"], key=len, reverse=True))
    sources = "|".join(words["sources"])
    return re.compile(
        rf"""[■□●▲◆◎☆★]*(?:
          (?:{sources})[^，。；：\n]{{0,16}}?(?:讯|电|消息)(?![^（(【\[：:\s]{{0,3}}[，。]) # 本报讯, 新华社北京4月5日电
        | [\u4e00-\u9fff]{{2,8}}(?:报|社|网|台)讯[（(]                                # 西海都市报讯（记者
        | 据(?:{sources}|《[^》]{{2,16}}》)[^，。]{{0,12}}(?:报道|消息|电)                 # 据新华社报道
        | [（(](?:本报)?(?:{people})[^（）()]{{2,40}}[）)]\S                            # （记者 A）at the head of the text
        | (?:本报|本刊)(?:{people})[^，。；]{{2,30}}$                                  # 本报记者 A 通讯员 B on a line
        | (?:文/图|图/文|文)?(?:(?:{people})[:：]?[\u4e00-\u9fff]{{2,4}}){{1,3}}$
        )""",
        re.VERBOSE,
    )


@cache
def _byline() -> re.Pattern[str]:
    people = "|".join(sorted(read_words("pages", "lead")["people"], key=len, reverse=True))
    return re.compile(rf"[■□●▲◆◎☆★]*(?:本报|本刊|文/图|图/文|文)?(?:{people})[:：]?[^，。；]{{2,30}}")


@cache
def _closing() -> re.Pattern[str]:
    """A report ends with （记者 A）, （新华社）, 据《人民日报》 or （来源：…）."""
    words = read_words("pages", "lead")
    people = "|".join(sorted(words["people"], key=len, reverse=True))
    return re.compile(
        rf"[（(][^（）()]{{0,6}}(?:{people}|{'|'.join(words['sources'][1:])}|来源|据|综合)[^（）()]{{0,40}}[）)]$|据《[^》]+》(?:报道)?$"
    )
