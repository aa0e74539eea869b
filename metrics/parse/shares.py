"""Parts of a whole in words in, amounts out: 三分之二, 百分之五, 三成五, 一半, 过半, 翻一番, 清零, 1小时48分."""

from decimal import Decimal

import regex

from metrics.parse.amounts import Amount
from metrics.parse.numerals import CHINESE_CHARACTERS, read_numeral

C = f"[{CHINESE_CHARACTERS}点]"
NUMBER = rf"(?:{C}{{1,8}}|[0-9]+(?:\.[0-9]+)?)"
SIX = Decimal("0.000001")
PER = {"百": ("%", Decimal(1)), "千": ("‰", Decimal(1)), "万": ("‱", Decimal(1))}
HOURS = {"小时": Decimal(60), "分": Decimal(60), "年": Decimal(12)}
SHARE = regex.compile(
    rf"(?P<below>{NUMBER}?)分之(?P<above>{NUMBER})"
    rf"|(?P<tenths>[一二两三四五六七八九])成(?P<rest>[一二三四五六七八九])?(?![立员绩功长本交为果都就型形语份人品因像天不熟])"
    r"|(?P<half>过半数?|(?:超|近|逾)?半数|一大?半)(?![天个年月小径辈])"
    r"|(?P<double>翻(?P<times>[一两二三四])?番)"
    r"|(?P<zero>清零|(?<=[为至归到])零(?![一-龥]))"
    r"|(?P<hours>[0-9]+)(?:个)?小时(?P<minutes>[0-9]+)分(?:钟)?|(?P<min>[0-9]+)分(?P<sec>[0-9]+(?:\.[0-9]+)?)秒"
)


def match_share(text: str, start: int) -> Amount | None:
    """The part, multiple or compound time that begins at `start`."""
    match = SHARE.match(text, start)
    if match is None:
        return None
    for group, read in READERS.items():
        if match[group]:
            return read(match)
    return None


def _read_fraction(match: "regex.Match[str]") -> Amount | None:
    above, below = read_numeral(match["above"]), match["below"]
    if above is None:
        return None
    if below in PER:
        return Amount(match.end(), above, None, PER[below][0], False, True)
    part = read_numeral(below)
    return None if not part else Amount(match.end(), (above / part).quantize(SIX), None, "", False, True)


def _read_tenths(match: "regex.Match[str]") -> Amount | None:
    value = read_numeral(match["tenths"])
    rest = read_numeral(match["rest"]) if match["rest"] else Decimal(0)
    return None if value is None or rest is None else Amount(match.end(), value + rest / 10, None, "成", False, True)


def _read_half(match: "regex.Match[str]") -> Amount:
    is_more = match["half"][0] in "过超逾"
    return Amount(match.end(), Decimal(50), None, "%", is_more, True)


def _read_double(match: "regex.Match[str]") -> Amount:
    times = read_numeral(match["times"]) if match["times"] else Decimal(1)
    return Amount(match.end(), Decimal(2) ** int(times or 1), None, "倍", False, True)


def _read_zero(match: "regex.Match[str]") -> Amount:
    return Amount(match.end(), Decimal(0), None, "", False, True)


def _read_hours(match: "regex.Match[str]") -> Amount:
    return Amount(match.end(), Decimal(match["hours"]) * 60 + Decimal(match["minutes"]), None, "分钟", False, False)


def _read_minutes(match: "regex.Match[str]") -> Amount:
    return Amount(match.end(), Decimal(match["min"]) * 60 + Decimal(match["sec"]), None, "秒", False, False)


READERS = {
    "below": _read_fraction,
    "tenths": _read_tenths,
    "half": _read_half,
    "double": _read_double,
    "zero": _read_zero,
    "hours": _read_hours,
    "min": _read_minutes,
}
