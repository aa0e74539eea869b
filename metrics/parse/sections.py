"""From paragraphs to sections: headlines and the run of text below them, cut wherever another article may begin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from metrics.parse.openings import Opening, find_opening, is_span, opens_bulletin, opens_notice, tells_story
from metrics.parse.paragraphs import Block

COLUMN_SHIFT = 9  # columns: another column width may mean another article
TRANSPARENT = ("caption", "byline")
SIGNING = ("signature", "caption")
STOPS = "。！？!?…；：:—”’）)》】"
SENTENCE = 30  # characters: a shorter line without a stop is no sentence cut off
TABLE = 4  # cells: fewer are no table
PROSE = ("prose", "lead", "list")


@dataclass(frozen=True, slots=True)
class Section:
    """Headlines (may be none), the text below them (may be none), how it opens, and how the text before it ended: for good,
    or in the middle of a sentence."""

    heads: tuple[Block, ...]
    body: tuple[Block, ...]
    opening: Opening
    is_after_close: bool
    is_after_cut: bool

    @property
    def text(self) -> str:
        """The text without its headlines and without who signs it."""
        return "".join([block.text for block in self.body if block.role != "signature"])

    @property
    def closes(self) -> bool:
        """Does the article end with this section, as far as its last line shows?"""
        return bool(self.body) and is_end(self.body[-1])


def find_sections(blocks: Sequence[Block]) -> list[Section]:
    """The sections of a page in page order."""
    sections: list[Section] = []
    last: Block | None = None
    for heads, body in _cut(_sign(blocks)):
        ended, cut = last is not None and is_end(last), last is not None and is_unfinished(last)
        sections.append(Section(tuple(heads), tuple(body), find_opening(body, heads), ended, cut))
        last = body[-1] if body else last
    return sections


def _sign(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, where who wrote a text stands between its end and a bulletin, which nobody signs, as those who sign."""
    made = list(blocks)
    for at in range(1, len(made) - 1):
        if made[at].role == "byline" and made[at - 1].role in PROSE and made[at - 1].text[-1] in STOPS:
            made[at] = made[at].turn("signature") if opens_bulletin(made[at + 1 : at + 2]) else made[at]
    return made


def is_end(block: Block) -> bool:
    """Does nothing of the same article follow this paragraph?"""
    return block.closes or block.role in ("signature", "masthead")


def is_unfinished(block: Block) -> bool:
    """Does the paragraph stop in the middle of a sentence?"""
    is_long = len(block.text) >= SENTENCE or block.text[-1].isdecimal()
    return block.role in ("prose", "lead") and is_long and block.text[-1] not in STOPS


def _cut(blocks: Sequence[Block]) -> Iterator[tuple[list[Block], list[Block]]]:
    heads: list[Block] = []
    body: list[Block] = []
    last: Block | None = None
    for block in blocks:
        if block.role == "head":
            if body:
                yield heads, body
                heads, body = [], []
            heads.append(block)
        elif body and _is_cut(body, block, any(head.level for head in heads)):
            yield heads, body
            heads, body = [], [block]
        else:
            if heads and not body and (_are_apart(heads, block) or (last and is_unfinished(last) and _goes_on(block))):
                yield heads, []
                heads = []
            body.append(block)
        last = block if block.role != "head" else last
    if heads or body:
        yield heads, body


def _are_apart(heads: Sequence[Block], block: Block) -> bool:
    """Are these the headlines of a page set together above a caption, rather than the caption's own?"""
    return block.role == "caption" and block.after_blank and sum(head.after_blank for head in heads) > 1


def _goes_on(block: Block) -> bool:
    """May the paragraph be the rest of a sentence that headlines of another article cut off?"""
    return block.role == "prose" and not opens_bulletin([block])


def _is_cut(body: Sequence[Block], block: Block, is_marked: bool) -> bool:
    """May another article begin at this paragraph, which no headline announces? No bulletin does where headlines are marked."""
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
    if block.role == "cell" and before.role in PROSE and is_span(block.text):
        return True
    if block.role == "prose" and block.after_blank and before.role == "cell":
        return all(part.role == "cell" for part in body[-TABLE:]) and len(body) >= TABLE
    if block.role != "prose" or not block.after_blank or before.role not in PROSE or is_unfinished(before):
        return False
    if opens_bulletin(body) and tells_story(block.text):
        return True
    return _is_shifted(before, block) or (not is_marked and (opens_bulletin([block]) or opens_notice(block)))


def _is_shifted(before: Block, block: Block) -> bool:
    return bool(before.columns and block.columns) and abs(before.columns - block.columns) >= COLUMN_SHIFT
