"""A period and the words around it → whether it says when, or is a yardstick, a plan, an event, an origin."""

import re
from collections.abc import Sequence

from metrics.model import Period, PeriodMention
from metrics.parse.patterns import grammar

_FIRST = re.compile(r"(?:以来)?的?(?:首[批个次条例只台艘列车笔单]|第一)")  # 3月2日，…今年首批23只
_STARTED = re.compile(
    r"(?:投产|建成|开工|动工|投用|启用|落户|上线|并网|开通)的[^，。；\d]{1,10}(?:花|投资|占地|投入|耗资|每|日|年)"
)
_SCENE = re.compile(
    r"[^，。；\d]{0,4}，?(?:本报)?(?:记者)?(?:一行)?(?:跟?随[^。；\d]{2,60}?，?)?(?:再次|一)?(?:走进|来到|走访|探访|步入|踏入|驱车|见到)"
    r"|，?(?:本报)?(?:记者|笔者)在[^，。；\d]{2,40}?(?:看到|了解到|见到|采访)"
)
_SPAN = re.compile(r"[日月年号旦](?:至|到)")
# 基地、⟨2017年度⟩安置点等7个项目: the year is in the name of one of several
_ITEM_YEAR = re.compile(r"(?<=[年度])度?[^，。；、\d]{2,16}(?:、|等\d)")
_GREW_TO = re.compile(r"[增加长升高大展宽降少跃扩][到至]$")
_EXCEEDED = re.compile(r"(?:超过?|突破|高于|多于|大于|低于|少于|小于|不及|仅次于|次于)了?$")  # 已超⟨去年⟩的150亿元
_BASE = re.compile(r"(?:[与和同较比]|相较|相比)$")  # 与⟨去年同期⟩3500件相比, 较去年同期的2800件增加
_COMPARED = re.compile(rf"相比|比较|{grammar('movement', 'up', 'down')}|(?:仅|还|只|又|则|竟)?[多少高低](?:了|出)?\d")
_YARDSTICK = re.compile(r"(?:超过|高于|低于|不及|多于|赶超|仅次于|相当于|快于|慢于|好于)$")
_BEGINS = re.compile(
    r"[^。；\d]{0,6}?(?:并网|投产|建成|投用|达产|完工)后|，[^，。；\d]{4,30}?(?:开工|动工)建设[，。；]|[^，。；]{0,30}?(?:开工|动工|投产|投运|签约|签下|奠基|获批|落户|点火)[^，。；]{0,10}[，。；]"
)
_EVENT = re.compile(
    r"[^，。；\d]{0,8}?(?:开工|动工|开建|奠基|启动|成立|投用|揭牌|启用|开馆|获批|上线|开通|立项|落户|上市|建成|投产|并网|投运|通车|竣工)(?:建设|仪式|运营|使用)?[，；。]"
)
# 于⟨2009年⟩开始前期选址工作，静态投资40亿元
_SET_OUT = re.compile(
    r"[\d年月底初日始开]{2}(?:就|便|才|即|正式|年?初|年?底)*(?:开始|着手|(?<=开始))(?:从事|尝试|试种|种植|种|养殖|养|做|搞|经营|前期|筹备|筹建|规划|探索|发展|引进)[^，。；\d]{0,12}，"
)
# 2023年全市项目集中开工活动: the year only names the occasion
_OCCASION = re.compile(
    r"(?<=[年度])(?:度)?(?:全市|全县|全区)?(?!(?:共|累计|已)?(?:开展|举办|组织|实施|推出|承办|参加|完成))[^，。；\d]{2,26}?(?:仪式|活动|大会|现场会|推进会|签约会|推介会|洽谈会|对接会|博览会|展销会|论坛)"
    r"(?=[，。、上在举召暨日近现近])|(?<=[年度])度?[^，。；\d]{0,12}?(?:先进(?:单位|集体|个人)|百强|名单|榜单)"
)
_EXPECTED = re.compile(r"的?(?:预期|目标|预算|任务|计划(?=[的，。；\d]|目标|任务))(?!到|完成|新|建|改|投)")
_RECORD = re.compile(  # 创近五年新低
    r"来?(?:以来)?(?:连续[^，。；]{1,5})?的?(?:\d{1,3}个月(?:以?来)?的?)?(?:同期)?的?(?:单[月季日周])?的?(?:[^，。；\d]{0,6}[新次][高低]|最[高低快慢好](?:水平|值|点|增[速幅]))"
)
# 昨日，市公安局副局长于海波介绍: the day on which it was told, not that of what is told
_TOLD_THEN = re.compile(
    rf"(?:[（(][^（()）]{{2,8}}[）)])?(?:上午|下午|晚间?)?，?[^。；！？\d“”]{{0,36}}?"
    rf"{grammar('speech', 'reports')}(?!后|前|的|率|会议|精神)"
)
_FESTIVAL = re.compile(r"[是为][^，。；\d（）]{0,8}?[节日][）)，。；]")  # 4月5日是清明节
_SHARED_OUT = re.compile(r"[^。；\d]{0,10}?(?:分红|分得|领到|兑现|返还|结算)")  # 年底户均分红2300元: as every year
_CARRIED_ON = ("延续", "承接", "扭转", "延续了", "扭转了")  # 延续2月份平稳向好趋势
# 2021年第一批项目集中开工: which one it is
_NUMBERED = re.compile(r"(?<=[年度])度?第[一二三四五六七八九十\d]{1,3}(?:批|次|届|轮|期|场)")
_SCHEDULED = ("排到了", "排到", "排至", "排产到", "排产至", "排期到")  # 订单已排到8月份
_APPEARED = re.compile(r"(?:出现|发生)在$")  # 单日最高9.3万人次，出现在2月4日。
_AWARDED = re.compile(r"(?<=年度)[^，。；\d]{2,40}?(?:获得?|受到)?(?:授牌|授奖|颁奖|表彰|揭晓|获评|荣获|上台领奖)")
_BRACKET = 40  # characters of what stands in brackets
_BEGUN = ("开始", "起", "以来")  # 从9月9日开始: since then
NOW = re.compile(r"目前|(?<![从由比较出体呈实表])现在|如今|眼下|当前|现有|迄今|至今|现已")
UNDER_WAY = "在建"
# 已全部开工, 已建成: done, not 早已 or 久已
ALREADY = "(?<![早久业日])已(?=(?:全部|全面|全线|基本|陆续|均|悉数)?[经开建完有累投实发达竣复])|实际(?=完成|到位|投资)"
FIGURE = re.compile(r"\d[万亿]?[件个人户起家项名元宗次条%]")
_WITHOUT = re.compile(r"剔除|扣除|不含|除$")


