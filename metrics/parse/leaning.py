"""What a name needs of the words before it: a statement and the things told before come in, the fuller name goes out."""

import re

from metrics.catalogue.units import same_unit
from metrics.model import Entity, EntityMention
from metrics.parse.case import Case, Named
from metrics.parse.lists import is_metric
from metrics.parse.names import BUILT, act_of, is_average, is_relative, name_before_brackets, right_name
from metrics.parse.patterns import grammar, grammar_set
from metrics.parse.suffixes import without_suffix
from metrics.parse.topics import find_theme, of_whole

THING = re.compile(
    r"(?P<thing>.*(?:项目|企业|基地|工程|工单|诉求|产线|电站|园区|车间|铁路|公路|高速|高铁|[国省县]道|航线|水路|航道|地铁))(?:数|量|户数|通航|通车|在营|在建)?$"
)
_CARRIED_OUT = tuple(grammar_set("lead", "done"))
_GIVING = re.compile(rf"(?:^|[门局委府司市县区会])(?:{grammar('breakdown', 'giving')})")  # 给予每台电梯10万元⟨补贴⟩
_BARE_SUMS = grammar_set("lead", "bare_sum")
_TOTALS, _NEW = ("总量", "总数"), re.compile(grammar("lead", "newly"))
_LENGTH = re.compile(r"(?:^|[，、；（])([长宽深厚])(?:度?[约近达为超仅]{0,2})$")
_SIZE_IS = re.compile(r"(?:均|各|都|分别)?(?:为|达到?|是)(?:约|近|超过?)?")
_SAME = frozenset({"zone", "town", "village"})
_PRICES = ("均价", "平均价", "最高价", "最低价", "平均售价", "平均单价")
_PRICED = re.compile(r"(?:量|额|数)?(?:(?:平均|最高|最低|均)(?:价格|售价|单价|价))?$")
_WAYS = ("铁路", "公路", "高速", "高铁", "国道", "省道", "县道", "航线", "水路", "航道", "道路", "地铁", "隧道", "桥梁")
_LENGTHS = ("里程", "长度", "总长", "全长")
# 已全部⟨办结⟩, 当场答复, 立案查处, 处理完毕
_DONE = re.compile(
    rf"(?:直接|当场|即时|按期|按时|已|均|全部|超期|逾期|在线|现场|电话|正在|应|未)*"
    rf"(?:{grammar('breakdown', 'process')})(?:{grammar('breakdown', 'process')}|完毕|成功|完成|查处|反馈|处理|中|量|数)*"
)
_DONE_END = re.compile(rf"(?:{grammar('breakdown', 'process')})(?:完毕|成功|完成|查处|反馈|处理|中)*(?:量|数)?$")
_CASES = grammar("breakdown", "cases")
# 接到⟨省派工单⟩量, 受理⟨行政案件⟩, 受理⟨举报⟩
_PART = re.compile(
    rf"(?:.*(?:{grammar('breakdown', 'receive')}|新收|登记))?+(?:{grammar('breakdown', 'cases_lead')})*+"
    rf"(?P<part>[㐀-鿿]{{2,8}}?{_CASES}|{grammar('breakdown', 'call')}(?:类)?{_CASES}?)(?:收案|受理|新收)?(?:量|数)?"
)
_GROUP = re.compile(r"(?:其中)?[两二三四五六七八九十\d]{1,2}个?(?:县市区?|主?城区|[区旗]县区?|县区|[县区市])")  # ⟨五城区⟩增长8%
_LEANS = frozenset("的个等有为由与和将近约超达边里内地、：“，")  # a noun in front that ends so is none of its own
_HAD = re.compile(r"(?:有|新增|新建|新设|增设|建成)[㐀-鿿]{2,8}$")  # ⟨共有学校⟩35所在校生1.2万人
_YIELDS = frozenset({"亩产", "平均亩产", "单产", "平均单产", "亩均产量"})
_TURNOVERS = ("销售额", "成交额", "交易额", "成交金额", "销售金额")
_SOLD = re.compile(r"(?P<goods>[㐀-鿿]{2,10}?)(?:销售|成交|交易)(?:面积|量|套数)")
# 新增并网分布式光伏⟨用户⟩2136户，⟨容量⟩7.8万千瓦
_CAPACITIES = ("容量", "装机", "装机容量", "总容量", "总装机", "总装机容量", "并网装机容量", "并网容量", "装机规模", "规模")
_PLANT = re.compile(
    r"(?P<name>[㐀-鿿]{0,12}?(?:光伏|风电|储能|充电|水电|发电|新能源))(?:发电)?(?:用户|项目|电站|电场|设施)?(?:户数|数|量)?"
)
_GROWN = re.compile(
    r"(?:播种|种植|栽种|收获|收割)?+(?P<crop>(?!面积|总产|产量)[㐀-鿿]{2,8}?)(?P<told>(?:播种|种植)?面积|总?产量|总产)?"
)
_TOLD_OF = re.compile(r"(?<=[㐀-鿿]{2})(?:出现在|分别为|分别是|依次为|依次是|为|是)$")
_HERD = re.compile(r"(?P<kind>[㐀-鿿]{1,6}?)(?:累计|期末|季末|年末|月末)?[存出]栏[量数]?")
_HERD_TOLD = re.compile(r"(?:累计|期末|季末|年末|月末|全年)?[存出]栏量?")
_FIELDS = ("亩", "公顷")
NEAR = 6  # numbers looked back over for what was done with


