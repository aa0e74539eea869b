"""The indicator catalogue: a name read from a page becomes the canonical indicator, or stays what it is."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, get_args

from ahocorasick_rs import AhoCorasick, MatchKind

from metrics.catalogue import Entry, read_entries, read_words
from metrics.errors import CatalogueError
from metrics.parse.patterns import one_of

TimeSpan = Literal["flow", "stock", "rate"]
WORDS = "indicator_words"
SHORTEST_FOUND = 3


@dataclass(frozen=True, slots=True)
class Indicator:
    """One catalogued indicator; `units` are bare base units (growth in % is always allowed)."""

    id: str
    name: str
    name_en: str
    aliases: tuple[str, ...]
    units: tuple[str, ...]
    topic: str
    time_span: TimeSpan
    definition: str
    is_main: bool
    examples: tuple[str, ...]
    not_lines: tuple[str, ...]
    generic: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every wording, the canonical one first; `generic` ones count only where nothing narrows them."""
        return (self.name, *self.aliases, *self.generic)


def check_entry(entry: Entry) -> None:
    """Refuse an entry whose topic or time span is not one we know."""
    choices = {"topic": TOPICS, "time_span": get_args(TimeSpan)}
    for key, allowed in choices.items():
        if entry[key] not in allowed:
            raise CatalogueError(f"indicators.toml: {entry['id']}: {key} {entry[key]!r}; write one of {'、'.join(allowed)}")


def _to_indicator(entry: Entry) -> Indicator:
    check_entry(entry)
    return Indicator(
        id=entry["id"],
        name=entry["name"],
        name_en=entry["name_en"],
        aliases=tuple(entry.get("aliases", ())),
        units=tuple(entry["units"]),
        topic=entry["topic"],
        time_span=entry["time_span"],
        definition=entry["definition"],
        is_main=entry.get("is_main", False),
        examples=tuple(entry["examples"]),
        not_lines=tuple(entry.get("not", ())),
        generic=tuple(entry.get("generic", ())),
    )


# 万千瓦 → 千瓦, 亿元 → 元; the 千 of 千瓦, 千伏, 千米 and 千克 belongs to the unit.
_MULTIPLIER = re.compile(r"^(?:万|亿|十|百|千(?![瓦伏米克卡]))+(?=.)")


@lru_cache(maxsize=4096)
def _to_bare(unit: str) -> str:
    """The unit without its multiplier and a closing 级."""
    squashed = "".join(unicodedata.normalize("NFKC", unit).split()).removesuffix("级")
    return _MULTIPLIER.sub("", squashed) if squashed not in ("万", "亿", "千", "百", "十") else ""


TOPICS: tuple[str, ...] = read_words(WORDS, "topics")["all"]
_REQUIRED = ("id", "name", "name_en", "topic", "units", "time_span", "definition", "examples")
INDICATORS: tuple[Indicator, ...] = tuple(_to_indicator(entry) for entry in read_entries("indicators", "indicator", _REQUIRED))
BY_ID: Mapping[str, Indicator] = MappingProxyType({indicator.id: indicator for indicator in INDICATORS})

_READING = read_words(WORDS, "reading")
_GROUPS = [frozenset(map(_to_bare, units)) for units in read_words(WORDS, "units").values()]
_RELATIVE = frozenset({"", *read_words(WORDS, "relative")["all"]})
# 全市+累计+… before a name; the words may follow one another.
_BEFORE = re.compile(f"{one_of(_READING['before'])}*")
# 兰州12345民情热线|接通率 → what follows the service's own name.
_HOTLINE = re.compile(f"^.*?12345{one_of(_READING['hotline'])}?")
# 光伏产业+产值, 新增+… before a name in running text make it another indicator; so do 基金, 项目 … after it.
_BARS_BEFORE = _READING["bars_before"]
_BARS_AFTER = _READING["bars_after"]
# 充电桩|达3.2万个: a bare noun is a count only where its number follows.
_COUNTED = re.compile(rf"{one_of(_READING['linking'])}{{0,2}}[约近超逾仅]?[\d０-９一二两三四五六七八九十百]")
_OPEN_END = re.compile(rf"(?:{one_of(_READING['before'])}|[^㐀-鿿〇々]|^)\Z")


def _spellings(name: str) -> Iterator[str]:
    """规模以上 is also printed 规上."""
    yield name
    if "规模以上" in name:
        yield name.replace("规模以上", "规上")


