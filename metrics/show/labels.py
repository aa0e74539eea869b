"""Marks and the reach of their axes in, out what is written beside each: its figure and the sign of its bound."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from metrics.show.filters import Table

MOST_LABELS = 24  # in a chart: where more figures stand none is written beside its mark
WIDTH, HEIGHT = 280.0, 172.0  # pixels of the smallest chart, that of a phone, without its axes
EDGE = 40  # pixels around the chart in which signs of its outmost marks stand
FAR = 1e4  # pixels away: what has no place, such as a part without a period, stands there
MARK, GAP = 6.0, 1.0  # from the middle of a mark to its edge; between two things that do not touch
LINE = 15.0  # the height of a written figure
WIDE, NARROW = 13.0, 7.6  # a Chinese character and any other
ABOVE, OVER_SIGN = 15, 29  # from a mark to the middle of its figure, without and with a sign between the two
UP, DOWN = -13, 14  # from a mark to the sign of its bound
SIGNS = {">": ("↑", (UP, DOWN)), ">=": ("↑", (UP, DOWN)), "<": ("↓", (DOWN, UP)), "~": ("≈", (UP, DOWN))}
Box = tuple[float, float, float, float]  # left, right, top, bottom
Ends = tuple[float, float]


def find_words(marks: Mapping[str, Any], days: Ends, values: Ends, *, is_log: bool = False) -> Mapping[str, list[Any]]:
    """For every mark its sign, how far below it that stands, and whether its figure is written."""
    placed = {**marks, **place_marks(marks, days, values, is_log=is_log)}
    signs = find_signs(placed)
    glyphs = [SIGNS[bound][0] if dy else "" for bound, dy in zip(marks["bound"], signs, strict=True)]
    return {"sign": glyphs, "sign_dy": signs, "is_labelled": find_labelled({**placed, "sign_dy": signs})}


def find_signs(placed: Mapping[str, Any]) -> list[int]:
    """Where the sign of every bound stands: over or under its mark, clear of other marks and signs; 0 where it has no room.

    It keeps clear of the periods too while there is another place.
    """
    if set(placed["bound"]).isdisjoint(SIGNS):
        return [0] * len(placed["bound"])
    drawn, periods = (np.zeros((int(HEIGHT) + 2 * EDGE, int(WIDTH) + 2 * EDGE), dtype=np.int16) for _ in range(2))
    middles = list(zip(placed["x_px"].tolist(), placed["y_px"].tolist(), strict=True))
    for (_, y), start, end in zip(middles, placed["x0_px"].tolist(), placed["x1_px"].tolist(), strict=True):
        periods[to_pixels((start, end, y - 3, y + 3))] += end > start
    for x, y in middles:
        drawn[to_pixels(around(x, y, MARK, MARK))] += 1
    found = []
    for (x, y), bound in zip(middles, placed["bound"], strict=True):
        drawn[to_pixels(around(x, y, MARK, MARK))] -= 1  # a sign may stand close to its own mark
        places = {dy: to_pixels(around(x, y + dy, MARK + GAP, LINE / 2 + GAP)) for dy in SIGNS.get(bound, ("", ()))[1]}
        free = [dy for dy, box in places.items() if not drawn[box].any()]
        found.append(next((dy for dy in free if not periods[places[dy]].any()), free[0] if free else 0))
        drawn[to_pixels(around(x, y, MARK, MARK))] += 1
        if found[-1]:
            drawn[to_pixels(around(x, y + found[-1], MARK, LINE / 2))] += 1
    return found


def to_pixels(box: Box) -> tuple[slice, slice]:
    """The pixels of a chart and its edges that a box touches."""
    (left, top), (right, bottom) = (map(math.floor, box[::2]), map(math.ceil, box[1::2]))
    return slice(max(0, top + EDGE), max(0, bottom + EDGE)), slice(max(0, left + EDGE), max(0, right + EDGE))


def find_labelled(placed: Mapping[str, Any]) -> list[bool]:
    """Which figures are written: one after the other, unless the place is taken by a mark, a period, a sign or a figure."""
    count = len(placed["bound"])
    if count > MOST_LABELS:
        return [False] * count
    rows = [{name: column[number] for name, column in placed.items()} for number in range(count)]
    things = [(number, box) for number, row in enumerate(rows) for box in find_boxes(row)]
    found: list[bool] = []
    for number, row in enumerate(rows):
        label = box_label(row)
        is_free = not any(touch(label, box) for owner, box in things if owner != number)
        things += [(len(rows), label)] if is_free else []
        found.append(is_free)
    return found


def place_marks(marks: Mapping[str, Any] | Table, days: Ends, values: Ends, *, is_log: bool) -> Mapping[str, Any]:
    """Where the marks and the ends of their periods stand, in pixels from the left and from the top."""
    scale = np.log if is_log else np.asarray
    low, high = (float(scale(end)) for end in values)
    across = WIDTH / max(days[1] - days[0], 1.0)
    found = {f"{name}_px": (np.asarray(marks[name]) - days[0]) * across for name in ("x", "x0", "x1")}
    found["y_px"] = (high - scale(np.asarray(marks["y"]))) * HEIGHT / max(high - low, 1e-9)
    return {name: np.clip(np.nan_to_num(pixels, nan=FAR), -FAR, FAR) for name, pixels in found.items()}


def find_boxes(row: Mapping[str, Any]) -> list[Box]:
    """What one figure draws: its mark, its period, the sign of its bound."""
    x, y = row["x_px"], row["y_px"]
    boxes = [around(x, y, MARK, MARK)]
    boxes += [(row["x0_px"], row["x1_px"], y - 3, y + 3)] if row["is_span"] else []
    return boxes + ([around(x, y + row["sign_dy"], MARK, LINE / 2)] if row["sign_dy"] else [])


def box_label(row: Mapping[str, Any]) -> Box:
    """The place a written figure takes."""
    width = to_width(str(row["value"]))
    return around(row["x_px"], row["y_px"] - (OVER_SIGN if row["sign_dy"] < 0 else ABOVE), width / 2, LINE / 2)


def to_width(text: str) -> float:
    """About how many pixels a written figure is wide."""
    return math.fsum(WIDE if ord(sign) > 0x2E7F else NARROW for sign in text)


def around(x: float, y: float, across: float, down: float) -> Box:
    """A box around a point."""
    return x - across, x + across, y - down, y + down


def touch(one: Box, other: Box) -> bool:
    """Whether two boxes overlap or all but do.

    >>> touch((0, 10, 0, 10), (9, 12, 9, 12)), touch((0, 10, 0, 10), (12, 14, 0, 10))
    (True, False)
    """
    return one[0] < other[1] + GAP and other[0] < one[1] + GAP and one[2] < other[3] + GAP and other[2] < one[3] + GAP
