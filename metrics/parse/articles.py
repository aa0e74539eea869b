"""From `CleanText` to the articles of a page: where each begins, which headline is its own, in what order it is read."""

from collections.abc import Sequence

from metrics.model import Article, CleanText, Paragraph, ParagraphKind
from metrics.parse.bylines import find_reporters
from metrics.parse.drafts import Draft, find_drafts, read_text
from metrics.parse.headlines import Headline, find_headlines, split_title
from metrics.parse.paragraphs import Role, read_blocks
from metrics.parse.seams import split_seams
from metrics.parse.sections import Section, find_sections
from metrics.parse.strays import bring_home
from metrics.parse.titles import Body, Titles, match_headlines

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
SIGNED = ("lead", "byline", "caption", "signature")


def split_articles(clean: CleanText) -> tuple[Article, ...]:
    """The articles of a page in page order of their bodies; every paragraph belongs to exactly one."""
    sections = find_sections(read_blocks(clean))
    drafts = bring_home(find_drafts(sections), sections)
    titles, alone = _match(drafts, sections)
    cut = split_seams(drafts, titles)
    if len(cut) > len(drafts):
        drafts = cut
        titles, alone = _match(drafts, sections)
    titles = _give_back(drafts, titles)
    parts: list[tuple[int, Titles, Draft | None]] = [(one.blocks[0].start, Titles((one,)), None) for one in alone]
    parts += [(draft.parts[0].body[0].start, own, draft) for draft, own in zip(drafts, titles, strict=True)]
    parts.sort(key=lambda part: part[0])
    return tuple([_to_article(clean, str(number), own, draft) for number, (_, own, draft) in enumerate(parts, 1)])


def _match(drafts: Sequence[Draft], sections: Sequence[Section]) -> tuple[list[Titles], list[Headline]]:
    texts = [read_text(draft) for draft in drafts]
    bodies = [Body(text, draft.opening) for text, draft in zip(texts, drafts, strict=True)]
    return match_headlines(find_headlines(drafts, sections, texts), bodies)


def _give_back(drafts: Sequence[Draft], titles: Sequence[Titles]) -> list[Titles]:
    """A headline with nothing but a byline below it is that of the nearest report before it that has none."""
    made = list(titles)
    for at, draft in enumerate(drafts):
        if made[at].main and all(block.role == "byline" for part in draft.parts for block in part.body):
            bare = [near for near in range(at) if not made[near].main and drafts[near].opening == "lead"]
            if bare:
                made[bare[-1]], made[at] = made[at], made[bare[-1]]
    return made


def _to_article(clean: CleanText, number: str, titles: Titles, draft: Draft | None) -> Article:
    main = [block for headline in titles.main for block in headline.blocks]
    others = [block for headline in titles.others for block in headline.blocks]
    paragraphs = [Paragraph(block.start, block.end, "title") for block in (*main, *others)]
    names: dict[str, None] = {}
    for at, part in enumerate(draft.parts if draft else ()):
        for block in (*(part.heads if at else ()), *part.body):
            paragraphs.append(Paragraph(block.start, block.end, KINDS[block.role]))
            if block.closes or block.role in SIGNED:
                names.update(dict.fromkeys(find_reporters(clean, block.start, block.end)))
    inner = next((part.heads for part in draft.parts[1:] if part.heads), ()) if draft and draft.opening == "lead" else ()
    title, subtitle = split_title(main or inner)  # a report without a headline is known by its first sub-headline
    return Article(number, title, subtitle, tuple(names), tuple(paragraphs))
