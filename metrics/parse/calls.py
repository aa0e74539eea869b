"""What kind of call a clause names: 举报主要涉及…, 咨询类诉求中，…, 环境保护类，受理…"""

import re
from functools import lru_cache

from metrics.parse.clauses import Statement
from metrics.parse.context import Sheet
from metrics.parse.names import skip_front
from metrics.parse.patterns import grammar

_MARKS = re.compile(r"[。！？；，：（）]")
# 一是⟨防疫类⟩诉求，共329件; ⟨物业管理⟩问题投诉最多，有36件
_CLASSED = re.compile(
    r"(?:[一二三四五六七八九]是|其中|首先是)?(?P<label>[^\d]{2,14}?(?:类|问题|方面))(?:的|相关)*(?:诉求|问题|投诉|事项|工单|举报|咨询|来电)?"
    r"(?:量|数)?(?:最多|居首|位居第一|排名?第一|最为?集中|最为?突出)?"
)
COUNTS = re.compile(rf"(?:共|已|共计|合计)?(?:{grammar('breakdown', 'receive')}|有|为|达|共|共有|共计|计)?")


@lru_cache(maxsize=8)  # asked up to three times of one number
def clause_before(text: str, clause: int) -> str:
    end = clause - 1
    return _MARKS.split(text[max(0, end - 30) : end])[-1]


def class_before(sheet: Sheet, statement: Statement) -> str:
    """The class that the clause before names: 环境保护类，⟨受理⟩542件; empty when it names none."""
    before = clause_before(sheet.text, statement.clause) if statement.opener == "，" else ""
    end = statement.clause - 1
    classed = _CLASSED.fullmatch(sheet.text, skip_front(sheet.text, end - len(before), end, sheet.mentions), end)
    return classed["label"].removesuffix("问题").removesuffix("方面") if classed else ""
