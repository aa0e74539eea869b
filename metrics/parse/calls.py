"""What kind of call a clause names: 举报主要涉及…, 咨询类诉求中，…, 环境保护类，受理…"""

import re
from collections.abc import Sequence
from functools import lru_cache

from metrics.catalogue.units import same_unit
from metrics.parse.bulletins import Bulletin
from metrics.parse.clauses import Statement
from metrics.parse.context import Sheet
from metrics.parse.names import skip_front
from metrics.parse.patterns import grammar
from metrics.parse.scope import Draft, Scope

_MARKS = re.compile(r"[。！？；，：（）]")
_ASIDE = re.compile(r"（[^（）\d]{1,8}）$")
# 一是⟨防疫类⟩诉求，共329件; ⟨物业管理⟩问题投诉最多，有36件
_CLASSED = re.compile(
    r"(?:[一二三四五六七八九]是|其中|首先是|其次[是为]|再次[是为])?(?P<label>[^\d]{2,14}?(?:类|问题|方面))(?:的|相关)*(?:诉求|问题|投诉|事项|工单|举报|咨询|来电)?"
    r"(?:量|数)?(?:最多|居首|位居第一|排名?第一|最为?集中|最为?突出|次之|其次|居次|再次之|(?:位居|排名?|居|位列)第[二三四五]|紧随其后|较多|也较多)?"
)
COUNTS = re.compile(rf"(?:共|已|共计|合计)?(?:{grammar('breakdown', 'receive')}|有|为|达|共|共有|共计|计)?")
_CALL = re.compile(grammar("breakdown", "call"))
_KIND = rf"(?:{grammar('breakdown', 'call_lead')})*(?P<call>{_CALL.pattern})(?:{grammar('breakdown', 'call_tail')})*"
BARE_CALL = re.compile(_KIND)
_ABOUT = rf"(?:主要|多|重点)(?:{grammar('breakdown', 'about')})|{grammar('breakdown', 'topic')}"
_HEAD_END = r"(?:的?(?:问题|方面|领域|事项|内容|类别|行业))?(?:分别|依次)?(?:是|为|有)?"
_OPENS = re.compile(rf"[，、；]?{_KIND}(?:{_ABOUT}){_HEAD_END}")  # 举报⟨主要涉及⟩
_HEADS = re.compile(rf"{_KIND}(?:{_ABOUT}){_HEAD_END}$")  # 市场监管业务⟨咨询问题主要集中在⟩：
_GOES_ON = re.compile(rf"[，、；]?(?:{_ABOUT}|{grammar('breakdown', 'about')}(?<![为是有])){_HEAD_END}")  # 举报860件，⟨涉及⟩
_PART_OPENS = ("，", "：")


@lru_cache(maxsize=8)  # asked up to three times of one number
def clause_before(text: str, clause: int) -> str:
    """The words of the clause that ends where this one begins."""
    end = clause - 1
    aside = _ASIDE.search(text, max(0, end - 10), end) if text[end - 1 : end] == "）" else None  # 居前的部门（单位：件）：
    end = aside.start() if aside else end
    return _MARKS.split(text[max(0, end - 30) : end])[-1]


def class_before(sheet: Sheet, statement: Statement) -> str:
    """The class that the clause before names: 环境保护类，⟨受理⟩542件; empty when it names none."""
    before = clause_before(sheet.text, statement.clause) if statement.opener == "，" else ""
    end = statement.clause - 1
    classed = _CLASSED.fullmatch(sheet.text, skip_front(sheet.text, end - len(before), end, sheet.mentions), end)
    return classed["label"].removesuffix("问题").removesuffix("方面") if classed else ""


def call_of(words: str) -> str:
    """The one kind of call that words tell of; empty when they tell of none or of several.

    >>> call_of("12315举报量"), call_of("投诉、咨询")
    ('举报', '')
    """
    kinds = _CALL.findall(words)
    return kinds[0] if len(kinds) == 1 else ""


def without_opening(words: str) -> str:
    """The words of a part behind what opened the list of it: 举报主要涉及⟨广告违法⟩."""
    found = _OPENS.match(words) or _GOES_ON.match(words)
    return words[found.end() :] if found else words


def find_calls(sheet: Sheet, statement: Statement, drafts: Sequence[Draft]) -> str:
    """The kind of call whose topics a number is the first of; empty when no list of the kind opens here.

    举报⟨主要涉及⟩：广告310件; 咨询类诉求⟨中⟩，社保412件; 举报860件，⟨涉及⟩广告230件.
    """
    words = sheet.text[statement.left : statement.quantity.start]
    if opened := _OPENS.match(words):
        return opened["call"]
    if statement.opener not in _PART_OPENS or statement.left != statement.clause:
        return ""
    before = clause_before(sheet.text, statement.clause)
    if statement.opener == "：" and call_of(before) and _HEADS.search(before):
        return call_of(before)
    headed = _OPENS.fullmatch(before) or BARE_CALL.fullmatch(before)
    if headed and (statement.opener == "：" or before.endswith(("中", "里")) or headed.re is not BARE_CALL):
        return headed["call"]
    goes_on = _GOES_ON.match(words) if statement.opener == "，" else _GOES_ON.fullmatch(before)
    last = drafts[-1] if drafts else None
    if not goes_on or last is None or not same_unit(last.quantity.unit, statement.quantity.unit):
        return ""
    if last.start < sheet.offset + statement.sentence or "；" in sheet.text[last.end - sheet.offset : statement.left]:
        return ""
    return call_of(next(iter(last.dims.values()), "") or last.name)


def name_calls(call: str, unit: str, scope: Scope, bulletin: Bulletin | None) -> str:
    """What the calls of one kind are counted as: by the bulletin, or as they were told of before."""
    if bulletin:
        return bulletin.call_name.replace("{call}", call)
    told = [total.name for total in scope.totals if same_unit(total.unit, unit)]
    return next((name for name in reversed(told) if call_of(name) == call), f"{call}量")
