"""The words around a number → the name of what it counts, without area, period and filler."""

import re
from collections.abc import Mapping
from functools import lru_cache

from metrics.catalogue import read_words
from metrics.parse.clauses import SHORT_FOR
from metrics.parse.grades import skip_grade
from metrics.parse.patterns import grammar, grammar_set, tried_grammar

LONGEST_NAME = 26

_KEEP = tried_grammar("lead", "keep")
_OF_NOUN = rf"(?:{_KEEP}|(?!{tried_grammar('lead', 'stop')}|{tried_grammar('movement', 'to')})[^\d\s/])"
_RIGHT = re.compile(rf"(?![仅还只又则竟]?[多少][了出]?$)(?:[1-5]A级)?{_OF_NOUN}{{1,{LONGEST_NAME}}}")  # 7家⟨4A级景区⟩
_ASIDE = re.compile(rf"（[㐀-鿿]{{1,6}}）(?P<rest>{_OF_NOUN}{{2,16}})")  # 12个村级（社区）⟨服务中心⟩
_RIGHT_QUOTED = re.compile(r"“[^”]{1,18}”")
_LIGHT = re.compile(rf"(?:(?!{_KEEP}){tried_grammar('lead', 'light')})+")
_TAIL = re.compile(rf"(?:{grammar('lead', 'tail')})+$")
_AVERAGE = re.compile(r"[日月年人户亩次]均$")  # 日均|达: its 均 is no filler
_WHOLE = ("行为", *(word for word in read_words("numerals", "before_not")["words"] if word.endswith("不足")))  # 水压不足
_TAIL_ENDS = frozenset(word[-1] for word in grammar_set("lead", "tail"))
_MODAL_ENDS = ("亩产能", "单产能", "类以", "业以", "区以", "县以", "镇以")  # 亩产|能达到950斤, 家电类|以412件居首
_LISTED = re.compile(r"^.*、.*?等(?!级|候|额|值)(?P<rest>.*)$")
_SPLIT_VERB = re.compile(r"(?:了|对|将|把|使|让|并|以|通过|围绕|按照|根据|聚焦|全市|全省|全区|全县|全州|，|“|”|：)")
_DIMENSION = re.compile(r"(?P<adjective>高|长|宽|深|厚|重|多)的(?P<noun>.+)")
_AWARD = re.compile(grammar("lead", "award"))
_DATE = re.compile(r"每\d{2,3}克|每\d{1,3}公斤|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月(?:\d{1,2}日|份)")
_FROM = re.compile(
    r"(?:也|要|将|可|已)*[由从](?:\d{4}年(?:底|末|初)?|年初|年底|去年\w{0,2}|上年\w{0,2}|目前|现在|现有|如今|当时|最初|原来|此前|过去|同期|[^，。]{0,8}[时前])?的?(?:每[人户亩月年天吨度斤次月生][^，。\d]{0,3})?(?:不足|约|近|不到)?$"
)
_ACT = re.compile(tried_grammar("lead", "act"))
_CLAUSE_METRIC = re.compile(rf"(?P<name>.{{1,24}}?{grammar('breakdown', 'metric_end')})(?={grammar('list', 'manner')}|$)")
_EXPLAINED = re.compile(r"^(?:剔除|扣除|按|除|受|据)[^，]*?(?:后|计算|影响|外|价|口径)$")
_EXPLAINED_STARTS = frozenset("剔扣按除受据")
# 江北检察院共⟨受理提请逮捕案件⟩
_DOER = re.compile(
    rf"[㐀-鿿]{{2,12}}?{grammar('breakdown', 'unit_end')}(?:已?累计|一共|共计|总共|共)(?=[㐀-鿿]{{2}})(?!同|享|建|青|用)"
)
_HANDLED = re.compile(r"^(?:他们|她们|我们|大家|村里|镇上)?[把将](?:[㐀-鿿]{1,8}的)?(?=[㐀-鿿]{2})(?!军|近)")
_YEARS_ON = re.compile(  # 两年多来, 五年投入
    r"[近这]?[一两二三四五六七八九十0-9]{1,3}个?[年月]"
    r"(?:[多间]*来|间|(?=累计|共|投入|新增|净增|治|造林|建成|提[高升]|下降|上升|翻))|\d{1,2}天(?=一?共|累计|总计|日均)"
)
# 港口|完成|货物吞吐量, 县区工业|实现|产值; not 任务完成率, 项目完成投资
_REACHED = re.compile(r"(?<=[㐀-鿿]{2})(?:共|累计|已|预计)*(?:完成|实现)(?!率|的|度|投资|情况|任务|进度)(?=[㐀-鿿]{2})")
_ITEM = re.compile(r"(?:\d{1,2}[.．、]|[①-⑳])(?=[㐀-鿿“])")  # 1.新增学位
_EACH = re.compile(  # 均价每平方米, 低保标准提高到每人每年
    r"(?P<name>.+?)(?:(?:提高|上调|调整|增加|下调|降低)[到至为]每人?每?[人年月天日户]|[每一](?:平方米|立方米|公斤|千克|斤|吨|亩|公顷|头|只|千瓦时|度|套|箱|袋|盒|瓶|股|桶|担|标箱|株|张|两))$"
)
_GOODS, _LEADING = grammar_set("lead", "good"), tuple(grammar_set("lead", "leading"))  # 纱增长16%
PEOPLE, LONGEST_KIND = frozenset("人名次"), 5  # how the units of people end; characters of the first of several kinds
# 2681人⟨因危险驾驶罪被判刑⟩, 892人次初步⟨达成就业意向⟩
_EVENT = re.compile(
    rf"(?P<why>因[^，。；\d]{{1,10}}?)?(?:初步|已|均|都|成功|现场|当场)*"
    rf"(?P<what>{grammar('lead', 'happened')}[^，。；、\d]{{1,8}}|{grammar('lead', 'befell')}(?=[，。；、])"
    rf"|提供[㐀-鿿]{{2,8}}{grammar('lead', 'served')})"
)
# 21座⟨整齐排列的⟩大棚: how the things look, not what they are
_ATTRIBUTE = re.compile(
    r"^(?:整齐|刚刚|刚|新近|紧紧)[^的]{1,4}$|^[^的]{0,4}(?:排列|相连|栽下|种下|矗立|林立)$|^(?:崭新|闲置|废弃|破旧|高大|大小不一|错落有致)$"
)
# 6家花卉⟨、蔬菜企业⟩: several kinds of one thing
_KINDS = re.compile(r"(?:、[㐀-鿿]{1,5}?){1,3}(?:企业|公司|合作社|园区|基地|学校|医院|部门|市场主体)")
# 6个⟨区⟩旅游收入增速超过20%: how many there are, whatever is told of them
_COUNTED_OF = re.compile(
    r"(?P<what>设区市|城市|县市区|区县|县区|旗县|乡镇|街道|地区|省份|[市县区镇乡](?![场级域外内民政间重属直管里办定村城亲]))"
    rf"(?:[㐀-鿿]{{0,10}}?)(?:增[速幅长]|降幅|涨幅|增加值|{grammar('breakdown', 'metric_end')})$"
)
_OUTCOME = re.compile(r"(?:实现|达到|成功)?(?:稳定)?(再就业|就业|创业|增收|脱贫|返岗|上岗|入职)")
BUILT = tuple(sorted(read_words("entities", "cut")["built"], key=len, reverse=True))
_SCHOOLS = tuple(read_words("entities", "org")["strong"])
_SIZE = {"高": "高度", "长": "长度", "宽": "宽度", "深": "深度", "厚": "厚度", "重": "重量", "多": "数"}


