"""Text that strayed from its article: halves of columns read across, captions, paragraphs above the lead they go on with."""

from collections.abc import Sequence
from dataclasses import replace

from metrics.parse.bylines import name_writers
from metrics.parse.drafts import NEAR, SAMPLE, Draft, read_text
from metrics.parse.likeness import measure_shares
from metrics.parse.paragraphs import Block
from metrics.parse.sections import Section

ALIKE = 0.1  # share of its pairs that a strayed section has in common with its article at least
WRITER = 0.3  # what the same name under the picture and in the byline counts
OWN = 0.4  # share of a headline's pairs in a text that make it the headline of that text
TORN = 0.06  # share of its pairs that a paragraph has in common with the report it was torn from
CLEAR = 2.5  # times as much as with the one it stands in
REACH = 3  # reports back that a paragraph may have been torn from


def bring_home(drafts: Sequence[Draft], sections: Sequence[Section]) -> list[Draft]:
    """The drafts of a page with every strayed paragraph in the article it belongs to, after that article's own text."""
    alone = ["".join(block.text for block in section.heads) for section in sections if not section.body]
    moves = _find_torn(drafts)
    returned: dict[int, list[Block]] = {}
    for block, home in (move for rows in moves.values() for move in rows):
        returned.setdefault(home, []).append(block)
    made = [_rebuild(draft, returned.get(at, []), moves.get(at, [])) for at, draft in enumerate(drafts)]
    homes = {at: _find_home(at, made, alone) for at, draft in enumerate(made) if draft.is_stray}
    gone = {at: home for at, home in homes.items() if home is not None}
    arrivals: dict[int, list[Section]] = {}
    for at, home in gone.items():
        arrivals.setdefault(home, []).extend(made[at].parts)
    return [
        replace(draft, parts=(*draft.parts, *arrivals[at])) if at in arrivals else draft
        for at, draft in enumerate(made)
        if at not in gone
    ]


def _find_home(at: int, drafts: Sequence[Draft], alone: Sequence[str]) -> int | None:
    """The article a strayed section has most in common with; a caption has one anyway, a writer's own rather."""
    near = [n for n in range(max(0, at - NEAR), min(len(drafts), at + NEAR)) if n != at and not drafts[n].is_stray]
    near = [n for n in near if drafts[n].opening != "masthead"]
    if not near:
        return None
    stray, texts = read_text(drafts[at]), [read_text(drafts[n]) for n in near]
    shares = measure_shares(stray[:SAMPLE], texts)
    if drafts[at].opening == "caption":
        writers = name_writers(stray)
        shares = [share + WRITER * any(name in text for name in writers) for share, text in zip(shares, texts, strict=True)]
        return near[max(range(len(near)), key=lambda n: (shares[n], -abs(near[n] - at)))]
    shares = [max(share, *measure_shares(text[:SAMPLE], [stray])) for share, text in zip(shares, texts, strict=True)]
    best = max(range(len(near)), key=lambda n: (shares[n], -abs(near[n] - at)))
    if any(own >= OWN > 2 * other for own, other in (measure_shares(head, [stray, texts[best]]) for head in alone[-NEAR:])):
        return None
    return near[best] if shares[best] >= ALIKE else _find_before(at, drafts)


def _find_before(at: int, drafts: Sequence[Draft]) -> int | None:
    """The article right before a strayed section, unless it had ended."""
    if at == 0 or drafts[at].parts[0].is_after_close or drafts[at - 1].is_stray or drafts[at - 1].opening == "masthead":
        return None
    return at - 1


def _find_torn(drafts: Sequence[Draft]) -> dict[int, list[tuple[Block, int]]]:
    """For each draft the paragraphs that were torn from a report before it, and from which one.

    Columns read across give A1 B1 A2 B2: only a report of one paragraph, followed by others at once, can have lost its rest.
    """
    moves: dict[int, list[tuple[Block, int]]] = {}
    for at, draft in enumerate(drafts):
        body = draft.parts[0].body
        if draft.opening != "lead" or len(body) < 2:
            continue
        short: list[int] = []
        for n in range(at - 1, max(-1, at - 1 - REACH), -1):
            if drafts[n].opening != "lead" or len(drafts[n].parts) > 1:
                break
            if len(drafts[n].parts[0].body) == 1:
                short.append(n)
        found = _compare(body, [drafts[n].parts[0].text for n in short])
        if found:
            moves[at] = [(block, short[number]) for block, number in found]
    return moves


def _compare(body: Sequence[Block], texts: Sequence[str]) -> list[tuple[Block, int]]:
    """The paragraphs of a report that clearly go on with one of the other texts, and with which."""
    found: list[tuple[Block, int]] = []
    for number, block in enumerate(body[1:], 1):
        if not texts or block.role != "prose":
            continue
        own = "".join(other.text for at, other in enumerate(body) if at != number)
        shares = measure_shares(block.text[:SAMPLE], [own, *texts])
        best = max(range(1, len(shares)), key=shares.__getitem__)
        if shares[best] >= max(TORN, shares[0] * CLEAR):
            found.append((block, best - 1))
    return found


def _rebuild(draft: Draft, arrived: Sequence[Block], left: Sequence[tuple[Block, int]]) -> Draft:
    """The draft without the paragraphs that leave it and with those that come back to it."""
    if not arrived and not left:
        return draft
    first, gone = draft.parts[0], {block.start for block, _ in left}
    body = (*(block for block in first.body if block.start not in gone), *arrived)
    return replace(draft, parts=(replace(first, body=body), *draft.parts[1:]))
