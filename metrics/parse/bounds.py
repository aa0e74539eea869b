"""The words around a figure in, its bound out: 超200亿元, 50%以上, 10分钟内, 不少于10个."""

import regex

from metrics.catalogue import read_words
from metrics.catalogue.units import split_unit
from metrics.model import Bound

SIGNS: dict[str, Bound] = {"more": ">", "at_least": ">=", "less": "<", "about": "~"}
BEFORE = {word: SIGNS[key] for key, words in read_words("numerals", "before").items() for word in words}
AFTER = {word: SIGNS[key] for key, words in read_words("numerals", "after").items() for word in words}
LINKS = read_words("numerals", "link")["words"]
NOT_BEFORE = read_words("numerals", "before_not")["words"]
INSIDE = read_words("numerals", "inside")
WINDOW = 10
INSIDE_KINDS = frozenset({"time", "money"})
INSIDE_DIMENSIONS = frozenset({"length", "ratio"})


def _alternatives(words: "list[str] | tuple[str, ...]") -> str:
    """The words as one alternation, longest first."""
    return "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True))


# 超过了|, 不足|, 约占全国的|: the bound word that ends right before the figure, the share's whole between 约占 and 的 allowed.
BEFORE_END = regex.compile(
    rf"(?:(?P<not>{_alternatives(NOT_BEFORE)})|(?P<word>{_alternatives(list(BEFORE))}))(?:{_alternatives(LINKS)})?$"
    r"|(?P<share>约占)[^，。；、：0-9]{1,8}的?$"
)
# 50%|以上, 3倍|多: the bound word that begins right after the figure.
AFTER_START = regex.compile(_alternatives(list(AFTER)))
INSIDE_START = regex.compile(rf"(?:{_alternatives(INSIDE['words'])})(?!{_alternatives(INSIDE['followers'])})")
BEFORE_LAST = frozenset(word[-1] for word in (*BEFORE, *LINKS)) | {"的"}


def read_bound_before(text: str, start: int) -> Bound:
    """The bound the words right before `start` put on the figure there, `=` for none.

    >>> read_bound_before("总产值超过了200亿元", 6), read_bound_before("累计签约20个", 4)
    ('>', '=')
    """
    if start == 0 or (text[start - 1] not in BEFORE_LAST and "约占" not in text[max(0, start - WINDOW) : start]):
        return "="
    match = BEFORE_END.search(text[max(0, start - WINDOW) : start])
    if match is None or match["not"]:
        return "="
    return BEFORE[match["word"]] if match["word"] else "~"


def match_bound_after(text: str, end: int, unit: str) -> tuple[Bound, int] | None:
    """The bound word that begins at `end` and where it stops; 内 only after a time, length, amount or share."""
    if match := AFTER_START.match(text, end):
        return AFTER[match[0]], match.end()
    if match := INSIDE_START.match(text, end):
        known = split_unit(unit)[1]
        if known and (known.kind in INSIDE_KINDS or known.dimension in INSIDE_DIMENSIONS):
            return "<", match.end()
    return None
