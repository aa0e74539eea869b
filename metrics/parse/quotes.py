"""Text in, the spans of titles and quoted slogans out; quoted speech with figures is left to be read."""

import re

from metrics.parse.numerals import CHINESE_CHARACTERS

N = f"0-9{CHINESE_CHARACTERS}半"
# 《2024年重点项目方案》, “1+9”, “一个创新基地、三个中心城市”: titles, and quotations without a pause.
QUOTED = re.compile(r"《[^《》\n]{1,80}》|〈[^〈〉\n]{1,60}〉|“[^“”，。！？；：\n]{1,20}”|‘[^‘’，。！？；：\n]{1,20}’")
NUMBER = re.compile(f"[{N}]")
# 5万个, 3.5%, 干了30年, 新增学位300个: statements in quotation marks.
STATEMENT = re.compile(r"[0-9.]+(?:%|余|多|[万亿])|了|[^“‘0-9][0-9]{3,}[一-龥]")

SLOGAN = re.compile(r"[一二三四五六七八九十两0-9]{1,2}个100%[”’]$")  # 做到“六个100%”


def find_names(text: str) -> list[tuple[int, int]]:
    """From its first number to its end, every title and slogan that holds one, in order."""
    if "“" not in text and "《" not in text and "‘" not in text:
        return []
    return [
        (number.start(), match.end() - 1)
        for match in QUOTED.finditer(text)
        if (number := NUMBER.search(text, match.start(), match.end()))
        and (match[0][0] in "《〈" or SLOGAN.search(match[0]) or not STATEMENT.search(match[0]))
    ]
