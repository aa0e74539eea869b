"""Lists: names and numbers paired by 分别, and the openings of breakdowns."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from metrics.catalogue import read_words
from metrics.parse.clauses import Statement
from metrics.parse.measures import unit_kind
from metrics.parse.numerals import read_numeral
from metrics.parse.patterns import grammar, grammar_set, one_of

LONGEST_RUN = 40
_RATIOS = {"percent": 1, "times": 1, "points": 2, "own": 3, "rank": 3}
_AGAINST = re.compile(r"(?:比|较|与|同)(?!例|重)")
_JOINT = re.compile(rf"(?:[、，]持平)?[、，]?(?:(?:[、和及与]|以及)(?:{grammar('movement', 'up', 'down')}|第)?)|，|[∶：:]")
_LEVEL_LAST = re.compile(r"(?:、|和|及|，)(?:基本|大体)?持平")
_JOINT_STARTS = frozenset("、，和及与以∶：:")
_LIST_FRONT = re.compile(r"^[^、]*(?:分别是|依次是|[是为有])(?=[^、]{2,}、)")  # 缺口最大的工种是⟨数控、焊工⟩
_DIGIT = re.compile(r"\d")
_RANK_TAIL = re.compile(
    r"(?:数量|总量)?(?:均|都)?(?:居|位居|列|排名?|位列|分列|较多|最多|占比|低于|高于|超过|超|达|分别)[^，]{0,10}$"
)
_BASIS_TAIL = re.compile(r"(?:增速|增幅|降幅|涨幅|跌幅|同比|环比|均|都|也|已|较[^，、]{1,8}|比[^，、]{1,8})+$")
_RECEIVE = re.compile(rf"^(?:共|各)?(?:{grammar('breakdown', 'receive')}|完成|实现|为|达到|有)")
_ITEM_SPLIT = re.compile(r"、|和(?!美|谐|平)|及(?!格)|与|以及|，")
_RESPECTIVELY = re.compile(r"(?P<names>.*)(?:分别|依次)(?P<verb>[^，。；、“]{0,16})$")
_OF_WHOM = (
    rf"(?:完成[^，]{{0,10}}的|(?:恢复[到至]|相当于|是|为)[^，、]{{2,10}}的|[居列排]{grammar('list', 'among')}[^，、]{{0,6}}第?"
    r"|按可比[价口][格径]?(?:计算)?|[较比]\w{1,8}?)"
)
_VERB = re.compile(
    rf"(?:{_OF_WHOM}|{grammar('list', 'verb')}|{grammar('movement', 'up', 'down', 'to')})*(?:{grammar('list', 'versus')}\D*)?"
)
_TOGETHER = re.compile(
    rf"(?P<names>(?:.*?[、和与].*?)?)[，、]?(?P<verb>(?:同比|环比|各)*{grammar('movement', 'up', 'down')}"
    r"|(?:恢复[到至]|相当于|[是为])[^，、]{2,10}的|为|达到|达|至)$"
)
_METRIC_ENDS = tuple(grammar_set("breakdown", "metric_end"))
_SUMMED = re.compile(
    r"(?P<stem>.+?)(?:[两二三四五六七八九十\d]+(?:大|个|类|种|项|家|地|市|县|区)|等)"
    rf"{grammar('list', 'class')}?(?P<head>[^、]{{0,6}}?{grammar('breakdown', 'metric_end')})$"
)
_TRADE = re.compile(
    rf"(?P<stem>.+?(?:产业|行业|制造业|加工业|服务业|企业|产品|类))"
    rf"(?P<head>{grammar('list', 'modifier')}*{grammar('breakdown', 'metric_end')})$"
)
# 巴松措、鲁朗林海景区⟨接待游客⟩分别为: what each did
_DONE_TO = re.compile(rf"(?P<stem>.{{2,}}?)(?P<head>{grammar('breakdown', 'done')}[^、]{{0,8}})$")
_METRIC_INSIDE = re.compile(rf"(?P<head>.*{grammar('breakdown', 'metric_end')})[^的]{{1,6}}(?<![数量户])$")
_AREA = re.compile(r"(?P<area>.{1,9}?(?:[区县市旗州盟镇乡]|街道|局|开发区))(?P<head>.{2,})$")
# 南宁、防城港、⟨北海⟩三市
_TOGETHER_AREAS = re.compile(
    r"(?P<area>.{2,8}?)(?P<count>[两二三四五六七八九十\d]{1,2})个?(?:市|县|区|地|州|镇|乡|街道|口岸|港)(?P<head>.*)"
)
_AREA_END = re.compile(r"(?:[区县市旗州盟镇乡局省]|街道)$")
_OPENER = re.compile(rf"(?:从|按|分)(?:照)?(?P<key>[^，。；：]{{1,10}}?){grammar('breakdown', 'closer')}$")
_RANKED = re.compile(
    r"^(?P<name>.+?)(?:排名|居|位列|列)?(?:前|后|靠前|靠后|末)[一二三四五六七八九十两\d]*(?:位|名)?的?(?P<key>.*?)(?:有|是|为|分别是|分别为)?$"
)
_THRESHOLD = re.compile(r"^(?P<name>[^\d]*?(?:率|量|度|比))(?:低于|高于|超过|不足|未达|达到|在)")
_SECTORS = re.compile(r"第?[一二三](?:[、和]第?[一二三])+次?产业?")  # 第一、二、三产业
_PARTS = read_words("grammar", "expand")
_SEVERAL = re.compile(one_of(_PARTS))
_STRUCTURED = re.compile(
    rf"(?P<names>{one_of(_PARTS)})(?:结构|构成)(?:比)?(?:调整|优化|变)?(?:为|由|是|到|至)$"
)  # 三次产业结构为10∶45∶45
_TOPIC = re.compile(grammar("breakdown", "topic"))


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
    ends = _find_run_ends(text, statements)
    for index, statement in enumerate(statements):
        if index in pairs:
            continue
        count = min(ends[index] - index, LONGEST_RUN) + 1
        words = text[statement.left : statement.quantity.start]
        match = _RESPECTIVELY.match(words) if "分别" in words or "依次" in words else None
        if not match and count > 1:
            match = _TOGETHER.match(words)
            if match and match["names"] and len(_items(match["names"], count)[0]) != count:
                continue
        parts = _STRUCTURED.search(words) if count > 1 and not match else None
        if parts and len(_PARTS[parts["names"]]) == count:
            of_each = enumerate(_PARTS[parts["names"]])
            pairs.update({index + at: Pair(item, "占比", at, count, "为", at) for at, item in of_each})
        if match:
            pairs.update(_pair_up(text, statements, index, count, match))
    return pairs


def _pair_up(text: str, statements: Sequence[Statement], index: int, count: int, match: re.Match[str]) -> dict[int, Pair]:
    """The pairs of one run; nothing when what follows 分别 is a name of its own (分别为停车902件、施工655件)."""
    places, of = _places(text, statements, index, count)
    items, head = _items(match["names"], of)
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
    if _AGAINST.match(match["names"]):
        items, head = [], ""
    found = items if len(items) == of else [""] * of
    return {index + turn: Pair(found[place], head, place, of, verb, turn) for turn, place in enumerate(places)}


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
    return _items(words, count) if not _DIGIT.search(words) else ([], "")


def _find_run_ends(text: str, statements: Sequence[Statement]) -> list[int]:
    """For each statement the last one of the run it stands in: numbers of a kind with nothing between them but 、 and 和."""
    ends = list(range(len(statements)))
    for index in range(len(statements) - 2, -1, -1):
        here, then = statements[index].quantity, statements[index + 1].quantity
        is_joined = text[here.end : here.end + 1] in _JOINT_STARTS and _JOINT.fullmatch(text, here.end, then.start)
        if is_joined and _RATIOS[unit_kind(here.unit)] == _RATIOS[unit_kind(then.unit)]:
            ends[index] = ends[index + 1]
    return ends


def _items(names: str, count: int) -> tuple[list[str], str]:
    """The items of a list of names and the head that only the last one carries."""
    names = _SECTORS.sub(_name_sectors, _BASIS_TAIL.sub("", names))
    items = [item for item in _ITEM_SPLIT.split(names) if item]
    if len(items) < count:
        items = [part for item in items for part in _expand(item)]
    if len(items) != count or count < 2:
        return [], ""
    area = _AREA.match(items[-1]) if all(_AREA_END.search(item) for item in items[:-1]) else None
    if area:
        return [*items[:-1], area["area"]], area["head"].removeprefix("的")
    together = _TOGETHER_AREAS.fullmatch(items[-1])
    if together and read_numeral(together["count"]) == count:
        return [*items[:-1], together["area"]], together["head"].removeprefix("的")
    last = items[-1]
    summed = _SUMMED.match(last)
    if summed:
        return [*items[:-1], summed["stem"]], summed["head"]
    done = _DONE_TO.match(last)
    if done and not any(_DONE_TO.match(item) for item in items[:-1]):
        return [*items[:-1], done["stem"]], done["head"]
    if not last.endswith(_METRIC_ENDS) or any(item.endswith(_METRIC_ENDS) for item in items[:-1]):
        return items, ""
    trade = _TRADE.match(last)
    if trade:
        return [*items[:-1], trade["stem"]], trade["head"]
    usual = sum(map(len, items[:-1])) / (count - 1)
    longest = max(len(end) for end in _METRIC_ENDS if last.endswith(end))  # 造纸业⟨增加值⟩, never 造纸业增⟨加值⟩
    cuts = range(1, len(last) - max(longest, 2) + 1)
    if not cuts:
        return items, ""
    cut = min(cuts, key=lambda c: abs(c - usual))
    return [*items[:-1], last[:cut]], last[cut:].removeprefix("的")


def _name_sectors(match: re.Match[str]) -> str:
    return "、".join(f"第{sign}产业" for sign in match.group() if sign in "一二三")


def _expand(item: str) -> list[str]:
    """What one word says of several: 城乡居民收入 → 城镇居民收入 and 农村居民收入; the item itself when it has no such word."""
    match = _SEVERAL.search(item)
    return [part + item[match.end() :] for part in _PARTS[match.group()]] if match else [item]


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