def is_reached(text: str, mention: PeriodMention) -> bool:
    """增加到今年10月末的…: the time of the second of two numbers only."""
    return text[mention.end : mention.end + 1] == "的" and bool(_GREW_TO.search(text, max(0, mention.start - 4), mention.start))


def find_yardstick(text: str, mention: PeriodMention, start: int, end: int) -> int:
    """Where the word stands that a number of another time is exceeded by: 已⟨超⟩去年全年的150亿元; -1 when none does.

    The number stands in `text[start:end]`; one that another is compared with (与去年同期3500件⟨相比⟩) is of that time too.
    """
    if text[mention.end : start].removesuffix("约").removesuffix("近") not in {"", "的"}:
        return -1
    found = _EXCEEDED.search(text, max(0, mention.start - 4), mention.start)
    if found is None and mention.role == "base" and _COMPARED.match(text, end):
        found = _BASE.search(text, max(0, mention.start - 2), mention.start)
    if found and found[0].endswith("于") and text[start - 1] == "期":
        return -1  # 低于去年同期12毫米: by so much
    return found.start() if found else -1


def is_origin(text: str, mention: PeriodMention) -> bool:
    """由2022年底的…增至…: the time of the first of two numbers only."""
    is_from = text[max(mention.start - 1, 0) : mention.start] in {"由", "从"}
    is_span = bool(_SPAN.search(text, mention.start, mention.end))  # 从5月1日到5月12日 is one time
    return is_from and not is_span and not text.endswith(_BEGUN, mention.start, mention.end)


