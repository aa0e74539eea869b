"""How far the description of a project reaches that is still to be built."""

import re

from metrics.parse.case import Case

_USED = re.compile(r"通车一|通车以来|投用以来|运营以来|开通以来|累计车流|日均")
_REACH = 16
_BUILT = re.compile(
    r"(?<!将)(?<!即将)(?:正式|全面|建成|顺利|已)(?:投运|投用|投产|启用|投入使用|投入运营|通车|并网|竣工|开馆|开业|交付)(?:[，了]?[^。；，\d]{0,6})?[。！]$"
)
_OPENED = re.compile(
    r"，[^，。；\d]{2,30}?(?:正式|全面|顺利|建成|破土)(?:开工|动工|开建|投用|启用|开馆|投产|投运|通车)[^，。；\d]{0,4}。"
)
# …总投资31.8亿元。其中一期投资14.5亿元
_GOES_ON = re.compile(r"。(?:其中|一期|首期|二期|项目一期|项目分|该项目)(?![^。]{0,30}已)")


def is_opening_day(text: str, end: int) -> bool:
    """Whether a date is the day on which something was opened: ⟨11月11日⟩，位于开发区的充电站正式投运。"""
    return text[end - 1] in "日天" and _OPENED.match(text, end) is not None


def is_built(text: str, sentence: int) -> bool:
    """Whether the sentence before told that the thing is there: …充电站⟨正式投运⟩。该站总投资1860万元"""
    return bool(_BUILT.search(text, max(0, sentence - _REACH), sentence))


def in_use(case: Case) -> bool:
    """Whether the sentence tells of something that is in use already: 概算总投资187.5亿元，通车一年累计车流量…"""
    return is_built(case.sheet.text, case.statement.sentence) or bool(
        _USED.search(case.sheet.text, case.statement.sentence, case.statement.sentence_end)
    )


def project_end(case: Case) -> int:
    """Where the description of a project to be built ends: at the next ；, else with its sentence or that of its parts."""
    text, start, end = case.sheet.text, case.statement.quantity.end, case.statement.sentence_end
    stop = text.find("；", start, end)
    if stop >= 0:
        return stop
    more = _GOES_ON.match(text, text.find("。", end - 1)) if "。" in text[end - 1 : end + 1] else None
    return text.find("。", more.end()) if more and "。" in text[more.end() :] else end
