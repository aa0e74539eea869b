"""What a number is of when its own words do not say: what the clause or the brackets before it speak of."""

import re

from metrics.catalogue.indicators import match_indicator
from metrics.catalogue.units import same_unit, split_unit
from metrics.parse.case import Case
from metrics.parse.context import Sheet
from metrics.parse.lists import is_metric
from metrics.parse.names import clause_name, is_average, is_pronoun, left_name, name_before_brackets, skip_front
from metrics.parse.patterns import grammar, grammar_set
from metrics.parse.scope import subject_for

# 反映⟨社会生活噪声⟩较多，占涉噪声举报的77.6%
_RAISED = re.compile(
    r"(?:反映|关于)(?P<topic>[^，。；、\d]{2,14}?)的?(?:问题|举报|投诉|诉求)?(?:相对)?(?:较多|最多|居多|最为?突出|最为?集中)$"
)
_SEEN_FROM = re.compile(r"从(?P<name>[^，。；、\d]{2,10}?)(?:方面)?(?:来|上)?看$")  # 从⟨税收⟩来看，增长14%
NEAR_DRAFTS = 8  # numbers looked back over
_THEME = re.compile(rf"(?P<topic>[㐀-鿿A-Za-z“”、]{{2,16}}?)(?=的?(?:{grammar('lead', 'manner')}|[一二三四]季度))")
_LIKE_THIS = re.compile(r"这样的(?P<name>[^，。；：（]{2,14})(?:（[^（）]{1,8}）)?，[^，。；\d]{0,14}$")
_NO_TOPIC = grammar_set("lead", "no_topic")
# ⟨远高于⟩工业投资增幅，占…
_COMPARES = re.compile(r"(?:远|明显|大幅|均|都|也|总体)*(?:高于|低于|快于|慢于|好于|优于|超过|大于|小于)")
_OF_GOODS = frozenset({"产量", "总产量", "年产量", "销量", "面积", "装机", "装机容量"})  # which say nothing alone
_DIGIT = re.compile(r"\d")
_STREAK = re.compile(
    r"(?:已|又)*连续[0-9一二两三四五六七八九十]{1,3}[余多]?(?:年|个月|个?季度|周|天)(?:以上)?[㐀-鿿]{0,3}?"
    r"(?:稳定在|保持在|维持在|保持|稳定|超过?|突破|达到?|位居|名列|不低于|高于|低于|实现)?[约近]?$"
)


def find_theme(case: Case) -> str:
    """What the clause in front of a bare sum tells of: ⟨生物医药⟩强势增长，实现产值4.7亿元; empty when it names nothing."""
    statement, text = case.statement, case.sheet.text
    start = max(statement.sentence, *(text.rfind(mark, statement.sentence, statement.clause) + 1 for mark in "；）："))
    brackets = statement.opener == "）"
    theme = name_before_brackets(text, statement.sentence, statement.clause, case.sheet.mentions)[0] if brackets else ""
    while start < statement.clause:
        start = skip_front(text, start, statement.clause, case.sheet.mentions)
        end = text.find("，", start, statement.clause)
        if end < 0:
            break
        found = None if _DIGIT.search(text, start, end) else _THEME.match(text, start, end)
        theme = found["topic"] if found else theme
        start = end + 1
    return "" if theme in _NO_TOPIC or len(theme) < 2 else theme


def find_subject(case: Case) -> str:
    """What a movement or a share is of that names nothing itself: what its clause, its sentence or the clause before tells."""
    return find_clause_subject(case) or find_alike(case) or find_known_theme(case)


def find_known_theme(case: Case) -> str:
    """The indicator that the clause in front tells of in a sentence's first number: ⟨外贸⟩回暖，实现增长12%的良好开局."""
    begin = case.sheet.offset + case.statement.sentence
    if case.measured.measure != "growth" or (case.drafts and case.drafts[-1].start >= begin):
        return ""
    theme = find_theme(case)
    return theme if theme and match_indicator(theme, case.statement.quantity.unit) else ""


def find_topic(case: Case) -> str:
    """What a price is of, named just before: 西瓜大量上市，⟨每斤⟩六毛五; 猪肉（后腿）⟨每斤⟩11.8元."""
    statement, text = case.statement, case.sheet.text
    if statement.opener == "）":
        return name_before_brackets(text, statement.sentence, statement.clause, case.sheet.mentions)[0]
    stop = max(statement.clause - 1, statement.sentence)
    start = max(statement.sentence, *(text.rfind(mark, statement.sentence, stop) + 1 for mark in "，；：。）"))
    if statement.opener != "，" or (case.drafts and case.drafts[-1].end > case.sheet.offset + start):
        return case.scope.subject
    return left_name(text, start, statement.clause - 1, case.sheet.mentions)[0]


