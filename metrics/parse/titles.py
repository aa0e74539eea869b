"""Which headline belongs to which body: what it shares with the text decides, then where it stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from metrics.catalogue import read_words
from metrics.parse.headlines import Headline
from metrics.parse.likeness import measure_likeness, measure_shares
from metrics.parse.openings import Opening
from metrics.parse.shapes import is_bulletin_headline

KIND, FAR = 0.3, 0.01
FIRST, SECOND = (
    0.3,
    0.12,
)  # what standing next to a body counts on the side where this page sets its headlines, and on the other
APART = 0.05  # the same on a page that sets them away from the bodies
CLEAR = 0.45  # share of its pairs that a plain headline has in common with the body below it to be taken as read
SURE = 0.35  # share that tells on which side the page sets its headlines
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
    placed = {at: headline.below for at, headline in enumerate(headlines) if _is_in_place(headline, bodies)}
    shares = {at: _measure(headline, bodies) for at, headline in enumerate(headlines) if at not in placed}
    side = _find_side(headlines, shares, len(placed))
    rows = {at: _score(headlines[at], bodies, row, side) for at, row in shares.items()}
    ranked = sorted((-score, at, body) for at, row in rows.items() for body, score in row.items())
    owner = _assign(
        {at: body for at, body in placed.items() if body is not None},
        [(at, body) for score, at, body in ranked if -score >= ENOUGH],
    )
    second = {at for at, row in shares.items() if at not in owner and _is_second(row, owner)}
    owner = _assign_last(owner, headlines, bodies, [(at, body) for _, at, body in ranked if at not in second])
    joined = {at: _join_neighbour(at, headlines, owner, row) for at, row in rows.items() if at not in owner}
    return _collect(headlines, bodies, owner, joined)


def _assign(owner: Mapping[int, int], pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Headlines and bodies that are still free are given to each other, the first pair first."""
    made, taken = dict(owner), set(owner.values())
    for at, body in pairs:
        if at not in made and body not in taken:
            made[at] = body
            taken.add(body)
    return made


def _is_second(row: Mapping[int, float], owner: Mapping[int, int]) -> bool:
    """Is a headline told by a text that has another one already, and by none that is free? Then that holds two reports."""
    taken = set(owner.values())
    best = max(row, key=row.__getitem__, default=None)
    return best in taken and row[best] >= OWN and all(share < ENOUGH for body, share in row.items() if body not in taken)


def _assign_last(
    owner: dict[int, int], headlines: Sequence[Headline], bodies: Sequence[Body], ranked: Sequence[tuple[int, int]]
) -> dict[int, int]:
    """As many headlines as bodies are left over: they belong together, the likelier pairs first, then in page order."""
    taken = set(owner.values())
    free = [at for at in range(len(headlines)) if at not in owner]
    left = [at for at, body in enumerate(bodies) if at not in taken and body.opening != "masthead"]
    if len(free) != len(left) or not set(free) <= {at for at, _ in ranked}:
        return owner
    made = _assign(owner, ranked)
    taken = set(made.values())
    return _assign(made, zip((at for at in free if at not in made), (at for at in left if at not in taken), strict=True))


def _join_neighbour(at: int, headlines: Sequence[Headline], owner: Mapping[int, int], row: Mapping[int, float]) -> int | None:
    """A kicker or subtitle goes with the headline beside it; a line that suits another body better goes there."""
    best = max(row, key=lambda body: row[body], default=None)
    group = headlines[at].group
    beside = [near for near in (at + 1, at - 1) if 0 <= near < len(headlines) and headlines[near].group == group]
    owned = [owner[near] for near in beside if near in owner]
    if best is not None and row[best] >= OWN and best not in owned:
        return best
    suiting = [body for body in owned if row.get(body, 0.0) >= ENOUGH or not headlines[at].is_marked]
    return max(suiting, key=lambda body: row.get(body, 0.0), default=None)


def _collect(
    headlines: Sequence[Headline], bodies: Sequence[Body], owner: Mapping[int, int], joined: Mapping[int, int | None]
) -> tuple[list[Titles], list[Headline]]:
    groups = {body: headlines[at].group for at, body in owner.items()}
    main: list[list[Headline]] = [[] for _ in bodies]
    others: list[list[Headline]] = [[] for _ in bodies]
    alone: list[Headline] = []
    for at, headline in enumerate(headlines):
        body = owner[at] if at in owner else joined[at]
        if body is None:
            alone.append(headline)
        else:
            (main if headline.group == groups.get(body) else others)[body].append(headline)
    return [Titles(tuple(first), tuple(rest)) for first, rest in zip(main, others, strict=True)], alone


def _is_in_place(headline: Headline, bodies: Sequence[Body]) -> bool:
    """Is the headline that of the body below it, because it is marked as one or has most in common with it?"""
    if headline.below is None:
        return False
    if bodies[headline.below].opening == "notice" and headline.text.endswith(read_words("pages", "notice")["headlines"]):
        return True
    return headline.is_marked or measure_shares(headline.text, [bodies[headline.below].text])[0] >= CLEAR


def _measure(headline: Headline, bodies: Sequence[Body]) -> dict[int, float]:
    """What the headline has in common with each of the bodies near by."""
    place = headline.below if headline.below is not None else headline.above
    middle = place if place is not None else len(bodies)
    near = range(max(0, middle - NEAR), min(len(bodies), middle + NEAR))
    shares = measure_likeness(headline.text, [bodies[at].text for at in near])
    return {at: share for at, share in zip(near, shares, strict=True) if bodies[at].opening != "masthead"}


def _find_side(headlines: Sequence[Headline], shares: Mapping[int, dict[int, float]], placed: int) -> tuple[float, float]:
    """What it counts on this page to stand above a body and below it, by the headlines whose bodies are known for sure."""
    above, below, apart = placed, 0, 0
    for at, row in shares.items():
        best = max(row, key=row.__getitem__, default=None)
        if best is None or row[best] < SURE:
            continue
        above += headlines[at].below == best
        below += headlines[at].above == best
        apart += best not in (headlines[at].below, headlines[at].above)
    if apart > above + below:
        return APART, APART
    return (SECOND, FIRST) if below > above else (FIRST, SECOND)


def _score(
    headline: Headline, bodies: Sequence[Body], shares: Mapping[int, float], side: tuple[float, float]
) -> dict[int, float]:
    """How well each of the bodies near by suits the headline."""
    named = is_bulletin_headline(headline.text)
    row = {}
    for at, share in shares.items():
        score = share - FAR * abs(at - (headline.below if headline.below is not None else len(bodies)))
        if bodies[at].opening == "bulletin":
            score += KIND if named else 0.0
        if headline.below == at:
            score += side[0]
        elif headline.above == at:
            score += side[1]
        row[at] = score
    return row
