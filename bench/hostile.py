"""Pages that no newspaper printed, a megabyte each: they must be read in about a second and raise nothing."""

from collections.abc import Callable, Mapping
from random import Random

MEGABYTE = 1_000_000
NO_TEXT = range(0xD800, 0xE000)


def repeat(text: str) -> Callable[[], str]:
    """A page of one text over and over, a megabyte of UTF-8."""
    return lambda: text * (MEGABYTE // len(text.encode("utf-8")))


def make_random_unicode() -> str:
    """Characters from everywhere, four bytes each as a rule."""
    random = Random(1)
    codes = (random.randrange(0x110000) for _ in range(MEGABYTE // 4))
    return "".join(chr(code) for code in codes if code not in NO_TEXT)


def make_surrogates() -> str:
    """Halves of surrogate pairs between words and digits; no UTF-8 file can hold them, but a caller can."""
    random = Random(2)
    return "".join(random.choice(("\ud800", "\udfff", "增长", "3", "亿元")) for _ in range(MEGABYTE // 4))


def make_controls() -> str:
    """Control characters between digits."""
    random = Random(3)
    return "".join(chr(random.choice((*range(32), *range(0x7F, 0xA0), 0x33, 0x37))) for _ in range(MEGABYTE))


def make_brackets() -> str:
    """Brackets opened a hundred thousand deep and closed again, with a figure inside."""
    depth = MEGABYTE // 6
    return "（" * depth + "3亿元" + "）" * depth


PAGES: Mapping[str, Callable[[], str]] = {
    "one digit": repeat("7"),
    "digits, spaced": repeat("7 "),
    "一": repeat("一"),
    "亿": repeat("亿"),
    "3亿": repeat("3亿"),
    "commas": repeat(","),
    "1,": repeat("1,"),
    "、": repeat("、"),
    "12%、": repeat("12%、"),
    "nested brackets": make_brackets,
    "open brackets": repeat("（"),
    "quotation marks": repeat("“"),
    "（记者": repeat("（记者"),
    "random Unicode": make_random_unicode,
    "lone surrogates": make_surrogates,
    "control characters": make_controls,
    "no newline, prose": repeat("前4个月，全市规模以上工业增加值同比增长14.7%。"),
    "one sentence": repeat("同比增长14.7%，其中"),
    "no mark, prose": repeat("全市规模以上工业企业完成工业增加值26.2亿元，同比增长8.6%，"),
    "one line each": repeat("865件\n"),
    "865件": repeat("865件"),
    "only newlines": repeat("\n"),
    "only spaces": repeat("　"),
    "1月": repeat("1月"),
    "2024年": repeat("2024年"),
    "市": repeat("市"),
    "latin": repeat("kWh "),
}
