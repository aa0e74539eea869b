"""A list of names in front of several numbers → its items, and the head that only the last one carries."""

import re
from collections.abc import Sequence

from metrics.catalogue import read_words
from metrics.parse.clauses import Statement
from metrics.parse.numerals import read_numeral
from metrics.parse.patterns import grammar, grammar_set, one_of

PARTS = read_words("grammar", "expand")
LEAST_CLAUSES = 3  # items of a list whose items are parted by ，
_METRIC_ENDS = tuple(grammar_set("breakdown", "metric_end"))
_QUALIFIERS = tuple(sorted(grammar_set("lead", "qualifier"), key=len, reverse=True))
_KIND_ENDS = frozenset("业类品")
_PAIRED_BY = ("以及", "和", "与", "及")  # 锂离子电池业和电子元件及电子专用材料业: two trades, parted by the widest word
_DIGIT = re.compile(r"\d")
_BASIS_TAIL = re.compile(r"(?:增速|增幅|降幅|涨幅|跌幅|同比|环比|均|都|也|已|较[^，、]{1,8}|比[^，、]{1,8})+$")
# 汽车业和纺织业⟨保持较快增长，⟩分别增长…
_MANNER = re.compile(
    r"(?:均|都)?(?:保持|呈现?|实现)了?(?:平稳|稳定|较快|快速|高速|两位数|强劲|明显|良好|持续)的?(?:增长|增势|回升|下降|发展)(?:态势|势头)?，?$"
)
_ITEM_SPLIT = re.compile(r"、|和(?!美|谐|平)|及(?!格)|与|以及|，")
_SUMMED = re.compile(
    r"(?P<stem>.+?)(?:[两二三四五六七八九十\d]+(?:大|个|类|种|项|家|地|市|县|区)|等)"
    rf"{grammar('list', 'class')}?(?P<head>[^、]{{0,6}}?{grammar('breakdown', 'metric_end')})$"
)
# of goods: what stands in front is one word, however long
_GROWN = re.compile(r"(?:(?:播种|种植)面积|总?产量|总?产值|销量|均价|存栏量?|出栏量?|装机(?:容量|规模)?)$")
# 汽车、电子、⟨新材料⟩三大主导产业
_TOGETHER_TRADES = re.compile(
    r"(?P<stem>.{2,}?)(?P<count>[两二三四五六七八九十\d]{1,2})(?:大|个|类|种|项)"
    r"[㐀-鿿]{0,4}?(?:产业|行业|领域|板块|产品|商品|集群|门类|品种|业态)$"
)
_TRADE = re.compile(
    rf"(?P<stem>.+?(?:产业|行业|制造业|加工业|服务业|企业|产品|类))"
    rf"(?P<head>{grammar('list', 'modifier')}*{grammar('breakdown', 'metric_end')})$"
)
# 巴松措、鲁朗林海景区⟨接待游客⟩分别为: what each did
_DONE_TO = re.compile(rf"(?P<stem>.{{2,}}?)(?P<head>{grammar('breakdown', 'done')}[^、]{{0,8}})$")
_AREA = re.compile(r"(?P<area>.{1,9}?(?:[区县市旗州盟镇乡]|街道|局|开发区))(?P<head>.{2,})$")
# 南宁、防城港、⟨北海⟩三市
_TOGETHER_AREAS = re.compile(
    r"(?P<area>.{2,8}?)(?P<count>[两二三四五六七八九十\d]{1,2})个?(?:市|县|区|地|州|镇|乡|街道|口岸|港)(?P<head>.*)"
)
_AREA_END = re.compile(r"(?:[区县市旗州盟镇乡局省]|街道)$")
_SECTORS = re.compile(r"第?[一二三](?:[、和]第?[一二三])+次?产业?")  # 第一、二、三产业
_SEVERAL = re.compile(one_of(PARTS))


