"""From `CleanText` to its paragraphs, each with the role that its shape gives it: lead, headline, caption, cell, ..."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from metrics.catalogue import read_words
from metrics.model import CleanText
from metrics.parse import shapes
from metrics.parse.imprints import find_imprints

Role = Literal["lead", "byline", "head", "prose", "list", "cell", "caption", "masthead", "signature"]
HEADLINE = 46  # characters: a longer line is no headline
LABEL = 4  # characters: a longer line is no label of a column
NAME = 12  # characters: a longer line above the masthead is no name of a paper
CELL = 16  # characters: a longer line is no table cell
_PARAGRAPH = re.compile(r"[^\n]+")
_MARKUP = re.compile(r"#{1,6}(?=[^#])|\*\*(?=[^*])|>(?=.)")
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]{2}")
_MARKS = "▲△▼"
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"[^\u4e00-\u9fff“《]?\d|[约近超达]\d")
_MONTHS = re.compile(r"\d{1,2}(?:[-—–~至]\d{1,2})?个?月份?[^，。；]{5}")
_QUOTED = ("！”", "？”", "…”")
_COLUMN = re.compile(r"[（(][^（()）]{1,4}[）)]$")  # 警情数（起）
_CUT = re.compile(r"，[^，“”]*[\u4e00-\u9fff]\d[\d.]*$")  # 有412户1536人，耕地1780⏎, the rest of its column elsewhere
_SPAN = re.compile(r"[（(](?:\d{4}年)?\d{1,2}月\d{1,2}日?[-—–~～至](?:\d{1,2}月)?\d{1,2}日[）)]")  # below a bulletin's headline
_COUNT = re.compile(r"\d[\d.,]*[\u4e00-\u9fff%]{1,4}")
_PAIR = re.compile(r"(?P<name>[\u4e00-\u9fff（）()]{2,14})[-+]?\d[\d.,]*[^\d，。；]{0,6}")
_ROW = re.compile(r"\S+(?: [-+↑↓]?\d\S*){2,}")


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

    def turn(self, role: Role) -> "Block":
        """The same paragraph in another role."""
        level, columns, after_blank = self.level, self.columns, self.after_blank
        return Block(self.start, self.end, self.text, role, level, columns, after_blank, self.is_doubled, self.closes)


def read_blocks(clean: CleanText) -> list[Block]:
    """The paragraphs of a page in page order with their roles."""
    leads = shapes.find_inner_leads(clean.text)
    blocks: list[Block] = []
    for number, match in enumerate(_PARAGRAPH.finditer(clean.text)):
        start, end = match.span()
        columns = clean.columns[number] if number < len(clean.columns) else 0
        while leads and leads[0] < end:
            blocks.append(_to_block(clean, start, leads[0], columns))
            start = leads.pop(0)
        blocks.append(_to_block(clean, start, end, columns))
    blocks = _mark_stacked(_mark_items(blocks))
    blocks = _mark_pairs(clean, _mark_signatures(_mark_mastheads(blocks)))
    return _mark_cells(_mark_writers(blocks))


def _to_block(clean: CleanText, start: int, end: int, columns: int) -> Block:
    after_blank = clean.text[max(0, start - 2) : start] in ("", "\n\n")
    level = 0
    if clean.text[start] in "#*>":
        marks = _MARKUP.match(clean.text, start, end)
        if marks:
            level = marks[0].count("#")
            start = marks.end()
            end -= 2 * (marks[0] == "**" and end - start > 2 and clean.text.endswith("**", start, end))
    text = clean.text[start:end]
    size = end - start
    is_doubled = size < 80 and end < len(clean.text) and 1.7 * size < clean.offsets[end] - clean.offsets[start] < 2.6 * size
    closes = text[-1] in "）)》道" and shapes.is_closing(text)
    return Block(start, end, text, _find_role(text, level, closes), level, columns, after_blank, is_doubled, closes)


def _find_role(text: str, level: int, closes: bool) -> Role:
    shape = shapes.match_shape(text)
    if shape:
        return shape
    if level:
        return "head"
    if text[0] in "|<" or text.startswith("![") or (" " in text and _ROW.fullmatch(text)):
        return "cell"
    if len(text) > HEADLINE or closes or "。" in text or "；" in text or text[-1] in "，、：:,；;" or text.endswith(_QUOTED):
        return "prose"
    if _CUT.search(text):
        return "prose"
    return "head" if _WORD.search(text) and not shapes.is_boilerplate(text) else "cell"


def _mark_mastheads(blocks: Sequence[Block]) -> list[Block]:
    """A short line or two above the line that names the issue, at the top of a page, is the paper's name or the page's."""
    named = find_imprints([block.text for block in blocks])
    made = [block.turn("masthead") if at in named and not block.level else block for at, block in enumerate(blocks)]
    at = next((at for at, block in enumerate(made[:3]) if block.role == "masthead"), 0)
    top = made[:at]
    if not all(block.role == "head" and len(block.text) <= NAME and not block.level for block in top):
        return made
    return [*(block.turn("masthead") for block in top), *made[at:]]


def _mark_signatures(blocks: Sequence[Block]) -> list[Block]:
    """Up to two short lines above a date on a line of its own are who signs; a short line below a list number is its text."""
    made = list(blocks)
    for at, block in enumerate(made):
        if block.role == "signature" and 0 < at < len(made) - 1 and _is_dateline(made[at - 1], made[at + 1]):
            made[at] = block.turn("byline")
        elif block.role == "signature":
            for back in range(at - 1, max(-1, at - 3), -1):
                if made[back].role != "head" or made[back].level:
                    break
                made[back] = made[back].turn("signature")
        elif block.role == "head" and at and _is_item_text(made[at - 1], block):
            made[at] = block.turn("list")
    return made


def _mark_writers(blocks: Sequence[Block]) -> list[Block]:
    """A line of roles and names below the end of a text and above another headline signs that text."""
    made = list(blocks)
    for at in range(1, len(made)):
        before, after = made[at - 1], made[at + 1] if at + 1 < len(made) else None
        if made[at].role != "byline" or before.role not in ("prose", "lead", "list") or before.text[-1] not in "。！？”":
            continue
        if after is None or after.role in ("head", "lead", "masthead"):
            made[at] = made[at].turn("signature")
    return made


def _mark_stacked(blocks: Sequence[Block]) -> list[Block]:
    """Lines of a headline in a narrow column: its topic above the rest (嘉积镇：⏎冬种瓜菜), its number below (⏎12个)."""
    made = list(blocks)
    for at in range(len(made) - 2, -1, -1):
        block, after = made[at], made[at + 1]
        is_topic = block.role == "prose" and len(block.text) <= NAME and block.text[-1] == "：" and not block.level
        if is_topic and after.role == "head" and not after.after_blank:
            made[at] = block.turn("head")
        elif block.role == "cell" and after.role in ("lead", "byline") and at and made[at - 1].role == "head":
            made[at] = block.turn("head") if _COUNT.fullmatch(block.text) and not block.after_blank else block
    return made


def _mark_items(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs below each other that open with the same mark and credit no picture are items: ▲…⏎▲…."""
    marked = [block.role == "caption" and block.text[0] in _MARKS and not shapes.is_credited(block.text) for block in blocks]
    near = [any(marked[max(0, at - 1) : at]) or any(marked[at + 1 : at + 2]) for at in range(len(marked))]
    return [block.turn("list") if mark and beside else block for block, mark, beside in zip(blocks, marked, near, strict=True)]


