"""The articles of a page → observations and skipped numbers, placed on the page."""

from collections.abc import Sequence
from dataclasses import replace

from metrics.model import Article, CleanText, Entity, Home, Issue, Observation, Page, Paragraph, Skipped
from metrics.parse.bulletins import Bulletin, match_bulletin
from metrics.parse.context import Sheet, lay_out
from metrics.parse.entities import find_entities, find_home, home_entity
from metrics.parse.finish import finish
from metrics.parse.headlines import match_repeat
from metrics.parse.lists import opens_topics
from metrics.parse.observations import read_drafts
from metrics.parse.periods import find_periods
from metrics.parse.quantities import find_quantities
from metrics.parse.scope import Breakdown, Draft, Scope

_TITLES = frozenset({"title", "subheading"})
NEAR_THE_FRONT = 24


def read_articles(
    page: Page, clean: CleanText, articles: Sequence[Article], issue: Issue
) -> tuple[tuple[Observation, ...], tuple[Skipped, ...]]:
    """Read every article; observations and skipped numbers come in page order, with page offsets."""
    home = find_home(clean.text)
    observations: list[Observation] = []
    skipped: list[Skipped] = []
    for article in articles:
        drafts, passed, bulletin = _read_article(clean, article, issue, home)
        observations.extend(finish(page, clean, article, issue, draft, bulletin, home) for draft in drafts)
        skipped.extend(_on_page(clean, skip) for skip in passed)
    observations.sort(key=lambda o: (o.start, o.end))
    skipped.sort(key=lambda s: (s.start, s.end))
    return tuple(observations), tuple(skipped)


def _on_page(clean: CleanText, skip: Skipped) -> Skipped:
    start, end = clean.page_span(skip.start, skip.end)
    return Skipped(start, end, skip.reason)


def _read_article(
    clean: CleanText, article: Article, issue: Issue, home: Home
) -> tuple[list[Draft], list[Skipped], Bulletin | None]:
    body = [p for p in article.paragraphs if p.kind not in _TITLES]
    heads = [p for p in article.paragraphs if p.kind in _TITLES]
    first = clean.text[body[0].start : body[0].end] if body else ""
    bulletin = match_bulletin(article.title, first)
    main = _main_entity(article.title, first, home)
    scope = Scope(entity=main, main_entity=main)
    drafts: list[Draft] = []
    skipped: list[Skipped] = []
    for paragraph in body:
        found, passed, scope = _read_paragraph(clean, paragraph, issue, home, scope, bulletin)
        drafts.extend(found)
        skipped.extend(passed)
    opening = replace(Scope(entity=main, main_entity=main), period=drafts[0].period if drafts else None)
    for paragraph in heads:
        found, passed, _ = _read_paragraph(clean, paragraph, issue, home, opening, bulletin)
        drafts.extend(match_repeat(draft, drafts) or draft for draft in found)
        skipped.extend(passed)
    return drafts, skipped, bulletin


def _read_paragraph(
    clean: CleanText, paragraph: Paragraph, issue: Issue, home: Home, scope: Scope, bulletin: Bulletin | None
) -> tuple[list[Draft], list[Skipped], Scope]:
    text = clean.text[paragraph.start : paragraph.end]
    quantities, passed = find_quantities(text)
    skipped = [Skipped(paragraph.start + s.start, paragraph.start + s.end, s.reason) for s in passed]
    if not quantities:
        return [], skipped, _after_plain(text, scope, bulletin)
    found = (find_periods(text, issue, scope.period), find_entities(text, home))
    sheet = lay_out(text, paragraph.start, paragraph.kind, issue, found)
    scope = _enter_paragraph(sheet, quantities[0].start, scope, bulletin)
    drafts, scope = read_drafts(sheet, quantities, scope, bulletin)
    return drafts, skipped, scope


def _after_plain(text: str, scope: Scope, bulletin: Bulletin | None) -> Scope:
    """A paragraph without figures may still open a list: 热点问题：."""
    if bulletin and len(text) < 30 and opens_topics(text):
        return replace(scope, breakdown=Breakdown(bulletin.topic_name, "件", "问题", lasts=True))
    return scope


def _enter_paragraph(sheet: Sheet, first_number: int, scope: Scope, bulletin: Bulletin | None) -> Scope:
    """What a new paragraph inherits: the period when it goes on with figures at once, the main entity of the article."""
    if bulletin:
        return scope
    period = scope.period if first_number <= NEAR_THE_FRONT else None
    return Scope(entity=scope.main_entity, main_entity=scope.main_entity, period=period)


def _main_entity(title: str, body: str, home: Home) -> Entity | None:
    """Whom an article is about: the zone or place its first sentence or title names first, else the page's city."""
    for words in (body[: body.find("。") + 1] or body[:80], title):
        named = [m.entity for m in find_entities(words[:200], home) if not m.is_base and m.entity.kind in {"zone", "place"}]
        zones = [entity for entity in named if entity.kind == "zone"]
        if zones or named:
            return (zones or named)[0]
    return home_entity(home)