def split_items(names: str, count: int) -> tuple[list[str], str]:
    """The items of a list of names and the head that only the last one carries."""
    names = _SECTORS.sub(_name_sectors, _BASIS_TAIL.sub("", _MANNER.sub("", names)))
    items = [item for item in names.split("、") if item]  # 化学原料和化学制品制造业、纺织业: two trades
    items = items if len(items) == count else [item for item in _ITEM_SPLIT.split(names) if item]
    if len(items) != count == 2:
        items = next((halves for word in _PAIRED_BY if len(halves := names.split(word)) == count), items)
    if len(items) < count:
        items = [part for item in items for part in _expand(item)]
    return _part_head(items) if len(items) == count > 1 else ([], "")


def find_clauses(text: str, statement: Statement, count: int, names: str) -> tuple[list[str], str]:
    """The items of a list parted by ，: 食品制造业，医药制造业，电力、热力生产业增加值分别增长…; none of another list."""
    end = statement.left + len(names)
    pieces = _BASIS_TAIL.sub("", text[statement.sentence : end]).split("，")[-count:]
    if count < LEAST_CLAUSES or len(pieces) < count or any(_DIGIT.search(piece) or len(piece) < 2 for piece in pieces):
        return [], ""
    return _part_head(pieces) if len({piece[-1] for piece in pieces[:-1]}) == 1 else ([], "")


def _part_head(items: Sequence[str]) -> tuple[list[str], str]:
    """The items without the head behind the last: 造纸业、纺织业⟨增加值⟩."""
    *rest, last = items
    area = _AREA.match(last) if all(_AREA_END.search(item) for item in rest) else None
    if area:
        return [*rest, area["area"]], area["head"].removeprefix("的")
    together = _TOGETHER_AREAS.fullmatch(last)
    if together and read_numeral(together["count"]) == len(items):
        return [*rest, together["area"]], together["head"].removeprefix("的")
    summed = _SUMMED.match(last)
    if summed:
        return [*rest, summed["stem"]], summed["head"]
    trades = _TOGETHER_TRADES.fullmatch(last)
    if trades and read_numeral(trades["count"]) == len(items):
        return [*rest, trades["stem"]], ""
    done = _DONE_TO.match(last)
    if done and not any(_DONE_TO.match(item) for item in rest):
        return [*rest, done["stem"]], done["head"]
    if not last.endswith(_METRIC_ENDS) or any(item.endswith(_METRIC_ENDS) for item in rest):
        return list(items), ""
    trade = _TRADE.match(last)
    if trade:
        return [*rest, trade["stem"]], trade["head"]
    cut = _find_cut(rest, last)
    return ([*rest, last[:cut]], last[cut:].removeprefix("的")) if cut else (list(items), "")


def _find_cut(rest: Sequence[str], last: str) -> int:
    """Where the head of the last item begins: behind what ends the others (业), behind 乡村, or as far in; 0 for nowhere."""
    alike = {item[-1] for item in rest}
    at = last.rfind(min(alike)) + 1 if len(alike) == 1 and alike <= _KIND_ENDS else 0
    if 0 < at < len(last) - 1:
        return at
    if all(item[:2] == last[:2] and len(item) > 2 for item in rest):
        return 0  # 工业销售、工业用电量 are told in full
    part = next((word for word in _QUALIFIERS if last.startswith(word)), "")
    if part and all(item.endswith(_QUALIFIERS) for item in rest):
        return len(part)
    grown = _GROWN.search(last)
    if grown and grown.start() > 1:
        return grown.start()  # 西瓜、食用菌⟨产量⟩
    average = last.find("平均")
    if average > 1:
        return average  # 细颗粒物⟨平均浓度⟩
    usual = sum(map(len, rest)) / len(rest)
    longest = max(len(end) for end in _METRIC_ENDS if last.endswith(end))  # 造纸业⟨增加值⟩, never 造纸业增⟨加值⟩
    cuts = range(1, len(last) - max(longest, 2) + 1)
    return min(cuts, key=lambda c: abs(c - usual), default=0)


def _name_sectors(match: re.Match[str]) -> str:
    return "、".join(f"第{sign}产业" for sign in match.group() if sign in "一二三")


def _expand(item: str) -> list[str]:
    """What one word says of several: 城乡居民收入 → 城镇居民收入 and 农村居民收入; the item itself when it has no such word."""
    match = _SEVERAL.search(item)
    return [part + item[match.end() :] for part in PARTS[match.group()]] if match else [item]
