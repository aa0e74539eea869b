"""From `CleanText` to the articles of a page: where each begins, which headline is its own, in what order it is read."""

from collections.abc import Sequence

from metrics.model import Article, CleanText, Paragraph, ParagraphKind
from metrics.parse.bylines import find_reporters
from metrics.parse.drafts import NEAR, Draft, find_drafts, read_text
from metrics.parse.paragraphs import Block, Role, read_blocks
from metrics.parse.sections import Section, find_sections
from metrics.parse.titles import Body, Headline, match_headlines, split_lines, split_title

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
SIGNED = ("lead", "byline", "caption")


def split_articles(clean: CleanText) -> tuple[Article, ...]:
    """The articles of a page in page order of their bodies; every paragraph belongs to exactly one."""
    sections = find_sections(read_blocks(clean))
    drafts = find_drafts(sections)
    texts = [read_text(draft) for draft in drafts]
    headlines = _find_headlines(drafts, sections, texts)
    owner = match_headlines(headlines, [Body(text, draft.opening) for text, draft in zip(texts, drafts, strict=True)])
    titles: list[list[Headline]] = [[] for _ in drafts]
    parts = [
        (headline.blocks[0].start, (headline,), None) for headline, body in zip(headlines, owner, strict=True) if body is None
    ]
    for headline, body in zip(headlines, owner, strict=True):
        if body is not None:
            titles[body].append(headline)
    made = [(draft.parts[0].body[0].start, tuple(own), draft) for draft, own in zip(drafts, titles, strict=True)]
    ordered = sorted([*made, *parts], key=lambda part: part[0])
    return tuple(_to_article(clean, str(number), own, draft) for number, (_, own, draft) in enumerate(ordered, 1))


def _find_headlines(drafts: Sequence[Draft], sections: Sequence[Section], texts: Sequence[str]) -> list[Headline]:
    """All headlines but the sub-headlines, with the bodies that stand next to them."""
    opened = {id(draft.parts[0]): at for at, draft in enumerate(drafts)}
    inside = {id(part): at for at, draft in enumerate(drafts) for part in draft.parts}
    headlines: list[Headline] = []
    above: int | None = None
    for number, section in enumerate(sections):
        if section.heads and (id(section) in opened or not section.body):
            near = texts[max(0, (above or 0) - NEAR) : (above or 0) + NEAR]
            units = [unit for lines in _split_units(section.heads) for unit in split_lines(lines, near)]
            for place, unit in enumerate(units):
                below = opened.get(id(section)) if place == len(units) - 1 else None
                headlines.append(Headline(unit, above if place == 0 else None, below, number))
        above = inside.get(id(section), above)
    return headlines


def _split_units(heads: Sequence[Block]) -> list[list[Block]]:
    """Lines without a blank between them are one headline; a line that opens with a dash is the subtitle of the one above."""
    units: list[list[Block]] = []
    for block in heads:
        if units and (not block.after_blank or block.text[0] in "—-") and not (block.level and units[-1][-1].level):
            units[-1].append(block)
        else:
            units.append([block])
    return units


def _to_article(clean: CleanText, number: str, headlines: Sequence[Headline], draft: Draft | None) -> Article:
    blocks = [block for headline in headlines for block in headline.blocks]
    title, subtitle = split_title(_pick_lines(headlines))
    paragraphs = [Paragraph(block.start, block.end, "title") for block in blocks]
    names: dict[str, None] = {}
    for at, part in enumerate(draft.parts if draft else ()):
        for block in (*(part.heads if at else ()), *part.body):
            paragraphs.append(Paragraph(block.start, block.end, KINDS[block.role]))
            if block.closes or block.role in SIGNED:
                names.update(dict.fromkeys(find_reporters(clean, block.start, block.end)))
    return Article(number, title, subtitle, tuple(names), tuple(paragraphs))


def _pick_lines(headlines: Sequence[Headline]) -> list[Block]:
    """The lines of the headline itself: of several that stand apart, those that are marked or stand nearest the text."""
    groups: dict[int, list[Block]] = {}
    for headline in headlines:
        groups.setdefault(headline.group, []).extend(headline.blocks)
    return max(groups.values(), key=lambda lines: (any(line.level for line in lines),), default=[])
