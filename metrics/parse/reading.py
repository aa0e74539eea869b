"""The articles of a page → observations and skipped numbers, placed on the page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from metrics.model import Article, Cast, CleanText, Home, Issue, Observation, Page, Paragraph, Period, Quantity, Skipped
from metrics.parse.aims import aimed_year, announces, opens_aims
from metrics.parse.briefs import each_report
from metrics.parse.bulletins import Bulletin, match_bulletin
from metrics.parse.cast import find_headed, remember
from metrics.parse.cells import draft_cell, read_tables
from metrics.parse.context import Sheet, lay_out
from metrics.parse.entities import find_entities, find_home
from metrics.parse.finish import Setting, finish
from metrics.parse.fronts import NEAR_THE_FRONT, after_theme, tells_growth
from metrics.parse.holidays import find_holiday, names_holiday, with_holiday
from metrics.parse.imprints import numbers_page, read_imprint
from metrics.parse.lists import opens_topics
from metrics.parse.mains import at_home, is_aside, main_entity, match_area_heading
from metrics.parse.observations import read_drafts
from metrics.parse.periods import find_periods
from metrics.parse.quantities import find_quantities
from metrics.parse.recency import is_over
from metrics.parse.repeats import match_repeat
from metrics.parse.same_day import last_day, same_days
from metrics.parse.scope import Breakdown, Draft, Scope, period_in_force
from metrics.parse.stories import goes_on
from metrics.parse.subjects import last_subject
from metrics.parse.title_periods import find_opening_period, find_title_period, is_span, match_bracketed, match_dateline
from metrics.parse.told import is_awarded
from metrics.parse.units_once import unit_in_title


@dataclass(frozen=True, slots=True)
class Desk:
    """What holds for a whole article while it is read."""

    clean: CleanText
    issue: Issue
    home: Home
    bulletin: Bulletin | None
    reported: Period | None  # what a report is about
    holiday: Period | None = None  # whose days the page prints


Numbers = tuple[list[Quantity], list[Skipped]]
_TITLES = frozenset({"title", "subheading"})
REPORT_HEAD = 3  # paragraphs in which a report tells its time
HEAD = 60  # characters of a report that say what it is about
LABEL_LENGTH = 16  # a list item begins with its label
_ELSEWHERE = ("另悉", "另据", "另讯", "又讯", "另从", "又悉")
_TOLD = frozenset({"company", "site", "village", "person"})
_BROKEN_DOWN = re.compile(r"(?:从|分|按)[^，。]{1,12}看，")  # 从产业结构看，…
_STATED = re.compile(r"已|现有|共有|拥有|全市|全县|全区|全州|我市")  # what there is, after a day that a story told of


def read_articles(
    page: Page, clean: CleanText, articles: Sequence[Article], issue: Issue
) -> tuple[tuple[Observation, ...], tuple[Skipped, ...]]:
    """Read every article; observations and skipped numbers come in page order, with page offsets."""
    home = find_home(clean.text, read_imprint(clean, articles))
    holiday = find_holiday(clean.text, issue)
    observations: list[Observation] = []
    skipped: list[Skipped] = []
    for article in articles:
        for report in each_report(article):
            drafts, passed, bulletin = _read_article(clean, report, issue, home, holiday)
            setting = Setting(page, clean, article, issue, home, bulletin)
            observations.extend(finish(draft, setting) for draft in drafts)
            skipped.extend(passed)
    observations.sort(key=lambda o: (o.start, o.end))
    skipped.sort(key=lambda s: (s.start, s.end))
    return tuple(observations), tuple(skipped)


def _read_article(
    clean: CleanText, article: Article, issue: Issue, home: Home, holiday: Period | None
) -> tuple[list[Draft], list[Skipped], Bulletin | None]:
    body = [p for p in article.paragraphs if p.kind not in _TITLES]
    heads = [p for p in article.paragraphs if p.kind in _TITLES]
    told_once = unit_in_title(article.title)
    numbers = {p.start: _find_numbers(clean, p, told_once) for p in article.paragraphs}
    table = read_tables(clean, body, [p for p in article.paragraphs if p.kind in ("title", "subheading")])
    last = max((at for at, p in enumerate(body) if numbers[p.start][0] or p.start in table), default=-1)
    skipped = [skip for p in (*body[last + 1 :], *heads) for skip in numbers[p.start][1]]
    if last < 0 and not any(numbers[p.start][0] for p in heads):
        return [], skipped, None
    dated = match_dateline(clean.text[body[0].start : body[0].end], issue) if body else None
    opening = body[bool(dated) and len(body) > 1] if body else None
    first = clean.text[opening.start : opening.end] if opening else ""
    words = "".join([clean.text[p.start : p.end] for p in body])
    holiday = find_holiday(f"{article.title}。{words}", issue) or holiday if holiday else None
    main = main_entity(article.title, first, home)
    main = home.city if is_aside(home, main, words) else main
    bulletin = match_bulletin(article.title, words if len(first) < HEAD else first)
    told = find_title_period(article, issue, bulletin is not None) or dated or _opening_period(clean, article, body, issue)
    if holiday and not told and names_holiday(article.title + first[:HEAD]):
        told = holiday
    desk = Desk(clean, issue, at_home(home, main), bulletin, None if bulletin else told, holiday)
    cast = Cast((main,) if main and main.kind == "place" else (), find_headed(words))
    start = Scope(entity=main, main_entity=main, period=told, cast=cast)
    scope = start._replace(aims=announces(article.title))
    if scope.aims:
        scope = scope._replace(period=told or aimed_year(article.title, issue, None))
    drafts: list[Draft] = []
    for number, paragraph in enumerate(body[: last + 1]):  # what no figure follows bears on none
        if number:
            desk, scope = _below_heading(desk, heads, body[number - 1], paragraph, scope)
        if paragraph.start in table:
            drafts.extend(draft_cell(clean, paragraph, table[paragraph.start], scope))
            continue
        found, after = _read_paragraph(desk, paragraph, numbers[paragraph.start], scope)
        passed = numbers[paragraph.start][1]
        scope = scope if paragraph.kind == "cell" and not (found or passed) else after
        if found and number == 0:
            found = _lead_in(desk, found, body[number + 1 : number + 3])
        drafts.extend(found)
        skipped.extend(passed)
    first_told = next((draft.period for draft in drafts if draft.period), None)
    for paragraph in heads:
        if numbers[paragraph.start][0]:
            scope = start._replace(period=start.period or first_told)
            found, _ = _read_paragraph(desk, paragraph, numbers[paragraph.start], scope)
            drafts.extend(match_repeat(draft, drafts) or draft for draft in found)
    return drafts, skipped, desk.bulletin


def _opening_period(clean: CleanText, article: Article, body: Sequence[Paragraph], issue: Issue) -> Period | None:
    """The time that the first words of a report tell, by its headline one."""
    return find_opening_period(article.title, [clean.text[p.start : p.end] for p in body[:REPORT_HEAD]], issue)


def _below_heading(
    desk: Desk, heads: Sequence[Paragraph], above: Paragraph, paragraph: Paragraph, scope: Scope
) -> tuple[Desk, Scope]:
    """A sub-headline may print the time of what follows (截至12月底); a bulletin's opens a list (热点诉求) or closes one."""
    heading = next((head for head in heads if above.end <= head.start < paragraph.start), None)
    if heading is None:
        return desk, scope
    words = desk.clean.text[heading.start : heading.end]
    area = match_area_heading(words, desk.home)
    scope = scope._replace(entity=area, main_entity=area, before=None) if area else scope
    if desk.bulletin:
        return desk, _after_plain(desk, words, False, scope._replace(breakdown=None))
    told = match_bracketed(words, desk.issue)
    return (replace(desk, reported=told), scope._replace(period=told, flow=None)) if told else (desk, scope)


