"""The words before a number → how it measures: level, growth, change, share, multiple, completion or rank."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import regex

from metrics.model import Basis, Measure
from metrics.parse.patterns import grammar, grammar_set

UnitKind = Literal["percent", "points", "times", "own", "rank"]
REACH = 40  # how far before a number the words that measure it may begin
PERCENT = frozenset({"%", "‰", "成"})


@dataclass(frozen=True, slots=True)
class Measured:
    """How a number measures; `name_end` is where the name of what it measures stops in the words before it."""

    measure: Measure
    rule: str
    name_end: int
    basis: Basis | None = None
    base: str | None = None
    sign: int = 1
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape of words before a number; `make` may refuse a match."""

    name: str
    pattern: regex.Pattern[str]
    make: Callable[[str, regex.Match[str]], Measured | None]


_SOFT = r"(?:了|约|近|超过|超|达到|达|到|高达|逾|幅度达|幅度为|不少于|至少|将近|接近|大约|已|为|又|不低于|不足|低于|左右|的)*"
_ADVERB = r"(?:分别|平均|年均|累计|名义|实际|逆势|大幅|小幅|略|再|继续|则|也|均|将|约|可|稳步|持续|又|还|已|总体|同步|明显|有所|快速|可比口径|按可比价计算|相应|各|净|共|合计|整体|显著|仅|直接|比例|更|要|预计|新|双双|进一步|逐步|分别是|环比|同比)*"
_MOVE = grammar("movement", "up", "down")
_COMPARE = rf"(?:{grammar('comparison', 'yoy', 'mom', 'eoy')}|(?:(?<!可|占|对|同|环)比(?!例|重|率|赛|亚)|较(?!大|强|好|快|为|高|多)|与|同|相比)[^，。；：（）]{{1,18}}?(?:相比|基础上)?)"

_GROWTH = regex.compile(
    rf"(?P<cmp>{_COMPARE})?{_ADVERB}(?P<verb>{_MOVE})(?:收|结|办|建|开|完成|生产|销售|接待|运送|发送|设|收入|支出|出)?{_SOFT}$"
)
_RATE = regex.compile(rf"(?P<cmp>{_COMPARE})?(?P<verb>{grammar('movement', 'rate_up', 'rate_down')})(?:分别)?{_SOFT}$")
_TO = regex.compile(
    rf"{_ADVERB}(?P<verb>{grammar('movement', 'to')})(?:了|约|近|目前的|现在的|如今的|超过|今年的|\d{{4}}年(?:底|末)?的)*$"
)
_COMPLETION = regex.compile(
    rf"(?:已|超额|分别|累计|均)*(?:完成|达到|达|占|为|实现)(?:了)?(?P<base>[^，。；]{{0,16}}?{grammar('comparison', 'goal')}[^，。；]{{0,6}}?)的?(?:比例)?{_SOFT}$"
)
_DONE = regex.compile(rf"(?:已|超额|分别|累计)*完成{_SOFT}$")
_SHARE = regex.compile(
    rf"(?:分别|均|已|约|合计|共|各|共同|总计|则|就|大约|共计)*占(?!地|用|道|比|有率|有份|补)(?:到|了|据)?(?P<base>[^，。；]{{0,24}}?)的?(?:{grammar('share', 'ratio_tail')})?"
    rf"(?:{grammar('movement', 'to')}|分别|[由从][^，。；]{{0,10}})?{_SOFT}$"
)
_SHARE_NOUN = regex.compile(
    rf"(?P<noun>{grammar('share', 'noun')})(?:{grammar('movement', 'to')}|分别|也|已|[由从][^，。；]{{0,10}})?{_SOFT}$"
)
_MULTIPLE = regex.compile(
    rf"(?:{grammar('movement', 'recover')}|恢复|相当)(?:了|约|到|于)*(?P<base>[^，。；]{{1,16}}?)的{_SOFT}$"
)
_RECOVER = regex.compile(rf"(?:恢复到|恢复至|恢复)(?P<base>[^，。；]{{1,16}}?)的?{_SOFT}$")
_RANK = regex.compile(rf"(?P<verb>{grammar('rank', 'verb')})(?P<base>[^，。；：]{{0,14}}?)(?:的|中)?(?:前|第)$")
_DOUBLED = regex.compile(rf"(?P<cmp>{_COMPARE})(?:又|已|再|均|都)*$")
_MORE = regex.compile(rf"(?P<cmp>{_COMPARE})(?:又|还|共)?(?P<verb>多|少)\p{{Han}}{{0,4}}$")
_GAVE = regex.compile(r"(?:贡献|提供|创造)(?:了|着)?(?P<base>[^，。；]{1,8})$")
_VERSUS = regex.compile(
    rf"(?:比|较)?{_ADVERB}(?P<verb>高于|低于|高出|快于|慢于|领先|落后于|超出|超过|高|低|快)(?:了)?(?P<base>[^，。；（）\d]{{1,24}}?){_SOFT}$"
)
_OVER_GOAL = regex.compile(
    rf"(?:超额完成|超出|超过|超|较|比)(?P<base>[^，。；]{{0,10}}?{grammar('comparison', 'goal')}[^，。；]{{0,4}}?){_ADVERB}(?:{_MOVE})?{_SOFT}$"
)

