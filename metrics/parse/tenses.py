"""A figure and the period in force for it → the period it keeps: what a thing is has no time, a flow has that of the flow."""

import re

from metrics.catalogue.indicators import match_indicator
from metrics.catalogue.units import split_unit
from metrics.model import Period, Status
from metrics.parse.case import Case, Named
from metrics.parse.context import Sheet, When
from metrics.parse.lists import is_metric
from metrics.parse.names import act_of
from metrics.parse.patterns import grammar, grammar_set
from metrics.parse.recency import is_long_ago, is_over
from metrics.parse.statuses import CAPACITY, split_kind

_FLOW = re.compile(
    r"(?:播种面积|种植面积|造林面积|产量|产值|增加值|投资|收入|支出|销售|吞吐量|发电量|用电量|销量|总额|贸易|旅客|人次)$"
)
_CROP = re.compile(r"(?:产量|总产|单产|亩产|播种面积)$")  # what is reckoned of a year's harvest is of that year
_DOING = re.compile(
    grammar("lead", "act") + "|累计|完成|共|已|了|今年|以来|期间|接待|收入|利润|选派|派出|担任|收获|收割|采收|捕捞|播下|种下"
)
_COUNTED_ACTS = grammar_set("flow", "units")
_WATER = re.compile(r"水位|降?雨量|降水量|流量")
_AVERAGE = re.compile(r"最[深大高长远]|人均|户均|平均|日均|月均|年均")
_STATIC = re.compile(r"(?:全长|总长|占地|占地面积|建筑面积|总面积|单机容量|库容)$")  # what a thing is, whenever it is told
_EACH = re.compile(r"[每一](?:平方)?[斤亩吨只头公件天晚度方株人月年个桶箱瓶枚颗间]")
_EARNED = re.compile(r"[每一](?:天|月|年)[^，。；\d]{0,6}(?:挣|赚|收入|工资)")  # 每天能挣100多元
_AVERAGE_PRICE = re.compile(r"均价|平均|人均|户均|最高|最低")
_HABIT = re.compile(r"[每一]年(?:[能可有收产要都平保下就]|[^，。；\d来间多内后]{0,6}[能可收产])|年可|年均可|平均[每一]年")
_COINS = frozenset({"元", "块", "块钱", "毛", "角", "分", "分钱"})
_STORY = frozenset({"company", "person", "village"})
_ONCE = re.compile(r"(?:建成|投产|达产|竣工|投运|并网|完工|投用|运营|达效)后|预计可?年")
_WEEK = 7  # days
_OWNS = re.compile(r"(?<!新|将)(?:拥有|建有|设有|持有|现存|集聚|汇聚)")
_STREAK = re.compile(r"连续$")
_SIZED = CAPACITY | {"cny", "ratio", "area", "length", "time"}
_SIZES = frozenset({"time", "length", "area", "age"})


def keep_period(case: Case, named: Named, status: Status, when: When) -> Period | None:
    """The period of a figure: the one in force, unless the figure is a rule, a plan or the size of a thing."""
    quantity, measured, _scope, period = case.statement.quantity, case.measured, case.scope, when.period
    far = not case.sheet.periods_in(case.statement.clause, quantity.start)
    if far and _is_habit(case):
        return None
    keeps = _CROP.search(named.name) or (_is_money(quantity.unit) and not _comes_of(case))
    if far and (status == "rule" or (status == "planned" and not keeps)):
        return None
    is_yardstick = case.sheet.text.startswith("的", quantity.end)  # 占任务⟨18370亩⟩的107.8%
    if status == "target" and period and not is_yardstick and _is_behind(case, period) and (when.is_carried or _is_apart(case)):
        return None
    if when.is_carried and period and _is_behind(case, period) and _is_forecast(case):
        return None
    if when.is_carried:
        bare = _is_bare_size(case, named.name) or bool(_STATIC.search(named.name))
        if (
            (status == "planned" and not _CROP.search(named.name))
            or bare
            or _is_told_size(case, named.name)
            or _is_price(case, period)
        ):
            return None
        if period and period.end is None and _is_stock(case, named.name) and case.bulletin is None:
            return None
        if period and period.start and period.end and _owns(case):
            return None
        if period and _is_of_story(case, period) and _is_stock(case, named.name):
            return None
        if period and period.start is None:
            return _flow_for(case, named.name, period) or period
    if period and _STREAK.search(case.words) and measured.measure == "level":
        return period._replace(start=None)
    return period


def _comes_of(case: Case) -> bool:
    """Whether a number is what comes of something once it is there: 今年计划投资3亿元，⟨达产后⟩年产值8亿元，税收600万元."""
    text, end = case.sheet.text, case.statement.quantity.start
    start = max(case.statement.sentence, text.rfind("；", case.statement.sentence, end) + 1)
    once = _ONCE.search(text, start, end)
    return once is not None and not case.sheet.periods_in(once.end(), end)


def _is_behind(case: Case, period: Period) -> bool:
    """Whether a period had ended before the issue appeared, so that no goal is of it."""
    issued = case.sheet.issue.date
    return issued is not None and period.end is not None and period.end < issued


def _is_forecast(case: Case) -> bool:
    """Whether a sentence foresees what a time gone by cannot tell: 上半年…。⟨国调部门预测⟩，秋粮面积552万亩."""
    return case.sheet.text.find("预测", case.statement.sentence, case.statement.quantity.start) >= 0


def _owns(case: Case) -> bool:
    """Whether a clause tells what somebody has, behind what was done in a time: 上半年产量7650吨，⟨拥有专利64件⟩."""
    if case.measured.measure != "level" or case.bulletin is not None:
        return False
    if _OWNS.search(case.sheet.text, case.statement.clause, case.statement.quantity.start):
        return True
    last = case.drafts[-1] if case.words.startswith(("，其中", "其中")) and case.drafts else None
    return last is not None and last.period is None and last.start >= case.sheet.offset + case.statement.sentence


