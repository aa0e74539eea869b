"""A statement and what is in force → the name of what its number measures."""

import re

from metrics.catalogue.units import same_unit, split_unit
from metrics.parse.aims import goal_behind
from metrics.parse.case import CARRYING, Case, Named
from metrics.parse.fallbacks import last_resort
from metrics.parse.given import match_receivers
from metrics.parse.leaning import (
    before_place,
    find_sized_thing,
    finish_part,
    is_group,
    is_next_thing,
    lean,
    name_whole,
    stands_behind_place,
    widen,
    yields,
)
from metrics.parse.lists import is_metric
from metrics.parse.measures import unit_of
from metrics.parse.names import (
    act_of,
    award_tail,
    is_average,
    is_pronoun,
    is_wide,
    left_name,
    outcome_of,
    right_name,
    sized_name,
)
from metrics.parse.patterns import grammar, grammar_set
from metrics.parse.suffixes import without_suffix
from metrics.parse.topics import (
    before_streak,
    find_clause_subject,
    find_pointed,
    find_subject,
    find_theme,
    find_topic,
    find_words,
)

_CAPACITY = frozenset({"mass", "power", "volume", "energy"})
_OBJECT = re.compile(r"(?:的|个|等|有|为|由|与|和|将|近|约|超|达|、|：|“|的是|，)$")
_ACTION = re.compile(r"[^，。；、（）]{1,10}")
_MACHINES = ("桩", "终端", "变压器", "电机")
_WORKS = re.compile(r".*(?:项目|产线|基地|电站)(?=(?:建成|并网|投产|投运|投用|竣工|发电|运行|开工)*$)")
_GENERATES = re.compile(r"光伏|风电|风光|农光|渔光|牧光|光热|储能|蓄能|水电|火电|煤电|热电|核电|气电|发电|电源|新能源|电站")
_ABILITIES = {"power": "装机", "energy": "容量"}  # of what generates or stores
_WEIGHED = ("斤", "克")  # what is picked and sold, never what a works can make
_VERB_LENGTH = 2
_SHARE_NOUN_LENGTH, _LONGEST_PRODUCT = 2, 6  # 35吉瓦单晶硅: what is made, not a sentence
_STREAK = re.compile(r"(?P<name>.*?)(?:已|又)?连续$")
_PEAK = re.compile(r"(最[大高低多小少长强])(?:的)?(?:为|是|出现在|在)")  # 最大为大槐镇213.5毫米
_GOAL = re.compile(
    rf"(?:为|占|相当于|达到|完成|约为)?(?:全年|年度|年初|年|季度|全月|月度)?(?:的)?"
    rf"{grammar('comparison', 'goal')}(?:值|数|任务)?"
)
_HARM = re.compile(r"(?:^|[，、；致])(伤|亡|死)$")  # 发生事故15起，伤18人
_HARMS = {"伤": "受伤", "亡": "死亡", "死": "死亡"}
_SPENT = re.compile(r"(投入|筹资|出资)[了约近达超逾]*$")
_SUMS = frozenset({"金额", "总金额", "货值", "案值", "票面金额"})
_CASES = ("案件", "案", "诉求", "工单", "投诉", "事故")
_POINTED = re.compile(r"(?:据[^，]{1,4}，)?(?:该|这个|这一|此|本)[^，。；\d]{2,6}")  # ⟨该项目⟩五个建设点
_ALONE = grammar_set("lead", "bare_metric")  # 屠宰5万头的⟨产能⟩
# 31处⟨煤矿中有⟩22处⟨完成改造⟩
_AMONG = re.compile(r"(?P<thing>[㐀-鿿]{0,10}?)[中里]，?(?:已|就|还|仅|只|共)?有")
# 13个断面⟨中，达到或优于Ⅲ类的有⟩11个
_OF_WHICH = re.compile(r"[中里]，(?P<what>[^，。；\d]{2,14}?)的(?:共|约|就)?有$")
_WHAT_THEY_DID = re.compile(r"[㐀-鿿]{2,12}(?=[，。；])")
_STAGES = grammar_set("lead", "stage")  # 6座地表水厂⟨建成⟩4座、⟨剩余⟩2座
_OF_KIND = "类"  # what 该 leaves of 该类
_APIECE = re.compile(r"[每一](?:天|晚|趟|公斤|千克|斤|吨|亩|头|只|度|箱|袋|瓶|担|标箱|株|张|个|平方米|立方米)")
_JOINED_PRICE = re.compile(r"的(?P<price>(?:收购|销售|批发|市场|平均|最低|保底|地头)?(?:价格?|单价|售价|均价))")
_PRICED_GOODS = re.compile(r"(?:^|[，。；])(?P<goods>[㐀-鿿]{2,6})[按以]")
_HELD, _LATTER = ("占有率", "占有份额", "市场份额"), ("前者", "后者")
_RATES_OF_MOVE = frozenset({"增速", "增幅", "降幅", "涨幅", "跌幅"})


