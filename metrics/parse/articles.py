"""From `CleanText` to the articles of a page: where each begins, which headline is its own, in what order it is read."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from metrics.model import Article, CleanText, Paragraph, ParagraphKind
from metrics.parse.bylines import find_reporters
from metrics.parse.likeness import measure_likeness
from metrics.parse.openings import Opening
from metrics.parse.paragraphs import Block, Role, read_blocks
from metrics.parse.sections import Section, find_sections
from metrics.parse.titles import Body, Headline, match_headlines, split_title

KINDS: dict[Role, ParagraphKind] = {
    "lead": "prose",
    "byline": "caption",
    "head": "subheading",
    "prose": "prose",
    "list": "list",
    "cell": "cell",
    "caption": "caption",
    "masthead": "notice",
    "signature": "notice",
}
SAMPLE = 400  # characters of a section that tell what it is about
LIKE = 0.16  # share of its pairs that a stray section has in common with its own article at least


@dataclass(frozen=True, slots=True)
class Draft:
    """An article in the making: its sections in reading order, the headlines right above the first."""

    heads: tuple[Block, ...]
    parts: tuple[Section, ...]
    titles: tuple[Block, ...] = field(default=())

    @property
    def opening(self) -> Opening:
        """How its first section opens."""
        return self.parts[0].opening if self.parts else "none"

    @property
    def text(self) -> str:
        """The text of all its sections."""
        return "".join(part.text for part in self.parts)

    @property
    def start(self) -> int:
        """Where its body stands on the page."""
        blocks = [block for part in self.parts for block in part.body] or list(self.titles)
        return blocks[0].start


def split_articles(clean: CleanText) -> tuple[Article, ...]:
    """The articles of a page in page order of their bodies; every paragraph belongs to exactly one."""
    sections = find_sections(read_blocks(clean))
    drafts = _merge_stray(_gather(sections))
    titled = _give_titles(drafts, sections)
    titled.sort(key=lambda draft: draft.start)
    return tuple(_to_article(clean, str(number), draft) for number, draft in enumerate(titled, 1))


def _gather(sections: Sequence[Section]) -> list[Draft]:
    """Drafts in page order: a section opens one or goes on with the one before it."""
    drafts: list[Draft] = []
    for at, section in enumerate(sections):
        if not section.body:
            continue
        if drafts and not _opens(section, drafts, sections[at:]):
            drafts[-1] = replace(drafts[-1], parts=(*drafts[-1].parts, section))
        else:
            drafts.append(Draft(section.heads, (section,)))
    return drafts


def _opens(section: Section, drafts: Sequence[Draft], rest: Sequence[Section]) -> bool:
    """Does the section begin an article of its own? A headline above it may be no more than a sub-headline."""
    current = drafts[-1]
    if section.opening != "none" or section.is_after_close or current.parts[0].body[0].role == "masthead":
        return True
    if section.body[0].role == "masthead":
        return True
    if not section.heads:
        return not _is_like(section, drafts)
    head = section.heads[-1]
    if head.is_doubled or head.text[-1] in "—：:":
        return False
    if current.opening != "lead" and _closes_later(rest):
        return False
    return bool(head.level) and not _is_like(section, drafts)


def _closes_later(rest: Sequence[Section]) -> bool:
    """Does a byline end the text before another article opens? Then the headlines up to there are its sub-headlines."""
    for section in rest:
        if section is not rest[0] and section.opening != "none":
            return False
        if section.body and section.body[-1].closes:
            return True
    return False


def _is_like(section: Section, drafts: Sequence[Draft]) -> bool:
    """Does the section speak of the same things as the article before it, more than of the other articles' things?"""
    shares = measure_likeness(section.text[:SAMPLE], [draft.text for draft in drafts])
    others = sorted(shares[:-1])
    usual = others[len(others) // 2] if others else 0.0
    return shares[-1] >= LIKE and shares[-1] > usual * 1.3


def _merge_stray(drafts: list[Draft]) -> list[Draft]:
    """Sections without headline and opening go to the article they have most in common with, after its own text."""
    made = list(drafts)
    for stray in [draft for draft in drafts if draft.opening == "none" and not draft.heads]:
        others = [draft for draft in made if draft is not stray and draft.opening != "none" or draft.heads]
        if not others or stray.parts[0].body[0].role == "masthead":
            continue
        home = _find_home(stray, others)
        if home is not None:
            made = [
                replace(draft, parts=draft.parts + stray.parts) if draft is home else draft
                for draft in made
                if draft is not stray
            ]
    return made


def _find_home(stray: Draft, others: Sequence[Draft]) -> Draft | None:
    shares = measure_likeness(stray.text[:SAMPLE], [draft.text for draft in others])
    back = [
        measure_likeness(draft.text[:SAMPLE], [stray.text, *(o.text for o in others if o is not draft)])[0] for draft in others
    ]
    best = max(range(len(others)), key=lambda at: max(shares[at], back[at]))
    return others[best] if max(shares[best], back[best]) >= LIKE else None


def _give_titles(drafts: list[Draft], sections: Sequence[Section]) -> list[Draft]:
    headlines = _find_headlines(drafts, sections)
    owner = match_headlines(headlines, [Body(draft.text, draft.opening) for draft in drafts])
    made = list(drafts)
    for headline, body in zip(headlines, owner, strict=True):
        if body is None:
            made.append(Draft((), (), headline.blocks))
        else:
            made[body] = replace(made[body], titles=made[body].titles + headline.blocks)
    return made


def _find_headlines(drafts: Sequence[Draft], sections: Sequence[Section]) -> list[Headline]:
    """All headlines but the sub-headlines, with the bodies that stand next to them."""
    opened = {id(draft.parts[0]): at for at, draft in enumerate(drafts)}
    inside = {id(part): at for at, draft in enumerate(drafts) for part in draft.parts}
    headlines: list[Headline] = []
    above: int | None = None
    for number, section in enumerate(sections):
        if section.heads and (id(section) in opened or not section.body):
            units = _split_units(section.heads)
            for place, unit in enumerate(units):
                below = opened.get(id(section)) if place == len(units) - 1 else None
                headlines.append(Headline(unit, above if place == 0 else None, below, number))
        above = inside.get(id(section), above)
    return headlines


def _split_units(heads: Sequence[Block]) -> list[tuple[Block, ...]]:
    """Lines without a blank between them are one headline; a line that opens with a dash is the subtitle of the one above."""
    units: list[tuple[Block, ...]] = []
    for block in heads:
        if units and (not block.after_blank or block.text[0] in "—-") and not (block.level and units[-1][-1].level):
            units[-1] = (*units[-1], block)
        else:
            units.append((block,))
    return units


def _to_article(clean: CleanText, number: str, draft: Draft) -> Article:
    paragraphs = [Paragraph(block.start, block.end, "title") for block in draft.titles]
    own = {id(block) for block in draft.titles}
    for at, part in enumerate(draft.parts):
        heads = part.heads if at else ()
        paragraphs += [Paragraph(b.start, b.end, KINDS[b.role]) for b in (*heads, *part.body) if id(b) not in own]
    title, subtitle = split_title(draft.titles)
    names: dict[str, None] = {}
    for paragraph in paragraphs:
        names.update(dict.fromkeys(find_reporters(clean, paragraph.start, paragraph.end)))
    return Article(number, title, subtitle, tuple(names), tuple(paragraphs))
