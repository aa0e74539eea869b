"""The articles of a page → observations and skipped numbers, placed on the page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from metrics.model import Article, Cast, CleanText, Entity, Home, Issue, Observation, Page, Paragraph, Period, Skipped
from metrics.parse.bulletins import Bulletin, match_bulletin
from metrics.parse.cast import find_headed, remember
from metrics.parse.context import Sheet, lay_out
from metrics.parse.entities import find_entities, find_home, home_entity
from metrics.parse.finish import Setting, finish
from metrics.parse.lists import opens_topics
from metrics.parse.observations import read_drafts
from metrics.parse.periods import find_periods
from metrics.parse.quantities import find_quantities
from metrics.parse.repeats import match_repeat
from metrics.parse.scope import Breakdown, Draft, Scope
from metrics.parse.subjects import last_subject
from metrics.parse.tables import TableFigure, read_table
from metrics.parse.title_periods import find_title_period, is_span


@dataclass(frozen=True, slots=True)
class Desk:
    """What holds for a whole article while it is read."""

    clean: CleanText
    issue: Issue
    home: Home
    bulletin: Bulletin | None
    reported: Period | None  # what a report is about


_TITLES = frozenset({"title", "subheading"})
NEAR_THE_FRONT = 24
STORY_KINDS = frozenset({"company", "site", "town", "village", "zone"})
LABEL_LENGTH = 16  # a list item begins with its label
_OTHERS = re.compile(r"中心|部门|协会|银行")  # a body that no name is known of
_NOW = re.compile(r"目前|截至|截止|如今|眼下|当前")
_ASIDE = re.compile(r"(?:“|家住|来自|家在|籍贯)$")


def read_articles(
    page: Page, clean: CleanText, articles: Sequence[Article], issue: Issue
) -> tuple[tuple[Observation, ...], tuple[Skipped, ...]]:
    """Read every article; observations and skipped numbers come in page order, with page offsets."""
    home = find_home(clean.text)
    observations: list[Observation] = []
    skipped: list[Skipped] = []
    for article in articles:
        drafts, passed, bulletin = _read_article(clean, article, issue, home)
        setting = Setting(page, clean, article, issue, home, bulletin)
        observations.extend(finish(draft, setting) for draft in drafts)
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
    main = _main_entity(article.title, first, home)
    bulletin = match_bulletin(article.title, first)
    told = find_title_period(article, issue, bulletin is not None)
    desk = Desk(clean, issue, _at_home(home, main), bulletin, None if bulletin else told)
    cast = Cast(names=find_headed("".join([clean.text[p.start : p.end] for p in body])))
    opening = Scope(entity=main, period=told, cast=cast)
    opening = opening._replace(main_entity=opening.entity)
    scope = opening
    drafts: list[Draft] = []
    skipped: list[Skipped] = []
    table = _read_tables(desk, body)
    for number, paragraph in enumerate(body):
        if desk.bulletin and number:
            scope = _below_heading(desk, heads, body[number - 1], paragraph, scope)
        if paragraph.start in table:
            drafts.extend(_table_draft(desk, paragraph, table[paragraph.start], scope))
            continue
        found, passed, after = _read_paragraph(desk, paragraph, scope)
        scope = scope if paragraph.kind == "cell" and not (found or passed) else after
        if found and number == 0:
            found = _lead_in(desk, found, body[number + 1 : number + 3])
        drafts.extend(found)
        skipped.extend(passed)
    first_told = next((draft.period for draft in drafts if draft.period), None)
    for paragraph in heads:
        found, passed, _ = _read_paragraph(desk, paragraph, opening._replace(period=opening.period or first_told))
        drafts.extend(match_repeat(draft, drafts) or draft for draft in found)
        skipped.extend(passed)
    return drafts, skipped, desk.bulletin


def _below_heading(desk: Desk, heads: Sequence[Paragraph], above: Paragraph, paragraph: Paragraph, scope: Scope) -> Scope:
    """A bulletin's sub-headline opens a list (热点诉求) or closes the one that was open."""
    heading = next((head for head in heads if above.end <= head.start < paragraph.start), None)
    if heading is None:
        return scope
    return _after_plain(desk, desk.clean.text[heading.start : heading.end], False, scope._replace(breakdown=None))


def _at_home(home: Home, main: Entity | None) -> Home:
    """Whose words an article speaks: in one about a county-level city 全市 is that city, not the city of the page."""
    return replace(home, city=main) if main and main.kind == "place" and main.name.endswith("市") else home


def _read_tables(desk: Desk, body: Sequence[Paragraph]) -> dict[int, TableFigure]:
    """The figures of flattened tables by where their cell begins."""
    figures: dict[int, TableFigure] = {}
    for kind, run in groupby(body, key=lambda paragraph: paragraph.kind):
        if kind == "cell":
            cells = list(run)
            found = read_table([desk.clean.text[cell.start : cell.end].strip() for cell in cells])
            figures |= {cells[figure.cell].start: figure for figure in found}
    return figures


