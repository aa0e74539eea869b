"""Gold and predictions in, a report out: precision, recall, every field, calibration, and each mistake by name."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from metrics.evaluate.agreement import FIELDS, agrees_in_name
from metrics.evaluate.gold import Gold, Row, read_gold, read_pages, read_rows
from metrics.evaluate.pairing import Hit, Pairing, Prediction, pair_figures, place_predictions
from metrics.evaluate.report import Calibration, Mistake, Report, check_floor, to_text
from metrics.model import Observation
from metrics.output import to_json_line

__all__ = ["Calibration", "Mistake", "Report", "check_floor", "evaluate", "to_text"]

THRESHOLDS = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
STATED_AS = {"period": ("period_start", "period_end"), "indicator": ("must",)}


def evaluate(gold: Path, predictions: Iterable[Observation | Row] | Path, pages: Path) -> Report:
    """Compare predictions (observations, their rows, or a JSON Lines file of them) with a gold file on its pages."""
    printed = read_pages(pages)
    wanted = read_gold(gold, printed)
    rows = read_rows(predictions) if isinstance(predictions, Path) else map(_to_row, predictions)
    pairing = pair_figures(wanted, place_predictions(rows, printed))
    return Report(
        name=gold.stem,
        counts=_count(pairing),
        measures=_measure(wanted, pairing),
        calibration=tuple(_calibrate(pairing, threshold) for threshold in THRESHOLDS),
        mistakes=_list_mistakes(pairing),
    )


def _to_row(prediction: Observation | Row) -> Row:
    row: Row = json.loads(to_json_line(prediction)) if isinstance(prediction, Observation) else prediction
    return row


def _count(pairing: Pairing) -> dict[str, int]:
    found, missed = len(pairing.hits), len(pairing.missed)
    return {"gold": found + missed, "found": found, "missed": missed, "spurious": len(pairing.spurious)}


def _measure(gold: Gold, pairing: Pairing) -> dict[str, float]:
    hits = pairing.hits
    core = [figure for figure in (*pairing.missed, *(hit.figure for hit in hits)) if figure.row["tier"] == "core"]
    whole = [hit for hit in hits if hit.is_whole]
    measures = _score("figure", len(hits), pairing)
    measures |= {name: _share(sum(name not in hit.wrong for hit in hits), len(hits)) for name in FIELDS}
    measures |= _score("observation", len(whole), pairing)
    measures["core_recall_full"] = _share(sum(hit.figure.row["tier"] == "core" for hit in whole), len(core))
    if gold.titles:
        measures["article"] = _share(sum(_has_title(gold, hit) for hit in hits), len(hits))
        measures["issue_date"] = _issue_dates(gold, pairing.predictions)
    return measures


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _score(name: str, right: int, pairing: Pairing) -> dict[str, float]:
    """Precision, recall and F1 of `right` among what was said and what was to be found."""
    precision = _share(right, len(pairing.hits) + len(pairing.spurious))
    recall = _share(right, len(pairing.hits) + len(pairing.missed))
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {f"{name}_precision": precision, f"{name}_recall": recall, f"{name}_f1": f1}


def _has_title(gold: Gold, hit: Hit) -> bool:
    title = gold.titles.get(hit.figure.row["article"])
    return agrees_in_name(title, hit.said.get("article"))


def _issue_dates(gold: Gold, predictions: Mapping[str, tuple[Prediction, ...]]) -> float:
    """The share of dated pages on which all predictions carry the right issue date."""
    dated = {doc: date for doc, date in gold.issue_dates.items() if date}
    said = {doc: {one.row.get("issue_date") for one in predictions.get(doc, ())} for doc in dated}
    return _share(sum(said[doc] == {date} for doc, date in dated.items()), len(dated)) if dated else 1.0


def _calibrate(pairing: Pairing, threshold: float) -> Calibration:
    hits = [hit for hit in pairing.hits if float(hit.said.get("confidence", 0)) >= threshold]
    spurious = [row for row in pairing.spurious if float(row.get("confidence", 0)) >= threshold]
    said = len(hits) + len(spurious)
    return Calibration(threshold, said, _share(len(hits), said), _share(sum(hit.is_whole for hit in hits), said))


def _list_mistakes(pairing: Pairing) -> tuple[Mistake, ...]:
    missed = [Mistake("missed", figure.doc, figure.row["number_text"], figure.row["quote"]) for figure in pairing.missed]
    spurious = [
        Mistake("spurious", row["doc"], f"{row.get('value')}{row.get('unit') or ''}", row.get("quote") or "")
        for row in pairing.spurious
    ]
    wrong = [
        Mistake("wrong", hit.figure.doc, hit.figure.row["number_text"], hit.figure.row["quote"], _compare(hit))
        for hit in pairing.hits
        if hit.wrong
    ]
    return (*missed, *spurious, *wrong)


def _compare(hit: Hit) -> tuple[str, ...]:
    """What was wanted and what was said, one line a wrong field."""
    lines = []
    for name in hit.wrong:
        wanted = [hit.figure.row.get(key) for key in STATED_AS.get(name, (name,))]
        said = [hit.said.get(key) for key in STATED_AS[name]] if name == "period" else [hit.said.get(name)]
        lines.append(f"{name}: want {_show(wanted)} got {_show(said)}")
    return tuple(lines)


def _show(values: list[object]) -> str:
    return " – ".join("·" if value is None else str(value) for value in values)
