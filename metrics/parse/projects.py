"""How far the description of a project reaches that is still to be built."""

import re

from metrics.parse.case import Case

_USED = re.compile(r"产品[远畅]?销|通车一|通车以来|投用以来|运营以来|开通以来|累计车流|日均")
# 陆续完成并投入使用的学校47个，总投资16亿元
_DONE = re.compile(
    r"(?:已|陆续|均已|相继)(?!开工|启动)[^，。；\d将拟]{0,6}?(?:建成|投入使用|投用|竣工|完工|交付使用)(?!后|条件)"
)
_BEGUN = re.compile(r"的[^，。；]{2,24}?已完成[^，。；]{0,12}?\d")  # 总投资50亿元⟨的母港项目已完成桩基1280根⟩，完成率64%
_PUT_UP = re.compile(r"(?<![将划要拟])建起(?!后)")  # 村里建起一座冷库，总投资260万元
_REACH = 16
_BUILT = re.compile(
    r"(?<!将)(?<!即将)(?:正式|全面|建成|顺利|已)(?:投运|投用|投产|启用|投入使用|投入运营|通车|并网|竣工|开馆|开业|交付)(?:[，了]?[^。；，\d]{0,6})?[。！]$"
)
_OPENED = re.compile(
    r"，[^，。；\d]{2,30}?(?:正式|全面|顺利|建成|破土)(?:开工|动工|开建|投用|启用|开馆|投产|投运|通车)[^，。；\d]{0,4}。"
)
_IN_USE = re.compile(r"(?:并网|建成|投产|投运|投用|通车|启用|开通|运营|运行)[^，。；]{0,4}以来$")  # 2021年6月并网以来
_INTENDED = re.compile(r"(?:计划|预计|拟|将|力争|定|确保)(?:于|在)?$")
_FIGURE = re.compile(r"\d")
_FINISHED = re.compile(
    r"(?:正式|全面|全部|全容量|成功|顺利|首次|实现|便|就|已)*(?:并网|建成|投产|投运|投用|通车|竣工|启用|开通|投入运营|投入运行|投入使用)(?![后前]|目标|条件|仪式)"
)
_BUILT_ONES = re.compile(
    r"(?P<ones>[^，。；]{0,8}?(?:投产|竣工|建成|完工|投用|投运|并网|达产)[^，。；]{0,8}?项目)(?:计划|概算|协议)?总?投资"
)
NEAR = 4  # figures
# …总投资31.8亿元。其中一期投资14.5亿元
_GOES_ON = re.compile(r"。(?:其中|一期|首期|二期|项目一期|项目分|该项目)(?![^。]{0,30}已)")


def is_opening_day(text: str, end: int) -> bool:
    """Whether a date is the day on which something was opened: ⟨11月11日⟩，位于开发区的充电站正式投运。"""
    return text[end - 1] in "日天" and _OPENED.match(text, end) is not None


def is_built(text: str, sentence: int) -> bool:
    """Whether the sentence before told that the thing is there: …充电站⟨正式投运⟩。该站总投资1860万元"""
    return bool(_BUILT.search(text, max(0, sentence - _REACH), sentence))


def is_there(text: str, sentence: int, start: int) -> bool:
    """Whether the words before a sum tell that the thing is there, in its sentence or in the one before."""
    return is_built(text, sentence) or _PUT_UP.search(text, sentence, start) is not None


def in_use(case: Case) -> bool:
    """Whether the sentence tells of something that is in use already: 概算总投资187.5亿元，通车一年累计车流量…"""
    text, statement = case.sheet.text, case.statement
    start, end = statement.sentence, statement.quantity.start
    if _BEGUN.match(text, statement.quantity.end):
        return True
    if is_there(text, start, end) or _DONE.search(text, start, end):
        return True
    return bool(_USED.search(text, statement.sentence, statement.sentence_end))


def is_finished(case: Case) -> bool:
    """Whether the sentence tells the day, gone by, on which the thing came into use: 总投资31亿元，⟨2023年12月全容量并网⟩."""
    sheet, statement = case.sheet, case.statement
    issued = sheet.issue.date
    for mention in sheet.periods_in(statement.sentence, statement.sentence_end):
        end = mention.period.end
        if mention.end <= statement.quantity.start and _FIGURE.search(sheet.text, mention.end, statement.quantity.start):
            continue
        if _INTENDED.search(sheet.text, max(0, mention.start - 4), mention.start):
            continue
        begun = mention.period.start
        if end is None and issued and begun and begun <= issued and _IN_USE.search(sheet.text, mention.start, mention.end):
            return True
        if issued and end and end <= issued and mention.role != "target" and _FINISHED.match(sheet.text, mention.end):
            return True
    return False


def is_of_built(case: Case, name: str) -> bool:
    """Whether a sum is that of projects that were counted as built just before: 累计⟨投产项目⟩48个，总投资33亿元."""
    built = _BUILT_ONES.match(name)
    last = case.drafts[-1] if case.drafts else None
    if built is None or last is None or last.start < case.sheet.offset + case.statement.sentence:
        return False
    counted = [draft for draft in case.drafts[-NEAR:] if draft.name.startswith(built["ones"])]
    return bool(counted) and counted[-1].status == "actual"


def project_end(case: Case) -> int:
    """Where the description of a project to be built ends: at the next ；, else with its sentence or that of its parts."""
    text, start, end = case.sheet.text, case.statement.quantity.end, case.statement.sentence_end
    stop = text.find("；", start, end)
    if stop >= 0:
        return stop
    more = _GOES_ON.match(text, text.find("。", end - 1)) if "。" in text[end - 1 : end + 1] else None
    return text.find("。", more.end()) if more and "。" in text[more.end() :] else end
