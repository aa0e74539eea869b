"""Marks and the reach of their axes in, which figures are written beside their mark out: those that cover nothing else."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from metrics.show.filters import Table, list_rows

MOST_LABELS = 24  # in a chart: where more figures stand none is written beside its mark
WIDTH, HEIGHT = 300.0, 175.0  # pixels of the smallest chart, that of a phone, without its axes
MARK, GAP = 6.0, 1.0  # from the middle of a mark to its edge; between two things that do not touch
LINE = 15.0  # the height of a written figure
WIDE, NARROW = 13.0, 7.6  # a Chinese character and any other
ABOVE, OVER_SIGN = 15.0, 29.0  # from a mark to the middle of its figure, without and with a sign between the two
SIGNS = {">": -13.0, ">=": -13.0, "<": 14.0, "~": -13.0}  # from a mark to the sign of its bound
Box = tuple[float, float, float, float]  # left, right, top, bottom
Ends = tuple[float, float]


def find_labelled(marks: Table, days: Ends, values: Ends, *, is_log: bool = False) -> list[bool]:
    """Which figures are written: one after the other, unless the place is taken by a mark, a period, a sign or a figure."""
    if len(marks) > MOST_LABELS:
        return [False] * len(marks)
    rows = list_rows(marks.assign(**place_marks(marks, days, values, is_log=is_log)))
    things = [(number, box) for number, row in enumerate(rows) for box in find_boxes(row)]
    found: list[bool] = []
    for number, row in enumerate(rows):
        label = box_label(row)
        is_free = not any(touch(label, box) for owner, box in things if owner != number)
        things += [(len(rows), label)] if is_free else []
        found.append(is_free)
    return found


def place_marks(marks: Table, days: Ends, values: Ends, *, is_log: bool) -> Mapping[str, Any]:
    """Where the marks and the ends of their periods stand, in pixels from the left and from the top."""
    scale = np.log if is_log else np.asarray
    low, high = (float(scale(end)) for end in values)
    across = WIDTH / max(days[1] - days[0], 1.0)
    left = {f"{name}_px": (marks[name].to_numpy() - days[0]) * across for name in ("x", "x0", "x1")}
    return {**left, "y_px": (high - scale(marks["y"].to_numpy())) * HEIGHT / max(high - low, 1e-9)}


def find_boxes(row: Mapping[str, Any]) -> list[Box]:
    """What one figure draws: its mark, its period, the sign of its bound."""
    x, y = row["x_px"], row["y_px"]
    boxes = [around(x, y, MARK, MARK)]
    boxes += [(row["x0_px"], row["x1_px"], y - 3, y + 3)] if row["is_span"] else []
    return boxes + ([around(x, y + SIGNS[row["bound"]], MARK, LINE / 2)] if row["bound"] in SIGNS else [])


def box_label(row: Mapping[str, Any]) -> Box:
    """The place a written figure takes."""
    width = math.fsum(WIDE if ord(sign) > 0x2E7F else NARROW for sign in str(row["value"]))
    is_over_sign = SIGNS.get(row["bound"], 0.0) < 0
    return around(row["x_px"], row["y_px"] - (OVER_SIGN if is_over_sign else ABOVE), width / 2, LINE / 2)


def around(x: float, y: float, across: float, down: float) -> Box:
    """A box around a point."""
    return x - across, x + across, y - down, y + down


def touch(one: Box, other: Box) -> bool:
    """Whether two boxes overlap or all but do.

    >>> touch((0, 10, 0, 10), (9, 12, 9, 12)), touch((0, 10, 0, 10), (12, 14, 0, 10))
    (True, False)
    """
    return one[0] < other[1] + GAP and other[0] < one[1] + GAP and one[2] < other[3] + GAP and other[2] < one[3] + GAP