def _find_numbers(clean: CleanText, paragraph: Paragraph, unit: str) -> Numbers:
    """The figures of a paragraph, and the numbers that are none, these with page offsets: 2 要闻 at the head of a page."""
    text, at = clean.text[paragraph.start : paragraph.end], paragraph.start
    quantities, passed = find_quantities(text, unit)
    if paragraph.kind == "notice":
        bare = [one for one in quantities if not one.unit or not text[one.start].isdigit() or numbers_page(text, one.start)]
        passed = [*passed, *(Skipped(one.start, one.end, "number") for one in bare)]
        quantities = [one for one in quantities if one not in bare]
    return quantities, [Skipped(*clean.page_span(at + skip.start, at + skip.end), skip.reason) for skip in passed]


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


def _read_paragraph(desk: Desk, paragraph: Paragraph, numbers: Numbers, scope: Scope) -> tuple[list[Draft], Scope]:
    text = desk.clean.text[paragraph.start : paragraph.end]
    quantities, passed = numbers
    if not quantities and desk.bulletin:
        return [], _after_plain(desk, text, bool(passed), scope)
    periods = find_periods(text, desk.issue, period_in_force(text, scope) or desk.reported) if quantities else []
    periods = same_days(text, with_holiday(text, periods, desk.holiday, desk.issue), scope.day)
    sheet = lay_out(text, paragraph.start, paragraph.kind, desk.issue, (periods, find_entities(text, desk.home, scope.cast)))
    cast, day = remember(scope.cast, text, sheet.entities), last_day(periods) or scope.day
    if not quantities:
        before = last_subject(sheet, 0) or scope.before
        return [], _after_plain(desk, text, bool(passed), scope)._replace(cast=cast, before=before)
    drafts, after = read_drafts(sheet, quantities, _enter_paragraph(desk, sheet, quantities[0].start, scope), desk.bulletin)
    if opens_aims(text):
        after = after._replace(aims=True, period=aimed_year(text, desk.issue, scope.period) or after.period)
    before = last_subject(sheet, quantities[-1].end) or after.entity
    return drafts, after._replace(cast=cast, before=before, day=day)


