"""Openings of breakdowns: 网民留言76件（…）, 从渠道看, 热点问题：, 派单量前四：, 其中…类."""

import re
from collections.abc import Sequence
from functools import lru_cache

from metrics.catalogue.entities import read_suffixes
from metrics.catalogue.units import same_unit, split_unit
from metrics.parse.bulletins import Bulletin, part_label
from metrics.parse.calls import COUNTS, class_before, clause_before, find_calls, name_calls
from metrics.parse.clauses import Statement, opens_brackets
from metrics.parse.context import Sheet
from metrics.parse.lists import is_metric, match_opener, match_ranked, opens_topics
from metrics.parse.names import left_name
from metrics.parse.patterns import grammar
from metrics.parse.scope import Breakdown, Draft, Scope, Total

PART = re.compile(rf"^(?:、|，)?(?:主要)?{grammar('breakdown', 'part')}")
# 隐患数居前三位的县区为龙海区2316处
_RANKED_BY = re.compile(
    r"(?P<name>[^，]{2,16}?)(?:居|列|排名|排|位列|最多|较多|较为?集中|靠前)(?:在)?(?:前[一二三四五六七八九十\d]+)?(?:位|名)?的(?P<key>[^，]{0,6}?)(?:依次|分别)?(?:是|为)(?P<label>.+)$"
)
# 起火⟨原因⟩主要为电气故障（24起）、用火不慎（13起）
_KIND_TOLD = re.compile(
    r"(?:^|[：，])(?P<about>起火|火灾|事故|案件|警情|诉求|投诉|违法)?(?P<key>原因|场所|部位|时段|类型|手段|领域|区域|行业)"
    r"(?:主要|多|依次|分别)?(?:集中在|集中于|[为是有])(?!上升|下降)"
)
_ITEMS = ("项目", "指标")  # 主要税收收入⟨项目⟩情况如下：增值税…: each has a name of its own
PROCESS = re.compile(
    rf"(?:合计|共计|累计|总计|共)?(?:直接|当场|即时|按期|按时|已|在线|现场|电话|正在)?{grammar('breakdown', 'process')}"
)
CLASS = re.compile(r"类$")
TOPIC_KEY = "问题"
PART_WORD = "其中"
_TOPICAL = ("问题", "诉求", "热点", "类型", "类别", "事项", "领域", "内容", "方面", "前")
_AFTER_PART = frozenset("，：")
# 排在前五位的是： and nothing of what is ranked
_RANK_ONLY = re.compile(
    r"(?:排名?在?|居于?|位居|位列|列|占据)?前[一二三四五六七八九十\d]+(?:位|名|类|项)?的?"
    r"(?:诉求|问题|事项|类别|内容|类型|领域|热点)?(?:依次|分别)?(?:是|为|有)?"
)
# 各区县⟨平均降水量⟩如下：
_AS_FOLLOWS = re.compile(
    r"(?:[㐀-鿿]{0,4}?各(?:(?P<areas>区县|县区|县市区|市县|市州|旗县|乡镇|镇街|[区县市镇乡旗])|街道|片区|园区|水库|品种|站)的?)?"
    r"(?P<name>[㐀-鿿A-Za-z.0-9]{2,16}?)(?:情况|数据|排名)?(?:分别)?如下"
)
_DIGIT = re.compile(r"\d")
_LISTED = re.compile(r"\d[^\d、，；]{1,4}(?:（[^（）]{1,12}）)?、[㐀-鿿]")  # 工业45件（32.1%）、建筑
_AVERAGED = re.compile(r"日均|月均|年均|平均|人均|户均")
# 噪声⟨投诉⟩30件，其中: the noun of the class whose parts follow, and its first part
_CLASS_NOUN = re.compile(r"(?P<noun>[㐀-鿿]{2})\d[\d.]*万?[余多]?[件个起宗次人条例]，$")
_FIRST_PART = re.compile(r"其中，?(?P<part>[^\d，。；]*?)\d")
LONGEST_TITLE = 10  # characters of a title of a list
LONGEST_WORD = 2  # characters that a key and a part begin with alike
PARTS = frozenset({"site", "zone", "org"})
_BODY_ENDS = tuple(word for word, kind in read_suffixes().items() if kind in PARTS and len(word) > 1)


