"""Who: picks, among the entities of a paragraph, the one that a number is about."""

import re

from metrics.catalogue import read_words
from metrics.model import Entity, EntityMention, Period, PeriodMention
from metrics.parse.clauses import Statement, is_alone_in_brackets
from metrics.parse.context import Sheet
from metrics.parse.leaning import is_built_one
from metrics.parse.listed import counts_list, is_listed
from metrics.parse.names import skip_front
from metrics.parse.owners import find_felt, find_owner
from metrics.parse.parted import is_closed
from metrics.parse.patterns import grammar
from metrics.parse.projects import is_opening_day
from metrics.parse.recency import is_within
from metrics.parse.scope import Scope
from metrics.parse.spans import end_of_span
from metrics.parse.speakers import speech_at
from metrics.parse.ways import is_way

_OPENINGS = re.compile(r"[。！？；，：（“”）]")
_STOPS = re.compile(r"[。！？；，：]")
_LOCATIVE = frozenset("在于到赴从向由对把与同跟属为")
_WHEREVER = frozenset({"place", "company", "site", "town", "village"})
_BODIES = frozenset({"company", "site", "town", "village", "org"})
_TOLD_ON = frozenset({"company", "site", "town", "village", "zone"})
_SOURCES = frozenset({"org", "place"})
_SPEAKING = frozenset({"site", "company"})  # ... tell of themselves: 记者从太平国际机场获悉
_COSTING = re.compile(r"投资(?:额)?(?:约|近|超|达|为)?\d[\d.]*[万亿]*(?:美|欧)?元的$")  # 投资8亿元的⟨远大公司⟩项目
_INSIDE = frozenset(read_words("grammar", "speech")["inside"])
_SCENE = read_words("grammar", "speech")["scene"]
_SCENE_REACH = 12
_SCENERY = re.compile(grammar("speech", "scenery"))
_PARTNER = read_words("grammar", "speech")["partner"]
_STAFF = re.compile(rf"的?[^，。；：“”\d]{{0,6}}?{grammar('speech', 'staff')}")
_OFFICIAL = frozenset({"place", "zone"})
_AREAS = frozenset({"place", "town", "village", "zone"})
_AND = frozenset("和与及、")
_YEAR_DAYS = 364
_STATISTIC = re.compile(r"据统计|据了解|据悉|数据显示|统计显示|目前|截至|截止|按照|按规定|根据|计划|力争|须在")
_COMERS = ("企业占", "客商占", "游客占", "资金占", "市场占", "客户占", "来源占", "方向占")  # ⟨北京⟩企业占四成三
_ZONE_OPENS = re.compile(r"(?:目前|如今|现在)?，?(?:园区|开发区|全园区?|新区|基地)(?!的?(?:企业|负责人))")
_EXAMPLE = re.compile(r"(?:[㐀-鿿]{2,14}|[㐀-鿿]{2,20}项目、[㐀-鿿、“”]{2,40})等[㐀-鿿]{1,12}(?=\d|$)")  # ⟨鲁北⟩改造等项目8个
_EXAMPLES = re.compile(r"[㐀-鿿、“”]{2,30}等[㐀-鿿]{0,12}(?=\d|$)")  # 华峰⟨重庆⟩基地七期、三爱海陵产能提升等63个项目
_BRACKETED = re.compile(r"（-?\d[^（）]{0,10}）、")  # ⟨平湖市⟩（6.8%）、秀洲区（6.2%）
_AVERAGE, _AVERAGE_REACH = re.compile(r"(?:的)?(?:平均|同期)?(?:水平|增速|增幅|均值|值)"), 14
_WHOLE_SIGNS = frozenset("全我本")
_OWNERS_BEFORE = ("隶属", "隶属于", "母公司")
_DIGIT = re.compile(r"(?!一[处片个座家块]|\d{1,2}连)[\d一二三四五六七八九十百]{1,4}[^\d]")


def pick_entity(sheet: Sheet, statement: Statement, scope: Scope) -> Entity | None:
    """The subject of a statement: who begins the nearest clause of its sentence, who says it, else one in its clause."""
    start = statement.quantity.start
    owner = find_owner(sheet, statement)
    if owner:
        return owner
    averaged = _averaged(sheet, statement)
    if averaged:
        return averaged
    speech = speech_at(sheet.speeches, start)
    own: Entity | None = None
    for mention in reversed(sheet.entities_in(max(statement.sentence, speech.start if speech else 0), start)):
        in_brackets = is_alone_in_brackets(sheet.text, statement) and mention.end == statement.clause - 1  # ⟨甲县⟩（6.8%）
        is_whose = (mention.end == start or in_brackets) and not mention.is_base and mention.entity.kind in _AREAS
        if is_whose:
            return (scope.main_entity or scope.entity) if counts_list(sheet, mention, statement) else mention.entity
        if mention.entity == scope.entity and _was_counted(sheet, mention, statement):
            return mention.entity
        if _may_be_subject(sheet, mention, statement):
            if _leads(sheet, mention) or (mention.start >= statement.left and is_built_one(sheet.text, mention)):
                return mention.entity
            if own is None and mention.start >= statement.clause and mention.entity.kind in _WHEREVER:
                own = mention.entity
    if speech:
        return speech.entity
    there = scope.entity
    if there and there.kind in _BODIES and _ZONE_OPENS.match(sheet.text, statement.sentence):
        there = scope.main_entity
    return own or find_felt(sheet, statement) or _in_story(sheet, statement, scope) or there


