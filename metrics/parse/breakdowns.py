"""Openings of breakdowns: 网民留言76件（…）, 从渠道看, 热点问题：, 派单量前四：, 其中…类."""

import re
from collections.abc import Sequence
from functools import lru_cache

from metrics.catalogue.entities import read_suffixes
from metrics.catalogue.units import same_unit, split_unit
from metrics.parse.bulletins import Bulletin, part_kind, part_label
from metrics.parse.case import Case
from metrics.parse.clauses import Statement
from metrics.parse.context import Sheet
from metrics.parse.lists import is_metric, match_opener, match_ranked, opens_topics
from metrics.parse.names import left_name, right_name, skip_front
from metrics.parse.patterns import grammar
from metrics.parse.scope import Breakdown, Draft, Scope, Total

_PART = re.compile(rf"^(?:、|，)?(?:主要)?{grammar('breakdown', 'part')}")
# 隐患数居前三位的县区为龙海区2316处
_RANKED_BY = re.compile(
    r"(?P<name>[^，]{2,16}?)(?:居|列|排名|排|位列|最多)(?:在)?(?:前[一二三四五六七八九十\d]+)?(?:位|名)?的(?P<key>[^，]{0,6}?)(?:依次|分别)?(?:是|为)(?P<label>.+)$"
)
_EDGE = re.compile(r"^[，、和及与：以]+|[，、和及与：以]+$")
_MARKS = re.compile(r"[。！？；，：（）]")
_PROCESS = re.compile(rf"(?:直接|当场|即时|按期|按时|已|在线|现场|电话)?{grammar('breakdown', 'process')}")
_HANDLED = re.compile(rf".{{2,}}{grammar('breakdown', 'handled')}各?$")  # 州文旅局到期未办结各3件
_CLASS = re.compile(r"类$")
_SO_FAR = re.compile(r"^(?:截至|截止)?(?:目前|当前|发稿时?)，?已?")
_TO_BE = re.compile(r"(?:的?(?:投诉|诉求|举报|工单|咨询))?(?:分别|均|都|也|约)*(?:为|是|达到|达|有|共)$")
# 一是⟨防疫类⟩诉求，共329件; ⟨物业管理⟩问题投诉最多，有36件
_CLASSED = re.compile(
    r"(?:[一二三四五六七八九]是|其中|首先是)?(?P<label>[^\d]{2,14}?(?:类|问题|方面))(?:的|相关)*(?:诉求|问题|投诉|事项|工单|举报|咨询|来电)?"
    r"(?:量|数)?(?:最多|居首|位居第一|排名?第一|最为?集中|最为?突出)?"
)
_COUNTS = re.compile(rf"(?:共|已|共计|合计)?(?:{grammar('breakdown', 'receive')}|有|为|达|共|共有|共计|计)?")
_PLAIN_KEYS = {"channel": "渠道", "unit": "单位", "place": "县区", "other": "类型"}
_TOPIC_KEY = "问题"
_OF_WHICH = "其中"
_AFTER_PART = frozenset("，：")
# 排在前五位的是： and nothing of what is ranked
_RANK_ONLY = re.compile(
    r"(?:排名?在?|居于?|位居|位列|列|占据)?前[一二三四五六七八九十\d]+(?:位|名|类|项)?的?"
    r"(?:诉求|问题|事项|类别|内容|类型|领域|热点)?(?:依次|分别)?(?:是|为|有)?"
)
_RECEIVES = re.compile(grammar("breakdown", "receive"))
_DIGIT = re.compile(r"\d")
LONGEST_TITLE = 10  # characters of a title of a list
LONGEST_WORD = 2  # characters that a key and a part begin with alike
LONGEST_PROCESS = 5  # characters of what was done: 办结反馈
LONGEST_CHANNEL = 16
_AREAS = frozenset({"place", "town", "village"})
_PARTS = frozenset({"site", "zone", "org"})
_BODY_ENDS = tuple(word for word, kind in read_suffixes().items() if kind in _PARTS and len(word) > 1)
LONGEST_BODY = 30  # characters of the name of a body
_TO_PART = re.compile(r"(?:[、，；]|其中|和|及|与)+")
_AND = ("、", "，", "；", "和", "及", "与")


