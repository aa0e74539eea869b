"""The shapes of words before a number, a table of rules for each kind of unit."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from metrics.parse.basis import find_basis
from metrics.parse.measured import Measured, UnitKind
from metrics.parse.patterns import grammar, grammar_set

_WORKED_ON = re.compile(
    r"(?:改造|整治|绿化|治理|修复|修缮|更新|优化|亮化|美化|硬化|提质|提档|拓宽|实施)提升$"
)  # 公路改造⟨提升⟩186公里
Make = Callable[[str, re.Match[str]], Measured | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape of words before a number; `make` may refuse a match; a match has one of `signs` in it, if there are any."""

    name: str
    pattern: re.Pattern[str]
    make: Make
    signs: frozenset[str] = frozenset()


def _signs(*keys: str) -> frozenset[str]:
    """The first characters of the verbs of movement of some kinds, one of which a match contains."""
    return frozenset(word[0] for key in keys for word in grammar_set("movement", key))


_SOFT = f"{grammar('measure', 'soft')}*"
_ADVERB = f"{grammar('measure', 'adverb')}*"
_MOVE = grammar("movement", "up", "down")
_TO_VERB = grammar("movement", "to")
_GOAL_WORD = grammar("comparison", "goal")
_STATED = grammar("comparison", "yoy", "mom", "eoy")
_AGAINST = r"(?:(?<!可|占|对|同|环)比(?!例|重|率|赛|亚)|较(?!大|强|好|快|为|高|多)|同(?!比[多少])|相比)"
_COMPARE = (
    rf"(?:{_STATED}(?:\d{{1,2}}月份?)?|{_AGAINST}[^，。；：（）]{{1,18}}?(?:相比|基础上)?|"
    r"与[^，。；：（）]{1,18}?(?:相比|比较|比))"
)
_FROM = r"[由从][^，。；]{0,10}"