def _averaged(sheet: Sheet, statement: Statement) -> Entity | None:
    """Whose average a number alone in brackets is: 比⟨全国⟩平均水平（6.7%）高3.2个百分点; None for another number."""
    if not is_alone_in_brackets(sheet.text, statement):
        return None
    named = sheet.entities_in(max(0, statement.clause - _AVERAGE_REACH), statement.clause)
    is_average = bool(named) and _AVERAGE.fullmatch(sheet.text, named[-1].end, statement.clause - 1)
    return named[-1].entity if is_average else None


def _was_counted(sheet: Sheet, mention: EntityMention, statement: Statement) -> bool:
    """Whether a place stood right before an earlier number of this part of the sentence: 甲县25亿元；⟨乙县⟩12亿元，增长8%."""
    if mention.end >= statement.left or not sheet.text[mention.end].isdecimal():
        return False
    return "；" not in sheet.text[mention.end : statement.quantity.start]


def last_subject(sheet: Sheet, start: int) -> Entity | None:
    """Whom the rest of a paragraph speaks of at its end, as far as one is named there who may be told of in the next."""
    for mention in reversed(sheet.entities_in(start, len(sheet.text))):
        if (
            mention.is_base
            or mention.entity.kind not in _TOLD_ON
            or (mention.entity.kind == "zone" and _is_staffed(sheet, mention))
        ):
            continue
        if _leads(sheet, mention):
            return mention.entity
    return None


def _may_be_subject(sheet: Sheet, mention: EntityMention, statement: Statement) -> bool:
    if sheet.text.startswith(_COMERS, mention.end) and mention.entity.kind == "place":
        return False
    if mention.is_base or _is_source(sheet, mention) or is_listed(sheet, mention) or is_way(sheet, mention):
        return False
    if _BRACKETED.match(sheet.text, mention.end):
        return False
    if sheet.text.endswith(_OWNERS_BEFORE, 0, mention.start):
        return False
    if statement.left <= mention.start and sheet.text.endswith(_PARTNER, mention.end, statement.quantity.start):
        return False
    if mention.end < statement.left and (_is_part(sheet, mention) or is_closed(sheet, mention, statement)):
        return False
    inside = "㐀" <= sheet.text[mention.start - 1 : mention.start] <= "鿿"
    if statement.clause <= mention.start and (_EXAMPLES if inside else _EXAMPLE).match(
        sheet.text, mention.end, statement.quantity.start
    ):
        return False
    closed = sheet.text.find("）", mention.end, statement.clause)
    return closed < 0 or "（" in sheet.text[mention.end : closed]


def _is_staffed(sheet: Sheet, mention: EntityMention) -> bool:
    """Whether an entity only says whose people act: ⟨南川工业园区⟩的企业包保干部."""
    end = mention.end
    if sheet.text[end : end + 1] in _AND:
        end = sheet.mentions.get(end + 1, end)
    return bool(_STAFF.match(sheet.text, end))


def _is_part(sheet: Sheet, mention: EntityMention) -> bool:
    """Whether an entity is only a part of what is counted: 其中宁波港…, 寿光市4126件."""
    is_whole = sheet.text[mention.start] in _WHOLE_SIGNS  # 全市31家景区 are no part
    counted = not is_whole and sheet.text[mention.end : mention.end + 1].isdecimal() and mention.end not in sheet.mentions
    clause = max(sheet.text.rfind(mark, 0, mention.start) for mark in "，。；：") + 1
    return counted or sheet.text.startswith("其中", clause)  # 其中萍乡和⟨新余市⟩


