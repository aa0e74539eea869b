"""A draft and its name → how likely the whole observation is right, as measured on the project's gold."""

from math import exp

from metrics.catalogue.units import split_unit
from metrics.parse.scope import Draft

REVIEW_BELOW = 0.9
_BASE = 2.5
_CATALOGUED = 1.4
_NO_PERIOD = -0.6
_HALF_PERIOD = -0.7
_SIZE = -0.6
_NOT_ACTUAL = -0.3
_NO_ENTITY = -3.0
_MOVING = 0.5
_ODD_MEASURE = -1.3
_MOVED_TO = -0.7
_SHORT_NAME = -0.6
_UNITLESS = -0.8
_A_DOUBT = -3.0
_SIZES = frozenset({"time", "length", "area"})


def read_confidence(draft: Draft, name: str, is_catalogued: bool, has_entity: bool) -> float:
    """A probability between 0 and 1: log-odds of what can be seen of the draft, fitted on the development gold."""
    known = split_unit(draft.quantity.unit)[1]
    period = draft.period
    ends = 0 if period is None else (period.start is not None) + (period.end is not None)
    measure = draft.measured.measure
    odds = (
        _BASE
        + _CATALOGUED * is_catalogued
        + (_NO_PERIOD if ends == 0 else _HALF_PERIOD if ends == 1 else 0)
        + _SIZE * (known is not None and known.dimension in _SIZES)
        + _NOT_ACTUAL * (draft.status != "actual")
        + _NO_ENTITY * (not has_entity)
        + _MOVING * (measure in {"growth", "share", "change"})
        + _ODD_MEASURE * (measure in {"multiple", "rank"})
        + _MOVED_TO * (draft.measured.rule == "level_moved_to")
        + _SHORT_NAME * (len(name) <= 2)
        + _UNITLESS * (not draft.quantity.unit)
        + _A_DOUBT * draft.doubt
    )
    return round(1 / (1 + exp(-odds)), 2)