def finish_part(case: Case, own: str) -> Named | None:
    """What was done with the cases of one kind told just before: 省派工单3120件，⟨处理完毕⟩2877件; None for all cases."""
    if not _DONE.fullmatch(own):
        return None
    part_start = case.sheet.text.rfind("；", case.statement.sentence, case.statement.quantity.start) + 1
    start = case.sheet.offset + max(case.statement.sentence, part_start)
    for draft in reversed(case.drafts[-NEAR:]):
        if draft.start < start:
            break
        if draft.measured.measure != "level" or not same_unit(draft.quantity.unit, case.statement.quantity.unit):
            continue
        if _DONE_END.search(draft.name):
            continue
        if draft.dims:
            return Named(own, draft.dims) if _is_alone(case, start) else None
        part = _PART.fullmatch(draft.name)
        return Named(part["part"] + own) if part else None
    return None


def _is_alone(case: Case, start: int) -> bool:
    """Whether the part just before is told alone, not in brackets and not in a list of parts: 网络渠道1120件，⟨办结1098件⟩."""
    *before, last = case.drafts
    between = case.sheet.text[last.end - case.sheet.offset : case.statement.quantity.start]
    return "）" not in between and bool(last.dims) and not (before and before[-1].start >= start and before[-1].dims)


def lean(case: Case, own: str) -> str:
    """A name with the thing that it leans on: 4条⟨铁路⟩在营，总里程; a way lends its name only to its length.

    A harvest is that of the crop told before: 水稻种植面积18万亩，⟨平均亩产⟩586公斤；玉米2万亩，⟨亩产⟩427公斤.
    """
    thing = case.scope.thing
    if own in _PRICES and case.statement.opener == "）":
        statement, text = case.statement, case.sheet.text
        return (
            name_before_brackets(text, statement.sentence, statement.clause, case.sheet.mentions)[0] + own
        )  # 猪肉（后腿）⟨均价⟩
    if own in _PRICES and case.scope.subject:
        return _PRICED.sub("", case.scope.subject) + own  # 收购烟叶156万担，⟨均价⟩33元
    sold = _SOLD.fullmatch(case.scope.subject) if own in _TURNOVERS else None
    if sold:
        return sold["goods"] + own  # 商品房销售面积243.5万平方米；⟨销售额⟩121.4亿元
    herd = _HERD.fullmatch(case.scope.subject) if own.endswith(("存栏", "出栏", "存栏量", "出栏量")) else None
    if herd and _HERD_TOLD.fullmatch(own):
        return herd["kind"] + own  # 生猪出栏66.9万头，下降9%，⟨存栏⟩45.29万头
    plant = _PLANT.fullmatch(case.scope.subject) if own in _CAPACITIES else None
    if plant:
        return plant["name"] + own
    if own in _YIELDS:
        crop = _GROWN.fullmatch(case.scope.subject)
        return crop["crop"] + own if crop and (crop["told"] or case.scope.unit.endswith(_FIELDS)) else own
    if not thing or thing in own or not is_relative(own):
        return own
    return own if thing.endswith(_WAYS) and not own.endswith(_LENGTHS) else thing + own


def is_group(name: str) -> bool:
    """Whether a name only says how many places of a kind are told of together: 五城区, 六县市."""
    return _GROUP.fullmatch(name) is not None


def stands_behind_place(case: Case) -> bool:
    """Whether a place stands right before a number and a noun behind it."""
    quantity = case.statement.quantity
    named = case.sheet.entities_in(case.statement.left, quantity.start)
    if not named or named[-1].end != quantity.start or named[-1].entity.kind == "person":
        return False
    return bool(right_name(case.sheet.text, quantity.end, case.statement.right_end))


