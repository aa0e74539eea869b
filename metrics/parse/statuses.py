"""The words around a number → whether it happened, is aimed at, is planned or is a rule."""

import re
from functools import lru_cache
from typing import NamedTuple

from metrics.catalogue.units import same_unit, split_unit
from metrics.model import Status
from metrics.parse.aims import is_goal
from metrics.parse.case import Case
from metrics.parse.clauses import Statement
from metrics.parse.measured import Measured
from metrics.parse.patterns import grammar
from metrics.parse.projects import is_there
from metrics.parse.told import ALREADY

_TARGET = re.compile(rf"(?<![需只主重不必首](?=要)){grammar('status', 'target')}")  # 需|要培育4年
_PLANNED = re.compile(rf"(?<!完成)(?!规划[区院局馆图师、]){grammar('status', 'planned')}")
_MONEY_PLANNED = re.compile(grammar("status", "planned_sum"))
_COST = re.compile(r"(?:总投资|投资总额|概算|估算)(?:额|约|达|为|近|超)*$")  # 今年计划开工12个，⟨总投资⟩16亿元
_SPENT = re.compile(r"完成[^，。；\d]{0,14}投资(?:总?额)?(?:约|达|为|近|超)*$")  # 完成⟨高技术制造业⟩投资240亿元
_SIGNED = re.compile(r"(?:签约|签订|签下|敲定|获批|核准|备案)[^，。；\d]{0,6}$")
_BUILT_WORDS = re.compile(grammar("status", "built"))
_BUILT = re.compile(grammar("status", "built") + "(?!后)")
_RULE = re.compile(rf"(?<![未不没])(?:{grammar('status', 'rule')})")
_PLAN_WORDS = re.compile(r"计划|预计|拟|将[于在]")
_AIM_WORDS = re.compile(r"计划|将|力争|拟|确保|目标|，要")
_PLAN_AHEAD = re.compile(
    r"[^，。；]{0,12}?(?:计划|预计|拟|将(?=于|在))(?:于|在)?[^，。；]{0,12}?(?:投产|投运|建成|开工|并网|完工|投用|竣工|完成)"
)
_LIMIT = re.compile(r"(?:不得?超过|不得?低于|不得?少于|不得?高于|不得?大于|不得?小于)[^，。；]{0,2}$")
_STANDARD = re.compile(r"(?:最低|最高|规定|法定|达标)标准(?:值|线)?(?:为|是)?$")  # 低于⟨最低标准⟩92%
_AIMED = re.compile(r"目标[^，。；]{0,10}?(?:不低于|不少于|达到|为|突破|达)[^，]{0,2}$")
_GOAL_ITSELF = re.compile(r"(?:为(?:全年|年度|年初|全月|季度)?(?:目标|任务)(?:任务|值|数)?|目标(?:任务|值)?[为是])$")
_INTENDS = re.compile(
    r"(?<!年度|全年|完成|目标|预算|原定|投资)(?<![超按照原占])计划(?!的|任务|目标|数|总投资|投资额|投资)[^，。；]{0,14}$"
)
_PAST = re.compile(r"缩短|压缩|用时|仅用|只用|已|了|平均|减少")
_SINCE = re.compile(rf"^.*(?:；|目前(?=.*已)|{ALREADY})", re.DOTALL)
_DONE = re.compile(rf"^.*(?:目前(?=.*已)|{ALREADY})", re.DOTALL)
# 今年计划实施项目560个；⟨新建高标准农田⟩90万亩: what a sentence sets out with holds to its end
_SETS_OUT = re.compile(
    r"[^；。\d]{0,40}?(?:(?:今年|明年|年内|全年|下半年|下一步|接下来|今后|未来|20\d\d年)[^，。；\d]{0,8}?"
    r"(?:计划(?!的|任务|总)|将(?![近军士])|力争|拟|确保)|(?:预期|主要|发展|奋斗)目标(?:是|为)?[：，]"
    r"|(?:说|强调|指出|要求|提出)，要(?![求点么闻])"
    r"|(?:[我全该本][市县区州旗镇乡村省]|[㐀-鿿]{2,7}[市县区州旗镇乡村司社])(?:还|也|下一步|接下来)?(?:计划|拟)(?=[^，。；]{0,8}?[投建改造新再用完])(?!的|任务|总|投资额)"
    r"|按照?[^，。；\d]{0,8}计划，(?=[^。；\d]{2,14}(?:再|将|前)))"
)
_AIMED_AT = re.compile(r"目标(?:为|是)?(?:增长|增速|增幅|下降|提高)[^，。；\d]{0,4}$")
_UNDER_WAY = "在建"
_FINE = re.compile(r"[^，。；]{0,12}?(?:罚款|罚金|补助|奖励|补贴)")
_AFTER = re.compile(
    r"(?:建成|投产|达产|竣工|投运|并网|完工|投用|运营|建设|达效|交付)(?:投产|投用|运营|运行|达效)?后|届时(?=.*(?:可|能力|产能|产值|年产))"
)
# 三号泊位⟨今年6月投用后⟩: what came of it has happened
_OPENED = re.compile(
    r"继[^，。；]{2,24}后|(?:今年|去年|前年|\d年|\d月|\d日|[年月]底|年初)(?:正式|全面|全线)?(?:建成|投产|竣工|投运|并网|投用|运营|启用|开通)\w{0,2}后"
)
_BEING_BUILT = re.compile(r"[^，。；\d]{0,16}?(?:正在|正)?(?:加紧|抓紧|紧张|紧锣密鼓地?|火热)(?:施工|建设)")
_GONE = re.compile(r"(?:19|20)\d\d年|去年|前年|上年")  # 2018年，县里将1500亩盐碱地流转
_VISITED = re.compile(r"来到|走进|走访|步入|探访|参观")
_MADE = re.compile(r"(?<!未)(?<!将)(?:建成|投产|投运|并网)了?$")
_PROJECT = re.compile(r"[^，。；、]{0,20}?(?:项目|产线|生产线|基地)")
# 随着80兆瓦光伏项目并网，: it is there
_PROJECT_DONE = re.compile(
    r"[^，。；、]{0,20}?(?:项目|产线|生产线|基地)(?:的|已|正式|全面|全部|成功|顺利|全容量)*(?:建成|并网|投产|投运|投用|竣工)(?:并网|投产|投运|发电|运行|运营)?[，。]"
)
CAPACITY = frozenset({"mass", "power", "volume", "energy"})
_SUM_OF = re.compile(r"总投资(?:约|达|超)?$")
_PARTLY = re.compile(r"已完成[^，。；]{0,12}?\d")  # 总投资50亿元的母港项目⟨已完成桩基1280根⟩ is not there yet
_BUILT_UP = CAPACITY | {"cny"}
_TIME_UNITS = frozenset({"秒", "分钟", "小时", "天", "个工作日", "工作日", "日", "个月", "个小时", "分", "日内"})
# 将⟨95人⟩纳入名单, 将困难老人纳入保障范围 is 把
_NOT_FUTURE = re.compile(
    rf"将(?:近|军|士|\d|"
    r"(?:这|该|昔日|原有|原来的|闲置|废弃)|"
    rf"(?!{grammar('status', 'after_future')})[^，。；]{{2,40}}?{grammar('status', 'handled')})"
)


