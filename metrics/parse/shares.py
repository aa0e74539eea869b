"""Parts of a whole in words in, amounts out: 三分之二, 百分之五, 三成五, 八成半, 一半, 过半, 翻一番, 减半, 清零."""

import re
from collections.abc import Callable
from decimal import Decimal

from metrics.model import Bound
from metrics.parse.amounts import Amount
from metrics.parse.numerals import CHINESE_CHARACTERS, read_numeral

C = f"[{CHINESE_CHARACTERS}]"
NUMBER = rf"(?:{C}{{1,8}}(?:点{C}{{1,6}})?|[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)"
PLACES = Decimal("0.000001")
SIGNS = {"百": "%", "千": "‰"}
# What every share has near its beginning; most numbers have none of it.
HINT = re.compile(r"分之|[成半番零/]")
WINDOW = 20
# 三分之二, 百分之十二点五, 10分之1, 2/3
FRACTION = re.compile(
    rf"(?P<below>{NUMBER})分之(?P<above>{NUMBER})(?P<about>[强弱](?=[，。；、：）]|$))?|(?P<over>[1-9])/(?P<under>[2-9]|10|100)(?![0-9/.月日年])"
)
# 三成五, 八成; not 一成不变, 二成立
TENTHS = re.compile(
    r"(?P<tenths>[一二两三四五六七八九])成(?P<rest>[一二三四五六七八九]|半(?![导成年天个]))?(?![立员绩功长本交为果都就型形语份人品因像天熟新])"
)
# 占比过半; not 实现时间过半、任务过半, "双过半"
HALF = re.compile(
    r"(?<!时间)(?<!双)(?<!时间过半任务)(?<!时间过半[、，]任务)(?:过半数?|[超近逾]半数?|半数|一大?半)(?![天个年月小径辈信夜百])"
)
DOUBLE = re.compile(r"翻了?[近约]?(?P<times>[一两二三四])?番")
HALVED = re.compile(r"减半(?![征收缴计执退税优供投返]|期|标|年|使|施|办)")
ZERO = re.compile(r"清零(?=[，。；：、！？）”…]|$)|(?<=[为至归到])零(?=[，。；：、！？）”…]|$)")


def match_share(text: str, start: int) -> Amount | None:
    """The part, multiple or nothing in words that begins at `start`.

    >>> amount = match_share("占三分之二", 1)
    >>> f"{amount.value}", amount.unit
    ('0.666667', '')
    """
    if not HINT.search(text, start, start + WINDOW):
        return None
    for pattern, read in READERS:
        if match := pattern.match(text, start):
            return read(match)
    return None


def _read_fraction(match: "re.Match[str]") -> Amount | None:
    if match["over"]:
        part = Decimal(match["over"]) / Decimal(match["under"])
        return Amount(match.end(), part.quantize(PLACES), None, "") if part < 1 else None
    above, below = read_numeral(match["above"]), read_numeral(match["below"])
    if above is None or not below:
        return None
    if match["below"] in SIGNS:
        return Amount(match.end(), above, None, SIGNS[match["below"]])
    bound: Bound = ">" if match["about"] == "强" else "<" if match["about"] else "="  # 三分之一强
    return Amount(match.end(), (above / below).quantize(PLACES), None, "", bound) if above < below else None


def _read_tenths(match: "re.Match[str]") -> Amount | None:
    rest = Decimal(5) if match["rest"] == "半" else read_numeral(match["rest"] or "零")
    tenths = read_numeral(match["tenths"])
    return None if tenths is None or rest is None else Amount(match.end(), tenths + rest / 10, None, "成")


def _read_half(match: "re.Match[str]") -> Amount:
    first = match[0][0]
    return Amount(
        match.end(), Decimal(50), None, "%", ">" if first in "过超逾" or "大" in match[0] else "~" if first == "近" else "="
    )


def _read_double(match: "re.Match[str]") -> Amount:
    times = read_numeral(match["times"] or "一") or Decimal(1)
    return Amount(match.end(), Decimal(2) ** int(times), None, "倍", "~" if {"近", "约"} & set(match[0]) else "=")


def _read_halved(match: "re.Match[str]") -> Amount:
    return Amount(match.end(), Decimal("0.5"), None, "倍")


def _read_zero(match: "re.Match[str]") -> Amount:
    return Amount(match.end(), Decimal(0), None, "")


Reader = Callable[["re.Match[str]"], Amount | None]
READERS: tuple[tuple["re.Pattern[str]", Reader], ...] = (
    (FRACTION, _read_fraction),
    (TENTHS, _read_tenths),
    (HALF, _read_half),
    (DOUBLE, _read_double),
    (HALVED, _read_halved),
    (ZERO, _read_zero),
)
