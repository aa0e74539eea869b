"""A reading in, the account of its numbers out: how many were read, how many skipped and why, and which nobody looked at."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from metrics.model import Reading, Skipped

UNEXPLAINED = "number"  # the reason of a number of which nothing is known but that it is one
AROUND = 12


@dataclass(frozen=True, slots=True)
class Coverage:
    """How the numbers of some pages were dealt with; `unseen` are digits in no observation and no skipped span."""

    read: int
    skipped: Counter[str]
    unseen: int

    @property
    def total(self) -> int:
        """All numbers."""
        return self.read + self.skipped.total() + self.unseen

    @property
    def understood(self) -> int:
        """The numbers that were read or skipped for a known reason."""
        return self.read + self.skipped.total() - self.skipped[UNEXPLAINED]

    def __add__(self, other: "Coverage") -> "Coverage":
        """The account of both."""
        return Coverage(self.read + other.read, self.skipped + other.skipped, self.unseen + other.unseen)


NOTHING = Coverage(0, Counter(), 0)


def measure_coverage(reading: Reading) -> Coverage:
    """The account of one page."""
    return Coverage(
        read=len(reading.observations),
        skipped=Counter(skip.reason for skip in reading.skipped),
        unseen=len(find_unseen(reading)),
    )


def find_unseen(reading: Reading) -> list[tuple[int, int]]:
    """The digits of a page that stand in no observation and in no skipped span."""
    spans = [(each.start, each.end) for each in reading.observations] + [(each.start, each.end) for each in reading.skipped]
    seen = bytearray(len(reading.page.text))
    for start, end in spans:
        seen[start:end] = b"\1" * (end - start)
    return [(start, end) for start, end in _digit_runs(reading.page.text) if not any(seen[start:end])]


def _digit_runs(text: str) -> Iterator[tuple[int, int]]:
    start = None
    for at, character in enumerate(text):
        if character.isdecimal():
            start = at if start is None else start
        elif start is not None:
            yield start, at
            start = None
    if start is not None:
        yield start, len(text)


def to_lines(reading: Reading) -> list[str]:
    """Each skipped and each unseen number of a page as a line: place, reason, number, the words around it."""
    unseen = (Skipped(start, end, "unseen") for start, end in find_unseen(reading))
    skips: Sequence[Skipped] = sorted((*reading.skipped, *unseen), key=lambda skip: (skip.start, skip.end))
    return [_to_line(reading, skip) for skip in skips]


def _to_line(reading: Reading, skip: Skipped) -> str:
    text = reading.page.text
    number, around = text[skip.start : skip.end], text[max(skip.start - AROUND, 0) : skip.end + AROUND]
    return "\t".join((f"{reading.page.doc}:{skip.start}-{skip.end}", skip.reason, _on_one_line(number), _on_one_line(around)))


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def to_text(coverage: Coverage, lines: Iterable[str]) -> str:
    """The account as text: counts by reason, the lines, and the share of numbers understood."""
    counts = [
        f"{count:6}  {reason}" for reason, count in sorted(coverage.skipped.items(), key=lambda item: (-item[1], item[0]))
    ]
    share = f"{coverage.understood / coverage.total:.1%}" if coverage.total else "of no numbers"
    skipped, unexplained = coverage.skipped.total(), coverage.skipped[UNEXPLAINED]
    last = f"coverage {share}: {coverage.read} read, {skipped} skipped ({unexplained} unexplained), {coverage.unseen} unseen"
    return "\n".join([*counts, *lines, last]) + "\n"