# 规上工业增加值⟨同比⟩⟨增长⟩8.6%: what it is compared with, and the verb
_GROWTH = re.compile(rf"(?P<cmp>{_COMPARE})?{_ADVERB}(?P<verb>{_MOVE}){grammar('measure', 'after_more')}?{_SOFT}$")
# ⟨同比⟩⟨增速⟩为8.6%, 增速由一季度的21.4%回落至16.2%, 降幅扩大到3.8%
_RATE = re.compile(
    rf"(?P<cmp>{_COMPARE})?(?<!自然)(?P<verb>{grammar('movement', 'rate_up', 'rate_down')})"
    rf"(?:分别|也|均|{_TO_VERB}|{_FROM})?{_SOFT}$"
)
# 新型储能装机增至168万千瓦
_TO = re.compile(rf"{_ADVERB}(?P<verb>{_TO_VERB})(?:{grammar('measure', 'now')}|\d{{4}}年(?:底|末)?的)*$")
# 完成⟨年度任务⟩的20.9%
_COMPLETION = re.compile(
    r"(?:已|超额|分别|累计|均)*(?:完成|达到|达|占(?![^，。；]{0,14}预算总?(?:收入|支出))|为|实现)(?:了)?"
    rf"(?P<base>[^，。；]{{0,16}}?(?:{_GOAL_WORD}|(?<=完成)[^，。；]{{0,16}}?需求总?量?)[^，。；]{{0,6}}?)的?(?:比例)?{_SOFT}$"
)
_DONE = re.compile(rf"(?:已|超额|分别|累计)*完成{_SOFT}$")
# 占⟨全市⟩比重70.5%
_SHARE = re.compile(
    r"(?:分别|均|已|约|合计|共|各|共同|总计|则|就|大约|共计)*占(?!地(?!区|方)|用|道|比|有率|有份|补)(?:到|了|据)?"
    rf"(?P<base>[^，。；]{{0,24}}?)的?(?:{grammar('share', 'ratio_tail')})?(?:{_TO_VERB}|分别|{_FROM})?{_SOFT}$"
)
# 护理型床位⟨占比⟩66.5%
_SHARE_NOUN = re.compile(rf"(?P<noun>{grammar('share', 'noun')})(?:{_TO_VERB}|分别|也|已|{_FROM})?{_SOFT}$")
# 是⟨2021年同期⟩的3倍
_MULTIPLE = re.compile(rf"(?:{grammar('movement', 'recover')}|恢复|相当)(?:了|约|到|于)*(?P<base>[^，。；]{{1,16}}?)的{_SOFT}$")
# 恢复至⟨2019年同期⟩的98.6%
_RECOVER = re.compile(
    rf"{grammar('measure', 'recovered')}(?P<base>[^，。；]{{1,16}}?(?:年|同期|水平|上年|去年)[^，。；]{{0,4}}?)的?{_SOFT}$"
)
# 居⟨全省⟩第3
_RANK = re.compile(rf"(?P<verb>{grammar('rank', 'verb')})(?P<base>[^，。；：]{{0,14}}?)(?:的|中)?(?:前|第)$")
_RANK_BARE = re.compile(r"(?P<base>全[国省市区州盟县疆]|[东中西]部|省内|市内)[各市州设区地级县]{0,5}第$")  # 增速⟨全省⟩第3
# ⟨比6月份⟩⟨前进⟩1位
_MOVED_PLACES = re.compile(rf"(?P<cmp>{_COMPARE})?(?:排名|位次|名次)?(?P<verb>{grammar('rank', 'forward', 'back')})了?$")
# ⟨较2020年⟩翻了一番
_DOUBLED = re.compile(rf"(?P<cmp>{_COMPARE})(?:又|已|再|均|都)*$")
# ⟨同比⟩⟨多⟩追回1206万元
_MORE = re.compile(rf"(?P<cmp>{_COMPARE})(?:又|还|共)?(?P<verb>多|少)[㐀-鿿]{{0,4}}$")
# 比去年同期776毫米⟨多⟩61毫米、⟨多⟩8%
_THAN = re.compile(r"^、?(?:仅|还|只|又|则|竟)?(?P<verb>多|少|高|低)(?:了|出)?(?:约|近)?$")
# 仍⟨少于⟩历史同期的853毫米
_BESIDE_LEVEL = re.compile(
    r"(?:但|仍|也|还|略|稍|已|均)*(?:[高低多少大小]于|接近)[^，。；\d]{0,8}?(?:同期|平均|均值|平均值|平均水平|常年|往年)的$"
)
# ⟨环比⟩+6.4%
_SIGNED = re.compile(rf"(?P<cmp>{grammar('comparison', 'yoy', 'mom', 'eoy')})[为是+＋:：]*$")
# 相当于⟨全县用电量⟩的38%
_EQUAL_TO = re.compile(rf"相当于(?P<base>[^，。；]{{1,16}})的{_SOFT}$")
# 贡献了⟨全市⟩八成以上的税收
_GAVE = re.compile(rf"{grammar('measure', 'gave')}(?!率|度|值|力)(?:了|着)?(?P<base>[^，。；]{{1,8}})$")
# ⟨高出⟩⟨全市⟩1.9个百分点
_VERSUS = re.compile(
    rf"(?:比|较)?{_ADVERB}(?P<verb>{grammar('measure', 'versus_up', 'versus_down')})(?:了)?"
    rf"(?P<base>[^，。；（）\d]{{1,24}}?){_SOFT}$"
)
# ⟨超⟩⟨警戒水位⟩1.15米, 高于全省平均水平210元
_BESIDE_MARK = re.compile(
    rf"(?P<verb>{grammar('measure', 'versus_up', 'versus_down')})(?:了)?(?P<base>[^，。；（）\d]{{0,12}}?"
    rf"(?:水位|均值|平均|平均值|平均水平|(?<=[于出低])[去上]年同期|历史同期|常年同期|常年|往年)){_SOFT}$"
)
# 较⟨年度目标⟩增加4户
_OVER_GOAL = re.compile(
    rf"(?:超额完成|超出|超过|超|较|比)(?P<base>[^，。；]{{0,10}}?{_GOAL_WORD}[^，。；]{{0,4}}?){_ADVERB}(?P<verb>{_MOVE})?{_SOFT}$"
)