def name_number(case: Case) -> Named:
    """The name of a number outside pairs and breakdowns."""
    sheet, statement, measured = case.sheet, case.statement, case.measured
    quantity = statement.quantity
    stop = statement.left + measured.name_end if measured.name_end >= 0 else before_place(case)
    start = statement.left if measured.measure in CARRYING else max(statement.left, case.taken)
    own = left_name(sheet.text, start, max(stop, start), sheet.mentions)[0] or before_streak(sheet, statement.clause, stop)
    is_thing = not own and statement.left < start and unit_of(quantity.unit) == "count"
    if is_thing and not right_name(sheet.text, quantity.end, statement.right_end):
        own, _ = left_name(sheet.text, statement.left, stop, sheet.mentions)  # 480千瓦⟨超充终端⟩4个
    if own and not is_metric(own) and stop == quantity.start and stands_behind_place(case):
        own = act_of(own)  # 导致全市⟨5.6万亩⟩茶园受灾
    if statement.left < start and is_metric(own) and sheet.text.startswith(own, start):
        own = sheet.text[statement.left : start] + own  # 22种⟨蔬菜平均零售价⟩每斤2.38元
    if measured.rule == "share_noun" and own and sheet.text.startswith(_HELD, stop):
        return Named(own + next(noun for noun in _HELD if sheet.text.startswith(noun, stop)))  # 国内市场⟨占有率⟩65%
    own = (find_topic(case) or own) if _APIECE.fullmatch(own) else own
    if measured.rule == "share_noun" and not own and (brief := sheet.text[start:stop].strip("、，")):
        return Named(brief + sheet.text[stop : stop + _SHARE_NOUN_LENGTH])
    if measured.measure in CARRYING:
        return _carried(case, own)
    if (whole := name_whole(case, own)).name:
        return whole
    unit = split_unit(quantity.unit)[1]
    is_time = unit is not None and unit.kind == "time"
    if quantity.bound == "<" and is_time and _action(case) and measured.rule == "level":
        return Named(own + _action(case).lstrip("，") + "时限", {}, 0.1)  # 30分钟内响应: who, and what is to be done
    streak = _STREAK.fullmatch(sheet.text[statement.left : quantity.start])
    if streak and is_time:
        return Named((own.removesuffix("连续").removesuffix("已") or case.scope.subject) + "连续" + _action(case), {}, 0.1)
    peak = _PEAK.match(own)
    own = peak[1] if peak and case.scope.subject else own
    if is_average(own) and case.scope.subject:
        return Named(own + case.scope.subject, case.scope.dims)
    if _begins_subject(case, own):
        return Named(case.scope.subject, case.scope.dims)
    if case.scope.subject and ((own and _GOAL.fullmatch(own)) or goal_behind(sheet.text, quantity.end) > quantity.end):
        return Named(case.scope.subject, case.scope.dims)
    named = _counted(case, own, start) if unit is None or unit.kind == "count" else _sized(case, own, unit.dimension)
    return named if named.name else last_resort(case, own)


def _begins_subject(case: Case, own: str) -> bool:
    """Whether words are the beginning of what is told of already: 到位省外资金120亿元，冀州⟨到位⟩22亿元."""
    subject, right = case.scope.subject, case.sheet.text[case.statement.quantity.end : case.statement.right_end]
    is_level = case.measured.rule == "level" and same_unit(case.scope.unit, case.statement.quantity.unit)
    return is_level and len(own) == _VERB_LENGTH < len(subject) and subject.startswith(own) and not is_metric(own) and not right


def name_price(case: Case) -> Named | None:
    """What stands behind a sum for one of a thing: 魔芋按每公斤4.8元的⟨价格⟩收购; None where no price does."""
    price = _JOINED_PRICE.match(case.sheet.text, case.statement.quantity.end)
    goods = _PRICED_GOODS.search(case.words) if price else None
    return Named((goods["goods"] if goods else "") + price["price"]) if price else None


def _action(case: Case) -> str:
    match = _ACTION.match(case.sheet.text, case.statement.quantity.end, case.statement.clause_end)
    return match.group() if match else ""


def _carried(case: Case, own: str) -> Named:
    """Growth, share and their like: their own name, or the subject they follow."""
    scope, measured = case.scope, case.measured
    dims = {} if "合计" in case.words else scope.dims  # 甲县12件、乙县9件，⟨合计⟩占五成
    own = "" if measured.measure == "rank" and own.endswith(("中", "里")) else own  # 在100个园区中排第五位
    subject = find_subject(case) or scope.subject
    if is_group(own) and subject:
        return Named(subject, {"县区": own})
    if own in _LATTER:
        levels = [draft.name for draft in case.drafts[-8:] if draft.measured.measure == "level"]
        return Named(levels[-2 if own == "前者" and len(levels) > 1 else -1] if levels else scope.subject)
    if own in _RATES_OF_MOVE and not find_clause_subject(case):
        subject = find_theme(case) or subject
    if own and (is_pronoun(own) or own.startswith(_OF_KIND)) and subject:
        suffix = own if own in _RATES_OF_MOVE and measured.measure in {"change", "rank"} else ""
        return Named(subject.removesuffix(suffix) + suffix if suffix else subject, dims)
    if own and not (is_average(own) and subject):
        return Named(lean(case, own))
    if subject:
        return Named(subject, dims if subject == scope.subject else {})
    right = find_theme(case) or right_name(case.sheet.text, case.statement.quantity.end, case.statement.right_end)
    return Named(right, {}, 0.3) if right else Named(find_words(case), {}, 0.4)


