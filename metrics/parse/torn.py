"""Columns read across (A1 B1 A2 B2): the paragraphs of a report that were torn from the one before it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from metrics.parse.drafts import SAMPLE, Draft, read_text
from metrics.parse.likeness import measure_shares
from metrics.parse.paragraphs import Block
from metrics.parse.sections import is_unfinished
from metrics.parse.shapes import names_service

TORN = 0.06  # share of its pairs that a paragraph has in common with the report it was torn from
FOREIGN = 1.5  # ... with a bulletin it stands in, whose service it does not name
CLEAR = 2.5  # times as much as with the one it stands in
Move = tuple[Block, int]  # a paragraph and the number of the draft it belongs to
REACH = 3  # reports back that a paragraph may have been torn from
# How no sentence begins: with a mark, a particle, or a number that is no date.
_MIDDLE = re.compile(r"[，。、；：）”%]|[\u4e00-\u9fff]{1,2}[。，]|[的及等了个]|\d[\d.,]*(?![\d.,年月日:：])")


class _Tear(NamedTuple):
    """A draft that may hold torn paragraphs, the texts they may have been torn from, and how each draft ends so far."""

    at: int
    texts: dict[int, str]
    ends: dict[int, Block | None]
    is_bulletin: bool


def mend_torn(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with each torn paragraph back in the report it was torn from: before its end, or after its own text."""
    drafts = _mend_ahead(drafts)
    ends = {at: _find_end(draft) for at, draft in enumerate(drafts)}
    moves: dict[int, list[Move]] = {}
    for at in range(1, len(drafts)):
        if found := _find_torn(at, drafts, ends):
            moves[at] = found
    returned: dict[int, list[Block]] = {}
    for block, home in (move for rows in moves.values() for move in rows):
        returned.setdefault(home, []).append(block)
    made = [_rebuild(draft, returned.get(at, []), moves.get(at, [])) for at, draft in enumerate(drafts)]
    return [draft for draft in made if draft.parts]


def _mend_ahead(drafts: Sequence[Draft]) -> list[Draft]:
    """Of two signed texts that were printed side by side the second is only an end: what is its own moves there."""
    made = list(drafts)
    for at in range(len(made) - 1):
        first, second = made[at].parts[0], made[at + 1].parts[0]
        if not (_is_bare(made[at]) and _is_bare(made[at + 1]) and len(first.body) > 2 and len(second.body) == 1):
            continue
        moved = _find_ahead(first.body, second.text)
        if moved:
            gone = {block.start for block in moved}
            kept = tuple(block for block in first.body if block.start not in gone)
            made[at] = Draft((replace(first, body=kept),))
            made[at + 1] = Draft((replace(second, body=(*moved, *second.body)),))
    return made


def _is_bare(draft: Draft) -> bool:
    """Is it one section without a headline that opens with no lead and is signed at its end?"""
    first = draft.parts[0]
    return len(draft.parts) == 1 and not first.heads and draft.opening == "none" and first.closes


def _find_ahead(body: Sequence[Block], end: str) -> list[Block]:
    """The paragraphs, but for the first and the last, that share words with another's end and few with the rest."""
    like = [block for block in body[1:-1] if measure_shares(block.text[:SAMPLE], [end])[0] >= TORN]
    starts = {block.start for block in like}
    own = "".join([block.text for block in body if block.start not in starts])
    shares = [measure_shares(block.text[:SAMPLE], [own, end]) for block in like]
    return [block for block, (here, there) in zip(like, shares, strict=True) if there >= here * CLEAR]


def _find_end(draft: Draft) -> Block | None:
    """The last paragraph of its text, captions left out."""
    blocks = [block for block in draft.parts[-1].body if block.role != "caption"]
    return blocks[-1] if blocks else None


def _find_torn(at: int, drafts: Sequence[Draft], ends: dict[int, Block | None]) -> list[Move]:
    """The paragraphs of a draft that were torn from a report before it, and from which one; `ends` is kept up to date."""
    body = drafts[at].parts[0].body
    is_stray = drafts[at].is_stray and drafts[at].opening == "none"
    if not is_stray and (len(body) < 2 or drafts[at].opening not in ("lead", "bulletin", "notice")):
        return []
    homes = _find_homes(at, drafts, ends, is_stray)
    tear = _Tear(at, {home: read_text(drafts[home]) for home in homes}, ends, drafts[at].opening == "bulletin")
    return _compare(tear, body, 0 if is_stray else 1) if homes else []


def _find_homes(at: int, drafts: Sequence[Draft], ends: dict[int, Block | None], is_stray: bool) -> list[int]:
    """The reports before a draft that may have lost their rest to it."""
    homes: list[int] = []
    is_near = not is_stray
    for near in range(at - 1, max(-1, at - 1 - REACH), -1):
        draft = drafts[near]
        is_plain = draft.opening == "lead" and len(draft.parts) == 1
        if is_open(ends[near]) or (is_near and is_plain and _may_be_torn(draft, drafts[near + 1])):
            homes.append(near)
        is_near = is_near and is_plain
    return homes


def is_open(end: Block | None) -> bool:
    """Does a text stop in the middle of a sentence?"""
    return end is not None and is_unfinished(end)


def _may_be_torn(draft: Draft, following: Draft) -> bool:
    """Of reports not cut in a sentence only one of one paragraph, or with the next headline beside its own, lost its rest."""
    first = draft.parts[0]
    return len(first.body) == 1 or (len(first.heads) > 1 and not following.parts[0].heads)


def _compare(tear: _Tear, body: Sequence[Block], first: int) -> list[Move]:
    """Where each paragraph belongs: once the columns have changed, those that follow go on with the same text."""
    found: list[Move] = []
    current = tear.at
    tear.ends[tear.at] = body[0] if first else None
    for number, block in enumerate(body[first:], first):
        if block.role == "prose":
            own = "".join(other.text for there, other in enumerate(body) if there != number)
            current = _choose(block, current, own, tear)
        elif block.role != "list":
            current = tear.at
        tear.ends[current] = block
        if current != tear.at:
            found.append((block, current))
    return found


def _choose(block: Block, current: int, own: str, tear: _Tear) -> int:
    """The text that a paragraph goes on with: the one it stands in, or one that lacks its rest."""
    texts = {**tear.texts, tear.at: own}
    rivals = [home for home in texts if home != current]
    here, *shares = measure_shares(block.text[:SAMPLE], [texts[current], *(texts[home] for home in rivals)])
    share, is_cut, best = max(zip(shares, [is_open(tear.ends[home]) for home in rivals], rivals, strict=True))
    is_middle = bool(_MIDDLE.match(block.text))
    if is_cut and (share > here or (is_middle and not is_open(tear.ends[current]))):
        return best
    is_foreign = tear.is_bulletin and 2 * len(block.text) > SAMPLE and not names_service(block.text)  # no list of the bulletin
    return best if share >= max(TORN, here * (FOREIGN if is_foreign else CLEAR)) else current


def _rebuild(draft: Draft, arrived: Sequence[Block], left: Sequence[Move]) -> Draft:
    """The draft without the paragraphs that leave it and with those that come back to it; no parts when nothing is left."""
    if not arrived and not left:
        return draft
    gone = {block.start for block, _ in left}
    parts = [replace(part, body=tuple(block for block in part.body if block.start not in gone)) for part in draft.parts]
    parts = [part for part in parts if part.body or part.heads]
    if parts and arrived:
        parts[-1] = replace(parts[-1], body=(*parts[-1].body, *arrived))
    return replace(draft, parts=tuple(parts))