def open_breakdown(
    sheet: Sheet, statement: Statement, scope: Scope, drafts: Sequence[Draft], bulletin: Bulletin | None
) -> Breakdown | None:
    """The breakdown in force for a statement: the one it opens, or else the one that is open."""
    opener = statement.opener
    last = drafts[-1] if drafts else None
    if opener == "（" and last and last.end == sheet.offset + statement.clause - 1:
        if statement.quantity.unit == "%":
            return scope.breakdown  # 其中工业废气202件（68.7%）、⟨油烟45件⟩
        return Breakdown(last.name, last.quantity.unit, "", until=_closing(sheet.text, statement.clause))
    call = find_calls(sheet, statement, drafts)
    if call:
        unit = statement.quantity.unit
        return Breakdown(name_calls(call, unit, scope, bulletin), unit, TOPIC_KEY, until=statement.sentence_end)
    if opener == "：" and statement.left == statement.clause:
        opened = _under_header(sheet, statement, scope, bulletin)
        if opened:
            return opened
    if opener == "，" and statement.left == statement.clause:
        key = match_opener(clause_before(sheet.text, statement.clause))
        part = _part_for(key, statement, drafts)
        if part:
            return Breakdown(part, statement.quantity.unit, key.removeprefix("起火") or key, until=statement.sentence_end)
        total = total_for(key, statement, scope) if key or _is_received(sheet, statement) else None
        if total:
            return Breakdown(total.name, total.unit, key.removeprefix("起火") or key, until=statement.sentence_end)
    words = sheet.text[statement.left : statement.quantity.start] or _before_brackets(sheet, statement)
    if opens_topics(words):
        return _of_topics(statement, scope, bulletin) or scope.breakdown
    if told := _of_kinds(words, statement, scope) or _of_ranked(words, statement, scope):
        return told
    opens = PART.match(words) or (opener in _AFTER_PART and PART.fullmatch(clause_before(sheet.text, statement.clause)))
    whole = _whole_for(sheet, statement, scope) if opens else None
    if whole:
        label = part_label(PART.sub("", words).lstrip("，"))
        near = bulletin is not None and same_unit(scope.unit, statement.quantity.unit)
        if near or CLASS.search(label) or (label.endswith(_BODY_ENDS) and "、" not in label and not words.endswith("等")):
            return Breakdown(whole.name, whole.unit, "", until=statement.sentence_end, is_open=True)
    return scope.breakdown


def _of_topics(statement: Statement, scope: Scope, bulletin: Bulletin | None) -> Breakdown | None:
    """The topics of what is in force; None where nothing is."""
    total = total_for("", statement, scope)
    name = bulletin.topic_name if bulletin else total.name if total else ""
    return Breakdown(name, statement.quantity.unit, TOPIC_KEY, until=statement.sentence_end) if name else None


def _of_kinds(words: str, statement: Statement, scope: Scope) -> Breakdown | None:
    """The causes, places, kinds that words begin to tell: 起火⟨原因⟩主要为电气故障; None where they tell none."""
    kind = _KIND_TOLD.search(words)
    total = total_for((kind["about"] or "") + kind["key"], statement, scope) if kind else None
    return Breakdown(total.name, total.unit, kind["key"], until=statement.sentence_end) if kind and total else None


def _of_ranked(words: str, statement: Statement, scope: Scope) -> Breakdown | None:
    """The list that words rank: ⟨隐患数居前三位的县区为⟩龙海区2316处; None where they rank nothing."""
    ranked = match_ranked_by(words)
    if not ranked:
        return None
    bare, _ = left_name(ranked["name"], 0, len(ranked["name"]), {})
    return Breakdown(bare or scope.subject, statement.quantity.unit, ranked["key"] or "", until=statement.sentence_end)


def _before_brackets(sheet: Sheet, statement: Statement) -> str:
    """What stands in front of a number that opens its brackets: ⟨问题主要有：物业管理⟩（1.83万件）; else empty."""
    if not opens_brackets(sheet.text, statement):
        return ""
    text, end = sheet.text, statement.clause - 1
    return text[max(statement.sentence, *(text.rfind(mark, statement.sentence, end) + 1 for mark in "，；）")) : end]


def _is_received(sheet: Sheet, statement: Statement) -> bool:
    """Whether a clause only says that cases of the class before it came in: 环境保护类，⟨受理⟩542件."""
    words = sheet.text[statement.clause : statement.quantity.start]
    return bool(words and COUNTS.fullmatch(words) and class_before(sheet, statement))


def _part_for(key: str, statement: Statement, drafts: Sequence[Draft]) -> str:
    """The part of a breakdown before that a key names: 火灾扑救46起。从⟨火灾⟩场所看，…; empty when it names none."""
    if len(key) < LONGEST_WORD + 1:
        return ""
    for draft in reversed(drafts):
        for part in draft.dims.values():
            if part.startswith(_stem(key)) and same_unit(draft.quantity.unit, statement.quantity.unit):
                return part
    return ""


