"""The fields of an observation an editor may correct: how each is read from what was typed, and how it is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from metrics.catalogue.indicators import BY_ID, INDICATORS
from metrics.errors import ReviewError
from metrics.model import Basis, Bound, Measure, Observation, Status, Tier

LONGEST = 80


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, the fields of the observation that a text typed for it sets, and its text."""

    name: str
    read: Callable[[str], Mapping[str, Any]]
    write: Callable[[Observation], str]


def change_observation(observation: Observation, changes: Mapping[str, str]) -> Observation:
    """The observation with these fields corrected; ReviewError names a field or a value that cannot be."""
    by_name = {field.name: field for field in FIELDS}
    values: dict[str, Any] = {}
    for name, text in changes.items():
        if name not in by_name:
            raise ReviewError(f"{name}: no field of a figure; write one of {', '.join(by_name)}")
        try:
            values |= by_name[name].read(text.strip())
        except ValueError as error:
            raise ReviewError(f"{name}: {error}", "refuse_value", field=name, text=text) from error
    changed = replace(observation, **values)
    _check(changed)
    return changed


def list_differences(one: Observation | None, other: Observation | None) -> list[tuple[str, str, str]]:
    """Field, old and new text of everything that differs; a figure that is only on one side differs as a whole (field "")."""
    if one is None or other is None:
        old, new = ("" if each is None else say_figure(each) for each in (one, other))
        return [("", old, new)] if old or new else []
    texts = ((field.name, field.write(one), field.write(other)) for field in FIELDS)
    return [(name, old, new) for name, old, new in texts if old != new]


def say_figure(observation: Observation) -> str:
    """The figure in a few words: 进出口总额 126.4亿元."""
    high = "" if observation.value_high is None else f"–{observation.value_high:f}"
    return f"{observation.indicator} {observation.value:f}{high}{observation.unit}"


def _check(observation: Observation) -> None:
    start, end, high = observation.period_start, observation.period_end, observation.value_high
    if start and end and start > end:
        raise ReviewError(f"period_start: {start} comes after {end}; write the earlier day first", "refuse_order")
    if high is not None and high <= observation.value:
        told = f"value_high: {high} is no upper end above {observation.value}; leave it empty for a single value"
        raise ReviewError(told, "refuse_high")


def _read_number(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(f'"{text}" is not a number; write digits such as 126.4') from error
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise ValueError(f'"{text}" is not a number a newspaper prints; write digits such as 126.4')
    return number


def _read_value(text: str) -> Mapping[str, Any]:
    return {"value": _read_number(text)}


def _read_high(text: str) -> Mapping[str, Any]:
    return {"value_high": _read_number(text) if text else None}


def _read_words(text: str) -> str:
    if len(text) > LONGEST or not text.isprintable():
        raise ValueError(f"no plain words of at most {LONGEST} characters")
    return text


def _read_indicator(text: str) -> Mapping[str, Any]:
    if not text:
        raise ValueError("empty; name what is measured")
    found = BY_ID.get(text) or _BY_NAME.get(text)
    return {"indicator": found.name if found else _read_words(text), "indicator_id": found.id if found else None}


def _write_indicator(observation: Observation) -> str:
    known = f" [{observation.indicator_id}]" if observation.indicator_id else ""
    return f"{observation.indicator}{known}"


def _read_dims(text: str) -> Mapping[str, Any]:
    dims = {}
    for part in filter(None, _read_words(text).replace(";", "；").split("；")):
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if not (key and equals and value):
            raise ValueError(f'"{part}" is no breakdown; write 渠道=市长信箱；问题=物业服务')
        dims[key] = value
    return {"dims": dims}


def _write_dims(observation: Observation) -> str:
    return "；".join(f"{key}={value}" for key, value in sorted(observation.dims.items()))


def _text(name: str, is_nullable: bool = False) -> Field:
    return Field(name, lambda text: {name: _read_words(text) or (None if is_nullable else "")}, _writer(name))


def _day(name: str) -> Field:
    def read(text: str) -> Mapping[str, Any]:
        try:
            return {name: date.fromisoformat(text) if text else None}
        except ValueError as error:
            raise ValueError(f'"{text}" is no day; write it as 2024-09-23') from error

    return Field(name, read, _writer(name))


def _choice(name: str, choices: object, is_nullable: bool = False) -> Field:
    allowed = get_args(choices)

    def read(text: str) -> Mapping[str, Any]:
        if text not in allowed and not (is_nullable and not text):
            raise ValueError(f'"{text}"; write one of {", ".join(allowed)}')
        return {name: text or None}

    return Field(name, read, _writer(name))


def _writer(name: str) -> Callable[[Observation], str]:
    def write(observation: Observation) -> str:
        value = getattr(observation, name)
        return "" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)

    return write


_BY_NAME = {name: entry for entry in reversed(INDICATORS) for name in (*entry.aliases, entry.name)}
FIELDS: tuple[Field, ...] = (
    Field("value", _read_value, _writer("value")),
    Field("value_high", _read_high, _writer("value_high")),
    _text("unit"),
    _choice("bound", Bound),
    Field("indicator", _read_indicator, _write_indicator),
    _text("entity"),
    _day("period_start"),
    _day("period_end"),
    _choice("measure", Measure),
    _choice("basis", Basis, is_nullable=True),
    _text("base", is_nullable=True),
    Field("dims", _read_dims, _write_dims),
    _choice("status", Status),
    _choice("tier", Tier),
)
