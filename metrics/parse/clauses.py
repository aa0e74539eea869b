"""A paragraph and its quantities → statements: each number with the clause and sentence it stands in."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from metrics.model import Quantity

_MARK = re.compile(r"[。！？；，：（）]")
_SENTENCE_END = "。！？"
SHORT_FOR = re.compile(r"（[A-Za-z][A-Za-z0-9.₀-₉-]{0,9}）")  # 细颗粒物（PM2.5）
_IN_FRONT = "，。；："
CLAUSE_REACH = 120  # a clause without a mark is read this far on either side of a number
SENTENCE_REACH = 400


class Statement(NamedTuple):
    """One quantity in its surroundings; all offsets count in the paragraph.

    `left` is where the words that belong to this number begin: the clause, or the end of the number before it.
    """

    quantity: Quantity
    left: int
    clause: int
    clause_end: int
    sentence: int
    sentence_end: int
    opener: str
    right_end: int


def split_statements(text: str, quantities: Sequence[Quantity]) -> list[Statement]:
    """Give every quantity its clause (between 。；，：（）) and its sentence (between 。！？), in order."""
    marks = _find_marks(text, quantities)
    stops = [mark for mark in marks if text[mark] in _SENTENCE_END]
    statements = []
    for number, quantity in enumerate(quantities):
        before = bisect_left(marks, quantity.start) - 1
        clause = marks[before] + 1 if before >= 0 else 0
        after = bisect_left(marks, quantity.end)
        clause_end = marks[after] if after < len(marks) else len(text)
        first = bisect_left(stops, quantity.start) - 1
        last = bisect_right(stops, quantity.end - 1)
        previous_end = quantities[number - 1].end if number else 0
        next_start = quantities[number + 1].start if number + 1 < len(quantities) else len(text)
        near, near_end = quantity.start - CLAUSE_REACH, quantity.end + CLAUSE_REACH
        near, near_end = near if near > clause else clause, near_end if near_end < clause_end else clause_end
        statements.append(
            Statement(
                quantity,
                left=near if near > previous_end else previous_end,
                clause=near,
                clause_end=near_end,
                sentence=max(stops[first] + 1 if first >= 0 else 0, quantity.start - SENTENCE_REACH),
                sentence_end=min(stops[last] if last < len(stops) else len(text), quantity.end + SENTENCE_REACH),
                opener=text[clause - 1] if clause else "",
                right_end=near_end if near_end < next_start else next_start,
            )
        )
    return statements


def is_alone_in_brackets(text: str, statement: Statement) -> bool:
    """Whether nothing but a number stands in its brackets: 武邑县（⟨6.8%⟩）."""
    return opens_brackets(text, statement) and text[statement.quantity.end] == "）"


def opens_brackets(text: str, statement: Statement) -> bool:
    """Whether a number stands alone in its brackets, or first in them: 物业管理（⟨290件⟩，占1.2%）."""
    number = statement.quantity
    return statement.opener == "（" and statement.clause == number.start and text.startswith(("）", "，"), number.end)


def quote_start(text: str, statement: Statement) -> int:
    """A quote begins where the clause before the number's begins, so that its subject is in sight."""
    start = statement.clause
    while start > statement.sentence and statement.quantity.start - start < 12:
        start = max([text.rfind(mark, statement.sentence, start - 1) for mark in _IN_FRONT]) + 1 or statement.sentence
    return start


def _find_marks(text: str, quantities: Sequence[Quantity]) -> list[int]:
    """Where marks stand that are not inside a number (2，342 or a list unit with a bracket)."""
    marks = [mark.start() for mark in _MARK.finditer(text)]
    inside = {mark.start() for each in quantities for mark in _MARK.finditer(text, each.start, each.end)}
    inside.update(at for each in SHORT_FOR.finditer(text) for at in (each.start(), each.end() - 1))
    return [mark for mark in marks if mark not in inside] if inside else marks