def _counted(case: Case, own: str, start: int) -> Named:
    """What a measure word counts: the noun behind it, or the one before it."""
    text, quantity, statement = case.sheet.text, case.statement.quantity, case.statement
    right = match_receivers(case) or right_name(text, quantity.end, statement.right_end)
    words = text[start : quantity.start]
    right = "" if is_next_thing(case, own, right) else right
    if among := _AMONG.fullmatch(words):
        what = _WHAT_THEY_DID.match(text, quantity.end)
        return Named((what.group() if what else "") + (among["thing"] or without_suffix(case.scope.subject)))
    which = _OF_WHICH.search(text, statement.sentence, quantity.start) if words.endswith("的有") else None
    if which and same_unit(case.scope.unit, quantity.unit):
        return Named(which["what"] + without_suffix(case.scope.subject))
    if outcome := "" if right else outcome_of(own, text, quantity.end):
        return Named(own + outcome)
    act = "" if case.measured.rule == "level_moved_to" else act_of(own) or act_of(words)
    own = "" if right and _POINTED.fullmatch(words) else own
    if thing := find_sized_thing(case, right):
        return Named(act + thing if act not in thing else thing)
    if not right and own == act and case.statement.left == case.statement.clause and (thing := find_pointed(case)):
        return Named(act + thing)
    if right and (quantity.unit or is_wide(right)) and (not own or own == act or _OBJECT.search(words) or not is_metric(own)):
        used = quantity.end + len(right)
        tail = award_tail(text, used, statement.clause_end) if len(right) <= 6 else ""
        name = (own if right in _ALONE and own != act else "") + right + (tail if tail and tail not in right else "")
        name = widen(case, name, used) if is_wide(right) and not tail else name
        return Named(act + name if act and act not in name else name, used=used)
    if own in _STAGES and case.scope.subject and same_unit(case.scope.unit, quantity.unit):
        stage = next((word for word in _STAGES if case.scope.subject.startswith(word)), "")
        return Named(own + case.scope.subject.removesuffix("数").removeprefix(stage), {}, 0.1)
    harm = _HARM.search(words) if quantity.unit.endswith(("人", "名")) else None
    if harm and not own:
        return Named(_HARMS[harm[1]])
    adjacent = case.following is not None and case.following.quantity.start == quantity.end
    of_cases = bool(act) and own.endswith(_CASES)  # 受理提请逮捕案件16034宗25159人
    if own and own != act and not (adjacent and not is_metric(own) and not of_cases):
        return finish_part(case, own) or Named(lean(case, own))
    return finish_part(case, act) or Named(act)


def _sized(case: Case, own: str, dimension: str) -> Named:
    """What a size measures: 27米⟨高的铁塔⟩, ⟨总投资⟩36.5亿元, 180亿元的⟨投资项目⟩, 30万吨⟨工业硅项目⟩."""
    text, quantity, statement = case.sheet.text, case.statement.quantity, case.statement
    if sized := sized_name(text, quantity.end, statement.clause_end):
        return Named(sized)
    right = right_name(text, quantity.end, statement.right_end)
    joined = text[quantity.end : quantity.end + 1] == "的"
    used = quantity.end + joined + len(right)
    if own in _SUMS and not case.scope.thing and case.scope.subject:
        return Named(without_suffix(case.scope.subject).removesuffix("人次") + own)
    goes_on = case.following is not None and case.following.quantity.start == used and is_metric(right)
    spent = _SPENT.search(case.words) if quantity.unit.endswith("元") and right and not joined else None
    if spent and own in ("", spent[1]):
        return Named(right + spent[1], used=used)  # 投入2860万元⟨改造老旧小区⟩14个
    if not right or (own and goes_on) or (own and not yields(own, joined, case.words)):
        return Named(lean(case, own))
    if own and (len(right) == 1 or case.words.endswith("了")):
        return Named((own if len(right) == 1 else own[-2:]) + right, used=used)  # 流转540亩地, 村民承包了40亩鱼塘
    if dimension in _CAPACITY and not joined and not quantity.unit.endswith(_WEIGHED):
        if dimension == "power" and right.endswith(_MACHINES):
            return Named(right + "功率", used=used)
        yearly = "年" if "年产" in case.words else ""
        if works := _WORKS.match(right):
            ability = _ABILITIES.get(dimension, yearly + "产能") if _GENERATES.search(works[0]) else yearly + "产能"
            return Named(works[0] + ability, used=used)
        if len(right) <= _LONGEST_PRODUCT:
            project = "项目" if "项目" in text[used : statement.clause_end] else ""
            return Named(right + project + yearly + "产能", used=used)
        return Named(right, used=used)
    ending = "投资额" if dimension == "money" and right.endswith("项目") else ""
    return Named(right + ending, used=used)