def _table_draft(desk: Desk, paragraph: Paragraph, figure: TableFigure, scope: Scope) -> list[Draft]:
    """The draft of a table's cell; a cell whose number cannot be read gives none."""
    quantities, _ = find_quantities(desk.clean.text[paragraph.start : paragraph.end])
    return [
        Draft(
            quantity=quantity._replace(
                unit=quantity.unit or figure.unit, value=-abs(quantity.value) if figure.measured.sign < 0 else quantity.value
            ),
            start=paragraph.start + quantity.start,
            end=paragraph.start + quantity.end,
            quote=(paragraph.start, paragraph.end),
            measured=figure.measured,
            name=figure.column,
            entity=scope.entity,
            period=scope.period,
            status="actual",
            dims={figure.key: figure.label} if figure.label else {},
        )
        for quantity in quantities[:1]
    ]


def _lead_in(desk: Desk, drafts: list[Draft], following: Sequence[Paragraph]) -> list[Draft]:
    """A summary in front (规上工业增加值增长14.7%……) has the period that the next paragraphs begin with."""
    moving = sum(draft.measured.measure in {"growth", "share"} for draft in drafts)
    if any(draft.period for draft in drafts) or moving * 2 < len(drafts):
        return drafts
    for paragraph in following:
        text = desk.clean.text[paragraph.start : paragraph.end]
        mentions = [m for m in find_periods(text, desk.issue, None) if m.start < NEAR_THE_FRONT and m.role == "time"]
        if mentions and is_span(mentions[0].period):
            return [draft._replace(period=mentions[0].period) for draft in drafts]
    return drafts


def _read_paragraph(desk: Desk, paragraph: Paragraph, scope: Scope) -> tuple[list[Draft], list[Skipped], Scope]:
    text = desk.clean.text[paragraph.start : paragraph.end]
    quantities, passed = find_quantities(text)
    skipped = [Skipped(paragraph.start + s.start, paragraph.start + s.end, s.reason) for s in passed]
    if not quantities and desk.bulletin:
        return [], skipped, _after_plain(desk, text, bool(passed), scope)
    periods = find_periods(text, desk.issue, scope.period or desk.reported) if quantities else []
    sheet = lay_out(text, paragraph.start, paragraph.kind, desk.issue, (periods, find_entities(text, desk.home, scope.cast)))
    cast = remember(scope.cast, text, sheet.entities)
    if not quantities:
        before = last_subject(sheet, 0) or scope.before
        return [], skipped, _after_plain(desk, text, bool(passed), scope)._replace(cast=cast, before=before)
    drafts, scope = read_drafts(sheet, quantities, _enter_paragraph(desk, sheet, quantities[0].start, scope), desk.bulletin)
    before = last_subject(sheet, quantities[-1].end) or scope.entity
    return drafts, skipped, scope._replace(cast=cast, before=before)


def _after_plain(desk: Desk, text: str, has_numbers: bool, scope: Scope) -> Scope:
    """A paragraph without figures may still open a list (热点问题：) or tell the time of what follows."""
    if desk.bulletin and len(text) < 30 and opens_topics(text):
        return scope._replace(breakdown=Breakdown(desk.bulletin.topic_name, "件", "问题", lasts=True))
    if not has_numbers:
        return scope if desk.bulletin else scope._replace(told=False, period=None)
    mentions = [m for m in find_periods(text, desk.issue, scope.period) if m.role == "time" and is_span(m.period)]
    return (
        scope._replace(period=mentions[-1].period, told=True)
        if mentions
        else scope._replace(told=False, period=scope.period if desk.bulletin else None)
    )


def _enter_paragraph(desk: Desk, sheet: Sheet, first_number: int, scope: Scope) -> Scope:
    """What a new paragraph inherits: the period when it goes on with figures at once, the main entity of the article."""
    breakdown = scope.breakdown if scope.breakdown and scope.breakdown.lasts else None
    if desk.bulletin:
        breakdown = breakdown if first_number <= LABEL_LENGTH else None
        return scope._replace(breakdown=breakdown, passed=0, flow=None)
    company = any(m.entity.kind == "company" and m.start < first_number for m in sheet.entities)
    in_front = first_number <= NEAR_THE_FRONT or (scope.told and "。" not in sheet.text[:first_number])
    held = scope.period if scope.flow or (scope.period and scope.period.start) else None
    period = held if in_front and not company else None
    entity = scope.before if scope.before and _goes_on(sheet, first_number, scope.before) else scope.main_entity
    return Scope(entity=entity, main_entity=scope.main_entity, period=period or desk.reported, told=scope.told, cast=scope.cast)


def _goes_on(sheet: Sheet, first_number: int, before: Entity) -> bool:
    """Whether a story goes on about whom the paragraph before told of: no time of a statistic is named before its number."""
    if before.kind not in STORY_KINDS:
        return False
    if _NOW.search(sheet.text, 0, first_number) or _OTHERS.search(sheet.text, 0, first_number):
        return False
    return not any(mention.start < first_number and is_span(mention.period) for mention in sheet.periods)


def _main_entity(title: str, body: str, home: Home) -> Entity | None:
    """Whom an article is about: the zone or place its first sentence or title names first, else the page's city."""
    for words in (body[: body.find("。") + 1] or body[:80], title):
        found = [m for m in find_entities(words[:200], home) if not m.is_base and not _ASIDE.search(words, 0, m.start)]
        named = [m.entity for m in found if m.entity.kind in {"zone", "place"}]
        zones = [entity for entity in named if entity.kind == "zone"]
        if zones or named:
            return (zones or named)[0]
    return home_entity(home)