def before_place(case: Case) -> int:
    """Where the words that may name a number end: before 为 and the place that it is told of, 最大雨量⟨为官庄镇⟩122毫米."""
    end = case.statement.quantity.start
    named = case.sheet.entities_in(case.statement.left, end)
    if not named or named[-1].end != end or named[-1].start not in case.sheet.areas:
        return end
    start = next(m.start for m in reversed(named) if not any(other.end == m.start for other in named))
    told = _TOLD_OF.search(case.sheet.text, case.statement.left, start)
    return told.start() if told else end


def is_built_one(text: str, mention: EntityMention) -> bool:
    """Whether a body is what something is done to, a school or a hospital: 改扩建⟨南湖小学⟩新增学位300个."""
    return mention.entity.kind == "org" and text.endswith(BUILT, 0, mention.start)


def is_beside(case: Case) -> bool:
    """Whether the place right before a number lies beside the one told of, and is no part of it: 甲县25亿元；⟨乙县⟩12亿元."""
    end, there = case.statement.quantity.start, case.scope.entity
    named = case.sheet.entities_in(case.statement.left, end)
    if there is None or not named or named[-1].end != end or named[-1].entity == there:
        return False
    here = named[-1].entity
    if here.kind == there.kind == "place":
        return bool(here.code and there.code) and not (_holds(here, there) or _holds(there, here))
    return here.kind == there.kind and here.kind in _SAME and there != case.scope.main_entity


def _holds(whole: Entity, part: Entity) -> bool:
    return bool(whole.code and part.code and part.code.startswith(whole.code.rstrip("0")))


def find_sized_thing(case: Case, right: str) -> str:
    """What is counted when its size stands between: 2台容量为1250千伏安⟨变压器⟩; empty when it does not."""
    statement, following, text = case.statement, case.following, case.sheet.text
    if following is None or not is_metric(right) or following.clause != statement.clause:
        return ""
    start = statement.quantity.end + len(right)
    if not text.startswith(right, statement.quantity.end) or not _SIZE_IS.fullmatch(text, start, following.quantity.start):
        return ""
    return right_name(text, following.quantity.end, following.right_end)


def widen(case: Case, name: str, used: int) -> str:
    """12家企业⟨分布式光伏发电项目⟩建成并网: a wide noun takes the words that follow it."""
    statement = case.statement
    if case.following and case.following.quantity.start == used:
        more = right_name(case.sheet.text, case.following.quantity.end, case.following.right_end)
    else:
        more = right_name(case.sheet.text, used, statement.right_end)
    return more + name if len(more) >= 4 else name


def length_of(words: str) -> str:
    """The length that the words in front of a number name: ，⟨长⟩约1.2公里 → 长度; empty when they name none."""
    match = _LENGTH.search(words)
    return match[1] + "度" if match else ""


def name_whole(case: Case, own: str) -> Named:
    """The name of a total or a sum that says itself of nothing what it is: 新登记经营主体215户，⟨总量⟩达2万户."""
    if own in _TOTALS and case.scope.subject:
        return Named(_NEW.sub("", without_suffix(case.scope.subject)) + own, case.scope.dims)
    theme = find_theme(case) if own in _BARE_SUMS else ""
    if theme and theme not in own:
        return Named(theme + own)
    return Named(of_whole(case, own) if own in _BARE_SUMS else "")


def yields(own: str, joined: bool, words: str) -> bool:
    """Whether the words in front are only a verb or a list, so that the noun behind names the number."""
    if is_metric(own):
        return False
    is_done = words.rstrip("约近了").endswith(_CARRIED_OUT)
    return (
        joined
        or is_done
        or len(own) <= 3
        or bool(_GIVING.search(own))
        or own == act_of(own)
        or words.rstrip("约近").endswith(("、", "和", "等", "年产", "了", "着"))
    )


def is_next_thing(case: Case, own: str, right: str) -> bool:
    """Whether the noun behind a number is what the next one counts: 新增班级24个⟨学位⟩1080个, 学校35所⟨在校生⟩1.2万人."""
    following, end = case.following, case.statement.quantity.end
    if not right or following is None or following.quantity.start != end + len(right) or not own:
        return False
    act = act_of(own)
    is_had = bool(act) or _HAD.search(case.words)
    return bool(is_had) and len(own) > len(act) + 1 and case.words[-1:] not in _LEANS and not is_average(own)
