"""A draft and its name → how likely the whole observation is right, as measured on the project's gold."""

from math import exp

from metrics.catalogue.units import split_unit
from metrics.model import Period
from metrics.parse.lists import is_metric
from metrics.parse.scope import Draft

REVIEW_BELOW = 0.9
_BASE = 2.33
_CATALOGUED = 0.6
_NO_PERIOD = -0.81
_NO_START = -0.5
_NO_END = -1.05
_ONE_DAY = -0.55
_NO_ENTITY = -3.0  # the gold has no figure of nobody: a guess
_OF_BODY = 0.47
_OF_ZONE = 1.84
_SHARE = 0.47
_ODD_MEASURE = -0.55
_MOVED_TO = -0.52
_LABELLED = -0.35
_SAYS_WHAT = 0.32
_SHORT_NAME = -0.83
_UNKNOWN_UNIT = -0.77
_A_DOUBT = -2.97
_BODIES = frozenset({"company", "org", "site"})
_ODD = frozenset({"multiple", "rank", "completion"})


def read_confidence(draft: Draft, name: str, is_catalogued: bool, has_entity: bool) -> float:
    """A probability between 0 and 1: log-odds of what can be seen of the draft.

    Fitted on all gold as it is read now and, at half weight, on the eight pages of `counties` as they were read first.
    """
    kind = draft.entity.kind if draft.entity else ""
    odds = (
        _BASE
        + _CATALOGUED * is_catalogued
        + _weigh_period(draft.period)
        + _NO_ENTITY * (not has_entity)
        + _OF_BODY * (kind in _BODIES)
        + _OF_ZONE * (kind == "zone")
        + _SHARE * (draft.measured.measure == "share")
        + _ODD_MEASURE * (draft.measured.measure in _ODD)
        + _MOVED_TO * (draft.measured.rule == "level_moved_to")
        + _LABELLED * bool(draft.label)
        + _SAYS_WHAT * is_metric(name)
        + _SHORT_NAME * (len(name) <= 2)
        + _UNKNOWN_UNIT * (split_unit(draft.quantity.unit)[1] is None)
        + _A_DOUBT * draft.doubt
    )
    return round(1 / (1 + exp(-odds)), 2)


def _weigh_period(period: Period | None) -> float:
    """What an open period, none at all, or a single day takes from the odds."""
    if period is None or (period.start is None and period.end is None):
        return _NO_PERIOD
    if period.start is None:
        return _NO_START
    if period.end is None:
        return _NO_END
    return _ONE_DAY * (period.start == period.end)