def _is_apart(case: Case) -> bool:
    """Whether a ； parts a number from the time of its sentence: 上半年，新增就业9146人；开学前还将投用学校⟨3所⟩."""
    start, end = case.statement.sentence, case.statement.quantity.start
    told = case.sheet.periods_in(start, end)
    return bool(told) and "；" in case.sheet.text[told[-1].end : end]


def _is_price(case: Case, period: Period | None) -> bool:
    """Whether a number is what one of a thing costs or brings: 每斤卖到3.2元, 一亩能挣1200元; no price of a market's week."""
    earned = _EARNED.search(case.sheet.text, case.statement.clause, case.statement.quantity.start)
    if not earned and period and period.start and period.end and (period.end - period.start).days <= _WEEK:
        return False
    if case.statement.quantity.unit not in _COINS or case.bulletin or case.measured.measure not in {"level", "change"}:
        return False
    clause = case.sheet.text[case.statement.clause : case.statement.quantity.start]
    return bool(_EACH.search(clause)) and not _AVERAGE_PRICE.search(clause)


def _is_of_story(case: Case, period: Period) -> bool:
    """Whether a sentence of the story of a company or a farmer goes on after one that told of a year gone by."""
    entity = case.scope.person or case.scope.entity
    return entity is not None and entity.kind in _STORY and is_over(case.sheet.issue, period) and case.bulletin is None


def _is_stock(case: Case, name: str) -> bool:
    """Whether a number is what there is now, not what was done since then: 今年以来新增耕地…。⟨农机总动力⟩61万千瓦."""
    if case.measured.measure not in {"level", "share"} or _counts_acts(case):
        return False
    clause = case.sheet.text[case.statement.clause : case.statement.clause_end]
    if _FLOW.search(name) or _CROP.search(name) or act_of(name) or act_of(clause) or _DOING.search(clause):
        return False
    known = match_indicator(name, case.statement.quantity.unit)
    return known is None or known.time_span != "flow"


def is_event(case: Case, period: Period | None) -> bool:
    """Whether a period is the day of an event told with the size of a thing: of what is told next it is not the time.

    Who came to an event that is told by those who came (24支球队) stays on its day.
    """
    is_day = period is not None and period.start is not None and period.start == period.end
    if not is_day or case.gauge or _WATER.search(case.sheet.text, case.statement.clause, case.statement.quantity.start):
        return False  # how high the water stood that day is no size
    return case.bulletin is None and split_kind(case.statement.quantity.unit) in _SIZED


def looks_back(case: Case, when: When) -> bool:
    """Whether a year long past is named behind a number of another time in its paragraph: only its own sentence is of it.

    日处理小麦1200吨，⟨去年⟩营业收入17.9亿元. “十四五”以来新增耕地38.6万亩，⟨去年⟩粮食总产124.3亿斤.
    """
    period = when.period
    if when.is_carried or not (period and period.start and period.end) or not is_long_ago(case.sheet.issue, period):
        return False
    if case.scope.untimed == case.statement.sentence:
        return True
    first = case.drafts[0]
    if len(case.drafts) < 2:
        return False
    return first.period is None or first.period.end is None or first.period.end.year > period.end.year


def _is_told_size(case: Case, name: str) -> bool:
    """Whether a size stands below a line that told the time, and was neither done then nor is an average."""
    is_size = case.scope.told and split_kind(case.statement.quantity.unit) in _SIZES
    return is_size and not (_tells(case, name) or _FLOW.search(name))


def _is_habit(case: Case) -> bool:
    """Whether a number is what any year brings, behind the time of something else: 今年6月试种，⟨一年能收三茬⟩."""
    clause = case.sheet.text[case.statement.clause : case.statement.quantity.start]
    return case.bulletin is None and bool(_HABIT.search(clause))


def is_past(sheet: Sheet, period: Period | None) -> bool:
    """Whether a period was over before the issue appeared, so that 预计 is an estimate of it and no plan."""
    return bool(period and period.start and period.end and sheet.issue.date and period.end < sheet.issue.date)


def _is_bare_size(case: Case, name: str) -> bool:
    """Whether a number is only the size of a thing (27米高的铁塔), not a statistic of a period (新改建农村公路285公里)."""
    if case.measured.measure != "level" or split_kind(case.statement.quantity.unit) not in _SIZES:
        return False
    return not (is_metric(name) or _tells(case, name))


def _tells(case: Case, name: str) -> bool:
    """Whether a size was done or is an average: 新增护栏18.4公里, 平均等候6分钟."""
    return bool(act_of(name) or _AVERAGE.search(case.words))


def _is_money(unit: str) -> bool:
    known = split_unit(unit)[1]
    return known is not None and known.kind == "money"


def _flow_for(case: Case, name: str, until: Period) -> Period | None:
    """The time of what happened in one (受理诉求1153件) although only its end was told last (截至10月底); None for a stock."""
    scope = case.scope
    is_act = _is_act(case, name)
    if scope.flow and (is_act or case.measured.measure == "growth" or _FLOW.search(name)):
        return scope.flow
    return scope.span if is_act and scope.span and scope.span.end == until.end else None


def _is_act(case: Case, name: str) -> bool:
    return _counts_acts(case) or bool(act_of(name))


def _counts_acts(case: Case) -> bool:
    """Whether the unit counts what was done in a time: 26.7万人次, 420余场."""
    bare = split_unit(case.statement.quantity.unit)[1]
    return bare is not None and bare.name in _COUNTED_ACTS
