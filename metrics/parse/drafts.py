"""From sections to drafts of articles: what opens an article, what goes on with the one before, what strayed from its own."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from metrics.parse.bylines import name_writers
from metrics.parse.likeness import measure_likeness
from metrics.parse.openings import Opening
from metrics.parse.sections import Section

SAMPLE = 160  # characters of a section that tell what it is about
READ = 3000  # characters of an article that are searched for them
NEAR = 12  # articles on either side that a section is compared with
ALIEN, ALIKE = 0.08, 0.16  # shares of its pairs of characters that a section has in common with an article


@dataclass(frozen=True, slots=True)
class Draft:
    """An article in the making: its sections in reading order."""

    parts: tuple[Section, ...]

    @property
    def opening(self) -> Opening:
        """How its first section opens."""
        return self.parts[0].opening

    @property
    def is_stray(self) -> bool:
        """Has it neither a headline of its own, nor an opening, nor an end?"""
        first = self.parts[0]
        is_bare = not first.heads and len(self.parts) == 1 and not first.closes
        return first.opening == "caption" or (first.opening == "none" and is_bare)


def find_drafts(sections: Sequence[Section]) -> list[Draft]:
    """The articles of a page by their sections, strayed ones put where they belong."""
    return _bring_home(_gather([section for section in sections if section.body]))


def read_text(draft: Draft) -> str:
    """As much of the text of an article as tells what it is about."""
    texts, size = [], 0
    for part in draft.parts:
        texts.append(part.text)
        size += len(texts[-1])
        if size > READ:
            break
    return "".join(texts)[:READ]


def _gather(sections: Sequence[Section]) -> list[Draft]:
    """Drafts in page order: a section opens one or goes on with the one before it."""
    levels = Counter(section.heads[-1].level for section in sections if section.heads)
    drafts: list[Draft] = []
    current: list[Section] = []
    for at, section in enumerate(sections):
        if current and _opens(section, current, drafts, sections[at : at + NEAR], levels):
            drafts.append(Draft(tuple(current)))
            current = []
        current.append(section)
    return [*drafts, Draft(tuple(current))] if current else drafts


def _opens(
    section: Section, current: Sequence[Section], drafts: Sequence[Draft], rest: Sequence[Section], levels: Counter[int]
) -> bool:
    """Does the section begin an article of its own? A headline above it may be no more than a sub-headline."""
    if section.opening != "none" or section.is_after_close or current[0].opening in ("masthead", "caption"):
        return True
    if not section.heads:
        return not _is_like(section, current, drafts, ALIKE)
    head = section.heads[-1]
    if head.is_doubled or head.text[-1] in "—：:" or all(block.role in ("cell", "list") for block in section.body):
        return bool(head.level) and not head.is_doubled and head.text[-1] not in "—：:"
    title = current[0].heads[-1].level if current[0].heads else 0
    if (title and head.level > title and levels[title] > 1) or (current[0].opening != "lead" and _closes_later(rest)):
        return False
    return not _is_like(section, current, drafts, ALIKE if head.level else ALIEN)


def _closes_later(rest: Sequence[Section]) -> bool:
    """Does a byline end the text before another article opens? Then the headlines up to there are its sub-headlines."""
    for number, section in enumerate(rest):
        if number and section.opening != "none":
            return False
        if section.body[-1].closes:
            return True
    return False


def _is_like(section: Section, current: Sequence[Section], drafts: Sequence[Draft], least: float) -> bool:
    """Does the section speak of the same things as the article before it, more than of the other articles' things?"""
    texts = [read_text(Draft(tuple(current)))] + [read_text(draft) for draft in drafts[-NEAR:]]
    shares = measure_likeness(section.text[:SAMPLE], texts)
    others = sorted(shares[1:])
    usual = others[len(others) // 2] if others else 0.0
    return shares[0] >= max(least, usual * 1.3)


def _bring_home(drafts: list[Draft]) -> list[Draft]:
    """Strayed sections go to the article they have most in common with, after its own text."""
    homes: dict[int, list[Section]] = {}
    gone: set[int] = set()
    for at, draft in enumerate(drafts):
        home = _find_home(at, drafts) if draft.is_stray else None
        if home is not None:
            homes.setdefault(home, []).extend(draft.parts)
            gone.add(at)
    return [
        replace(draft, parts=(*draft.parts, *homes.get(at, ()))) if at in homes else draft
        for at, draft in enumerate(drafts)
        if at not in gone
    ]


def _find_home(at: int, drafts: Sequence[Draft]) -> int | None:
    """The article a strayed section has most in common with; a caption has one anyway, a writer's own rather."""
    near = [n for n in range(max(0, at - NEAR), min(len(drafts), at + NEAR)) if n != at and not drafts[n].is_stray]
    near = [n for n in near if drafts[n].opening != "masthead"]
    if not near:
        return None
    stray, texts = read_text(drafts[at]), [read_text(drafts[n]) for n in near]
    shares = measure_likeness(stray[:SAMPLE], texts)
    if drafts[at].opening == "caption":
        writers = name_writers(stray)
        shares = [share + 0.3 * any(name in text for name in writers) for share, text in zip(shares, texts, strict=True)]
    else:
        back = [measure_likeness(text[:SAMPLE], [stray, *texts[:n], *texts[n + 1 :]])[0] for n, text in enumerate(texts)]
        shares = [max(pair) for pair in zip(shares, back, strict=True)]
    best = max(range(len(near)), key=lambda n: (shares[n], -abs(near[n] - at)))
    return near[best] if shares[best] >= ALIKE or drafts[at].opening == "caption" else None