def left_name(text: str, start: int, end: int, mentions: Mapping[int, int]) -> tuple[str, int]:
    """The name in `text[start:end]` and its start; periods and entities in front (`mentions`: start to end) are left out."""
    start = skip_front(text, start, end, mentions)
    name = _trim(text[start:end]) if start < end else ""
    return ("", end) if name is None else (name, start)


@lru_cache(maxsize=4096)  # few words stand before many numbers
def _trim(words: str) -> str | None:
    """A name without what stands around it; None for an explanation in its place."""
    words = _FROM.sub("", words) if "由" in words or "从" in words else words
    if "年" in words or "月" in words or "每" in words:
        words = _DATE.sub("", words)
    words = SHORT_FOR.sub("", words) if words.endswith("）") else words
    tail = _TAIL.search(words) if words[-1:] in _TAIL_ENDS and not words.endswith(_WHOLE) else None
    if tail:
        kept = int(words[tail.start()] == "数" and words[: tail.start()].endswith(("指", "系", "基", "倍")))  # 综合指数|为
        kept = 2 if words[: tail.start()] in grammar_set("lead", "so_done") and words.startswith("完成", tail.start()) else kept
        words = words[: tail.start() + (kept or bool(_AVERAGE.search(words, 0, tail.start() + 1)))]
    words = words[:-1] if words.endswith(_MODAL_ENDS) else words
    listed = _LISTED.match(words) if "等" in words else None
    if listed and not is_wide(listed["rest"]):
        words = listed["rest"]
    if len(words) > LONGEST_NAME:
        cuts = [m.end() for m in _SPLIT_VERB.finditer(words) if len(words) - m.end() >= 3]
        words = words[cuts[-1] :] if cuts else words[-LONGEST_NAME:]
        words = words[_front(words) :]
    if words[:1] in _EXPLAINED_STARTS and _EXPLAINED.match(words):
        return None
    if "共" in words or "累计" in words:
        doer = _DOER.match(words)
        words = words[doer.end() :] if doer else words
    words = _REACHED.sub("", words) if "完成" in words or "实现" in words else words
    words = _HANDLED.sub("", words.strip("“”、，的-•·●■◆"))
    each = _EACH.fullmatch(words) if "每" in words or "一" in words else None
    words = each["name"] if each else words
    if words.count("“") != words.count("”"):
        words = words.replace("“", "").replace("”", "")
    return words if len(words) > 1 or words in _GOODS else ""