_WHOLES = 3  # numbers looked back over for the whole
_ALREADY_DONE = re.compile("[已现]|目前|完成|建成")


class _Seen(NamedTuple):
    """Which kinds of words a paragraph has at all, so that none is sought where it cannot be found."""

    target: bool
    aims: bool
    built: bool
    plan: bool
    money_planned: bool
    planned: bool
    rule: bool


_ALL = _Seen(target=True, aims=True, built=True, plan=True, money_planned=True, planned=True, rule=True)


def is_done(text: str, statement: Statement) -> bool:
    """Whether the clause says that it has happened: 累计完成投资, 到位资金, 首批50台已吊装."""
    before = text[statement.clause : statement.quantity.start]
    return bool(_BUILT.search(before)) or "到位" in before or text.startswith("已", statement.quantity.end)


def read_status(text: str, statement: Statement, measured: Measured, future: bool, past: bool = False) -> Status:
    """The status of a statement; `future` says that its period lies ahead of the issue, `past` that it was over before it."""
    quantity = statement.quantity
    before = text[statement.sentence : quantity.start]
    after = text[quantity.end : statement.clause_end]
    clause = text[statement.clause : quantity.start]
    words, seen = _before_goal(text, statement, measured), _glance(text)
    if _is_rule(text, statement, (clause, after), seen.rule):
        return "rule"
    if past and "预计" in before and "预计年" not in before:
        words, seen = before.replace("预计", ""), _ALL
    sets_out = seen.aims and bool(_SETS_OUT.match(text, statement.sentence, quantity.start))
    if "已" in words or "；" in words or "目前" in words or "实际" in words:
        words = (_DONE if sets_out else _SINCE).sub("", words)
    words = _OPENED.sub("", words) if past and "后" in words else words
    if ("后" in words or "届时" in words) and _AFTER.search(words) and measured.measure == "level" and not _BUILT.search(words):
        return "planned"
    is_cost = seen.money_planned and bool(_COST.search(text, statement.left, quantity.start))
    if (sets_out and words == before and not is_done(text, statement)) or (seen.aims and _AIMED_AT.search(clause)):
        return "planned" if is_cost else "target"
    cue = _last(_TARGET, words) if seen.target else None
    if cue and not (
        _is_no_cue(words, cue.start(), text[quantity.start : statement.clause_end])
        or (past and cue.group() == "将" and _GONE.search(words, 0, cue.start()))
    ):
        is_cost = is_cost and cue.group().startswith(("将", "计划", "预计"))
        is_cost = is_cost or (cue.group() == "将" and bool(_MONEY_PLANNED.search(text[statement.left : quantity.start])))
        return "planned" if is_cost else "target"
    if future and measured.measure != "completion" and not is_done(text, statement) and not _is_of_now(before, words):
        return "planned" if is_cost else "target"
    if measured.measure in {"growth", "share", "change", "completion", "multiple", "rank"}:
        return "actual"
    of_works = _SUM_OF.search(clause) and after.startswith("的") and _PARTLY.search(after)
    if (seen.built and not of_works and (_BUILT.search(after) or _BUILT.search(clause))) or _SPENT.search(clause):
        return "actual"
    if split_kind(quantity.unit) in CAPACITY and _is_to_be_built(text, statement):
        return "planned"
    if _is_aimed(clause) or is_goal(text, quantity.start, quantity.end):
        return "target"
    is_ahead = seen.plan and _PLAN_AHEAD.match(after) is not None
    if quantity.bound in {"<", ">="} and "不" in clause and _LIMIT.search(clause) and not is_ahead:
        return "rule"
    is_sum = (
        seen.money_planned
        and not is_there(text, statement.sentence, quantity.start)
        and _MONEY_PLANNED.search(text[statement.left : quantity.start])
    )
    words = words if split_kind(quantity.unit) in _BUILT_UP else words.replace(_UNDER_WAY, "")  # a count of now
    return "planned" if is_sum or is_ahead or (seen.planned and _PLANNED.search(words)) else "actual"


