"""Which headline belongs to which body: what it shares with the text decides, then where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from metrics.parse.headlines import Headline
from metrics.parse.likeness import measure_likeness, measure_shares
from metrics.parse.openings import Opening
from metrics.parse.shapes import is_bulletin_headline

ABOVE, BELOW, KIND, FAR = 0.3, 0.12, 0.3, 0.01
CLEAR = 0.45  # share of its pairs that a plain headline has in common with the body below it to be taken as read
ENOUGH = 0.2  # a headline with less is nobody's, unless only one body is left without one
OWN = 0.4  # a kicker with as much goes to that body, though another headline stands beside it
NEAR = 15  # bodies on either side among which a headline looks for its own


@dataclass(frozen=True, slots=True)
class Body:
    """What a headline is matched with: a body's text and how it opens."""

    text: str
    opening: Opening


@dataclass(frozen=True, slots=True)
class Titles:
    """The headlines of a body: those of its title, which stand together, and those found elsewhere."""

    main: tuple[Headline, ...] = ()
    others: tuple[Headline, ...] = ()


def match_headlines(headlines: Sequence[Headline], bodies: Sequence[Body]) -> tuple[list[Titles], list[Headline]]:
    """The headlines of each body, and those that are nobody's."""
    owner: list[int | None] = [headline.below if _is_in_place(headline, bodies) else None for headline in headlines]
    groups = {body: headline.group for headline, body in zip(headlines, owner, strict=True) if body is not None}
    rows = {at: _score(headline, bodies) for at, headline in enumerate(headlines) if owner[at] is None}
    ranked = sorted((-score, at, body) for at, row in rows.items() for body, score in row.items())
    for score, at, body in ranked:
        if owner[at] is None and body not in groups and -score >= ENOUGH:
            owner[at] = body
            groups[body] = headlines[at].group
    _match_last(owner, groups, headlines, bodies)
    for at, headline in enumerate(headlines):
        if owner[at] is None:
            owner[at] = _join_neighbour(at, headline, headlines, owner, rows)
    return _collect(headlines, owner, [groups.get(body) for body in range(len(bodies))])


def _collect(
    headlines: Sequence[Headline], owner: Sequence[int | None], groups: Sequence[int | None]
) -> tuple[list[Titles], list[Headline]]:
    main: list[list[Headline]] = [[] for _ in groups]
    others: list[list[Headline]] = [[] for _ in groups]
    for headline, body in zip(headlines, owner, strict=True):
        if body is not None:
            (main if headline.group == groups[body] else others)[body].append(headline)
    titles = [Titles(tuple(first), tuple(rest)) for first, rest in zip(main, others, strict=True)]
    return titles, [headline for headline, body in zip(headlines, owner, strict=True) if body is None]


def _is_in_place(headline: Headline, bodies: Sequence[Body]) -> bool:
    """Is the headline that of the body below it, because it is marked as one or has most in common with it?"""
    if headline.below is None:
        return False
    return headline.is_marked or measure_shares(headline.text, [bodies[headline.below].text])[0] >= CLEAR


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
            score += ABOVE
        elif headline.above == at:
            score += BELOW
        row[at] = score
    return row


def _match_last(owner: list[int | None], groups: dict[int, int], headlines: Sequence[Headline], bodies: Sequence[Body]) -> None:
    """One headline and one body are left over: they belong together."""
    free = [at for at, body in enumerate(owner) if body is None]
    left = [at for at, body in enumerate(bodies) if at not in groups and body.opening != "masthead"]
    if len(free) == 1 and len(left) == 1:
        owner[free[0]] = left[0]
        groups[left[0]] = headlines[free[0]].group


def _join_neighbour(
    at: int,
    headline: Headline,
    headlines: Sequence[Headline],
    owner: Sequence[int | None],
    rows: Mapping[int, dict[int, float]],
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
