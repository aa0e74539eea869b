"""What a name needs of the words before it: a statement and the things told before come in, the fuller name goes out."""

import re

from metrics.model import EntityMention
from metrics.parse.case import Case
from metrics.parse.names import BUILT, is_relative, right_name

THING = re.compile(
    r"(?P<thing>.*(?:项目|企业|基地|工程|工单|诉求|产线|电站|园区|车间|铁路|公路|高速|高铁|[国省县]道|航线|水路|航道|地铁))(?:数|量|户数|通航|通车|在营|在建)?$"
)
_WAYS = ("铁路", "公路", "高速", "高铁", "国道", "省道", "县道", "航线", "水路", "航道", "道路", "地铁", "隧道", "桥梁")
_LENGTHS = ("里程", "长度", "总长", "全长")


def lean(case: Case, own: str) -> str:
    """A name with the thing that it leans on: 4条⟨铁路⟩在营，总里程; a way lends its name only to its length."""
    thing = case.scope.thing
    if not thing or thing in own or not is_relative(own):
        return own
    return own if thing.endswith(_WAYS) and not own.endswith(_LENGTHS) else thing + own


def stands_behind_place(case: Case) -> bool:
    """Whether a place stands right before a number and a noun behind it."""
    quantity = case.statement.quantity
    named = case.sheet.entities_in(case.statement.left, quantity.start)
    if not named or named[-1].end != quantity.start or named[-1].entity.kind == "person":
        return False
    return bool(right_name(case.sheet.text, quantity.end, case.statement.right_end))


def is_built_one(text: str, mention: EntityMention) -> bool:
    """Whether a body is what something is done to, a school or a hospital: 改扩建⟨南湖小学⟩新增学位300个."""
    return mention.entity.kind == "org" and text.endswith(BUILT, 0, mention.start)


def stands_alone(case: Case) -> bool:
    """Whether whom a number is about is told of no further: 其中⟨京山市⟩120公里, 改扩建⟨南湖小学⟩新增学位300个."""
    end = case.statement.quantity.start
    named = case.sheet.entities_in(case.statement.left, end)
    if not named:
        return False
    return is_built_one(case.sheet.text, named[-1]) or (named[-1].end == end and named[-1].start in case.sheet.areas)
