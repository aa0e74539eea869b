"""Gold figures and predictions in, pairs out: what was found, what was missed, what nobody printed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from metrics.evaluate.agreement import WHOLE, agrees_in_value, find_wrong_fields
from metrics.evaluate.gold import Gold, GoldFigure, Row, Squashed


@dataclass(frozen=True, slots=True)
class Prediction:
    """One extracted observation and its place in the squashed page."""

    start: int
    end: int
    row: Row


@dataclass(frozen=True, slots=True)
class Hit:
    """A figure that was found with its value, and the fields that are wrong."""

    figure: GoldFigure
    said: Row
    wrong: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every field that makes an observation is right."""
        return not any(name in WHOLE for name in self.wrong)


@dataclass(frozen=True, slots=True)
class Pairing:
    """The figures found and missed and the predictions that stand on no figure; debatable figures are in none of them."""

    hits: tuple[Hit, ...]
    missed: tuple[GoldFigure, ...]
    spurious: tuple[Row, ...]
    predictions: Mapping[str, tuple[Prediction, ...]]


def place_predictions(rows: Iterable[Row], pages: Mapping[str, Squashed]) -> Mapping[str, tuple[Prediction, ...]]:
    """Predictions by page, placed; those of pages we do not hold are left out."""
    placed: dict[str, list[Prediction]] = defaultdict(list)
    for row in rows:
        name = PurePath(row["doc"]).name
        if page := pages.get(name):
            placed[name].append(Prediction(page.place(int(row["start"])), page.place(int(row["end"])), row))
    return {name: tuple(found) for name, found in placed.items()}


def pair_figures(gold: Gold, predictions: Mapping[str, tuple[Prediction, ...]]) -> Pairing:
    """Give every figure the best prediction that stands on it with its value; a debatable figure takes its own away."""
    used: set[int] = set()
    hits, missed = [], []
    for figure in gold.figures:
        standing = [one for one in predictions.get(figure.doc, ()) if id(one) not in used and _overlap(figure, one)]
        best = _choose(figure, standing)
        if figure.kind == "ignore" or (figure.kind == "optional" and best is None):
            used.update(map(id, standing))
        elif best is None:
            missed.append(figure)
        else:
            used.add(id(best))
            if figure.kind == "figure":
                hits.append(Hit(figure, best.row, find_wrong_fields(figure, best.row)))
    spurious = tuple(one.row for found in predictions.values() for one in found if id(one) not in used)
    return Pairing(tuple(hits), tuple(missed), spurious, predictions)


def _overlap(figure: GoldFigure, prediction: Prediction) -> bool:
    return prediction.start < figure.end and figure.start < prediction.end


def _choose(figure: GoldFigure, standing: list[Prediction]) -> Prediction | None:
    """The prediction with the right value and the fewest wrong fields, the first of equals."""
    if figure.kind == "ignore":
        return None
    good = [one for one in standing if agrees_in_value(figure.row, one.row)]
    return min(good, key=lambda one: len(find_wrong_fields(figure, one.row)), default=None)
