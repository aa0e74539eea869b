"""`python -m bench.formats`: the five pages printed as PDF and as poor scans, read again: characters, numbers, observations.

A page is printed in three to five columns, then read as any file is. What is counted: printed characters that come back in
their place, numbers whose digits all do, and observations equal in everything but their place to those of the text.
"""

import argparse
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from bench.corpus import ROOT
from metrics.extract import extract_page
from metrics.model import Observation, Page
from metrics.parse.pages import page_from_bytes, read_page
from tests.press import Columns, draw, set_page, to_pdf, to_png, to_scan, to_text
from tests.printing import Line

NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
COLUMNS = (3, 4, 5, 4, 3)
Print = Callable[[int, int, Sequence[Line]], bytes]
PRINTS: Mapping[str, tuple[str, Print]] = {
    "pdf": (".pdf", to_pdf),
    "clean": (".png", lambda width, height, lines: to_png(draw(width, height, lines))),
    "scan": (".jpg", to_scan),
}
COMPARED = (
    *("indicator", "indicator_id", "value", "value_high", "unit", "bound", "measure", "basis", "base", "entity"),
    *("period_start", "period_end", "status", "tier"),
)


def squeeze(text: str) -> str:
    """A text without white."""
    return "".join(text.split())


def count_right(printed: str, read: str) -> tuple[int, int, int]:
    """How many printed characters are read in their place, and of how many numbers all digits are, next to each other."""
    matcher = SequenceMatcher(None, printed, read, autojunk=False)
    places = {block.a + step: block.b + step for block in matcher.get_matching_blocks() for step in range(block.size)}
    numbers = [match.span() for match in NUMBER.finditer(printed)]
    whole = [span for span in numbers if _is_whole([places.get(at) for at in range(*span)])]
    return len(places), len(whole), len(numbers)


def _is_whole(places: Sequence[int | None]) -> bool:
    first = places[0]
    return first is not None and list(places) == list(range(first, first + len(places)))


def find_facts(page: Page) -> Counter[tuple[object, ...]]:
    """What the observations of a page say, places left out."""
    return Counter(map(to_fact, extract_page(page).observations))


def to_fact(observation: Observation) -> tuple[object, ...]:
    """All of an observation but its place."""
    return (*(getattr(observation, name) for name in COMPARED), tuple(sorted(observation.dims.items())))


def tell(lost: Counter[tuple[object, ...]], found: Counter[tuple[object, ...]]) -> None:
    """The differences, a line each."""
    for sign, facts in (("-", lost), ("+", found)):
        for fact in sorted(facts.elements(), key=str):
            print(f"    {sign} {' | '.join(str(part) for part in fact if part not in (None, ()))}")


def measure(path: Path, columns: Columns, kind: str, is_told: bool, keep: Path | None) -> tuple[int, ...]:
    """Print a page, read it, compare; returns printed and right characters, numbers, and observations."""
    text = read_page(path)
    sheet = set_page(text, columns)
    suffix, make = PRINTS[kind]
    content = make(*sheet)
    if keep:
        (keep / f"{path.stem}.{kind}{suffix}").write_bytes(content)
    started = time.perf_counter()
    page = page_from_bytes(path.with_suffix(suffix), content)
    seconds = time.perf_counter() - started
    if keep:
        (keep / f"{path.stem}.{kind}.txt").write_text(page.text, encoding="utf-8")
    printed = squeeze(to_text(sheet[2]))
    right, whole, numbers = count_right(printed, squeeze(page.text))
    expected, found = find_facts(text), find_facts(page)
    same = (expected & found).total()
    print(
        f"{path.stem[:12]:12} {kind:6} {columns.count} × {columns.letters}  characters {right}/{len(printed)}"
        f"  numbers {whole}/{numbers}  observations {same}/{expected.total()}, {found.total() - same} others  {seconds:.1f} s",
        flush=True,
    )
    if is_told:
        tell(expected - found, found - expected)
    return len(printed), right, numbers, whole, expected.total(), same, found.total() - same


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, print and read the pages."""
    parser = argparse.ArgumentParser(prog="python -m bench.formats", description="The same pages as text, PDF and scan.")
    parser.add_argument("pages", nargs="*", type=Path, help="text files (default: seeds/)")
    parser.add_argument("--kinds", nargs="+", choices=list(PRINTS), default=["pdf", "scan"], help="default: pdf scan")
    parser.add_argument("--letters", type=int, default=22, metavar="N", help="how wide a column is (default: 22 letters)")
    parser.add_argument("--differences", action="store_true", help="list the observations that differ")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep what was printed and the text read of it here")
    args = parser.parse_args(arguments)
    if args.keep:
        args.keep.mkdir(parents=True, exist_ok=True)
    pages = args.pages or sorted((ROOT / "seeds").glob("*.txt"))
    for kind in args.kinds:
        rows = [
            measure(path, Columns(COLUMNS[number % len(COLUMNS)], args.letters), kind, args.differences, args.keep)
            for number, path in enumerate(pages)
        ]
        printed, right, numbers, whole, expected, same, others = map(sum, zip(*rows, strict=True))
        print(
            f"{kind}: characters {right / printed:.2%}, numbers {whole / numbers:.2%}, "
            f"observations {same}/{expected}, {others} others"
        )


if __name__ == "__main__":
    main()
