"""Which headline belongs to which body: what it shares with the text decides, then where it stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from metrics.parse.likeness import measure_likeness
from metrics.parse.openings import Opening
from metrics.parse.paragraphs import Block
from metrics.parse.shapes import is_bulletin_headline

ABOVE, ABOVE_MARKED, BELOW, KIND, FAR = 0.3, 0.9, 0.12, 0.3, 0.01
ENOUGH = 0.2  # a headline with less is nobody's, unless only one body is left without one
OWN = 0.4  # a line that has so much in common with one body, and little with the next line's, is a headline of its own
NEAR = 15  # bodies on either side among which a headline looks for its own
_PERSON = re.compile(
    r"[\u4e00-\u9fff·]{2,4}(?:、[\u4e00-\u9fff·]{2,4})*(?:主持|出席|讲话|致辞|发言|作|批示|参加|陪同|带队|会见|调研)"
)
SUBTITLE = 20  # characters: a longer line that names a person is a title


@dataclass(frozen=True, slots=True)
class Headline:
    """Headline lines that stand together; `above` and `below` number the bodies next to them, `group` the run of headlines."""

    blocks: tuple[Block, ...]
    above: int | None
    below: int | None
    group: int

    @property
    def text(self) -> str:
        """The lines joined as printed."""
        return "".join(block.text for block in self.blocks)

    @property
    def is_marked(self) -> bool:
        """Is it marked as a headline by the format of the page?"""
        return any(block.level for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Body:
    """What a headline is matched with: a body's text and how it opens."""

    text: str
    opening: Opening


def match_headlines(headlines: Sequence[Headline], bodies: Sequence[Body]) -> list[int | None]:
    """For each headline the number of its body, or None; a body has one headline, or several that stand together."""
    if _are_in_place(headlines, len(bodies)):
        return [headline.below for headline in headlines]
    rows = [_score(headline, bodies) for headline in headlines]
    ranked = sorted(((-score, at, body) for at, row in enumerate(rows) for body, score in row.items()))
    owner: list[int | None] = [None] * len(headlines)
    taken: set[int] = set()
    for score, at, body in ranked:
        if owner[at] is None and body not in taken and -score >= ENOUGH:
            owner[at] = body
            taken.add(body)
    _match_last(owner, taken, bodies)
    for at, headline in enumerate(headlines):
        if owner[at] is None:
            owner[at] = _join_neighbour(at, headline, headlines, owner, rows)
    return owner


def _are_in_place(headlines: Sequence[Headline], count: int) -> bool:
    """Does each body have its marked headline above it, and none is left over?"""
    return [headline.below for headline in headlines] == list(range(count)) and all(h.is_marked for h in headlines)


def _score(headline: Headline, bodies: Sequence[Body]) -> dict[int, float]:
    """How well each of the bodies near by suits the headline."""
    place = headline.below if headline.below is not None else headline.above
    middle = place if place is not None else len(bodies)
    near = range(max(0, middle - NEAR), min(len(bodies), middle + NEAR))
    shares = measure_likeness(headline.text, [bodies[at].text for at in near])
    named = is_bulletin_headline(headline.text)
    row = {}
    for at, share in zip(near, shares, strict=True):
        score = share - FAR * abs(at - middle)
        if bodies[at].opening == "bulletin":
            score += KIND if named else 0.0
        elif bodies[at].opening == "masthead":
            continue
        if headline.below == at:
            score += ABOVE_MARKED if headline.is_marked else ABOVE
        elif headline.above == at:
            score += BELOW
        row[at] = score
    return row


def _match_last(owner: list[int | None], taken: set[int], bodies: Sequence[Body]) -> None:
    """One headline and one body are left over: they belong together."""
    free = [at for at, body in enumerate(owner) if body is None]
    left = [at for at, body in enumerate(bodies) if at not in taken and body.opening != "masthead"]
    if len(free) == 1 and len(left) == 1:
        owner[free[0]] = left[0]


def _join_neighbour(
    at: int, headline: Headline, headlines: Sequence[Headline], owner: Sequence[int | None], rows: Sequence[dict[int, float]]
) -> int | None:
    """A kicker or subtitle goes with the headline beside it; a line that suits another body better goes there."""
    row = rows[at]
    best = max(row, key=lambda body: row[body], default=None)
    beside = [near for near in (at + 1, at - 1) if 0 <= near < len(headlines) and headlines[near].group == headline.group]
    owned = [body for near in beside if (body := owner[near]) is not None]
    if best is not None and row[best] >= OWN and best not in owned:
        return best
    suiting = [body for body in owned if row.get(body, 0.0) >= ENOUGH or not headline.is_marked]
    return max(suiting, key=lambda body: row.get(body, 0.0), default=None)


def split_lines(blocks: Sequence[Block], bodies: Sequence[str]) -> list[tuple[Block, ...]]:
    """Headline lines that stand together, cut where the next line clearly speaks of another body."""
    if len(blocks) < 2 or len(bodies) < 2:
        return [tuple(blocks)]
    rows = [measure_likeness(block.text, bodies) for block in blocks]
    units: list[list[Block]] = [[blocks[0]]]
    for at in range(1, len(blocks)):
        before, row = rows[at - 1], rows[at]
        first, second = before.index(max(before)), row.index(max(row))
        if first != second and before[first] - before[second] >= OWN and row[second] - row[first] >= OWN:
            units.append([])
        units[-1].append(blocks[at])
    return [tuple(unit) for unit in units]


def split_title(blocks: Sequence[Block]) -> tuple[str, str]:
    """Title and subtitle of the headline lines: ——我市… and 某某主持 are subtitles, the rest is one title."""
    title, subtitle = "", ""
    for block in blocks:
        is_below = title and (block.text[0] in "—-" or (len(block.text) <= SUBTITLE and _PERSON.match(block.text)))
        if is_below or subtitle:
            subtitle += block.text
        else:
            title += block.text
    return title, subtitle
