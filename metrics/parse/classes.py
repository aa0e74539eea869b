"""Classes told apart by a sum (15家超1亿元、5家超5亿元的企业): a number in such a list comes in, what it counts goes out."""

import re
from functools import lru_cache

from metrics.parse.case import Case, Named
from metrics.parse.names import left_name
from metrics.parse.patterns import grammar

_SUM = r"(?:超过?|突破|达到?|过|高于|不低于|在)?约?(?:\d[\d.]*[万亿]*|[十百千][万亿])元(?:以上|级)?"
_COUNT = r"\d{1,5}余?[家户个名](?:以上|左右)?"
_METRIC = r"[^，。；、：（）“”\s\d]{0,8}?"
_NOUN = rf"(?:(?!{grammar('lead', 'stop')})[㐀-鿿]){{2,10}}"
_GLANCE = re.compile(
    r"[万亿]元(?:以上|级)?的?[^，。；、\d]{0,10}\d{1,5}余?[家户个名]|[家户个名][^，。；、\d]{0,10}\d[\d.]*[万亿]元、"
)
# ⟨15家⟩年产值超1亿元、5家超5亿元的⟨龙头企业⟩
_COUNT_FIRST = re.compile(rf"{_COUNT}(?P<metric>{_METRIC}){_SUM}(?:[、，和及]{_COUNT}{_METRIC}{_SUM})+的(?P<noun>{_NOUN})")
# 年产值超1亿元⟨企业⟩15家、超5亿元8家
_SUM_FIRST = re.compile(
    rf"(?P<metric>{_METRIC}){_SUM}的?(?P<noun>{_NOUN})(?:有|达到?)?{_COUNT}(?:[、，和及]{_METRIC}{_SUM}的?{_METRIC}{_COUNT})+"
)


def name_class(case: Case) -> Named | None:
    """The name of how many are in a class, or of the sum that tells it apart; None for another number."""
    quantity = case.statement.quantity
    if case.measured.measure != "level":
        return None
    for run in _find_runs(case.sheet.text):
        if run.start() <= quantity.start < run.end():
            return _of_sum(case, run) if quantity.unit.endswith("元") else Named(run["noun"])
    return None


@lru_cache(maxsize=8)  # all numbers of a paragraph ask the same
def _find_runs(text: str) -> tuple[re.Match[str], ...]:
    if not _GLANCE.search(text):
        return ()
    return (*_COUNT_FIRST.finditer(text), *_SUM_FIRST.finditer(text))


def _of_sum(case: Case, run: re.Match[str]) -> Named:
    """What the sum of a class is of: the metric told with the first class, else the ones that are counted."""
    name, _ = left_name(run.string, run.start("metric"), run.end("metric"), case.sheet.mentions)
    return Named(name or run["noun"])
