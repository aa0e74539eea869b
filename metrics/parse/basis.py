"""The words of a comparison → what it is a comparison with: 同比, 环比, 较年初, 较2019年."""

import re

from metrics.model import Basis
from metrics.parse.patterns import grammar

_YOY = re.compile(grammar("comparison", "yoy") + r"$|同期")
_MOM = re.compile(grammar("comparison", "mom"))
_EOY = re.compile(grammar("comparison", "eoy") + "|年初|上年末|上年底|去年底|去年末")
_SINCE = re.compile(r"\d{4}年")


def find_basis(words: str) -> Basis | None:
    """The basis of a comparison: 同比 yoy, 环比 mom, 比上年末 eoy, 较2019年 since; None if not stated."""
    if not words:
        return None
    if _MOM.search(words) or "环比" in words:
        return "mom"
    if _EOY.search(words):
        return "eoy"
    if "同比" in words:
        return "yoy"
    if _SINCE.search(words):
        return "since"
    return "yoy" if _YOY.search(words) else None
