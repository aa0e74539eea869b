"""A number in an open breakdown → the part it is of: 城关区⟨12件⟩, 小程序⟨2266件⟩, 环境保护类，受理⟨542件⟩."""

import re

from metrics.catalogue.units import same_unit, split_unit
from metrics.parse.areas import by_area
from metrics.parse.breakdowns import CLASS, PART, PROCESS, TOPIC_KEY, match_ranked_by, total_for
from metrics.parse.bulletins import Bulletin, part_kind, part_label
from metrics.parse.calls import BARE_CALL, COUNTS, call_of, class_before, clause_before, without_opening
from metrics.parse.case import Case
from metrics.parse.clauses import Statement
from metrics.parse.context import Sheet, find_arrival
from metrics.parse.lists import is_metric
from metrics.parse.names import is_average, right_name
from metrics.parse.patterns import grammar, grammar_set
from metrics.parse.scope import Breakdown, Scope

_EDGE = re.compile(r"^[，、和及与：以]+|[，、和及与：以]+$")
_HANDLED = re.compile(rf".{{2,}}{grammar('breakdown', 'handled')}各?$")  # 州文旅局到期未办结各3件
_SO_FAR = re.compile(r"^(?:截至|截止)?(?:目前|当前|发稿时?)，?已?")
_TO_BE = re.compile(
    r"(?:的?(?:投诉|诉求|举报|工单|咨询))?(?:分别|均|都|也|约)*(?:(?<![行作认])为|是|达到|达|有|共)$|(?<=.[㐀-鿿])(?:仅|零下|只有)+$"
)
_PLAIN_KEYS = {"channel": "渠道", "unit": "单位", "place": "县区", "other": "类型"}
_RECEIVES = re.compile(grammar("breakdown", "receive"))
LONGEST_PROCESS = 5  # characters of what was done: 办结反馈
_SERVICE = re.compile(r"热线$|\d{5}(?:平台|系统|中心)$")  # takes all calls and is no channel of its own
_LEFT = grammar_set("breakdown", "harm")
LONGEST_CHANNEL = 16


def _by_channel(statement: Statement, scope: Scope, words: str, bulletin: Bulletin | None) -> Breakdown | None:
    """“吉事办”小程序2266件: a channel right before a number of cases is where a part of all came in."""
    if not bulletin:
        return None
    label = part_label(_EDGE.sub("", PART.sub("", words)))
    if len(label) > LONGEST_CHANNEL or part_kind(label, False) != "channel" or _SERVICE.search(label):
        return None
    total = total_for("", statement, scope, is_whole=True)
    return Breakdown(total.name, total.unit, "") if total and not _RECEIVES.search(label) else None


def part_of(case: Case) -> tuple[Breakdown, str, str] | None:
    """The open breakdown, key and label of a statement that is one of its parts; None when it is none."""
    sheet, statement, scope, bulletin = case.sheet, case.statement, case.scope, case.bulletin
    words = sheet.text[statement.left : statement.quantity.start]
    breakdown = scope.breakdown or by_area(case) or _by_channel(statement, scope, words, bulletin)
    if breakdown is None or not same_unit(breakdown.unit, statement.quantity.unit) or find_arrival(sheet, statement):
        return None
    ranked = match_ranked_by(words)
    words = ranked["label"] if ranked else words
    bare = _EDGE.sub("", PART.sub("", without_opening(words)))
    label = part_label(bare, breakdown.key == TOPIC_KEY)
    if not label and statement.opener == "：":
        label = part_label(clause_before(sheet.text, statement.clause).strip("-—·• "))
    if COUNTS.fullmatch(label):
        label = class_before(sheet, statement)
    label = _TO_BE.sub("", _SO_FAR.sub("", label))
    if _is_next_call(label, breakdown):
        return None
    done = breakdown.is_open and PROCESS.match(_SO_FAR.sub("", bare)) and len(label) <= LONGEST_PROCESS
    if done or _HANDLED.search(label) or label in _LEFT:
        return None
    if not label or len(label) > 30 or is_average(label) or (is_metric(label) and not CLASS.search(label)):
        return None
    is_place = any(
        m.start in sheet.areas and m.end == statement.quantity.start
        for m in sheet.entities_in(statement.left, statement.quantity.start)
    )
    if is_place and bulletin is None and _counts_other(sheet, statement, breakdown):
        return None
    keys = bulletin.part_keys if bulletin else _PLAIN_KEYS
    return breakdown, breakdown.key or keys[part_kind(label, is_place)], label


def _is_next_call(label: str, breakdown: Breakdown) -> bool:
    """Whether another kind of call ends the topics of the one before: 投诉862件，涉及食品540件；⟨举报类⟩860件."""
    return breakdown.key == TOPIC_KEY and bool(BARE_CALL.fullmatch(label)) and call_of(label) != call_of(breakdown.name) != ""


def _counts_other(sheet: Sheet, statement: Statement, breakdown: Breakdown) -> bool:
    """Whether the noun behind a number is not the one that is broken down: 监测井39处，其中东港区5处⟨情报井⟩."""
    noun = right_name(sheet.text, statement.quantity.end, statement.right_end)
    return len(noun) > 1 and split_unit(statement.quantity.unit)[1] is not None and noun[:2] not in breakdown.name