_YOY = regex.compile(grammar("comparison", "yoy") + r"$|同期")
_MOM = regex.compile(grammar("comparison", "mom"))
_EOY = regex.compile(grammar("comparison", "eoy") + "|年初|上年末|上年底|去年底|去年末")
_SINCE = regex.compile(r"\d{4}年")
_GOAL = regex.compile(grammar("comparison", "goal"))
_NEEDS_YARDSTICK = frozenset({"新增", "高于", "低于", "高出", "超出", "快于", "慢于", "领先", "落后", "多出"})
_TAKES_OBJECT = frozenset({"新增", "净增", "节约", "节省", "压减", "削减", "增收", "减亏", "减收", "领先"})
_DOWN = grammar_set("movement", "down") | grammar_set("movement", "rate_down")


def unit_kind(unit: str) -> UnitKind:
    """What kind of number a unit makes, as far as the measure is concerned."""
    if unit in PERCENT:
        return "percent"
    if unit.endswith("百分点"):
        return "points"
    if unit in {"倍", "番"}:
        return "times"
    return "rank" if unit in {"位", "名", "", "强"} else "own"


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


def _base_of(words: str) -> str | None:
    if words in {"同比", "环比"} or len(words) < 2:
        return None
    return words.removesuffix("相比").removesuffix("基础上")[1:]


def _make_growth(left: str, match: regex.Match[str]) -> Measured | None:
    compare, verb = match["cmp"] or "", match["verb"]
    before = left[match.start() : match.start("verb")]
    if len(verb) == 1 and not (compare or "比" in before):
        return None
    if verb in _NEEDS_YARDSTICK and not compare:
        return None
    sign = -1 if verb in _DOWN else 1
    basis = find_basis(compare) or find_basis(before)
    return Measured("growth", "growth_verb", match.start(), basis, _base_of(compare), sign)


def _make_rate(left: str, match: regex.Match[str]) -> Measured:
    compare = match["cmp"] or ""
    return Measured(
        "growth", "growth_rate", match.start(), find_basis(compare), _base_of(compare), -1 if match["verb"] in _DOWN else 1
    )


def _make_points(left: str, match: regex.Match[str]) -> Measured | None:
    compare, verb = match["cmp"] or "", match["verb"]
    sign = -1 if verb in _DOWN else 1
    return Measured("change", "change_points", match.start(), find_basis(left[match.start() :]), _base_of(compare), sign)


def _make_versus(left: str, match: regex.Match[str]) -> Measured:
    sign = -1 if match["verb"] in {"低于", "慢于", "落后于", "低"} else 1
    return Measured("change", "change_versus", match.start(), None, match["base"], sign)


def _make_change(left: str, match: regex.Match[str]) -> Measured | None:
    """An amount by which something moved; verbs that take an object (新增, 节约) need a yardstick."""
    made = _make_growth(left, match)
    if made is None or (match["verb"] in _TAKES_OBJECT and not match["cmp"]):
        return None
    return Measured("change", "change_amount", made.name_end, made.basis, made.base, made.sign)


