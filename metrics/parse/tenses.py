"""A figure and the period in force for it → the period it keeps: what a thing is has no time, a flow has that of the flow."""

import re

from metrics.catalogue.units import split_unit
from metrics.model import Period, Status
from metrics.parse.context import Sheet, When
from metrics.parse.lists import is_metric
from metrics.parse.measured import Measured
from metrics.parse.names import act_of
from metrics.parse.naming import Case, Named
from metrics.parse.statuses import split_kind

_FLOW = re.compile(r"(?:产量|产值|增加值|投资|收入|支出|销售|吞吐量|发电量|用电量|销量|总额|贸易|旅客|人次)$")
_AVERAGE = re.compile(r"人均|户均|平均|日均|月均|年均")
_STATIC = re.compile(r"(?:全长|总长|占地|占地面积|建筑面积|单机容量|库容)$")  # what a thing is, whenever it is told
_STREAK = re.compile(r"连续$")
_SIZES = frozenset({"time", "length", "area", "age"})


def keep_period(case: Case, named: Named, status: Status, when: When) -> Period | None:
    """The period of a figure: the one in force, unless the figure is a rule, a plan or the size of a thing."""
    quantity, measured, scope, period = case.statement.quantity, case.measured, case.scope, when.period
    far = not case.sheet.periods_in(case.statement.clause, quantity.start)
    if far and (status == "rule" or (status == "planned" and not _is_money(quantity.unit))):
        return None
    if when.is_carried:
        bare = _is_bare_size(case, named.name) or bool(_STATIC.search(named.name))
        if status == "planned" or bare or (scope.told and split_kind(quantity.unit) in _SIZES):
            return None
        if period and period.start is None and scope.flow and _is_flow(named.name, measured):
            return scope.flow
    if period and _STREAK.search(case.words) and measured.measure == "level":
        return period._replace(start=None)
    return period


def is_past(sheet: Sheet, period: Period | None) -> bool:
    """Whether a period was over before the issue appeared, so that 预计 is an estimate of it and no plan."""
    return bool(period and period.start and period.end and sheet.issue.date and period.end < sheet.issue.date)


def _is_bare_size(case: Case, name: str) -> bool:
    """Whether a number is only the size of a thing (27米高的铁塔), not a statistic of a period (新改建农村公路285公里)."""
    if case.measured.measure != "level" or split_kind(case.statement.quantity.unit) not in _SIZES:
        return False
    return not (is_metric(name) or act_of(name) or _AVERAGE.search(case.words))


def _is_money(unit: str) -> bool:
    known = split_unit(unit)[1]
    return known is not None and known.kind == "money"


def _is_flow(name: str, measured: Measured) -> bool:
    return measured.measure == "growth" or bool(_FLOW.search(name))
