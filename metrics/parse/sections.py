"""From paragraphs to sections: headlines and the run of text below them, cut wherever another article may begin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from metrics.parse.openings import Opening, find_opening, opens_bulletin
from metrics.parse.paragraphs import Block

COLUMN_SHIFT = 9  # columns: another column width may mean another article
TRANSPARENT = ("caption", "byline")
SIGNING = ("signature", "caption")
PROSE = ("prose", "lead", "list")


@dataclass(frozen=True, slots=True)
class Section:
    """Headlines (may be none), the text below them (may be none), how it opens, and whether the text before it had closed."""

    heads: tuple[Block, ...]
    body: tuple[Block, ...]
    opening: Opening
    is_after_close: bool

    @property
    def text(self) -> str:
        """The text without its headlines."""
        return "".join([block.text for block in self.body])

    @property
    def closes(self) -> bool:
        """Does the article end with this section, as far as its last line shows?"""
        return bool(self.body) and is_end(self.body[-1])


def find_sections(blocks: Sequence[Block]) -> list[Section]:
    """The sections of a page in page order."""
    sections: list[Section] = []
    for heads, body in _cut(blocks):
        is_after_close = bool(sections) and sections[-1].closes
        sections.append(Section(tuple(heads), tuple(body), find_opening(body, heads), is_after_close))
    return sections


def is_end(block: Block) -> bool:
    """Does nothing of the same article follow this paragraph?"""
    return block.closes or block.role in ("signature", "masthead")


def _cut(blocks: Sequence[Block]) -> Iterator[tuple[list[Block], list[Block]]]:
    heads: list[Block] = []
    body: list[Block] = []
    for block in blocks:
        if block.role == "head":
            if body:
                yield heads, body
                heads, body = [], []
            heads.append(block)
        elif body and _is_cut(body, block):
            yield heads, body
            heads, body = [], [block]
        else:
            body.append(block)
    if heads or body:
        yield heads, body


def _is_cut(body: Sequence[Block], block: Block) -> bool:
    """May another article begin at this paragraph, which no headline announces?"""
    before = body[-1]
    if block.role == "masthead" or before.role == "masthead":
        return block.role != before.role
    if block.role in ("lead", "byline"):
        return any(part.role not in TRANSPARENT for part in body)
    if block.role == "caption":
        return block.after_blank and len(block.text) > 16
    if before.role == "caption" and block.after_blank:
        return len(before.text) > 16 and len(body) == 1
    if is_end(before):
        return block.role not in SIGNING
    if block.role != "prose" or not block.after_blank or before.role not in PROSE or before.text[-1] not in "。！？”）":
        return False
    return _is_shifted(before, block) or opens_bulletin([block])


def _is_shifted(before: Block, block: Block) -> bool:
    return bool(before.columns and block.columns) and abs(before.columns - block.columns) >= COLUMN_SHIFT