def _mark_pairs(clean: CleanText, blocks: Sequence[Block]) -> list[Block]:
    """Lines below each other of a name, a gap and a value are rows of a table: 粮食总产 62.3亿斤."""
    pairs = [_is_pair(clean, block) for block in blocks]
    near = [any(pairs[max(0, at - 1) : at]) or any(pairs[at + 1 : at + 2]) for at in range(len(pairs))]
    return [block.turn("cell") if pair and beside else block for block, pair, beside in zip(blocks, pairs, near, strict=True)]


def _is_pair(clean: CleanText, block: Block) -> bool:
    if block.role != "head" or block.level or not (match := _PAIR.fullmatch(block.text)):
        return False
    at = block.start + match.end("name")
    return clean.offsets[at] - clean.offsets[at - 1] > 1


def _is_item_text(before: Block, block: Block) -> bool:
    """Does a short line go on with the list item above it (一、调查时间), which is no sentence of its own?"""
    return before.role == "list" and before.text[-1] not in "。！？；" and not (block.level or block.after_blank)


def _is_dateline(before: Block, after: Block) -> bool:
    """Does a date stand between a headline and its text, rather than below who signs a notice?"""
    if before.role != "head" or after.role not in ("prose", "lead", "byline"):
        return False
    return before.level > 0 or not shapes.is_signer(before.text)


def _mark_cells(blocks: list[Block]) -> list[Block]:
    """A run of short lines, a third of them figures, is a table that was flattened to one cell a line."""
    made = list(blocks)
    start = 0
    while start < len(made):
        end = start
        while end < len(made) and _is_cell_like(made[end]):
            end += 1
        after = end
        while end > start and end < len(made) and _is_headline_of(made[end - 1], made[end]):
            end -= 1
        if end - start >= 4 and 3 * sum(map(_is_measured, made[start:end])) >= end - start:
            first = start + _has_headline(*made[start : start + 3])
            first += first > start and bool(_SPAN.fullmatch(made[first].text))
            made[first:end] = [block if block.role == "cell" else block.turn("cell") for block in made[first:end]]
        start = max(after, start + 1)
    return made


def _is_cell_like(block: Block) -> bool:
    return block.role == "cell" or (block.role == "head" and not block.level and len(block.text) <= CELL)


def _is_measured(block: Block) -> bool:
    """Does it begin with a number that is no month or service of a headline: 10月空气优良28天, 12345昨日受理情况?"""
    begins = _NUMBER.match(block.text) and not _MONTHS.match(block.text) and not shapes.names_service(block.text)
    return bool(begins) or " " in block.text or _is_value(block)


def _is_value(block: Block) -> bool:
    """Does a cell say something instead of a number: 持平, —?"""
    return block.text in read_words("pages", "table")["values"]


def _has_headline(first: Block, second: Block, third: Block) -> bool:
    """Is the first line of a table its headline?"""
    if first.role != "head" or _COLUMN.search(first.text):
        return False
    return (
        shapes.is_titling(first.text)
        or shapes.titles_table(first.text, second.text)
        or (second.after_blank and not third.after_blank and len(first.text) > LABEL)
    )


def _is_headline_of(block: Block, following: Block) -> bool:
    """Is a line below a table rather the headline of the report that follows?"""
    if _is_value(block):
        return False
    return block.role == "head" and not _DIGIT.match(block.text) and following.role in ("lead", "byline", "prose", "head")
