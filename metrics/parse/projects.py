"""How far the description of a project reaches that is still to be built."""

import re

from metrics.parse.case import Case

_USED = re.compile(r"通车一|通车以来|投用以来|运营以来|开通以来|累计车流|日均")
# …总投资31.8亿元。其中一期投资14.5亿元
_GOES_ON = re.compile(r"。(?:其中|一期|首期|二期|项目一期|项目分|该项目)(?![^。]{0,30}已)")


def in_use(case: Case) -> bool:
    """Whether the sentence tells of something that is in use already: 概算总投资187.5亿元，通车一年累计车流量…"""
    return bool(_USED.search(case.sheet.text, case.statement.sentence, case.statement.sentence_end))


def project_end(case: Case) -> int:
    """Where the description of a project to be built ends: at the next ；, else with its sentence or that of its parts."""
    text, start, end = case.sheet.text, case.statement.quantity.end, case.statement.sentence_end
    stop = text.find("；", start, end)
    if stop >= 0:
        return stop
    more = _GOES_ON.match(text, text.find("。", end - 1)) if "。" in text[end - 1 : end + 1] else None
    return text.find("。", more.end()) if more and "。" in text[more.end() :] else end
