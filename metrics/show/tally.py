"""Whole numbers from 0 in, how many are different and where each comes first out: counted, which takes less than sorting."""

from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[Any]  # whole ones
MOST_SLOTS = 1 << 22  # numbers that go higher are sorted: there would be more to count than to sort


def count_different(numbers: Numbers) -> int:
    """How many different numbers there are.

    >>> count_different(np.array([3, 0, 3]))
    2
    """
    seen = np.zeros(int(numbers.max(initial=-1)) + 1, dtype=bool)
    seen[numbers] = True
    return int(np.count_nonzero(seen))


def find_firsts(numbers: Numbers) -> tuple[Numbers, Numbers]:
    """The different numbers in the order in which they come first, and where that is.

    >>> [found.tolist() for found in find_firsts(np.array([7, 2, 7, 0]))]
    [[7, 2, 0], [0, 1, 3]]
    """
    most = int(numbers.max(initial=-1)) + 1
    if most > MOST_SLOTS:
        held, firsts = np.unique(numbers, return_index=True)
    else:
        slots = np.full(most, -1, dtype=np.intp)
        slots[numbers[::-1]] = np.arange(len(numbers) - 1, -1, -1)  # of those that write to one place the last stays
        held = np.flatnonzero(slots >= 0)
        firsts = slots[held]
    order = np.argsort(firsts)
    return held[order], firsts[order]


def number_by_first(numbers: Numbers) -> Numbers:
    """For every number how many others come first before it does.

    >>> number_by_first(np.array([7, 2, 7, 0])).tolist()
    [0, 1, 0, 2]
    """
    held, _ = find_firsts(numbers)
    if int(numbers.max(initial=-1)) >= MOST_SLOTS:
        order = np.argsort(held)
        return order[np.searchsorted(held[order], numbers)]
    places = np.zeros(int(numbers.max(initial=-1)) + 1, dtype=np.intp)
    places[held] = np.arange(len(held))
    return places[numbers]