def _leads(sheet: Sheet, mention: EntityMention) -> bool:
    """Whether a mention begins its clause, filler, periods and where the story goes aside."""
    text, narrow = sheet.text, mention.entity.kind in _BODIES
    if mention.entity.kind in _SPEAKING and _in_attribution(sheet, mention):
        return True
    if mention.entity.kind == "company" and _COSTING.search(text, max(0, mention.start - 24), mention.start):
        return True
    start = mention.start - len(_OPENINGS.split(text[max(0, mention.start - 40) : mention.start])[-1])
    if narrow and _is_scene(sheet, start, mention):
        return True
    if narrow and _is_object(sheet, mention):
        return False
    if text[mention.start - 1 : mention.start] in _LOCATIVE and text[mention.end : mention.end + 1] not in "，：":
        return False
    begin = skip_front(text, start, mention.start, sheet.mentions)
    return begin == mention.start or text[begin : mention.start] in _INSIDE


def _is_object(sheet: Sheet, mention: EntityMention) -> bool:
    """Whether a quoted name is only what a body before it leans on: 双井村依托合作社⟨“绿野合作社”⟩，…"""
    text = sheet.text
    if text[mention.start - 1 : mention.start] != "“":
        return False
    begin = mention.start - 1 - len(_STOPS.split(text[max(0, mention.start - 40) : mention.start - 1])[-1])
    before = [named for named in sheet.entities_in(begin, mention.start - 1) if not named.is_base]
    return bool(before) and before[0].start == skip_front(text, begin, before[0].start, sheet.mentions)


def _is_scene(sheet: Sheet, start: int, mention: EntityMention) -> bool:
    """Whether a clause without a figure only says where the story is: 走进…公司的总装车间, 山下的星斗红茶厂."""
    text = sheet.text
    end = text.find("，", mention.end, mention.end + _SCENE_REACH)
    if end < 0 or _DIGIT.search(text, mention.end, end):
        return False
    first = sheet.entities_in(start, mention.end)[0]
    front = text[start : first.start]
    goes = front.startswith(_SCENE) and text[start - 1 : start] != "”"  # “金城讲堂”走进社区: the lecture goes
    return goes or (end == mention.end and front.endswith("的") and len(front) <= _SCENE_REACH)


def _is_source(sheet: Sheet, mention: EntityMention) -> bool:
    return mention.entity.kind in _SOURCES and _in_attribution(sheet, mention)


def _in_attribution(sheet: Sheet, mention: EntityMention) -> bool:
    return mention.end <= end_of_span(sheet.attributions, mention.start)


def pass_mentions(sheet: Sheet, statement: Statement, scope: Scope) -> Scope:
    """The scope after the earlier sentences that no number stands in: whom and when they named last is in force."""
    period, entity, person = scope.period, scope.entity, scope.person
    if scope.passed >= statement.sentence:
        return scope
    for mention in sheet.periods_in(scope.passed, statement.sentence):
        if mention.end <= statement.sentence and mention.period.end and mention.start in sheet.told:
            if is_opening_day(sheet.text, mention.end) or _is_in_passing(sheet, mention, scope):
                continue
            if _is_day_of_scene(sheet, mention):
                continue
            period = mention.period
    for named in sheet.entities_in(scope.passed, statement.sentence):
        is_passed = named.end <= statement.sentence and named.entity.kind != "org"
        if not is_passed or (named.entity.kind in _OFFICIAL and _is_staffed(sheet, named)):
            continue
        if _may_be_subject(sheet, named, statement) and _leads(sheet, named):
            person = named.entity if named.entity.kind == "person" else None
            entity = entity if person else named.entity
    return scope._replace(period=period, entity=entity, person=person)


def _is_day_of_scene(sheet: Sheet, mention: PeriodMention) -> bool:
    """Whether a day is only when the reporter looked: ⟨11月1日⟩，在林堂村的梨园里，果农正忙着采摘。该村种梨3200亩"""
    stop = sheet.text.find("。", mention.end)
    end = stop if stop >= 0 else len(sheet.text)
    return mention.period.start == mention.period.end and _SCENERY.search(sheet.text, mention.end, end) is not None


def _is_in_passing(sheet: Sheet, mention: PeriodMention, scope: Scope) -> bool:
    """Whether a time inside the one in force only says when something turned: 随着利润⟨在11月份⟩由负转正."""
    return sheet.text[mention.start - 1 : mention.start] in _LOCATIVE and is_within(mention.period, scope.flow)


def _in_story(sheet: Sheet, statement: Statement, scope: Scope) -> Entity | None:
    """The person whose story goes on: the sentence names nobody and no time of a statistic (截至6月底, 前三季度)."""
    if scope.person is None or _STATISTIC.search(sheet.text, statement.sentence, statement.quantity.start):
        return None
    told = sheet.periods_in(statement.sentence, statement.quantity.start)
    return None if any(mention.role == "asof" or _is_part_of_year(mention.period) for mention in told) else scope.person


def _is_part_of_year(period: Period) -> bool:
    """Whether a period is some weeks or months of a year, as those of statistics are."""
    return bool(period.start and period.end and 0 < (period.end - period.start).days < _YEAR_DAYS)
