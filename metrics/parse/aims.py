"""What is set out to be done: lines above a list of goals (主要预期目标：), a government's promises of the year (民生实事)."""

import re
from datetime import date

from metrics.model import Issue, Period
from metrics.parse.patterns import grammar
from metrics.parse.periods import find_periods

_KEPT = grammar("status", "kept")
_PROMISE = rf"(?:{grammar('status', 'promised')})(?![^。；]*{_KEPT})"
_OPENS = re.compile(rf"(?:目标[^，。；]{{0,6}}|{_PROMISE}.*)[：:]$")
_LISTS = re.compile(rf"{_PROMISE}[^。；\d]{{0,24}}[：:]")
_ANNOUNCED = re.compile(rf".*?{_PROMISE}.*?{grammar('status', 'announced')}")

_GOAL_BEFORE = re.compile(rf"{grammar('comparison', 'goal')}(?:值|数|任务)?(?:的|为)?$")
# 2亿元⟨目标任务的⟩81%
_GOAL_BEHIND = re.compile(
    rf"的?(?:全年|年度|年初)?{grammar('comparison', 'goal')}(?:任务|值|数|量)?的(?:约|近|超)?(?=\d[\d.]*%)"
)
LONGEST_GOAL = 40  # characters that name a goal right before its number


def opens_aims(text: str) -> bool:
    """Whether a line says that goals follow: 主要预期目标：, 今年十件民生实事项目如下："""
    return text.endswith(("：", ":")) and _OPENS.search(text) is not None


def listed_from(text: str) -> int:
    """Where the promises begin that a paragraph lists: 今年实施十项民生实事：⟨新建…⟩; -1 when it lists none."""
    match = _LISTS.search(text) if "实事" in text else None
    return match.end() if match else -1


def announces(title: str) -> bool:
    """Whether a headline makes promises public: 2025年十件民生实事敲定."""
    return "实事" in title and _ANNOUNCED.match(title) is not None


def names_goal(text: str, end: int) -> bool:
    """Whether the words before a number name a goal: 全年⟨目标⟩100亿元的85%."""
    end -= text[end - 1 : end] == "（"  # 完成全年目标（70万人）的72.34%
    return bool(_GOAL_BEFORE.search(text, max(0, end - LONGEST_GOAL), end))


def goal_behind(text: str, start: int) -> int:
    """Where the words end that make a goal of the number before them: 完成2亿元⟨目标任务的⟩81%; `start` for none.

    >>> goal_behind("完成2亿元目标任务的81%", 5), goal_behind("完成2亿元贷款", 5)
    (10, 5)
    """
    match = _GOAL_BEHIND.match(text, start)
    return match.end() if match else start


def is_goal(text: str, start: int, end: int) -> bool:
    """Whether a number is the goal that a rate is of: 完成年任务⟨75亿元⟩的23.7%, 完成⟨2亿元⟩目标任务的81%."""
    return (text.startswith(("的", "）的"), end) and names_goal(text, start)) or goal_behind(text, end) > end


def aimed_year(text: str, issue: Issue, near: Period | None) -> Period | None:
    """The time that goals are set for, to the end of its year when no end is told."""
    found = find_periods(text, issue, near)
    start, end, reason = found[-1].period if found else Period(None, None)
    return Period(start, end or date(start.year, 12, 31), reason) if start else None