def _stem(key: str) -> str:
    """What a key and what it tells apart begin with alike: 起火场所 is that of 火灾扑救."""
    return "火" if key.startswith("起火") else key[:LONGEST_WORD]


def total_for(key: str, statement: Statement, scope: Scope, is_whole: bool = False) -> Total | None:
    """The total that a breakdown is of: one whose name holds the key, else the last one of the same unit that is larger.

    `is_whole`: what was done with the cases (办结8870件) is rather not what the parts are of.
    """
    unit = statement.quantity.unit
    alike = [total for total in scope.totals if same_unit(total.unit, unit)]
    totals = [total for total in alike if not _AVERAGED.search(total.name)] or alike  # 接警1.2万起，⟨日均⟩387起
    named = [
        total
        for total in totals
        if key and (key[-2:] in total.name or key[:2] + "量" == total.name[-3:] or _stem(key) == total.name[:1])
    ]
    size = statement.quantity.value * split_unit(unit)[0]
    larger = [total for total in totals if total.value * split_unit(total.unit)[0] >= size]
    whole = [total for total in larger if not PROCESS.search(total.name)] if key or is_whole else []
    found = named or whole or larger or totals
    return found[-1] if found and not named else found[0] if found else None


def _whole_for(sheet: Sheet, statement: Statement, scope: Scope) -> Total | None:
    """What 其中 opens: the subject when it is counted in the same unit, else the last total that is."""
    unit = statement.quantity.unit
    opens_sentence = sheet.text.startswith(PART_WORD, statement.sentence)
    received = total_for("", statement, scope, is_whole=True) if opens_sentence and PROCESS.match(scope.subject) else None
    if received:
        return received  # 受理8330件，已办结7870件。其中，省派工单3120件
    if scope.subject and same_unit(scope.unit, unit):
        return Total(scope.subject, scope.unit, statement.quantity.value)
    return total_for("", statement, scope)


@lru_cache(maxsize=1024)
def match_ranked_by(words: str) -> re.Match[str] | None:
    """What a part is ranked by, and the part: 投诉较多的行业为⟨餐饮⟩."""
    return _RANKED_BY.match(words)


def _closing(text: str, start: int) -> int:
    close = text.find("）", start)
    return close if close >= 0 else len(text)


def _under_header(sheet: Sheet, statement: Statement, scope: Scope, bulletin: Bulletin | None) -> Breakdown | None:
    header = clause_before(sheet.text, statement.clause)
    by = match_opener(header) if header.startswith("从") or "按" in header else ""
    total = total_for(by, statement, scope) if by else None
    if total:
        return Breakdown(total.name, total.unit, by, until=statement.sentence_end)
    told = _AS_FOLLOWS.fullmatch(header) if header.endswith("如下") else None
    if told and is_metric(told["name"]) and not told["name"].endswith(_ITEMS):
        return Breakdown(told["name"], statement.quantity.unit, "县区" if told["areas"] else "", until=statement.sentence_end)
    name, key = match_ranked(header)
    is_ranked = is_metric(name) and key and not key.endswith(_TOPICAL)
    if bulletin and not is_ranked and (opens_topics(header) or _RANK_ONLY.fullmatch(header)):
        return Breakdown(bulletin.topic_name, statement.quantity.unit, TOPIC_KEY, until=statement.sentence_end)
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


def is_list_over(text: str, statement: Statement, breakdown: Breakdown) -> bool:
    """Whether a ； ends the parts behind 其中: what 、 parted (其中工业45件、建筑33件；⟨水污染32件⟩), or of a new class."""
    part = text.rfind("；", statement.sentence, statement.quantity.start)
    if not breakdown.is_open or part < 0 or "；" not in text[statement.left - 1 : statement.quantity.start]:
        return False
    before = max(text.rfind("；", statement.sentence, part) + 1, statement.sentence)
    opened = text.rfind(PART_WORD, before, part)
    return opened >= 0 and (bool(_LISTED.search(text, opened, part)) or _is_next_class(text, statement, before, opened))


def _is_next_class(text: str, statement: Statement, before: int, opened: int) -> bool:
    """Whether a number is of a class beside the one whose parts were told: 噪声投诉30件，其中施工18件；⟨水污染投诉12件⟩."""
    whole = _CLASS_NOUN.search(text, before, opened)
    if whole is None:
        return False
    if text.startswith("，其中", statement.quantity.end):
        return True
    first = _FIRST_PART.match(text, opened)
    label = text[statement.left : statement.quantity.start].rstrip("共有为达")
    return label.endswith(whole["noun"]) and not (first and first["part"].endswith(whole["noun"]))