_BARE_VERBS = frozenset("增降升跌涨减↑↓")
_CLAUSE_START, _METRIC = re.compile(r"[，、；（]?"), re.compile(rf"{grammar('breakdown', 'metric_end')}$")
_NEEDS_YARDSTICK = grammar_set("measure", "needs_yardstick")
_TAKES_OBJECT = grammar_set("measure", "takes_object")
_DOWN = grammar_set("movement", "down") | grammar_set("movement", "rate_down")
_BACK = grammar_set("rank", "back")
_VERSUS_DOWN = grammar_set("measure", "versus_down")


def _base_of(words: str) -> str | None:
    if words in {"同比", "环比"} or len(words) < 2:
        return None
    return words.removesuffix("相比").removesuffix("基础上")[1:]


def _make_growth(left: str, match: re.Match[str]) -> Measured | None:
    compare, verb = match["cmp"] or "", match["verb"]
    before = left[match.start() : match.start("verb")]
    if len(verb) == 1 and not (compare or "比" in before or _stands_alone(left, match)):
        return None
    if verb in _NEEDS_YARDSTICK and not compare:
        return None
    basis = find_basis(compare) or find_basis(before)
    return Measured("growth", "growth_verb", match.start(), basis, _base_of(compare), -1 if verb in _DOWN else 1)


def _stands_alone(left: str, match: re.Match[str]) -> bool:
    """Whether a verb of one character begins its clause or stands behind what moved: 收入20亿元，⟨增⟩11%; 产值⟨增⟩近三成."""
    begins = _CLAUSE_START.fullmatch(left, 0, match.start()) is not None or _METRIC.search(left, 0, match.start()) is not None
    return begins and match["verb"] in _BARE_VERBS and not left.startswith(("到", "至", "为", "了"), match.end("verb"))


def _make_rate(_: str, match: re.Match[str]) -> Measured:
    compare = match["cmp"] or ""
    sign = -1 if match["verb"] in _DOWN else 1
    return Measured("growth", "growth_rate", match.start(), find_basis(compare), _base_of(compare), sign)


def _make_points(left: str, match: re.Match[str]) -> Measured:
    compare = match["cmp"] or ""
    sign = -1 if match["verb"] in _DOWN else 1
    return Measured("change", "change_points", match.start(), find_basis(left[match.start() :]), _base_of(compare), sign)


def _make_versus(_: str, match: re.Match[str]) -> Measured:
    return Measured("change", "change_versus", match.start(), None, match["base"], -1 if match["verb"] in _VERSUS_DOWN else 1)


def _make_change(left: str, match: re.Match[str]) -> Measured | None:
    """An amount by which something moved; verbs that take an object (新增, 节约) need a yardstick."""
    made = _make_growth(left, match)
    if made is None or (match["verb"] in _TAKES_OBJECT and not match["cmp"]) or _WORKED_ON.search(left, 0, match.end("verb")):
        return None
    return Measured("change", "change_amount", made.name_end, made.basis, made.base, made.sign)


def _make_more(_: str, match: re.Match[str]) -> Measured:
    """比历史同期多蓄两成: a rate by which more was done."""
    compare, sign = match["cmp"], -1 if match["verb"] == "少" else 1
    return Measured("growth", "growth_more", match.start(), find_basis(compare), _base_of(compare), sign)


def _make_signed(_: str, match: re.Match[str]) -> Measured:
    return Measured("growth", "growth_signed", match.start(), find_basis(match["cmp"]), _base_of(match["cmp"]))


def _make_doubled(_: str, match: re.Match[str]) -> Measured:
    return Measured("multiple", "multiple_doubled", match.start(), find_basis(match["cmp"]), _base_of(match["cmp"]))


