"""Lists: names and numbers paired by 分别, and the openings of breakdowns."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from metrics.parse.clauses import Statement
from metrics.parse.list_items import PARTS, find_clauses, split_items
from metrics.parse.measures import unit_kind
from metrics.parse.patterns import grammar, grammar_set, one_of

LONGEST_RUN = 40
_RATIOS = {"percent": 1, "times": 1, "points": 2, "own": 3, "rank": 3}
_AGAINST = re.compile(r"(?:^|分别)(?:比|较|与|同(?!比))(?!例|重)")
_JOINT = re.compile(rf"(?:[、，]持平)?[、，]?(?:(?:[、和及与]|以及)(?:{grammar('movement', 'up', 'down')}|第)?)|，|[∶：:]")
_LEVEL_LAST = re.compile(r"(?:、|和|及|，)(?:基本|大体)?持平")
_JOINT_STARTS = frozenset("、，和及与以∶：:")
_LIST_FRONT = re.compile(r"^[^、]*(?:分别是|依次是|[是为有])(?=[^、]{2,}、)")  # 缺口最大的工种是⟨数控、焊工⟩
_AND = ("、", "和", "与", "及")
_BRACKETS = re.compile(r"（[^（）]{1,12}）")
_DIGIT = re.compile(r"\d")
_RANK_TAIL = re.compile(
    r"(?:数量|总量)?(?:均|都)?(?:居|位居|列|排名?|位列|分列|较多|最多|占比|低于|高于|超过|超|达|分别)[^，]{0,10}$"
)
_RECEIVE = re.compile(rf"^(?:共|各)?(?:{grammar('breakdown', 'receive')}|完成|实现|为|达到|有)")
_RESPECTIVELY = re.compile(r"(?P<names>.*)(?:分别|依次|各(?=[为是达]))(?P<verb>[^，。；、“]{0,16})$")
_OF_WHOM = (
    rf"(?:完成[^，]{{0,10}}的|(?:恢复[到至]|相当于|是|为)[^，、]{{2,10}}的|[居列排]{grammar('list', 'among')}[^，、]{{0,6}}第?"
    r"|按可比[价口][格径]?(?:计算)?|[较比](?:\w{1,8}?|\d{1,2}[-—–至]\d{1,2}月份?))"
)
_VERB = re.compile(
    rf"(?:{_OF_WHOM}|{grammar('list', 'verb')}|{grammar('movement', 'up', 'down', 'to')})*"
    rf"(?:{grammar('list', 'versus', 'pulls')}[^，。；]*)?"
)
_TOGETHER = re.compile(
    rf"(?P<names>(?:.*?[、和与].*?)?)[，、]?"
    rf"(?P<verb>(?:同比|环比|各|[较比](?![例重])[^，。、\d]{{1,6}}?)*{grammar('movement', 'up', 'down')}"
    r"|(?:恢复[到至]|相当于|[是为])[^，、]{2,10}的|为|达到|达|至)$"
)
_METRIC_ENDS = tuple(grammar_set("breakdown", "metric_end"))
_METRIC_INSIDE = re.compile(rf"(?P<head>.*{grammar('breakdown', 'metric_end')})(?!煤)[^的]{{1,6}}(?<![数量户])$")
_OPENER = re.compile(rf"(?:从|按|分)(?:照)?(?P<key>[^，。；：]{{1,10}}?){grammar('breakdown', 'closer')}$")
_RANKED = re.compile(
    r"^(?P<name>.+?)(?:排名|居|位列|列)?(?:前|后|靠前|靠后|末|[较最][多高低少])[一二三四五六七八九十两\d]*(?:位|名)?的?(?P<key>.*?)(?:有|是|为|分别是|分别为)?$"
)
_THRESHOLD = re.compile(r"^(?P<name>[^\d]*?(?:率|量|度|比))(?:低于|高于|超过|不足|未达|达到|在)")
_STRUCTURED = re.compile(
    rf"(?P<names>{one_of(PARTS)})(?:增加值)?(?:结构|构成|比重|占比|比例|之比|比值)(?:比)?"
    r"(?:(?:调整|优化|变)?(?:为|由|是|到|至)|由[^，。；\d]{1,6}|由[0-9]{4}年的?)$"
)  # 三次产业结构为10∶45∶45
# 群众反映⟨较为集中的问题主要有⟩
_CHANGED_TO = re.compile(r"(?:调整|优化|演变|转变|变化|变)[为到至]")  # 由16.9∶37.2∶45.9⟨调整为⟩16.5∶36.5∶47.0
_TOPIC = re.compile(
    rf"{grammar('breakdown', 'topic')}|(?:[较最更]为?|比较|相对){grammar('breakdown', 'frequent')}的"
    rf"(?:{grammar('breakdown', 'topic_noun')}|主?要?[是为有])"
)


class Pair(NamedTuple):
    """What 分别 gives one number: its item of the names before, the head they share, or its place among the bases.

    `turn` counts the numbers of the run before it, `number` its place among the names: 持平 takes a place but is no number.
    """

    item: str
    head: str
    number: int
    of: int
    verb: str
    turn: int


def find_pairs(text: str, statements: Sequence[Statement]) -> dict[int, Pair]:
    """Pairs by statement index for every run `A、B…分别为1、2`; `item` is empty when the names stand in sentences before."""
    pairs: dict[int, Pair] = {}
    ends = find_run_ends(text, statements)
    for index, statement in enumerate(statements):
        if index in pairs:
            continue
        count = min(ends[index] - index, LONGEST_RUN) + 1
        words = _listed_words(text, statement)
        match = _RESPECTIVELY.match(words) if "分别" in words or "依次" in words or "各" in words else None
        if not match and count > 1:
            match = _TOGETHER.match(words)
            if match and match["names"] and len(split_items(match["names"], count)[0]) != count:
                continue
        parts = _STRUCTURED.search(words) if count > 1 and not match else None
        if parts and len(PARTS[parts["names"]]) == count:
            of_each = enumerate(PARTS[parts["names"]])
            pairs.update({index + at: Pair(item, "占比", at, count, "为", at) for at, item in of_each})
        elif _CHANGED_TO.fullmatch(words) and count > 1 and index - count in pairs:
            pairs.update({index + at: pairs[index - count + at] for at in range(count)})
        if match:
            pairs.update(_pair_up(text, statements, index, count, match))
    return pairs


def _listed_words(text: str, statement: Statement) -> str:
    """The words before a number, with the items before a bracket in their list: ⟨食品⟩（含饮料）⟨、纺织分别增长⟩3%."""
    words = text[statement.left : statement.quantity.start]
    if statement.opener != "）" or not words.startswith(_AND) or statement.left != statement.clause:
        return words
    start = max(statement.sentence, *(text.rfind(mark, 0, statement.clause) + 1 for mark in "，；：。"))
    whole = _BRACKETS.sub("", text[start : statement.clause])
    return words if _DIGIT.search(whole) else whole + words


def _pair_up(text: str, statements: Sequence[Statement], index: int, count: int, match: re.Match[str]) -> dict[int, Pair]:
    """The pairs of one run; nothing when what follows 分别 is a name of its own (分别为停车902件、施工655件)."""
    places, of = _places(text, statements, index, count)
    items, head = split_items(_counted_names(text, statements, index, of) + match["names"], of)
    if len({item[-1] for item in items}) != 1:  # 食品业，电力、热力和供应业: three trades or four
        longer = find_clauses(text, statements[index], of, match["names"])
        items, head = longer if longer[0] else (items, head)
    verb = match["verb"]
    if not _VERB.fullmatch(verb) and not items:
        items, head = _items_before(text, statements[index], of)[0], _RECEIVE.sub("", verb)
        if not items:
            return {}
    elif not _VERB.fullmatch(verb):
        if len(items) != of or count < 2 or head:
            return {}
        head = _RECEIVE.sub("", verb)
    elif not items and count > 1 and not match["names"].strip("同环比，、"):
        items, head = _items_before(text, statements[index], of)
    if _AGAINST.search(match["names"]):
        items, head = [], ""
    found = items if len(items) == of else [""] * of
    return {index + turn: Pair(found[place], head, place, of, verb, turn) for turn, place in enumerate(places)}


def _counted_names(text: str, statements: Sequence[Statement], index: int, of: int) -> str:
    """The names in front of how many they are: ⟨化工、冶金、建材3个⟩行业分别增长…; empty when no such number stands there."""
    before = statements[index - 1] if index else None
    if before is None or before.clause != statements[index].clause or before.quantity.value != of:
        return ""
    return text[before.left : before.quantity.end] if before.quantity.end == statements[index].left else ""


def _places(text: str, statements: Sequence[Statement], first: int, count: int) -> tuple[list[int], int]:
    """The place of each number of a run among the names it belongs to, and how many those are: 持平 takes a place too."""
    places = [0]
    for one, other in pairwise(statements[first : first + count]):
        places.append(places[-1] + 1 + ("持平" in text[one.quantity.end : other.quantity.start]))
    return places, places[-1] + 1 + bool(_LEVEL_LAST.match(text, statements[first + count - 1].quantity.end))


def _items_before(text: str, statement: Statement, count: int) -> tuple[list[str], str]:
    """The names of a list in the clause just before: A、B、C投诉量居前三，分别为…"""
    if statement.opener != "，":
        return [], ""
    end = statement.clause - 1
    start = max(text.rfind(mark, statement.sentence, end) for mark in "，；：。（）") + 1
    words = _LIST_FRONT.sub("", _RANK_TAIL.sub("", text[max(start, statement.sentence) : end]))
    return split_items(words, count) if not _DIGIT.search(words) else ([], "")


def find_run_ends(text: str, statements: Sequence[Statement]) -> list[int]:
    """For each statement the last one of the run it stands in: numbers of a kind with nothing between them but 、 and 和."""
    ends = list(range(len(statements)))
    for index in range(len(statements) - 2, -1, -1):
        here, then = statements[index].quantity, statements[index + 1].quantity
        is_joined = text[here.end : here.end + 1] in _JOINT_STARTS and _JOINT.fullmatch(text, here.end, then.start)
        if is_joined and _RATIOS[unit_kind(here.unit)] == _RATIOS[unit_kind(then.unit)]:
            ends[index] = ends[index + 1]
    return ends


def split_metric(name: str) -> str:
    """The part of a name up to its metric, when something stands behind: 报销比例⟨职工⟩ → 报销比例; empty when nothing does.

    >>> split_metric("住院报销比例职工")
    '住院报销比例'
    """
    match = _METRIC_INSIDE.match(name)
    return match["head"] if match else ""


@lru_cache(maxsize=4096)
def is_metric(name: str) -> bool:
    """Whether a name says what is measured, not only of which part."""
    return name.endswith(_METRIC_ENDS)


@lru_cache(maxsize=1024)
def match_opener(clause: str) -> str:
    """The key of a breakdown that a clause opens: 从渠道看 → 渠道; empty when it opens none.

    >>> match_opener("按诉求类型分")
    '诉求类型'
    """
    match = _OPENER.search(clause)
    return match["key"] if match else ""


def match_ranked(header: str) -> tuple[str, str]:
    """Name and key of a ranked list's header: 派单量前四 → (派单量, ''); two empty words when it is none.

    >>> match_ranked("工单量排名前三的旗县区")
    ('工单量', '旗县区')
    """
    match = _RANKED.match(header)
    if match:
        return match["name"].lstrip("0123456789.、"), match["key"]
    match = _THRESHOLD.match(header)
    return (match["name"], "单位") if match else ("", "")


@lru_cache(maxsize=1024)
def opens_topics(words: str) -> bool:
    """Whether words introduce what people complain of most: 热点问题, 反映较多的是."""
    return bool(_TOPIC.search(words))