def _to_stem(name: str) -> str:
    """The name without an ending it may show or leave out: 签约项目数 and 签约项目 have one stem."""
    return next(
        (name.removesuffix(tail) for tail in _READING["tails"] if name.endswith(tail) and len(name) > len(tail) + 1), name
    )


def _index_by(key_of: Callable[[str], str]) -> Mapping[str, tuple[Indicator, ...]]:
    index: dict[str, tuple[Indicator, ...]] = {}
    for indicator in INDICATORS:
        for key in dict.fromkeys(key_of(spelling) for name in indicator.names for spelling in _spellings(name)):
            index[key] = (*index.get(key, ()), indicator)
    return MappingProxyType(index)


def _carried_units(indicator: Indicator) -> frozenset[str]:
    own = frozenset(indicator.units)
    return own.union(_RELATIVE, *(group for group in _GROUPS if group & own))


def _is_count(indicator: Indicator) -> bool:
    return indicator.time_span != "rate" and indicator.name.endswith("数")


_BY_NAME = _index_by(str)
_BY_STEM = _index_by(_to_stem)
_CARRIED: Mapping[str, frozenset[str]] = MappingProxyType({one.id: _carried_units(one) for one in INDICATORS})
_GENERIC = frozenset(spelling for one in INDICATORS for name in one.generic for spelling in _spellings(name))
_NOUNS = frozenset(name for one in INDICATORS if _is_count(one) for name in one.names if not name.endswith(_READING["tails"]))
_FOUND = tuple(name for name in _BY_NAME if len(name) >= SHORTEST_FOUND)
_FINDER = AhoCorasick(_FOUND, matchkind=MatchKind.LeftmostLongest)


def _strip_comparison(name: str) -> str:
    """The name without what compares it: 单晶硅产能占全国比重, 外贸进出口增速, 到位资金年度任务完成率."""
    if name.endswith(_READING["share"]) and (cut := name.rfind("占")) > 0:
        return name[:cut]
    for word in _READING["after"]:
        if name.endswith(word) and len(name) > len(word):
            return _strip_comparison(name.removesuffix(word))
    return name


@lru_cache(maxsize=16384)
def _read_name(name: str) -> tuple[Indicator, ...]:
    """Indicators a name not printed as catalogued may mean: scope before it and comparison after it are taken off."""
    printed = "".join(unicodedata.normalize("NFKC", name).split()).upper().replace("规上", "规模以上")
    if "12345" in printed:
        printed = _HOTLINE.sub("12345热线", printed, count=1)
    stem = _strip_comparison(printed)
    bare = _to_stem(stem)
    for start in range(len(stem) - 1):
        found = _BY_NAME.get(stem[start:]) or _BY_STEM.get(bare[start:])
        if found and _BEFORE.fullmatch(stem[:start]):
            return found
    return ()


def match_indicator(name: str, unit: str) -> Indicator | None:
    """The catalogued indicator that `name`, printed with a figure in `unit`, means; None when the catalogue has none.

    >>> match_indicator("规上工业增加值", "%").id
    'industrial_added_value'
    >>> match_indicator("规上工业增加值", "万吨") is None
    True
    """
    bare = _to_bare(unit)
    for indicator in _BY_NAME.get(name) or _read_name(name):
        if bare in _CARRIED[indicator.id]:
            return indicator
    return None


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing around the name makes it another one: 供暖+诉求量, 新增+新能源装机, 工业投资+基金."""
    name = text[start:end]
    if text.startswith(_BARS_AFTER, end):
        return False
    if name in _NOUNS and (text.endswith(_READING["joining"], 0, start) or not _COUNTED.match(text, end)):
        return False
    if name in _GENERIC:
        return _OPEN_END.search(text, max(start - 4, 0), start) is not None
    return not text.endswith(_BARS_BEFORE, 0, start)


def find_indicator_names(text: str) -> list[tuple[int, int, Indicator]]:
    """Where catalogued names (three characters or more) stand in a paragraph; disjoint, the longest at each place.

    >>> [(start, end, one.name) for start, end, one in find_indicator_names("前5个月，规上工业增加值同比增长6%")]
    [(5, 12, '规模以上工业增加值')]
    """
    matches = _FINDER.find_matches_as_indexes(text)
    return [(start, end, _BY_NAME[_FOUND[at]][0]) for at, start, end in matches if _stands_alone(text, start, end)]
