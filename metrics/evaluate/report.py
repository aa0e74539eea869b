"""The report of an evaluation: its numbers, its text, and the floor they may not fall below."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

MistakeKind = Literal["missed", "spurious", "wrong"]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Of the predictions at or above a confidence: how many, and which share has the value right, and everything."""

    threshold: float
    predictions: int
    values_right: float
    wholes_right: float


@dataclass(frozen=True, slots=True)
class Mistake:
    """One difference between gold and prediction; `details` says field by field what was wanted."""

    kind: MistakeKind
    doc: str
    figure: str
    quote: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What an evaluation found; `name` is the gold set's, `measures` are shares from 0 to 1."""

    name: str
    counts: Mapping[str, int]
    measures: Mapping[str, float]
    calibration: tuple[Calibration, ...]
    mistakes: tuple[Mistake, ...]


def to_text(report: Report, errors: int = 0) -> str:
    """The report for the eye, with up to `errors` mistakes of each kind."""
    lines = [f"{name:24s} {count}" for name, count in report.counts.items()]
    lines += [f"{name:24s} {share:.3f}" for name, share in report.measures.items()]
    lines += ["", "confidence  predictions  values right  wholes right"]
    lines += [
        f"    >= {one.threshold:.2f} {one.predictions:12d} {one.values_right:13.3f} {one.wholes_right:13.3f}"
        for one in report.calibration
    ]
    for kind in ("missed", "spurious", "wrong"):
        shown = [mistake for mistake in report.mistakes if mistake.kind == kind][:errors]
        lines += [line for mistake in shown for line in _to_lines(mistake)]
    return "\n".join(lines)


def _to_lines(mistake: Mistake) -> list[str]:
    head = f"{mistake.kind.upper():8s} {mistake.doc} {mistake.figure} | {mistake.quote}"
    return [head, *(f"         {detail}" for detail in mistake.details)]


def check_floor(report: Report, floor: Mapping[str, Mapping[str, float]]) -> list[str]:
    """What fell below the floor of the report's set, one line each; a measure the report lacks is named too."""
    fallen = []
    for name, minimum in floor.get(report.name, {}).items():
        share = report.measures.get(name)
        if share is None:
            fallen.append(f"{report.name}: {name}: no such measure; choose one of {', '.join(report.measures)}")
        elif share < minimum:
            fallen.append(f"{report.name}: {name} {share:.4f} is below the floor {minimum}")
    return fallen
