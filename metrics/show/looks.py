"""Shown rows in, their looks out: name, colour and shape of every series, so that it can be told from the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from metrics.show.filters import Row
from metrics.show.phrases import say_series
from metrics.show.words import say

# Equal luminance, so that every hue stands 3:1 against paper and against ink; shapes tell them apart without colour.
COLOURS = ("#c2412d", "#2f78b7", "#1f8a6b", "#a8741a", "#8a63b0", "#6f7780", "#b84f87", "#4f7f2f")
SHAPES = ("circle", "square", "triangle-up", "diamond")


@dataclass(frozen=True, slots=True)
class Look:
    """How one series is drawn."""

    name: str
    colour: str
    shape: str
    is_hollow: bool = False
    is_dashed: bool = False


def find_looks(firsts: Mapping[str, Row], kept: Sequence[str]) -> dict[str, Look]:
    """Colour, shape and name of these series by the first row of each.

    What is not an actual figure is hollow, what is planned or implied dashed too.
    """
    names = name_series(firsts)
    return {
        series: Look(
            names[series],
            COLOURS[n % len(COLOURS)],
            find_shape(firsts[series], n),
            is_hollow=firsts[series]["status"] != "actual" or bool(firsts[series]["formula"]),
            is_dashed=firsts[series]["status"] == "planned" or bool(firsts[series]["formula"]),
        )
        for n, series in enumerate(one for one in kept if one in firsts)
    }


def find_shape(row: Row, number: int) -> str:
    """The shape of a series: one of its own for what is implied and for rules, else the next of those there are."""
    if row["formula"]:
        return "cross"
    return "stroke" if row["status"] == "rule" else SHAPES[number % len(SHAPES)]


def name_series(firsts: Mapping[str, Row]) -> dict[str, str]:
    """The name of every series by one row of each, without the pieces that all of them share."""
    full = {series: say_series(row).split(" · ") for series, row in firsts.items()}
    if len(full) == 1:
        return {series: " · ".join(pieces) for series, pieces in full.items()}
    shared = set.intersection(*(set(pieces) for pieces in full.values()))
    rest = {series: [piece for piece in pieces if piece not in shared] for series, pieces in full.items()}
    return {series: " · ".join(pieces) or say("total") for series, pieces in rest.items()}
