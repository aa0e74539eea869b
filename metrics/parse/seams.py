"""A body without lead that begins inside the text of another article: two headlines for one text tell that it is there."""

from collections.abc import Sequence
from dataclasses import replace

from metrics.parse.drafts import SAMPLE, Draft
from metrics.parse.headlines import Headline
from metrics.parse.likeness import measure_shares, to_pairs
from metrics.parse.paragraphs import Block
from metrics.parse.sections import STOPS
from metrics.parse.titles import Titles

FOUND = 0.5  # share of the headline's pairs in the text from the seam on at least
BEFORE = 0.1  # share of them in the text before it at most
OTHER = 0.3  # share of another headline's pairs in the text before it at least
HIT = 0.2  # share of them in a paragraph that surely lies behind the seam
BACK = 5  # paragraphs before that one among which the seam is looked for


def split_seams(drafts: Sequence[Draft], titles: Sequence[Titles]) -> list[Draft]:
    """The drafts, each cut where it holds the bodies of two headlines that stand apart from them."""
    made: list[Draft] = []
    for draft, own in zip(drafts, titles, strict=True):
        headlines = (*own.main, *own.others)
        is_doubtful = (
            len(headlines) > 1 and draft.opening in ("lead", "none", "bulletin") and not any(one.is_marked for one in headlines)
        )
        made += (_split(draft, headlines) if is_doubtful else None) or [draft]
    return made


def _split(draft: Draft, headlines: Sequence[Headline]) -> list[Draft] | None:
    for headline in headlines:
        seam = _find_seam(draft, to_pairs(headline.text))
        if not seam:
            continue
        before = "".join(block.text for block in draft.parts[0].body[:seam])
        others = [one.text for one in headlines if one is not headline]
        if draft.opening == "bulletin" or any(measure_shares(text, [before])[0] >= OTHER for text in others):
            return _cut(draft, seam)
    return None


def _find_seam(draft: Draft, pairs: frozenset[str]) -> int | None:
    """The paragraph of the first section from which on the text is the headline's, the text before it being another's."""
    body = draft.parts[0].body
    rest = "".join(part.text for part in draft.parts[1:])
    hits = [{pair for pair in pairs if pair in block.text} for block in body]
    first = next((at for at, found in enumerate(hits) if len(found) >= max(2, HIT * len(pairs))), None)
    if not first or len(set().union(*hits[:first])) > BEFORE * len(pairs):
        return None
    behind = set().union(*hits[first:]) | {pair for pair in pairs if pair in rest}
    return _place_seam(body, first) if len(behind) >= FOUND * len(pairs) else None


def _place_seam(body: Sequence[Block], first: int) -> int | None:
    """Of the paragraphs up to the first hit the one that has least in common with the text before it."""
    places = [at for at in range(max(1, first - BACK), first + 1) if _may_open(body[at], body[at - 1])]
    if not places:
        return None
    texts = ["".join(block.text for block in body[:at]) for at in places]
    shares = [measure_shares(body[at].text[:SAMPLE], [text])[0] for at, text in zip(places, texts, strict=True)]
    return min(zip(shares, places, strict=True))[1]


def _may_open(block: Block, before: Block) -> bool:
    """May a text of its own begin here? What a meeting said goes on with what is told of that."""
    return block.after_blank and before.text[-1] in STOPS and not block.text.startswith("会议")


def _cut(draft: Draft, seam: int) -> list[Draft]:
    first = draft.parts[0]
    head = replace(first, body=first.body[:seam])
    tail = replace(first, heads=(), body=first.body[seam:], opening="none", is_after_close=False, is_after_cut=False)
    return [Draft((head,)), Draft((tail, *draft.parts[1:]))]