def _make_over_goal(_: str, match: re.Match[str]) -> Measured:
    """较年度目标增加4户 is what was done beyond it, 比目标值低1.4立方米 a difference."""
    if match["verb"] in _DOWN:
        return Measured("change", "change_amount", match.start(), None, match["base"], -1)
    return Measured("level", "level_over_goal", match.start(), None, match["base"])


def _make_places(_: str, match: re.Match[str]) -> Measured:
    """How many places up or down."""
    compare = match["cmp"] or ""
    sign = -1 if match["verb"] in _BACK else 1
    return Measured("change", "change_places", match.start(), find_basis(compare), _base_of(compare), sign)


def _plain(made: Measured) -> Make:
    """A rule that only says the measure, and the base where its pattern has one."""

    def make(_: str, match: re.Match[str]) -> Measured:
        words = match.groupdict()
        return Measured(
            made.measure, made.rule, match.start(), None, words.get("base") or None, _SIGNS.get(words.get("verb"), 1)
        )

    return make


_SIGNS: dict[str | None, int] = {"少": -1, "低": -1}
_MOVES = _signs("up", "down")
_LEVEL_TO = Rule("level_moved_to", _TO, _plain(Measured("level", "level_moved_to", 0)), _signs("to"))
_LEVEL_OVER = Rule("level_over_goal", _OVER_GOAL, _make_over_goal, frozenset("超较比"))
_GROWN = Rule("growth_verb", _GROWTH, _make_growth, _MOVES)
_CHANGED = Rule("change_amount", _GROWTH, _make_change, _MOVES)
RULES: dict[UnitKind, tuple[Rule, ...]] = {
    "percent": (
        Rule("completion_of_goal", _COMPLETION, _plain(Measured("completion", "completion_of_goal", 0))),
        Rule("share_of", _SHARE, _plain(Measured("share", "share_of", 0))),
        Rule("share_noun", _SHARE_NOUN, _plain(Measured("share", "share_noun", 0))),
        Rule("share_given", _GAVE, _plain(Measured("share", "share_given", 0))),
        Rule("multiple_of", _RECOVER, _plain(Measured("multiple", "multiple_of", 0))),
        Rule("growth_rate", _RATE, _make_rate, _signs("rate_up", "rate_down")),
        _LEVEL_TO,
        _GROWN,
        Rule("growth_more", _MORE, _make_more, frozenset("多少")),
        Rule("growth_than", _THAN, _plain(Measured("growth", "growth_than", 0)), frozenset("多少高低")),
        Rule("growth_signed", _SIGNED, _make_signed),
        Rule("share_of", _EQUAL_TO, _plain(Measured("share", "share_of", 0))),
        Rule("completion_bare", _DONE, _plain(Measured("completion", "completion_bare", 0))),
    ),
    "points": (Rule("change_points", _GROWTH, _make_points, _MOVES), Rule("change_versus", _VERSUS, _make_versus)),
    "times": (
        Rule("multiple_of", _MULTIPLE, _plain(Measured("multiple", "multiple_of", 0))),
        _GROWN,
        Rule("multiple_doubled", _DOUBLED, _make_doubled),
    ),
    "rank": (
        Rule("rank_place", _RANK, _plain(Measured("rank", "rank_place", 0))),
        Rule("rank_place", _RANK_BARE, _plain(Measured("rank", "rank_place", 0))),
        Rule("change_places", _MOVED_PLACES, _make_places, frozenset("前后进退升降")),
        _LEVEL_OVER,
        _LEVEL_TO,
        _CHANGED,
    ),
    "own": (
        _LEVEL_OVER,
        Rule("level_beside", _BESIDE_LEVEL, _plain(Measured("level", "level_beside", 0)), frozenset("期均值平常往")),
        Rule("change_versus", _BESIDE_MARK, _make_versus, frozenset("位均同常往")),
        _LEVEL_TO,
        _CHANGED,
        Rule("change_than", _THAN, _plain(Measured("change", "change_than", 0)), frozenset("多少高低")),
        Rule("change_amount", _MORE, _make_change, frozenset("多少")),
    ),
}
