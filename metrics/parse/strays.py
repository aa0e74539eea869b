"""Text that strayed from its article: captions, paragraphs above the lead they go on with, halves of columns read across."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from metrics.parse.bylines import name_writers
from metrics.parse.drafts import NEAR, SAMPLE, Draft, read_text
from metrics.parse.likeness import measure_shares
from metrics.parse.openings import tells_story
from metrics.parse.sections import Section
from metrics.parse.torn import mend_torn

ALIKE = 0.1  # share of its pairs that a strayed section has in common with its article at least
WRITER = 0.3  # what the same name under the picture and in the byline counts
_SAID = re.compile(r"会议(?:强调|指出|要求|认为|提出|对|审议|听取|通报|还)")
_MET = re.compile(r"召开[^。；\d]{0,24}?会|会议?(?:[^。；，\d]{0,12}?)(?:召开|举行)")
OWN = 0.4  # share of a headline's pairs in a text that make it the headline of that text


def bring_home(drafts: Sequence[Draft], sections: Sequence[Section]) -> list[Draft]:
    """The drafts of a page with every strayed paragraph in the article it belongs to, after that article's own text."""
    alone = ["".join(block.text for block in section.heads) for section in sections if not section.body]
    made = mend_torn(drafts)
    homes = {at: _find_home(at, made, alone) for at, draft in enumerate(made) if draft.is_stray and not is_caption(draft)}
    settled = {at for at, draft in enumerate(made) if homes.get(at) is None and not is_caption(draft)}
    homes |= {at: _find_pictured(at, made, settled) for at, draft in enumerate(made) if is_caption(draft)}
    gone = {at: home for at, home in homes.items() if home is not None}
    arrivals: dict[int, list[Section]] = {}
    for at, home in gone.items():
        arrivals.setdefault(home, []).extend(made[at].parts)
    return [_take_in(draft, arrivals[at]) if at in arrivals else draft for at, draft in enumerate(made) if at not in gone]


def _take_in(draft: Draft, arrivals: Sequence[Section]) -> Draft:
    """The draft with what strayed from it: what a meeting said right behind what is told of that, all else at the end."""
    said = [part for part in arrivals if _SAID.match(part.text)]
    if not said:
        return replace(draft, parts=(*draft.parts, *arrivals))
    first, at = draft.parts[0], 1
    while at < len(first.body) and _SAID.match(first.body[at].text):
        at += 1
    body = (*first.body[:at], *(block for part in said for block in part.body), *first.body[at:])
    others = [part for part in arrivals if part not in said]
    return replace(draft, parts=(replace(first, body=body), *draft.parts[1:], *others))


def _find_home(at: int, drafts: Sequence[Draft], alone: Sequence[str]) -> int | None:
    """The article a strayed section has most in common with."""
    near = [n for n in range(max(0, at - NEAR), min(len(drafts), at + NEAR)) if n != at and not drafts[n].is_stray]
    near = [n for n in near if drafts[n].opening != "masthead"]
    if not near:
        return None
    stray, texts = read_text(drafts[at]), [read_text(drafts[n]) for n in near]
    shares = measure_shares(stray[:SAMPLE], texts)
    meeting = _find_meeting(at, near, stray, texts)
    if meeting is not None:
        return meeting
    shares = [max(share, *measure_shares(text[:SAMPLE], [stray])) for share, text in zip(shares, texts, strict=True)]
    best = max(range(len(near)), key=lambda n: (shares[n], -abs(near[n] - at)))
    if any(own >= OWN > 2 * other for own, other in (measure_shares(head, [stray, texts[best]]) for head in alone[-NEAR:])):
        return None
    return near[best] if shares[best] >= ALIKE else _find_before(at, drafts)


def is_caption(draft: Draft) -> bool:
    """Is it the line under a picture?"""
    return draft.opening == "caption"


def _find_pictured(at: int, drafts: Sequence[Draft], settled: Collection[int]) -> int | None:
    """The article a picture is of: what its line has most in common with, a writer's own rather; it has one anyway."""
    near = [
        n for n in range(max(0, at - NEAR), min(len(drafts), at + NEAR)) if n in settled and drafts[n].opening != "masthead"
    ]
    near = [n for n in near if drafts[n].opening != "notice"] or near
    if not near:
        return None
    stray, texts = read_text(drafts[at]), [read_text(drafts[n]) for n in near]
    writers = name_writers(stray)
    shares = [
        share + WRITER * any(name in text for name in writers)
        for share, text in zip(measure_shares(stray[:SAMPLE], texts), texts, strict=True)
    ]
    return near[max(range(len(near)), key=lambda n: (shares[n], -abs(near[n] - at)))]


def _find_meeting(at: int, near: Sequence[int], stray: str, texts: Sequence[str]) -> int | None:
    """The nearest report whose first sentences tell of a meeting, for a text that goes on with what a meeting said."""
    if not _SAID.match(stray):
        return None
    meetings = [n for n, text in zip(near, texts, strict=True) if _MET.search(text[:SAMPLE]) and not _SAID.match(text)]
    return min(meetings, key=lambda n: abs(n - at), default=None)


def _find_before(at: int, drafts: Sequence[Draft]) -> int | None:
    """The article right before a strayed section, unless it had ended."""
    if at == 0 or drafts[at].parts[0].is_after_close or drafts[at - 1].is_stray or drafts[at - 1].opening == "masthead":
        return None
    if drafts[at - 1].opening == "bulletin" and tells_story(drafts[at].parts[0].text):
        return None
    return at - 1
