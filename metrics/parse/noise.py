"""A place where a number begins in, the reason it states no figure out."""

import re
from collections import defaultdict

from metrics.catalogue.noise import REASON_BY_PHRASE
from metrics.model import Skipped
from metrics.parse.noise_codes import CHINESE_CODES, DIGIT_CODES, DIGIT_PHONES, DIGIT_SCORES, LEAD_CODES
from metrics.parse.noise_orders import CHINESE_ORDERS, DIGIT_ORDERS, LEAD_ORDERS
from metrics.parse.noise_shapes import compile_rules
from metrics.parse.noise_times import CHINESE_TIMES, DIGIT_TIMES, LEAD_TIMES

DIGIT_NOISE = compile_rules((*DIGIT_PHONES, *DIGIT_TIMES, *DIGIT_SCORES, *DIGIT_ORDERS, *DIGIT_CODES))
CHINESE_NOISE = compile_rules((*CHINESE_CODES, *CHINESE_TIMES, *CHINESE_ORDERS))
LEAD_NOISE = compile_rules((*LEAD_TIMES, *LEAD_ORDERS, *LEAD_CODES))


def _index_phrases() -> dict[str, tuple[str, ...]]:
    """The set phrases by their first two characters, the longest first."""
    index: defaultdict[str, list[str]] = defaultdict(list)
    for phrase in sorted(REASON_BY_PHRASE, key=len, reverse=True):
        index[phrase[:2]].append(phrase)
    return {head: tuple(phrases) for head, phrases in index.items()}


PHRASES_BY_HEAD = _index_phrases()


def match_phrase(text: str, start: int) -> Skipped | None:
    """The set phrase of the catalogue that begins at `start`."""
    for phrase in PHRASES_BY_HEAD.get(text[start : start + 2], ()):
        if text.startswith(phrase, start):
            return Skipped(start, start + len(phrase), REASON_BY_PHRASE[phrase])
    return None


def match_digit_noise(text: str, start: int) -> Skipped | None:
    """The skipped number in digits that begins at `start`, or None when it may be a figure."""
    return _skip(DIGIT_NOISE.match(text, start), start)


def match_chinese_noise(text: str, start: int) -> Skipped | None:
    """The skipped Chinese number that begins at `start`."""
    return _skip(CHINESE_NOISE.match(text, start), start)


def match_lead_noise(text: str, start: int) -> Skipped | None:
    """The skipped number whose first word begins at `start`: 第34次, 前4个月, G109."""
    return _skip(LEAD_NOISE.match(text, start), start)


def _skip(match: "re.Match[str] | None", start: int) -> Skipped | None:
    if match is None or match.end() == start:
        return None
    reason, _, _ = (match.lastgroup or "number__").partition("__")
    return Skipped(start, match.end(), reason)