def _after_plain(desk: Desk, text: str, has_numbers: bool, scope: Scope) -> Scope:
    """A paragraph without figures may still open a list (热点问题：) or tell the time of what follows."""
    if desk.bulletin and len(text) < 30 and opens_topics(text):
        return scope._replace(breakdown=Breakdown(desk.bulletin.topic_name, "件", "问题", lasts=True))
    aims = opens_aims(text) or (scope.aims and not has_numbers)
    if not has_numbers and not aims:
        return scope if desk.bulletin else scope._replace(told=False, period=None)
    scope = scope._replace(aims=aims)
    year = aimed_year(text, desk.issue, scope.period) if aims else None
    if year:
        return scope._replace(period=year, told=True)
    found = find_periods(text, desk.issue, scope.period)
    mentions = [m for m in found if m.role == "time" and is_span(m.period) and not is_awarded(text, m)]
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
        return scope._replace(breakdown=breakdown, passed=0, flow=None, entity=scope.main_entity)
    company = any(m.entity.kind == "company" and m.start < first_number for m in sheet.entities)
    held = scope.period if scope.flow or (scope.period and scope.period.start) else None
    in_front = (
        first_number - after_theme(sheet, first_number) <= NEAR_THE_FRONT
        or bool(_BROKEN_DOWN.match(sheet.text))
        or (scope.told and "。" not in sheet.text[:first_number])
    )
    before = held or scope.flow or scope.span
    if before and not (in_front and held) and tells_growth(sheet.text, first_number):
        held, in_front = before, True
    if held and scope.entity and scope.entity.kind in _TOLD and is_over(desk.issue, held):
        held = None  # 去年 was that of a company's story
    of_a_day = (
        held is not None
        and held.start == held.end
        and desk.reported is None
        and bool(_STATED.search(sheet.text, 0, first_number))
    )
    is_other = sheet.text.startswith(_ELSEWHERE)  # 另悉，…
    period = held if in_front and not (company or of_a_day or is_other) else None
    entity = scope.before if scope.before and goes_on(sheet, first_number, scope.before) else scope.main_entity
    kept = Scope(entity=entity, main_entity=scope.main_entity, period=period or desk.reported, told=scope.told, cast=scope.cast)
    return kept._replace(span=scope.flow or scope.span, aims=scope.aims and sheet.kind == "list")
