"""A draft → the observation: canonical name, entity, tier and confidence, and its place on the page."""

from dataclasses import dataclass

from metrics.catalogue.indicators import Indicator, match_indicator
from metrics.catalogue.units import split_unit
from metrics.model import Article, CleanText, Home, Issue, Observation, Page, Tier
from metrics.parse.bulletins import Bulletin, bare_name, plain_name, served_name
from metrics.parse.confidence import Standing, read_confidence
from metrics.parse.entities import home_entity
from metrics.parse.lists import is_metric
from metrics.parse.scope import Draft
from metrics.parse.years import is_nearest

_NARRATIVE = frozenset({"分钟", "小时", "秒", "天", "个月", "年", "岁", "周", "米", "公里", "日", "个工作日", "步", "期", "级"})


@dataclass(frozen=True, slots=True)
class Setting:
    """Where drafts stand: their page, article and issue, whose page it is, and the bulletin the article may be."""

    page: Page
    clean: CleanText
    article: Article
    issue: Issue
    home: Home
    bulletin: Bulletin | None


def finish(draft: Draft, setting: Setting) -> Observation:
    """Place a draft on its page and give it its canonical name."""
    page, clean, article = setting.page, setting.clean, setting.article
    quantity, measured = draft.quantity, draft.measured
    name, indicator = _canonical(draft, setting.bulletin)
    start, end = clean.page_span(draft.start, draft.end)
    entity = draft.entity or home_entity(setting.home)
    in_bulletin, guessed = setting.bulletin is not None, is_nearest(setting.issue.reason)
    standing = Standing(indicator is not None, entity is not None, in_bulletin, guessed)
    first, last = clean.page_span(*draft.quote)
    return Observation(
        doc=page.doc,
        article=article.title,
        reporters=article.reporters,
        issue_date=setting.issue.date,
        quote="".join(page.text[first:last].split()),
        start=start,
        end=end,
        indicator=name,
        indicator_id=indicator.id if indicator else None,
        value=quantity.value,
        value_high=quantity.value_high,
        unit=quantity.unit,
        bound=quantity.bound,
        measure=measured.measure,
        basis=measured.basis,
        base=measured.base,
        entity=entity.name if entity else "",
        period_start=draft.period.start if draft.period else None,
        period_end=draft.period.end if draft.period else None,
        status=draft.status,
        tier=_tier(draft, indicator is not None, setting.bulletin is not None),
        rule=measured.rule,
        confidence=read_confidence(draft, name, standing),
        dims=draft.dims if _says_label(draft.label, name) else {**draft.dims, "类型": draft.label},
    )


def _says_label(label: str, name: str) -> bool:
    """Whether a name says which part is meant, maybe in short: PM2.5平均浓度 is that of 细颗粒物（PM2.5）."""
    return label in name or (label.endswith("）") and label[label.find("（") + 1 : -1] in name)


def _canonical(draft: Draft, bulletin: Bulletin | None) -> tuple[str, Indicator | None]:
    """The full name of a draft and its indicator: the catalogue's name where one of the ways to write it is known there."""
    unit, name = draft.quantity.unit, draft.name
    full, names = name, [name]
    if bulletin and name:
        short = plain_name(name)
        full = bulletin.name(short)
        names = [bulletin.name(served_name(name)), full, bulletin.name(name), name, bulletin.name(bare_name(short))]
    for written in names:
        indicator = match_indicator(written, unit)
        if indicator:
            return indicator.name, indicator
    return full, None


def _bare(unit: str) -> str:
    known = split_unit(unit)[1]
    return known.name if known else unit


def _tier(draft: Draft, catalogued: bool, in_bulletin: bool) -> Tier:
    if catalogued or in_bulletin:
        return "core"
    if draft.status == "rule" or _bare(draft.quantity.unit) in _NARRATIVE:
        return "detail"
    return "core" if draft.period or is_metric(draft.name) else "detail"
