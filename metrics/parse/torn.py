"""Columns read across (A1 B1 A2 B2): the paragraphs of a report that were torn from the one before it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from metrics.parse.drafts import SAMPLE, Draft
from metrics.parse.likeness import measure_shares
from metrics.parse.paragraphs import Block
from metrics.parse.sections import is_unfinished

TORN = 0.06  # share of its pairs that a paragraph has in common with the report it was torn from
CLEAR = 2.5  # times as much as with the one it stands in
REACH = 3  # reports back that a paragraph may have been torn from
# How no sentence begins: with a mark, a particle, or a number that is no date.
_MIDDLE = re.compile(r"[，。、；：）”%]|[的及等了个]|\d[\d.,]*(?![\d.,年月日:：])")


def mend_torn(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with each torn paragraph back in the report it was torn from: before its end, or after its own text."""
    drafts = _mend_ahead(drafts)
    moves = {at: found for at in range(1, len(drafts)) if (found := _find_torn(at, drafts))}
    returned: dict[int, list[Block]] = {}
    for block, home in (move for rows in moves.values() for move in rows):
        returned.setdefault(home, []).append(block)
    return [_rebuild(draft, returned.get(at, []), moves.get(at, [])) for at, draft in enumerate(drafts)]


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


def _find_torn(at: int, drafts: Sequence[Draft]) -> list[tuple[Block, int]]:
    """The paragraphs of a draft that were torn from a report before it, and from which one."""
    body = drafts[at].parts[0].body
    if len(body) < 2 or drafts[at].opening not in ("lead", "bulletin"):
        return []
    homes: list[int] = []
    for near in range(at - 1, max(-1, at - 1 - REACH), -1):
        if drafts[near].opening != "lead" or len(drafts[near].parts) > 1:
            break
        if _may_be_torn(drafts[near], drafts[near + 1]):
            homes.append(near)
    return _compare(body, homes, [drafts[home] for home in homes]) if homes else []


def _may_be_torn(draft: Draft, following: Draft) -> bool:
    """Only a report of one paragraph, one cut in a sentence, or one with the next headline beside its own lost its rest."""
    first = draft.parts[0]
    return len(first.body) == 1 or is_unfinished(first.body[-1]) or (len(first.heads) > 1 and not following.parts[0].heads)


def _compare(body: Sequence[Block], homes: Sequence[int], drafts: Sequence[Draft]) -> list[tuple[Block, int]]:
    found: list[tuple[Block, int]] = []
    cut = {home for home, draft in zip(homes, drafts, strict=True) if is_unfinished(draft.parts[0].body[-1])}
    texts = [draft.parts[0].text for draft in drafts]
    for number, block in enumerate(body[1:], 1):
        if block.role != "prose":
            continue
        own = "".join(other.text for at, other in enumerate(body) if at != number)
        shares = measure_shares(block.text[:SAMPLE], [own, *texts])
        best = max(range(1, len(shares)), key=shares.__getitem__)
        home = homes[best - 1]
        goes_on = home in cut and (shares[best] > shares[0] or bool(_MIDDLE.match(block.text)))
        if goes_on or shares[best] >= max(TORN, shares[0] * CLEAR):
            found.append((block, home))
            cut.discard(home)
    return found


def _rebuild(draft: Draft, arrived: Sequence[Block], left: Sequence[tuple[Block, int]]) -> Draft:
    """The draft without the paragraphs that leave it and with those that come back to it."""
    if not arrived and not left:
        return draft
    first, gone = draft.parts[0], {block.start for block, _ in left}
    body = (*(block for block in first.body if block.start not in gone), *arrived)
    return replace(draft, parts=(replace(first, body=body), *draft.parts[1:]))