def _is_to_be_built(text: str, statement: Statement) -> bool:
    """Whether a capacity is of a project that was neither visited nor made: 30万吨工业硅项目, 80兆瓦的电站正在加紧施工."""
    end = statement.quantity.end
    if _BEING_BUILT.match(text, end, statement.sentence_end):
        return True
    clause = text[statement.clause : statement.quantity.start]
    is_named = _PROJECT.match(text, end, statement.clause_end) is not None and not _PROJECT_DONE.match(text, end)
    is_project = is_named or bool(_SIGNED.search(clause))
    return is_project and not (_VISITED.search(clause) or _MADE.search(clause))


def _is_no_cue(words: str, start: int, rest: str) -> bool:
    """Whether a sign of the future is none: 即将, and 将 for 把, whose verb may stand behind the number."""
    return bool(_NOT_FUTURE.match(words[start:] + rest)) or words.endswith("即", 0, start)


def goes_on_ruling(case: Case) -> bool:
    """Whether a number is the second of a rule: 报销限额为2000元，退休人员⟨提高至2500元⟩."""
    last = case.drafts[-1] if case.drafts else None
    if last is None or last.status != "rule" or case.measured.rule != "level_moved_to":
        return False
    is_near = last.start >= case.sheet.offset + case.statement.sentence
    return is_near and same_unit(last.quantity.unit, case.statement.quantity.unit)


