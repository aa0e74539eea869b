"""Observations in, series out: which figures belong together, and which are the same figure printed again."""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from metrics.catalogue.units import split_unit
from metrics.model import Observation

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
PAIRS = tuple(first + second for first in DIGITS for second in DIGITS)
ID_LENGTH = 12
ID_BYTES = 8  # 64 bits hold twelve base-36 digits
SEPARATOR = "\x1f"


def to_base36(digest: bytes, length: int) -> str:
    """The first `length` base-36 digits of a digest read as a fraction of one (`length` is even).

    >>> to_base36(bytes([128, 0]), 4), to_base36(bytes([255, 255]), 2)
    ('i000', 'zz')
    """
    number = int.from_bytes(digest, "big") * 36**length >> 8 * len(digest)
    pairs = []
    for _ in range(length // 2):
        number, rest = divmod(number, 36 * 36)
        pairs.append(PAIRS[rest])
    return "".join(reversed(pairs))


def make_id(prefix: str, *parts: object) -> str:
    """A short stable id of these parts: the same parts give the same id on every machine and in every edition."""
    joined = SEPARATOR.join(["" if part is None else str(part) for part in parts])
    digest = hashlib.sha256(joined.encode("utf-8", "surrogatepass")).digest()
    return f"{prefix}-{to_base36(digest[:ID_BYTES], ID_LENGTH)}"


@lru_cache(maxsize=4096)
def base_of_unit(unit: str) -> tuple[Decimal, str]:
    """What one of a printed unit is in its base unit: 亿元 → 100000000 元; a unit not catalogued is its own base."""
    multiplier, known = split_unit(unit)
    if known is None:
        return multiplier, "" if multiplier != 1 else unit
    return multiplier * known.factor, known.base_unit


def to_plain(value: Decimal) -> str:
    """A number as plain digits without trailing zeros: equal numbers give equal text.

    >>> to_plain(Decimal("1.50E+3")), to_plain(Decimal("-0.0"))
    ('1500', '0')
    """
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def dims_text(dims: Mapping[str, str]) -> str:
    """A breakdown as one line, keys in order: 渠道=市长信箱；问题=物业服务."""
    return "；".join(f"{key}={dims[key]}" for key in sorted(dims))


def dims_json(dims: Mapping[str, str]) -> str:
    """A breakdown as canonical JSON."""
    return json.dumps(dict(dims), ensure_ascii=False, sort_keys=True) if dims else "{}"


@lru_cache(maxsize=65536)
def _series_id(*key: str) -> str:
    return make_id("s", *key)


def series_id(observation: Observation) -> str:
    """The series of a figure: indicator × entity × measure and basis × base unit × breakdown × base × status."""
    return _series_id(
        observation.indicator_id or observation.indicator,
        observation.entity,
        observation.measure,
        observation.basis or "",
        base_of_unit(observation.unit)[1],
        dims_json(observation.dims),
        observation.base or "",
        observation.status,
    )


def base_value(value: Decimal, unit: str) -> str:
    """A printed value in its base unit, exact, as plain digits: 26.2 亿元 → 2620000000."""
    return to_plain(value * base_of_unit(unit)[0])


def point_id(series: str, observation: Observation) -> str:
    """One figure: a series, a period, a value in base units; every repeat of it has the same id."""
    high = observation.value_high
    return make_id(
        "p",
        series,
        observation.period_start,
        observation.period_end,
        base_value(observation.value, observation.unit),
        "" if high is None else base_value(high, observation.unit),
    )


def observation_id(sha256: str, observation: Observation, repeat: int = 0) -> str:
    """The id of a reading: the page, the place on it and what is said there; `repeat` tells equal ones on a page apart."""
    parts = (
        sha256,
        observation.start,
        observation.end,
        observation.measure,
        observation.indicator,
        dims_json(observation.dims),
    )
    return make_id("o", *parts, *([repeat] if repeat else []))