def _make_over_goal(left: str, match: regex.Match[str]) -> Measured:
    return Measured("level", "level_over_goal", match.start(), None, match["base"])


def _make_to(left: str, match: regex.Match[str]) -> Measured:
    return Measured("level", "level_moved_to", match.start())


def _make_completion(left: str, match: regex.Match[str]) -> Measured:
    return Measured("completion", "completion_of_goal", match.start(), None, match["base"])


def _make_done(left: str, match: regex.Match[str]) -> Measured:
    return Measured("completion", "completion_bare", match.start())


def _make_share(left: str, match: regex.Match[str]) -> Measured:
    return Measured("share", "share_of", match.start(), None, match["base"] or None)


def _make_share_noun(left: str, match: regex.Match[str]) -> Measured:
    return Measured("share", "share_noun", match.start())


def _make_multiple(left: str, match: regex.Match[str]) -> Measured:
    return Measured("multiple", "multiple_of", match.start(), None, match["base"])


def _make_doubled(left: str, match: regex.Match[str]) -> Measured:
    return Measured("multiple", "multiple_doubled", match.start(), find_basis(match["cmp"]), _base_of(match["cmp"]))


def _make_gave(left: str, match: regex.Match[str]) -> Measured:
    return Measured("share", "share_given", match.start(), None, match["base"])


def _make_rank(left: str, match: regex.Match[str]) -> Measured:
    return Measured("rank", "rank_place", match.start(), None, match["base"] or None)


RULES: dict[UnitKind, tuple[Rule, ...]] = {
    "percent": (
        Rule("completion_of_goal", _COMPLETION, _make_completion),
        Rule("share_of", _SHARE, _make_share),
        Rule("share_noun", _SHARE_NOUN, _make_share_noun),
        Rule("share_given", _GAVE, _make_gave),
        Rule("multiple_of", _RECOVER, _make_multiple),
        Rule("level_moved_to", _TO, _make_to),
        Rule("growth_rate", _RATE, _make_rate),
        Rule("growth_verb", _GROWTH, _make_growth),
        Rule("completion_bare", _DONE, _make_done),
    ),
    "points": (
        Rule("change_points", _GROWTH, _make_points),
        Rule("change_versus", _VERSUS, _make_versus),
    ),
    "times": (
        Rule("multiple_of", _MULTIPLE, _make_multiple),
        Rule("growth_verb", _GROWTH, _make_growth),
        Rule("multiple_doubled", _DOUBLED, _make_doubled),
    ),
    "rank": (
        Rule("rank_place", _RANK, _make_rank),
        Rule("level_over_goal", _OVER_GOAL, _make_over_goal),
        Rule("level_moved_to", _TO, _make_to),
        Rule("change_amount", _GROWTH, _make_change),
    ),
    "own": (
        Rule("level_over_goal", _OVER_GOAL, _make_over_goal),
        Rule("level_moved_to", _TO, _make_to),
        Rule("change_amount", _GROWTH, _make_change),
        Rule("change_amount", _MORE, _make_change),
    ),
}
_FALLBACK: dict[UnitKind, Measured] = {
    "points": Measured("change", "change_points", -1),
    "times": Measured("multiple", "multiple_bare", -1),
}
_LEVEL = Measured("level", "level", -1)


def match_measure(left: str, unit: str) -> Measured:
    """How a number with this unit measures, from the words before it; a level when nothing says otherwise.

    >>> match_measure("规上工业增加值同比增长", "%").measure
    'growth'
    >>> match_measure("占全市比重", "%").base
    '全市'
    """
    kind = unit_kind(unit)
    skipped = max(0, len(left) - REACH)
    words = left[skipped:]
    for rule in RULES[kind]:
        match = rule.pattern.search(words)
        made = rule.make(words, match) if match else None
        if made is not None:
            return replace(made, name_end=made.name_end + skipped) if skipped else made
    return _FALLBACK.get(kind, _LEVEL)
