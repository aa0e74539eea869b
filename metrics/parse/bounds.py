"""The words around a figure in, its bound out: 超200亿元, 50%以上, 10分钟内, 不少于10个."""

import re

from metrics.catalogue import read_words
from metrics.catalogue.units import split_unit
from metrics.model import Bound
from metrics.parse.patterns import one_of

SIGNS: dict[str, Bound] = {"more": ">", "at_least": ">=", "less": "<", "about": "~"}
AFTER = {word: SIGNS[key] for key, words in read_words("numerals", "after").items() for word in words}
INSIDE = read_words("numerals", "inside")
SHARE_WORDS = read_words("numerals", "share")["words"]
PAUSE = re.compile("[，。；、：0-9]")
WINDOW = 10


def _read_before() -> dict[str, Bound]:
    """Every bound word, and every word that only looks like one, alone and with a link after it."""
    bounds = {word: SIGNS[key] for key, words in read_words("numerals", "before").items() for word in words}
    bounds |= dict.fromkeys(read_words("numerals", "before_not")["words"], "=")
    return {word + link: bound for word, bound in bounds.items() for link in ("", *read_words("numerals", "link")["words"])}


BEFORE = _read_before()
LONGEST_BEFORE = max(map(len, BEFORE))
BEFORE_LAST = frozenset(word[-1] for word in BEFORE)


# 以上, 左右; 多 and 余 where the statement goes on after them; 内 where it is no word of its own.
AFTER_START = re.compile(
    rf"(?!{one_of(read_words('numerals', 'after_not')['words'])})(?P<word>{one_of(list(AFTER))})"
    rf"|(?P<more>[多余])(?=$|{one_of(read_words('numerals', 'more_followers')['words'])})"
    rf"|(?P<inside>{one_of(INSIDE['words'])})(?!{one_of(INSIDE['followers'])})"
)
LARGE = frozenset("万亿")
ROUND = frozenset("百千万亿")
PASSED = re.compile(
    f"(?<![{''.join(read_words('numerals', 'passed')['not_after'])}])(?:{one_of(read_words('numerals', 'passed')['words'])})$"
)
OVERCOME = read_words("numerals", "overcome")
OVERCOMING = re.compile(f"(?:{one_of(OVERCOME['verbs'])})$")
OBSTACLE = re.compile(one_of(OVERCOME["obstacles"]))
AFTER_FIRST = frozenset("多余") | {word[0] for word in (*AFTER, *INSIDE["words"])}
INSIDE_KINDS = frozenset({"time", "money"})
INSIDE_DIMENSIONS = frozenset({"length", "ratio"})


def read_bound_before(text: str, start: int) -> Bound:
    """The bound the words right before `start` put on the figure there, `=` for none.

    >>> read_bound_before("总产值超过了200亿元", 6), read_bound_before("累计签约20个", 4)
    ('>', '=')
    """
    if start and text[start - 1] in BEFORE_LAST:
        for size in range(min(LONGEST_BEFORE, start), 0, -1):
            if bound := BEFORE.get(text[start - size : start]):
                return bound
    window = text[max(0, start - WINDOW) : start]
    is_share = any(word in window and not PAUSE.search(window.rpartition(word)[2]) for word in SHARE_WORDS)
    return "~" if is_share else "="


def is_passed(text: str, start: int, unit: str) -> bool:
    """Whether 过 before a figure in 万 or 亿, or 上 before a round one, says that it is more: 产值过百亿元, 上百家."""
    if text[start - 1 : start] == "上" and text[start] in ROUND:
        return True
    return unit[:1] in LARGE and PASSED.search(text[max(0, start - 2) : start]) is not None


def is_overcome(text: str, start: int, end: int) -> bool:
    """Whether 突破 before the figure overcomes what it counts: 突破12项关键技术, not 突破12项."""
    return OVERCOMING.search(text[max(0, start - 4) : start]) is not None and OBSTACLE.match(text, end) is not None


def match_bound_after(text: str, end: int, unit: str) -> tuple[Bound, int] | None:
    """The bound word that begins at `end` and where it stops; 内 only after a time, length, amount or share."""
    if end >= len(text) or text[end] not in AFTER_FIRST:
        return None
    match = AFTER_START.match(text, end)
    if match is None:
        return None
    if match["word"]:
        return AFTER[match["word"]], match.end()
    if match["more"]:
        return ">", match.end()
    known = split_unit(unit)[1]
    is_inside = known and (known.kind in INSIDE_KINDS or known.dimension in INSIDE_DIMENSIONS)
    return ("<", match.end()) if is_inside else None
