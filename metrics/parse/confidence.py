"""A draft and its name → how likely the whole observation is right, as measured on pages read for the first time."""

from math import exp
from typing import NamedTuple

from metrics.catalogue.units import split_unit
from metrics.parse.lists import is_metric
from metrics.parse.scope import Draft

_BASE = 1.08
_CATALOGUED = 0.93
_IN_BULLETIN = 0.77
_YEAR_GUESSED = -0.4  # the page prints no day of issue, and its year is the latest one it names
_NO_ENTITY = -3.57  # the gold has no figure of nobody: a guess
_NAMED_HERE = 0.6
_SHARE = 0.15
_ODD_MEASURE = 0.1
_LABELLED = 0.23
_SAYS_WHAT = 0.24
_SHORT_NAME = -0.46
_UNKNOWN_UNIT = -1.03
_A_DOUBT = -1.33
_ODD = frozenset({"multiple", "rank", "completion"})
_KINDS = {"company": -0.35, "org": -0.35, "site": -0.35, "town": -0.6, "village": -0.6, "person": -0.6}
# What a period of a shape takes from the odds, where its own sentence tells it and where it was told before.
_PERIODS = {"none": (0.3, -0.4), "no_start": (0.76, -0.69), "no_end": (-0.09, -1.39), "day": (-0.27, -1.74), "span": (0.0, 0.0)}


class Standing(NamedTuple):
    """What is known of a figure beside its draft."""

    is_catalogued: bool
    has_entity: bool
    in_bulletin: bool
    is_year_guessed: bool = False


def read_confidence(draft: Draft, name: str, standing: Standing) -> float:
    """A probability between 0 and 1: log-odds of what can be seen of the draft.

    Fitted on the pages of `districts` and `boroughs` as they were read first: those added later at full weight, the first six
    of each, and all gold as it is read now, at a quarter. What a guessed year takes and that a zone adds nothing come from 26
    later batches of pages, each as the reader before it read them.
    """
    odds = (
        _BASE
        + _CATALOGUED * standing.is_catalogued
        + _IN_BULLETIN * standing.in_bulletin
        + _YEAR_GUESSED * standing.is_year_guessed
        + _PERIODS[_shape(draft)][not draft.is_dated]
        + _NO_ENTITY * (not standing.has_entity)
        + _NAMED_HERE * draft.is_named
        + (_KINDS.get(draft.entity.kind, 0.0) if draft.entity else 0.0)
        + _SHARE * (draft.measured.measure == "share")
        + _ODD_MEASURE * (draft.measured.measure in _ODD)
        + _LABELLED * bool(draft.label)
        + _SAYS_WHAT * is_metric(name)
        + _SHORT_NAME * (len(name) <= 2)
        + _UNKNOWN_UNIT * (split_unit(draft.quantity.unit)[1] is None)
        + _A_DOUBT * draft.doubt
    )
    return round(1 / (1 + exp(-odds)), 2)


def _shape(draft: Draft) -> str:
    """Whether a period is open at an end or at both, a single day, or a span."""
    start, end = (draft.period.start, draft.period.end) if draft.period else (None, None)
    if start is None:
        return "none" if end is None else "no_start"
    if end is None:
        return "no_end"
    return "day" if start == end else "span"
