"""The title and first words of an article → which bulletin of the genre it is, and how its figures are named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from metrics.catalogue import Entry, read_entries
from metrics.parse.patterns import grammar, grammar_set

_RAISED = re.compile(r"(?:引发|引起|造成|导致|等|等?方面)$")
_RECEIVED = re.compile(rf"(?:共|已)?{grammar('breakdown', 'receive')}[^，。]{{0,8}}$|{_RAISED.pattern}")
_UNIT_END = re.compile(grammar("breakdown", "unit_end") + "$")
_CHANNEL_END = re.compile(grammar("breakdown", "channel_end") + "$")
_SERVICE = re.compile(
    rf"^(?!(?:共|已)?{grammar('breakdown', 'receive')}[^\d]{{0,2}}级)"
    r".*?(?:热线|平台|服务台|消保委系统|消委会系统|消协组织|消协系统|消保委|消委会|消费者协会|市场监管部门|消防救援队伍|报警服务台|指挥中心)(?:共|累计|总共|日均)*"
    rf"(?={grammar('breakdown', 'receive')}|[^率]{{2}})"
)
_RECEIVING = re.compile(rf"^(?:共|已)?{grammar('breakdown', 'receive')}")
_PEOPLE = re.compile(
    rf"^(?:{grammar('breakdown', 'receive')})?(?:群众|市民|各类|有效|居民|企业|群众的|各类有效)+(?=(?!求助)[^，]{{2}})"
)
# 本月反映较多的是⟨停车管理⟩
_TOLD_MOST = re.compile(
    r"^[^，。；\d]{0,8}?(?:反映|投诉|诉求|咨询|举报)(?:最|较为?|比较)?(?:多|集中|突出)的?(?:问题|诉求|事项)?(?:主要)?[是为有]"
)
# 从诉求内容看，⟨排名前五的分别为⟩供热取暖412件
_TOLD_FIRST = re.compile(
    r"^(?:排名?|排在|居|位居|位列|列)?(?:前|靠前)[一二三四五六七八九十\d]*(?:位|名|类|项)?的?[㐀-鿿]{0,4}?(?:依次|分别)?(?:是|为|有)"
)
_NUMBERED = re.compile(r"^(?:\d{1,2}[.．、])?(?:第?[一二三四五六七八九十、]+位)?(?:分别)?(?:是|为)?")
_HANDLED = re.compile(
    rf"(?P<who>[\u4e00-\u9fff、]{{2,24}}?(?:局|委|支队|大队|公司|集团|街道|镇|乡))(?P<what>{grammar('breakdown', 'handled')}.*)"
)
HEAD_WORDS = 120


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A kind of bulletin: its cues, how its figures are named, and what its parts are told apart by."""

    id: str
    cues: tuple[re.Pattern[str], ...]
    not_cues: tuple[str, ...]
    template: str
    topic_name: str
    total_name: str
    call_name: str
    part_keys: Mapping[str, str]

    def name(self, what: str) -> str:
        """The full name of a figure of the bulletin; a name that already says so is left alone."""
        mark = self.template.replace("{what}", "")
        return what if not mark or mark[:5] in what or "隐患" in what else self.template.replace("{what}", what)


@cache
def read_bulletins() -> tuple[Bulletin, ...]:
    """The bulletins of bulletins.toml in the order in which they are tried."""
    required = ("id", "cues", "template", "topic_name", "total_name", "call_name", "part_keys", "examples")
    return tuple(_to_bulletin(entry) for entry in read_entries("bulletins", "bulletin", required))


def _to_bulletin(entry: Entry) -> Bulletin:
    cues = tuple(re.compile("|".join(map(re.escape, words))) for words in entry["cues"])
    names = (entry["template"], entry["topic_name"], entry["total_name"], entry["call_name"])
    return Bulletin(entry["id"], cues, tuple(entry.get("not_cues", ())), *names, dict(entry["part_keys"]))


def match_bulletin(title: str, body: str) -> Bulletin | None:
    """The bulletin an article is, judged by its title and the first words of its body; None for ordinary news."""
    head = title + "\n" + body[:HEAD_WORDS]
    fitting = [
        bulletin
        for bulletin in read_bulletins()
        if all(cue.search(head) for cue in bulletin.cues) and not any(word in head for word in bulletin.not_cues)
    ]
    return min(fitting, key=lambda bulletin: _service_at(head, bulletin), default=None)


def _service_at(head: str, bulletin: Bulletin) -> int:
    """Where the service of a bulletin is named first; one that is only named beside it comes later."""
    match = bulletin.cues[0].search(head)
    return match.start() if match else len(head)


def part_label(words: str, is_topic: bool = False) -> str:
    """The part that words before a number name: 西宁市消防救援支队接收举报 → 西宁市消防救援支队; a topic may be 户籍办理.

    >>> part_label("电动自行车充电引发")
    '电动自行车充电'
    """
    words = _NUMBERED.sub("", _TOLD_FIRST.sub("", _TOLD_MOST.sub("", words)))
    bare = (_RAISED if is_topic else _RECEIVED).sub("", words)
    return (bare or words).strip("“”、，：的")


def plain_name(name: str) -> str:
    """A bulletin's figure without the service that reports it and who turned to it: 热线接听群众来电诉求 → 来电诉求.

    >>> plain_name("12345政务服务便民热线接听群众来电诉求")
    '来电诉求'
    """
    return _with_average(_PEOPLE.sub("", _SERVICE.sub("", name)), name)


def served_name(name: str) -> str:
    """A bulletin's figure without the service alone: 市12345热线共受理群众诉求量 → 受理群众诉求量.

    >>> served_name("市12345热线共受理群众诉求量")
    '受理群众诉求量'
    """
    return _with_average(_SERVICE.sub("", name), name)


def _with_average(bare: str, name: str) -> str:
    average = next((word for word in grammar_set("lead", "average") if name.startswith(word)), "")
    return (average if bare and not bare.startswith(average) else "") + bare or name


def bare_name(name: str) -> str:
    """A bulletin's figure without the verb of receiving: 收到安全隐患举报量 → 安全隐患举报量.

    >>> bare_name("收到安全隐患举报量")
    '安全隐患举报量'
    """
    return _RECEIVING.sub("", name) or name


def part_kind(label: str, is_place: bool) -> str:
    """What kind of part a label is: place, channel, unit or other."""
    if is_place:
        return "place"
    if _CHANNEL_END.search(label):
        return "channel"
    return "unit" if _UNIT_END.search(label) else "other"


def split_handler(name: str) -> tuple[str, str]:
    """Who handled what a figure of a bulletin counts, and the figure; nobody when the name begins with no office.

    >>> split_handler("县城管执法局超期")
    ('县城管执法局', '超期')
    """
    match = _HANDLED.match(name)
    return (match["who"].lstrip("，、"), match["what"]) if match else ("", name)