def _front(words: str) -> int:
    match = _LIGHT.match(words)
    return match.end() if match and match.end() < len(words) else 0


def skip_front(text: str, start: int, end: int, mentions: Mapping[int, int]) -> int:
    """Where the first word of `text[start:end]` stands that is neither filler nor a period or entity."""
    while start < end:
        start += text[start] in "“”而" and start + 1 in mentions
        step = mentions.get(start, 0)
        if step and step <= end:
            start = step + (text[step : step + 1] in {"的", "级"})
            continue
        start = _behind_school(text, start, mentions)
        match = _LIGHT.match(text, start, end) or _YEARS_ON.match(text, start) or _ITEM.match(text, start)
        if not match or not start < match.end() <= end:
            return start
        start = match.end()
    return start


def _behind_school(text: str, start: int, mentions: Mapping[int, int]) -> int:
    """Where the words go on behind a school or a hospital that something is done to: 改扩建南湖小学|新增学位."""
    if not text.startswith(BUILT, start):
        return start
    word = next(word for word in BUILT if text.startswith(word, start))
    end = mentions.get(start + len(word), 0)
    return end if text.endswith(_SCHOOLS, start, end) else start


def right_name(text: str, start: int, end: int) -> str:
    """The noun that follows a number directly (12座⟨铁塔⟩, 180亿元的⟨投资项目⟩); empty when a verb or a mark follows."""
    if text[start : start + 1] == "的":
        start += 1
    if (noun := skip_grade(text, start)) > start:
        return text[start:noun].strip("（次）") + right_name(text, noun, noun + LONGEST_NAME)
    match = _RIGHT.match(text, start, end)
    if not match:
        quoted = _RIGHT_QUOTED.match(text, start, end)
        rest = _RIGHT.match(text, quoted.end(), end) if quoted else None
        return quoted.group().strip("“”") + (rest[0] if rest else "") if quoted else ""
    words = match.group()
    if counted := _COUNTED_OF.match(words):
        return counted["what"]
    words = words.removesuffix("集中") if len(words) > 3 else words  # 48个项目|集中开工
    if words[0] == "一" and len(words) <= 3 and _EACH.fullmatch("价" + words):
        return ""  # 三块五一斤
    aside = _ASIDE.match(text, end) if match.end() == end else None
    if aside:
        return words + aside["rest"]
    if text[match.end() : match.end() + 1] == "的" and _ATTRIBUTE.search(words):
        return right_name(text, match.end(), end) or words
    kinds = _KINDS.match(text, match.end(), end) if len(words) <= LONGEST_KIND else None
    if kinds:
        return words + kinds.group()
    quoted = _RIGHT_QUOTED.match(text, match.end(), end)
    if words[-1] in "和及与" and text[match.end() : match.end() + 1].isdecimal():
        return words[:-1]  # 7条国道|和26条省道
    return words + quoted.group() if quoted else words