def open_breakdown(
    sheet: Sheet, statement: Statement, scope: Scope, drafts: Sequence[Draft], bulletin: Bulletin | None
) -> Breakdown | None:
    """The breakdown in force for a statement: the one it opens, or else the one that is open."""
    opener = statement.opener
    last = drafts[-1] if drafts else None
    if opener == "（" and last and last.end == sheet.offset + statement.clause - 1:
        return Breakdown(last.name, last.quantity.unit, "", until=_closing(sheet.text, statement.clause))
    if opener == "：":
        opened = _under_header(sheet, statement, scope, bulletin)
        if opened:
            return opened
    if opener == "，" and statement.left == statement.clause:
        key = match_opener(_clause_before(sheet.text, statement.clause))
        part = _part_for(key, statement, drafts)
        if part:
            return Breakdown(part, statement.quantity.unit, key.removeprefix("起火") or key, until=statement.sentence_end)
        total = _total_for(key, statement, scope) if key or _is_received(sheet, statement) else None
        if total:
            return Breakdown(total.name, total.unit, key.removeprefix("起火") or key, until=statement.sentence_end)
    words = sheet.text[statement.left : statement.quantity.start]
    if opens_topics(words):
        total = _total_for("", statement, scope)
        name = bulletin.topic_name if bulletin else total.name if total else ""
        return Breakdown(name, statement.quantity.unit, _TOPIC_KEY, until=statement.sentence_end) if name else scope.breakdown
    ranked = _match_ranked(words)
    if ranked:
        bare, _ = left_name(ranked["name"], 0, len(ranked["name"]), {})
        return Breakdown(bare or scope.subject, statement.quantity.unit, ranked["key"] or "", until=statement.sentence_end)
    opens = _PART.match(words) or (opener in _AFTER_PART and _PART.fullmatch(_clause_before(sheet.text, statement.clause)))
    whole = _whole_for(statement, scope) if opens else None
    if whole:
        label = part_label(_PART.sub("", words).lstrip("，"))
        near = bulletin is not None and same_unit(scope.unit, statement.quantity.unit)
        if near or _CLASS.search(label) or (label.endswith(_BODY_ENDS) and "、" not in label and not words.endswith("等")):
            return Breakdown(whole.name, whole.unit, "", until=statement.sentence_end, is_open=True)
    return scope.breakdown


def _is_received(sheet: Sheet, statement: Statement) -> bool:
    """Whether a clause only says that cases of the class before it came in: 环境保护类，⟨受理⟩542件."""
    words = sheet.text[statement.clause : statement.quantity.start]
    return bool(words and _COUNTS.fullmatch(words) and _class_before(sheet, statement))


def _part_for(key: str, statement: Statement, drafts: Sequence[Draft]) -> str:
    """The part of a breakdown before that a key names: 火灾扑救46起。从⟨火灾⟩场所看，…; empty when it names none."""
    if len(key) < LONGEST_WORD + 1:
        return ""
    for draft in reversed(drafts):
        for part in draft.dims.values():
            if part.startswith(key[:LONGEST_WORD]) and same_unit(draft.quantity.unit, statement.quantity.unit):
                return part
    return ""


def _total_for(key: str, statement: Statement, scope: Scope) -> Total | None:
    """The total that a breakdown is of: one whose name holds the key, else the last one of the same unit that is larger."""
    unit = statement.quantity.unit
    totals = [total for total in scope.totals if same_unit(total.unit, unit)]
    named = [total for total in totals if key and key[-2:] in total.name]
    size = statement.quantity.value * split_unit(unit)[0]
    larger = [total for total in totals if total.value * split_unit(total.unit)[0] >= size]
    whole = [total for total in larger if not _PROCESS.search(total.name)] if key else []
    found = named or whole or larger or totals
    return found[-1] if found and not named else found[0] if found else None


def _whole_for(statement: Statement, scope: Scope) -> Total | None:
    """What 其中 opens: the subject when it is counted in the same unit, else the last total that is."""
    unit = statement.quantity.unit
    if scope.subject and same_unit(scope.unit, unit):
        return Total(scope.subject, scope.unit, statement.quantity.value)
    return _total_for("", statement, scope)


@lru_cache(maxsize=1024)
def _match_ranked(words: str) -> re.Match[str] | None:
    return _RANKED_BY.match(words)


def _closing(text: str, start: int) -> int:
    close = text.find("）", start)
    return close if close >= 0 else len(text)


@lru_cache(maxsize=8)  # asked up to three times of one number
def _clause_before(text: str, clause: int) -> str:
    end = clause - 1
    return _MARKS.split(text[max(0, end - 30) : end])[-1]


def _under_header(sheet: Sheet, statement: Statement, scope: Scope, bulletin: Bulletin | None) -> Breakdown | None:
    header = _clause_before(sheet.text, statement.clause)
    by = match_opener(header) if header.startswith(("按", "从")) else ""
    total = _total_for(by, statement, scope) if by else None
    if total:
        return Breakdown(total.name, total.unit, by, until=statement.sentence_end)
    if bulletin and (opens_topics(header) or _RANK_ONLY.fullmatch(header)):
        return Breakdown(bulletin.topic_name, statement.quantity.unit, _TOPIC_KEY, until=statement.sentence_end)
    name, key = match_ranked(header)
    if not name:
        return _under_title(header, statement, scope)
    bare, _ = left_name(name, 0, len(name), {})
    return Breakdown(
        bare or scope.subject, statement.quantity.unit, key if 0 < len(key) <= 6 else "", until=statement.sentence_end
    )


