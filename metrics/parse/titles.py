"""Which headline belongs to which body: what it shares with the text decides, then where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from metrics.catalogue import read_words
from metrics.parse.likeness import measure_likeness
from metrics.parse.openings import Opening
from metrics.parse.paragraphs import Block

ABOVE, ABOVE_MARKED, BELOW, KIND, FAR = 0.3, 0.9, 0.12, 0.3, 0.02
ENOUGH = 0.2  # a headline with less is nobody's, unless only one body is left without one
_PERSON_VERBS = ("主持", "讲话", "出席", "致辞", "发言", "作报告", "主持会议", "主持召开", "批示", "参加", "陪同", "带队")


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


@dataclass(frozen=True, slots=True)
class Body:
    """What a headline is matched with: a body's text and how it opens."""

    text: str
    opening: Opening


def match_headlines(headlines: Sequence[Headline], bodies: Sequence[Body]) -> list[int | None]:
    """For each headline the number of its body, or None; a body has one headline, or several that stand together."""
    scores = [_score(headline, bodies) for headline in headlines]
    ranked = sorted(((score, at, body) for at, row in enumerate(scores) for body, score in enumerate(row)), reverse=True)
    owner: list[int | None] = [None] * len(headlines)
    taken: set[int] = set()
    for score, at, body in ranked:
        if owner[at] is None and body not in taken and score >= ENOUGH:
            owner[at] = body
            taken.add(body)
    _match_last(owner, taken, len(bodies))
    for at, headline in enumerate(headlines):
        if owner[at] is None:
            owner[at] = _join_neighbour(at, headline, headlines, owner, scores)
    return owner


def _score(headline: Headline, bodies: Sequence[Body]) -> list[float]:
    shares = measure_likeness(headline.text, [body.text for body in bodies])
    named = _is_bulletin_headline(headline.text)
    is_marked = any(block.level for block in headline.blocks)
    row = []
    for at, (share, body) in enumerate(zip(shares, bodies, strict=True)):
        score = share + (KIND if named and body.opening == "bulletin" else 0.0)
        if headline.below == at:
            score += ABOVE_MARKED if is_marked else ABOVE
        elif headline.above == at:
            score += BELOW
        row.append(score - FAR * abs(at - (headline.below if headline.below is not None else len(bodies))))
    return row


def _is_bulletin_headline(text: str) -> bool:
    words = read_words("pages", "bulletin")
    return any(word in text for word in words["services"]) or text.endswith(words["headlines"])


def _match_last(owner: list[int | None], taken: set[int], count: int) -> None:
    """One headline and one body are left over: they belong together."""
    free = [at for at, body in enumerate(owner) if body is None]
    left = [body for body in range(count) if body not in taken]
    if len(free) == 1 and len(left) == 1:
        owner[free[0]] = left[0]


def _join_neighbour(
    at: int, headline: Headline, headlines: Sequence[Headline], owner: Sequence[int | None], scores: Sequence[Sequence[float]]
) -> int | None:
    """A kicker or subtitle goes with the headline beside it whose body it suits."""
    best: int | None = None
    for near in (at + 1, at - 1):
        if not 0 <= near < len(headlines) or headlines[near].group != headline.group:
            continue
        body = owner[near]
        if body is not None and (scores[at][body] >= ENOUGH or not headline.blocks[0].level):
            best = body if best is None or scores[at][body] > scores[at][best] else best
    return best


def split_title(blocks: Sequence[Block]) -> tuple[str, str]:
    """Title and subtitle of the headline lines: ——我市… and 某某主持 are subtitles, the rest is one title."""
    title, subtitle = "", ""
    for block in blocks:
        is_below = bool(title) and (block.text[0] in "—-" or (len(block.text) <= 18 and block.text.endswith(_PERSON_VERBS)))
        if is_below or subtitle:
            subtitle += block.text
        else:
            title += block.text
    return title, subtitle