def find_clause_subject(case: Case) -> str:
    """The metric that the clause just before speaks of without a number: 技改投资逆势上扬，增长…"""
    statement = case.statement
    if statement.opener == "）":
        name, start = name_before_brackets(case.sheet.text, statement.sentence, statement.clause, case.sheet.mentions)
        taken = case.drafts and case.drafts[-1].end > case.sheet.offset + start
        words = case.sheet.text[statement.clause : statement.quantity.start]
        adjoins = case.measured.rule == "share_noun" or not words.strip("超近约达为")  # 实践所（站）642个, 招工（本市）占比75%
        return name if (is_metric(name) or adjoins) and not taken else ""
    if statement.opener != "，" or statement.clause - 1 <= statement.sentence:
        return ""
    start = max(case.sheet.text.rfind(mark, statement.sentence, statement.clause - 1) for mark in "，；：（）。") + 1
    start = max(start, statement.sentence)
    taken = case.drafts and case.drafts[-1].end > case.sheet.offset + start
    if taken or _COMPARES.match(case.sheet.text, start):
        return ""
    seen = _SEEN_FROM.fullmatch(case.sheet.text, start, statement.clause - 1)
    if seen and (is_metric(seen["name"]) or match_indicator(seen["name"], statement.quantity.unit)):
        return seen["name"]
    raised = _RAISED.search(case.sheet.text, start, statement.clause - 1) if case.measured.measure == "share" else None
    return raised["topic"] if raised else clause_name(case.sheet.text, start, statement.clause - 1, case.sheet.mentions)


def find_pointed(case: Case) -> str:
    """像这样的零工市场（驿站），全市已建成87家: the thing that a story leads to."""
    match = _LIKE_THIS.search(case.sheet.text, case.statement.sentence, case.statement.quantity.start)
    return match["name"] if match else ""


def find_alike(case: Case) -> str:
    """What a difference is of: what its sentence counted last in the same unit, 事故30起，死亡26人，同比减少⟨5起⟩4人."""
    if case.measured.measure != "change":
        return ""
    sentence = case.sheet.offset + case.statement.sentence
    for draft in reversed(case.drafts[-NEAR_DRAFTS:]):
        if draft.start < sentence:
            break
        counted = draft.quantity.unit.partition("/")[0]  # 生猪7.78元/斤，上涨⟨0.36元⟩
        if draft.measured.measure == "level" and same_unit(counted, case.statement.quantity.unit):
            return draft.name
    return ""


def find_event(case: Case) -> str:
    """79天后，⟨变电站投入运营⟩: the event that a duration leads to."""
    after = case.sheet.text[case.statement.quantity.end : case.statement.sentence_end]
    if not after.startswith(("后", "便", "就", "，便", "，就")):
        return ""
    return re.split(r"[，。；]", after.lstrip("后便就，了"))[0][:16]


def find_words(case: Case) -> str:
    """The words of the clause around a number, or of the clause before, when nothing better names it."""
    text, statement = case.sheet.text, case.statement
    before, _ = left_name(text, statement.clause, statement.quantity.start, case.sheet.mentions)
    words = before + text[statement.quantity.end : statement.clause_end]
    if len(words) < 2 and statement.clause > 1:
        words = text[max(statement.sentence, statement.clause - 20) : statement.clause - 1]
    return words[-20:].strip("“”，。的")


def before_streak(sheet: Sheet, clause: int, end: int) -> str:
    """What has held for so long: ⟨粮食总产量⟩连续7年稳定在96亿斤; empty when no such length stands between."""
    streak = _STREAK.search(sheet.text, clause, end)
    return left_name(sheet.text, clause, streak.start(), sheet.mentions)[0] if streak else ""


def of_whole(case: Case, own: str) -> str:
    """What a bare sum behind 其中 is of: 煤层气产量16.3亿立方米。其中，柳林县⟨产量⟩5.1亿立方米; empty for another one."""
    places = case.sheet.entities_in(case.statement.left, case.statement.quantity.start)
    if own not in _OF_GOODS or not places or not case.sheet.text.startswith("其中", case.statement.sentence):
        return ""
    unit, size = case.statement.quantity.unit, case.statement.quantity.value * split_unit(case.statement.quantity.unit)[0]
    for total in reversed(case.scope.totals):
        larger = same_unit(total.unit, unit) and total.value * split_unit(total.unit)[0] >= size
        if larger and total.name.endswith(own) and not is_average(total.name):
            return total.name
    return ""


def name_best(case: Case) -> str:
    """What somebody is the most of: ⟨优良天数⟩最多的是信阳市，为231天; the subject when nothing stands in front of 最."""
    name = case.best.name if case.best else ""
    if name and not is_pronoun(name) and name != "其中":
        return name
    subject = subject_for(case.scope, case.statement.quantity.unit)
    return (find_clause_subject(case) if not name or name == "其中" else "") or subject