def _under_title(header: str, statement: Statement, scope: Scope) -> Breakdown | None:
    """投诉“重灾区”：服装412件: a title that begins with what has been counted before opens a list of its parts."""
    unit = statement.quantity.unit
    if not 2 < len(header) <= LONGEST_TITLE or not header[:2].isalpha() or _DIGIT.search(header):
        return None
    named = [total for total in scope.totals if same_unit(total.unit, unit) and header[:2] in total.name]
    return Breakdown(named[-1].name, unit, "类型", until=statement.sentence_end) if named else None


def _by_channel(statement: Statement, scope: Scope, words: str, bulletin: Bulletin | None) -> Breakdown | None:
    """“吉事办”小程序2266件: a channel right before a number of cases is where a part of all came in."""
    if not bulletin:
        return None
    label = part_label(_EDGE.sub("", _PART.sub("", words)))
    if len(label) > LONGEST_CHANNEL or part_kind(label, False) != "channel" or label.endswith("热线"):
        return None
    total = _total_for("", statement, scope)
    return Breakdown(total.name, total.unit, "") if total and not _RECEIVES.search(label) else None


def part_of(case: Case) -> tuple[Breakdown, str, str] | None:
    """The open breakdown, key and label of a statement that is one of its parts; None when it is none."""
    sheet, statement, scope, bulletin = case.sheet, case.statement, case.scope, case.bulletin
    words = sheet.text[statement.left : statement.quantity.start]
    breakdown = scope.breakdown or _by_area(case) or _by_channel(statement, scope, words, bulletin)
    if breakdown is None or not same_unit(breakdown.unit, statement.quantity.unit):
        return None
    ranked = _match_ranked(words)
    words = ranked["label"] if ranked else words
    label = part_label(_EDGE.sub("", _PART.sub("", words)))
    if not label and statement.opener == "：":
        label = part_label(_clause_before(sheet.text, statement.clause).strip("-—·• "))
    if _COUNTS.fullmatch(label):
        label = _class_before(sheet, statement)
    label = _TO_BE.sub("", _SO_FAR.sub("", label))
    if (breakdown.is_open and _PROCESS.match(label) and len(label) <= LONGEST_PROCESS) or _HANDLED.search(label):
        return None
    if not label or len(label) > 30 or (is_metric(label) and not _CLASS.search(label)):
        return None
    is_place = any(
        m.start in sheet.areas and m.end == statement.quantity.start
        for m in sheet.entities_in(statement.left, statement.quantity.start)
    )
    if is_place and bulletin is None and _counts_other(sheet, statement, breakdown):
        return None
    keys = bulletin.part_keys if bulletin else _PLAIN_KEYS
    return breakdown, breakdown.key or keys[part_kind(label, is_place)], label


def _counts_other(sheet: Sheet, statement: Statement, breakdown: Breakdown) -> bool:
    """Whether the noun behind a number is not the one that is broken down: 监测井39处，其中东港区5处⟨情报井⟩."""
    noun = right_name(sheet.text, statement.quantity.end, statement.right_end)
    return len(noun) > 1 and split_unit(statement.quantity.unit)[1] is not None and noun[:2] not in breakdown.name


def _class_before(sheet: Sheet, statement: Statement) -> str:
    """The class that the clause before names: 环境保护类，⟨受理⟩542件; empty when it names none."""
    before = _clause_before(sheet.text, statement.clause) if statement.opener == "，" else ""
    end = statement.clause - 1
    classed = _CLASSED.fullmatch(sheet.text, skip_front(sheet.text, end - len(before), end, sheet.mentions), end)
    return classed["label"].removesuffix("问题").removesuffix("方面") if classed else ""


def _is_bare_part(sheet: Sheet, statement: Statement) -> bool:
    """Whether nothing but a place or a body, after 其中 perhaps, stands between the number before and this one."""
    end = statement.quantity.start
    named = sheet.entities_in(max(statement.left, end - LONGEST_BODY), end)
    body = named[-1] if named and named[-1].end == end and named[-1].entity.kind in _PARTS else None
    if body and _TO_PART.fullmatch(sheet.text, statement.left, body.start):
        return True
    left = statement.left + 1 if sheet.text.startswith(_AND, statement.left) else statement.left
    return sheet.areas.get(left) == end or (sheet.text.startswith(_OF_WHICH, left) and sheet.areas.get(left + 2) == end)


def _by_area(case: Case) -> Breakdown | None:
    """亭湖区4316件、盐都区3275件: a place right before a number of the subject's unit is a part of the subject."""
    scope, last = case.scope, case.drafts[-1] if case.drafts else None
    is_alike = scope.subject and same_unit(scope.unit, case.statement.quantity.unit)
    if not is_alike or not _is_bare_part(case.sheet, case.statement):
        return None
    if last and not last.dims and last.entity and last.entity != scope.entity and last.entity.kind in _AREAS:
        return None  # 河口镇30兆瓦光伏项目已并网，⟨柳河乡⟩50兆瓦: two places beside each other
    return Breakdown(scope.subject, scope.unit, "")
