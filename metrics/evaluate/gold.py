"""Gold files in, placed figures out: what a reader wrote down by hand, and where on its page it stands."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from metrics.errors import MetricsError

Row = Mapping[str, Any]
Kind = Literal["figure", "optional", "ignore"]


@dataclass(frozen=True, slots=True)
class Squashed:
    """A page without its white space; `places[i]` is where the character `i` of the file went."""

    text: str
    places: tuple[int, ...]

    def place(self, offset: int) -> int:
        """Where an offset of the file stands in the squashed text."""
        return self.places[min(max(offset, 0), len(self.places) - 1)]

    def find(self, quote: str, number: str) -> int | None:
        """Where the number inside its quote begins; None when the page does not hold the quote."""
        at = self.text.find(quote)
        return None if at < 0 else at + max(quote.find(number), 0)


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """One annotated figure and its place in the squashed page; `row` is the annotation as written."""

    doc: str
    start: int
    end: int
    kind: Kind
    issue_date: str | None
    row: Row


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold file, placed on its pages: figures in file order, titles by article id, issue dates by page."""

    figures: tuple[GoldFigure, ...]
    titles: Mapping[str, str]
    issue_dates: Mapping[str, str | None]


def squash_page(text: str) -> Squashed:
    """The page without white space, knowing where each character went.

    >>> squash_page("12 万\\n元").places
    (0, 1, 2, 2, 3, 3, 4)
    """
    places: list[int] = []
    chars: list[str] = []
    for char in text:
        places.append(len(chars))
        if not char.isspace():
            chars.append(char)
    return Squashed("".join(chars), (*places, len(chars)))


def read_rows(path: Path) -> tuple[Row, ...]:
    """The objects of a JSON Lines file."""
    return tuple(_parse_rows(path))


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MetricsError(f"{path}: {error}; give a file in UTF-8") from error


def _parse_rows(path: Path) -> Iterator[Row]:
    for number, line in enumerate(_read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise MetricsError(f"{path.name}:{number}: not JSON ({error}); mend the line") from error
        if not isinstance(row, dict):
            raise MetricsError(f"{path.name}:{number}: not an object; write one {{…}} a line")
        yield row


def read_pages(folder: Path) -> Mapping[str, Squashed]:
    """The `.txt` pages of a folder by file name."""
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise MetricsError(f"{folder}: no .txt pages there; give the folder that holds the pages of the gold file")
    return MappingProxyType({path.name: squash_page(_read_text(path)) for path in paths})


def read_gold(path: Path, pages: Mapping[str, Squashed]) -> Gold:
    """A gold file placed on its pages; a quote its page does not hold is an error."""
    rows = read_rows(path)
    articles = {row["id"]: row for row in rows if row["type"] == "article"}
    figures = tuple(_place(row, articles, pages) for row in rows if row["type"] != "article")
    return Gold(
        figures=figures,
        titles=MappingProxyType({key: row["title"] for key, row in articles.items()}),
        issue_dates=MappingProxyType({row["doc"]: row["issue_date"] for row in articles.values()}),
    )


def _place(row: Row, articles: Mapping[str, Row], pages: Mapping[str, Squashed]) -> GoldFigure:
    page = pages.get(row["doc"])
    number = "".join(row["number_text"].split())
    start = row["at"] if "at" in row else page.find("".join(row["quote"].split()), number) if page else None
    if page is None or start is None:
        raise MetricsError(f"{row['doc']}: gold quote not found: {row.get('quote')}; give the folder with this very page")
    kind: Kind = "ignore" if row["type"] == "ignore" else "optional" if row.get("optional") else "figure"
    issue = articles.get(row.get("article", ""), {}).get("issue_date")
    return GoldFigure(row["doc"], start, start + len(number), kind, issue, row)