def sized_name(text: str, start: int, end: int) -> str:
    """The name of a size before its thing: 27米⟨高的铁塔⟩ → 铁塔高度; empty when it is none."""
    match = _DIMENSION.match(text, start, end)
    if not match:
        return ""
    noun = right_name(text, match.start("noun"), end)
    return noun + _SIZE[match["adjective"]] if noun else ""


def award_tail(text: str, start: int, end: int) -> str:
    """What the counted ones won or joined: 5项成果⟨荣获青海省科学技术进步奖⟩; empty when nothing of the kind follows."""
    match = _AWARD.search(text, start, min(end, start + 16))
    return text[match.start() : min(end, match.start() + 24)].replace("“", "").replace("”", "") if match else ""


def clause_name(text: str, start: int, end: int, mentions: Mapping[int, int]) -> str:
    """What a clause without a number speaks of: ⟨技改投资⟩逆势上扬; empty when it names nothing measured."""
    words, _ = left_name(text, start, end, mentions)
    match = _CLAUSE_METRIC.match(words)
    return match["name"] if match else ""


def outcome_of(name: str, text: str, start: int) -> str:
    """What became of the people that a name says something was done for: 带动1898人实现⟨就业⟩; empty when nothing is said.

    >>> outcome_of("直接带动", "带动1898人实现就业", 7)
    '就业'
    """
    if not name and text[start - 1] in PEOPLE:
        event = _EVENT.match(text, start)
        return (event["why"] or "") + event["what"] if event else ""
    match = _OUTCOME.match(text, start) if name.endswith(_LEADING) else None
    return match[1] if match else ""


def is_average(name: str) -> bool:
    """Whether words only say that a number is an average or a peak: 日均, 单日最高."""
    return name in grammar_set("lead", "average")


def act_of(words: str) -> str:
    """The verb that names what was done with the counted things (签约, 新建, 举办), when it stands in the words.

    >>> act_of("累计签约新型显示产业园、智慧储能产业园等")
    '签约'
    """
    start = _front(words)
    match = _ACT.match(words, start)
    return match.group() if match else ""


def is_pronoun(name: str) -> bool:
    """Whether a name only points back at the subject: 增速, 总量, 其."""
    return name in grammar_set("lead", "pronoun")


def is_relative(name: str) -> bool:
    """Whether a name leans on the thing named before it: 总投资, 开复工率."""
    return name in grammar_set("lead", "relative")


def is_wide(name: str) -> bool:
    """Whether a name alone says too little: 企业, 项目."""
    return name in grammar_set("lead", "wide")


def name_before_brackets(text: str, sentence: int, clause: int, mentions: Mapping[int, int]) -> tuple[str, int]:
    """What stands before brackets that end where the clause begins, and its start: ⟨居民消费价格⟩（CPI）比上年上涨2%."""
    end = text.rfind("（", sentence, clause)
    start = max(sentence, *(text.rfind(mark, sentence, max(end, sentence)) + 1 for mark in "，；：）。"))
    return (left_name(text, start, end, mentions)[0], start) if end > start else ("", clause)
