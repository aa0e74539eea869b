"""From paragraphs to sections: headlines and the run of text below them, cut wherever another article may begin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from metrics.parse.openings import Opening, find_opening, is_bulletin
from metrics.parse.paragraphs import Block

COLUMN_SHIFT = 9  # columns: another column width may mean another article
TRANSPARENT = ("caption", "byline")


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
        return "".join(block.text for block in self.body)


def find_sections(blocks: Sequence[Block]) -> tuple[Section, ...]:
    """The sections of a page in page order."""
    sections: list[Section] = []
    is_after_close = False
    for heads, body in _cut(blocks):
        sections.append(Section(heads, body, find_opening(body, heads), is_after_close))
        is_after_close = bool(body) and _is_closed(body)
    return tuple(sections)


def _is_closed(body: Sequence[Block]) -> bool:
    return body[-1].closes or body[-1].role in ("signature", "masthead")


def _cut(blocks: Sequence[Block]) -> Iterator[tuple[tuple[Block, ...], tuple[Block, ...]]]:
    heads: list[Block] = []
    body: list[Block] = []
    for block in blocks:
        if block.role == "head":
            if body:
                yield tuple(heads), tuple(body)
                heads, body = [], []
            heads.append(block)
        elif body and _is_cut(body, block):
            yield tuple(heads), tuple(body)
            heads, body = [], [block]
        else:
            body.append(block)
    if heads or body:
        yield tuple(heads), tuple(body)


def _is_cut(body: Sequence[Block], block: Block) -> bool:
    """May another article begin at this block, which no headline announces?"""
    before = body[-1]
    if (before.role == "masthead") != (block.role == "masthead"):
        return True
    if all(part.role in TRANSPARENT for part in body):
        return False
    if block.role in ("lead", "byline") or _is_closed(body) != (block.role == "signature" and before.role == "signature"):
        return block.role != "caption"
    if block.role == "prose" and block.after_blank and before.text[-1] in "。！？”":
        return _is_shifted(before, block) or is_bulletin([block], "")
    return False


def _is_shifted(before: Block, block: Block) -> bool:
    return bool(before.columns and block.columns) and abs(before.columns - block.columns) >= COLUMN_SHIFT
