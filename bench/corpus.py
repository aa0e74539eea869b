"""The pages of the project with other digits: as many pages as wanted, the same for the same seed."""

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
FOLDERS = (ROOT / "seeds", ROOT / "tests" / "pages")
# a figure's digits (1884 of 1884万), not those of a date (2024 of 2024年) nor of the line around a wrapped one
FIGURE_DIGITS = re.compile(r"[0-9]+(?![0-9\s]*[年月日时分—-])")


def read_printed_pages() -> list[str]:
    """The text of every page the project holds, in the order of their names."""
    return [path.read_text(encoding="utf-8") for folder in FOLDERS for path in sorted(folder.glob("*.txt"))]


def read_distinct_pages() -> list[str]:
    """Every page the project holds for its tests, single sentences left out."""
    folders = {path.parent for path in (ROOT / "tests").glob("*/*.txt")} - {ROOT / "tests" / "sentences"}
    return [
        path.read_text(encoding="utf-8")
        for folder in (ROOT / "seeds", *sorted(folders))
        for path in sorted(folder.glob("*.txt"))
    ]


def make_pages(seed: int = 2024) -> Iterator[str]:
    """Pages without end: the printed ones in turn, each figure with other digits of the same length."""
    random = Random(seed)
    printed = read_printed_pages()
    while True:
        for page in printed:
            yield FIGURE_DIGITS.sub(lambda match: vary_digits(match.group(), random), page)


def vary_digits(digits: str, random: Random) -> str:
    """Other digits, as many, the first not 0 unless it was."""
    first = digits[0] if digits[0] == "0" else random.choice("123456789")
    return first + "".join(random.choices("0123456789", k=len(digits) - 1))


def make_long_page(length: int, seed: int = 2024) -> str:
    """One page of `length` characters, made of many."""
    parts: list[str] = []
    missing = length
    for page in make_pages(seed):
        parts.append(page[:missing])
        missing -= len(parts[-1])
        if missing == 0:
            return "".join(parts)
    return ""


def write_corpus(folder: Path, size: int = 0, count: int = 0) -> tuple[int, int]:
    """Write pages until there are `size` bytes or `count` files; returns how many files and bytes."""
    files = written = 0
    for page in make_pages():
        written += (folder / f"{files:06}.txt").write_bytes(page.encode("utf-8"))
        files += 1
        if (size and written >= size) or files == count:
            break
    return files, written
