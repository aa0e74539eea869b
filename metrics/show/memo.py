"""What was worked out from a table, kept while the table lives and there is room: what was asked longest ago goes first."""

import sys
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from functools import partial
from threading import Lock
from typing import Any, TypeVar, cast

import numpy as np
import pandas as pd
import pyarrow as pa

MOST_BYTES, PASSING_BYTES = 72 << 20, 24 << 20
MANY = 8
CELL_BYTES = 40  # of a table of few rows, what is kept with it among it: to ask each for its size takes longer than to draw it
Answer = TypeVar("Answer")


class Memo:
    """Answers by question, for one table."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        """Nothing known yet."""
        self._held: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = Lock()
        self._room = most_bytes

    def get(self, question: Hashable, work_out: Callable[[], Answer]) -> Answer:
        """The answer to a question, worked out when it is not held."""
        with self._lock:
            if question in self._held:
                self._held.move_to_end(question)
                return cast(Answer, self._held[question][0])
        answer = work_out()
        self._keep(question, answer, size_of(answer))
        return answer

    def _keep(self, question: Hashable, answer: object, size: int) -> None:
        with self._lock:
            if question in self._held:
                return
            self._held[question] = (answer, size)
            self._room -= size
            while self._room < 0:
                self._room += self._held.popitem(last=False)[1][1]


def size_of(answer: object) -> int:
    """About how many bytes an answer takes."""
    if isinstance(answer, str | int | float | None):
        return sys.getsizeof(answer)
    if isinstance(answer, np.ndarray):
        return answer.nbytes
    if isinstance(answer, pd.DataFrame):
        return answer.size * CELL_BYTES
    if is_dataclass(answer):
        return sum(size_of(getattr(answer, one.name)) for one in fields(answer))
    if isinstance(answer, pa.Table):
        return int(answer.nbytes)
    if isinstance(answer, list | tuple) and len(answer) > MANY:  # what is long is alike all through
        return len(answer) * sum(map(size_of, answer[:MANY])) // MANY
    inner = answer if isinstance(answer, list | tuple) else ()
    entries = 200 * len(answer) if isinstance(answer, dict) else 0
    return sys.getsizeof(answer) + entries + sum(map(size_of, inner))


Held = dict[int, tuple["weakref.ref[pd.DataFrame]", Memo]]
MEMOS: Held = {}
PASSING: Held = {}


def memo_of(table: pd.DataFrame) -> Memo:
    """The answers about this very table; they go when it goes."""
    return find_memo(MEMOS, table, MOST_BYTES)


def passing_of(table: pd.DataFrame) -> Memo:
    """The same for what is large and on the way to an answer only: kept for the next few steps of whoever asks."""
    return find_memo(PASSING, table, PASSING_BYTES)


def find_memo(memos: Held, table: pd.DataFrame, most_bytes: int) -> Memo:
    """The answers about a table among those about all."""
    name = id(table)
    held = memos.get(name)
    if held and held[0]() is table:
        return held[1]
    memo = Memo(most_bytes)
    forget = partial(memos.pop, name)  # bound now: at the end of the process a name may be gone before its table
    memos[name] = (weakref.ref(table, lambda _: forget(None)), memo)
    return memo