def goes_on_aiming(case: Case) -> bool:
    """Whether a number is a part of an aim told before: 下半年将新开工项目84个。⟨其中高新区33个⟩."""
    text, start, unit = case.sheet.text, case.statement.sentence, case.statement.quantity.unit
    if not text.startswith("其中", start) or case.measured.measure != "level":
        return False
    alike = [draft for draft in case.drafts[-_WHOLES:] if same_unit(draft.quantity.unit, unit)]
    done = _ALREADY_DONE.search(text, start, case.statement.clause_end)
    return bool(alike) and alike[-1].status == "target" and done is None


def _before_goal(text: str, statement: Statement, measured: Measured) -> str:
    """The words before a number that may set an aim: its sentence's, but its clause's where something is done already.

    占年度预期目标的40%: the goal is what it is compared with. 年度计划投资9亿元，⟨累计完成⟩投资5亿元.
    """
    against = measured.measure == "completion" or (measured.measure == "change" and measured.name_end >= 0)
    end = statement.left + measured.name_end if against else statement.quantity.start
    start = statement.clause if measured.measure == "completion" or is_done(text, statement) else statement.sentence
    return text[start : max(end, start)]


def _is_of_now(before: str, words: str) -> bool:
    """Whether something done already was told since a time to come: 今年计划投资9亿元，⟨已⟩完成8亿元，37个项目投资5亿元."""
    return words != before and "；" not in before and "已完成" in before


def _is_aimed(clause: str) -> bool:
    """Whether the words of a clause before its number name a goal or an intention: 目标不低于, 为全年目标, 计划…."""
    if "目标" in clause and _AIMED.search(clause):
        return True
    return bool(_GOAL_ITSELF.search(clause) or ("计划" in clause and _INTENDS.search(clause)))


@lru_cache(maxsize=8)  # all numbers of a paragraph ask the same
def _glance(text: str) -> _Seen:
    return _Seen(
        target=_TARGET.search(text) is not None,
        aims=_AIM_WORDS.search(text) is not None,
        built=_BUILT_WORDS.search(text) is not None,
        plan=_PLAN_WORDS.search(text) is not None,
        money_planned=_MONEY_PLANNED.search(text) is not None,
        planned=_PLANNED.search(text) is not None,
        rule=_RULE.search(text) is not None,
    )


def split_kind(unit: str) -> str:
    """The dimension of a printed unit, empty when the catalogue does not know it."""
    known = split_unit(unit)[1]
    return known.dimension if known else ""


def _last(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    return max(pattern.finditer(words), key=lambda match: match.start(), default=None)


def _is_rule(text: str, statement: Statement, around: tuple[str, str], has_words: bool) -> bool:
    quantity, (clause, after) = statement.quantity, around
    within = text[quantity.end - 1] == "内" or ("不" in clause and bool(_LIMIT.search(clause)))
    if quantity.unit in _TIME_UNITS and quantity.bound == "<" and within and not _PAST.search(clause):
        return not clause.endswith("在") or bool(_RULE.search(text, statement.sentence, quantity.start))
    if quantity.bound in {">", "<"} and _FINE.match(after):
        return True
    if "标准" in clause and _STANDARD.search(clause):
        return True
    return has_words and bool(_RULE.search(clause)) and "要求" not in clause