def is_aside(text: str, mention: PeriodMention, end: int) -> bool:
    """Whether a period stands in brackets with a figure, closed before `end`: 办结3456件（200件⟨下月⟩办结），未解决344件."""
    opening = text.rfind("（", max(0, mention.start - _BRACKET), mention.start)
    closing = text.find("）", mention.end, min(end, mention.end + _BRACKET)) if opening >= 0 else -1
    if closing < 0 or "）" in text[opening : mention.start]:
        return False
    return bool(FIGURE.search(text[opening : mention.start] + "，" + text[mention.end : closing]))


def is_awarded(text: str, mention: PeriodMention) -> bool:
    """Whether a year only says which one's award it was: ⟨2025年度⟩返乡创业园代表获得授牌."""
    return bool(_AWARDED.match(text, mention.end))


def is_told(text: str, mention: PeriodMention) -> bool:
    """Whether a period says when, and is no yardstick, plan, event or origin."""
    if mention.role == "base" or is_origin(text, mention) or is_reached(text, mention):
        return False
    if any(words.match(text, mention.end) for words in (_EXPECTED, _EVENT, _RECORD, _STARTED, _OCCASION, _AWARDED, _NUMBERED)):
        return False
    if text.startswith("年底", mention.start) and _SHARED_OUT.match(text, mention.end):
        return False
    if text.endswith(_SCHEDULED, 0, mention.start) or _SET_OUT.match(text, mention.end - 2):
        return False
    if text[mention.start - 1] == "、" and _ITEM_YEAR.match(text, mention.end):
        return False
    if mention.period.end is None and _FIRST.match(text, mention.end):
        return False
    is_day = mention.period.start == mention.period.end
    if is_day and _FESTIVAL.match(text, mention.end):
        return False
    if is_day and (
        _BEGINS.match(text, mention.end)
        or (mention.period.end and (_SCENE.match(text, mention.end) or _TOLD_THEN.match(text, mention.end)))
    ):
        return False
    if (
        is_day
        and _APPEARED.search(text, max(0, mention.start - 4), mention.start)
        and text[mention.end : mention.end + 1] in "。；"
    ):
        return False
    if text.endswith(_CARRIED_ON, 0, mention.start):
        return False
    if _YARDSTICK.search(text, max(0, mention.start - 4), mention.start):
        return False
    return not _WITHOUT.search(text, max(0, mention.start - 4), mention.start)


def find_span(text: str, told: Sequence[PeriodMention]) -> PeriodMention:
    """The last of the times told, or the stretch whose end it only repeats in brackets: ⟨一季度⟩（截至3月31日）."""
    last, before = told[-1], told[-2] if len(told) > 1 else None
    if before is None or last.period.start or not before.period.start or before.period.end != last.period.end:
        return last
    return before if text.startswith("（", before.end) else last


def is_building(text: str, sentence: int, clause: int, end: int) -> bool:
    """Whether only 在建 says that a number is of now: 前7个月…。在建项目834个，⟨完成投资⟩ goes on with the months before."""
    return not NOW.search(text, sentence, end) and text.find("正在建", clause, end) < 0


def is_under_way(text: str, clause: int, end: int, period: Period | None) -> bool:
    """Whether 在建 says that a number is of now: no months that are over are told."""
    return text.find(UNDER_WAY, clause, end) >= 0 and (period is None or period.end is None)
