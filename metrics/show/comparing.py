"""A prepared table in, what the ledger finds in it out: page by page and thing by thing, in portions that fit into memory."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd

from metrics.checks import compare_within
from metrics.checks.checks import Check, Implied
from metrics.checks.figures import Figure, find_brackets
from metrics.checks.report import IMPLIED
from metrics.checks.sums import FEWEST_PARTS, read_sums
from metrics.series import base_of_unit, to_plain
from metrics.show.filters import Places, Row, Table, list_rows, thaw
from metrics.show.matches import Mask
from metrics.show.prepared import codes_of, labels_of

PORTION = 4_000  # rows that are figures at the same time
ENTRY = ("scope", "kind", "verdict", "reason", "formula", "low", "high", "unit", "figures")
LABELS = ("kind", "verdict", "reason", "unit")
NEEDED = (
    *("obs_id", "doc", "sha256", "article", "start", "end", "indicator_key", "indicator", "entity", "measure", "basis", "base"),
    *("value_text", "value_high", "unit", "bound", "dims", "period_start", "period_end", "status", "tier", "quote"),
)
Thing = tuple[str, str]
ReadPage = Callable[[str], str]
Entry = tuple[str, ...]


def name_thing(thing: Thing) -> str:
    """An indicator (by its key) of an entity, as one text that no page has for a hash."""
    return "\x1f".join(thing)


def compare_table(table: Table, read_page: ReadPage) -> Table:
    """Everything the ledger finds in a table."""
    every = np.arange(len(table))
    return to_book([*compare_pages(table, every, read_page), *compare_things(table, every)])


def renew_book(book: Table, table: Table, pages: Collection[str], things: Collection[Thing], read_page: ReadPage) -> Table:
    """The book of a table that differs from the one it was made of in these pages and these things only."""
    stale = [*pages, *map(name_thing, things)]
    kept = book[~book["scope"].isin(stale)]
    on_pages = np.flatnonzero(table["sha256"].isin(list(pages)))
    found = [*compare_pages(table, on_pages, read_page), *compare_things(table, find_things(table, things))]
    both = pd.concat([kept.astype("str"), to_book(found).astype("str")], ignore_index=True)
    return both.astype(dict.fromkeys(LABELS, "category"))


def find_things(table: Table, things: Collection[Thing]) -> Places:
    """The rows of these things."""
    keys, entities = labels_of(table, "indicator_key"), labels_of(table, "entity")
    pairs = sorted(things)
    key = keys.categories.get_indexer([one for one, _ in pairs]).astype(np.int64)
    entity = entities.categories.get_indexer([one for _, one in pairs]).astype(np.int64)
    wanted = (key * len(entities.categories) + entity)[(key >= 0) & (entity >= 0)]
    found: Places = np.flatnonzero(np.isin(number_things(table), wanted))
    return found


def number_things(table: Table) -> Places:
    """For every row the number of its thing."""
    keys, entities = labels_of(table, "indicator_key"), labels_of(table, "entity")
    numbers: Places = keys.codes.astype(np.int64) * len(entities.categories) + entities.codes
    return numbers


def to_book(entries: list[Entry]) -> Table:
    """Findings as a table of texts: where they are from, what was compared, how it came out, the ids of the figures."""
    return pd.DataFrame(entries, columns=list(ENTRY), dtype="str").astype(dict.fromkeys(LABELS, "category"))


def to_entry(scope: str, found: Check | Implied) -> Entry:
    """One finding as texts; what is implied has its lowest and highest value in base units."""
    ids = " ".join(figure.obs_id for figure in found.figures)
    if isinstance(found, Check):
        return scope, found.kind, found.verdict, found.reason, found.formula, "", "", "", ids
    ends = [to_plain(round(end, 6)) for end in (found.range.low, found.range.high)]
    return scope, found.kind, IMPLIED, "", found.formula, *ends, found.unit, ids


def compare_pages(table: Table, rows: Places, read_page: ReadPage) -> Iterator[Entry]:
    """What the figures of each article allow; of whole pages only."""
    rows = rows[may_compare_in_article(table, rows)]
    pages = codes_of(table, "sha256")[rows]
    order = np.lexsort([table["obs_id"].array.take(rows), table["start"].to_numpy()[rows], pages])
    for portion in split_portions(rows[order], pages[order]):
        figures = list_figures(table, portion, read_page)
        for found in compare_within(figures, "article"):
            yield to_entry(found.figures[0].article.partition(" ")[0], found)


def compare_things(table: Table, rows: Places) -> Iterator[Entry]:
    """What the figures of one indicator and entity allow, wherever they are printed; of whole things only."""
    rows = rows[may_compare_anywhere(table, rows)]
    things = number_things(table)[rows]
    order = np.lexsort(
        [table["obs_id"].array.take(rows), table["start"].to_numpy()[rows], codes_of(table, "sha256")[rows], things]
    )
    for portion in split_portions(rows[order], things[order]):
        for found in compare_within(list_figures(table, portion, None), "thing"):
            first = found.figures[0]
            yield to_entry(name_thing((first.key, first.entity)), found)


def split_portions(rows: Places, groups: Places) -> Iterator[Places]:
    """Rows that stand group by group, cut between groups."""
    ends = [*np.flatnonzero(np.diff(groups)) + 1, len(rows)]
    first = 0
    for end in ends:
        if end - first >= PORTION or (end == len(rows) and end > first):
            yield rows[first:end]
            first = end


def count_in(groups: Places, hits: Mask) -> Places:
    """For every row how many rows of its group are hits."""
    counted: Places = np.bincount(groups, weights=hits).astype(np.int64)[groups] if len(groups) else groups
    return counted


def may_compare_in_article(table: Table, rows: Places) -> Mask:
    """Which rows stand in an article that holds parts, shares, or a total the catalogue knows the parts of."""
    articles = labels_of(table, "article")
    numbers = codes_of(table, "sha256")[rows].astype(np.int64) * len(articles.categories) + articles.codes[rows]
    groups = np.unique(numbers, return_inverse=True)[1]
    is_level, has_dims = (is_one(table, "measure", rows, "level"), ~is_one(table, "dims", rows, ""))
    parts = count_in(groups, is_level & has_dims) >= FEWEST_PARTS
    shares = count_in(groups, is_one(table, "measure", rows, "share")) > 0
    totals = count_in(groups, is_one(table, "indicator_key", rows, *(one.total for one in read_sums()))) > 0
    mask: Mask = parts | shares | totals
    return mask


def may_compare_anywhere(table: Table, rows: Places) -> Mask:
    """Which rows are of a thing with a growth or a completion, or were printed of one time in different words."""
    groups = np.unique(number_things(table)[rows], return_inverse=True)[1]
    mask: Mask = count_in(groups, is_one(table, "measure", rows, "growth", "completion")) > 0
    return mask | is_printed_differently(table, rows)


def is_printed_differently(table: Table, rows: Places) -> Mask:
    """Which rows have another print of the same thing, time and measure in other digits or another unit."""
    names = ("indicator_key", "entity", "dims", "period_start", "period_end", "status", "measure", "basis", "base")
    columns = {name: column_as_numbers(table, name, rows) for name in names}
    units = labels_of(table, "unit")
    bases = pd.factorize(np.array([base_of_unit(str(unit))[1] for unit in units.categories], dtype=object))[0]
    same = (
        pd.DataFrame(columns | {"base_unit": bases[units.codes[rows]]})
        .groupby([*names, "base_unit"], sort=False)
        .ngroup()
        .to_numpy()
    )
    prints = pd.DataFrame({"same": same, "digits": table["value_text"].array.take(rows), "unit": units.codes[rows]})
    several = ~prints.duplicated()
    mask: Mask = count_in(same, several.to_numpy()) > 1
    return mask


def column_as_numbers(table: Table, name: str, rows: Places) -> Places:
    """A column as numbers that are equal where its cells are."""
    if table[name].dtype.kind == "M":
        days: Places = table[name].to_numpy()[rows].astype("datetime64[s]").astype(np.int64)
        return days
    return codes_of(table, name)[rows]


def is_one(table: Table, column: str, rows: Places, *values: str) -> Mask:
    """Which rows hold one of these values."""
    labels = labels_of(table, column)
    hits: Mask = np.append(np.asarray(labels.categories.isin(list(values))), False)[labels.codes[rows]]
    return hits


def list_figures(table: Table, rows: Places, read_page: ReadPage | None) -> list[Figure]:
    """These rows as the ledger sees them; with the brackets after them where pages can be read."""
    named = list_rows(thaw(table[list(NEEDED)].iloc[rows]))
    texts = {sha256: read_page(sha256) for sha256 in {row["sha256"] for row in named}} if read_page else {}
    return [to_figure(row, texts.get(row["sha256"], "")) for row in named]


def to_figure(row: Row, text: str) -> Figure:
    """One row of the table as the ledger sees it, with the bracket that follows it on its page."""
    opens, closes = find_brackets(text, row["end"])
    return Figure(
        obs_id=row["obs_id"],
        doc=row["doc"],
        article=f"{row['sha256']} {row['article']}",
        start=row["start"],
        key=row["indicator_key"],
        indicator=row["indicator"],
        entity=row["entity"],
        measure=row["measure"],
        basis=row["basis"],
        base=row["base"],
        value=Decimal(row["value_text"]),
        unit=row["unit"],
        bound=row["bound"] if pd.isna(row["value_high"]) else "~",
        dims=_dims_of(row["dims"]),
        period_start=_day_of(row["period_start"]),
        period_end=_day_of(row["period_end"]),
        status=row["status"],
        is_core=row["tier"] == "core",
        quote=row["quote"],
        opens=opens,
        closes=closes,
    )


def _day_of(day: pd.Timestamp) -> date | None:
    return day.date() if pd.notna(day) else None


def _dims_of(text: str) -> Mapping[str, str]:
    pairs = (piece.partition("=") for piece in text.split("；") if piece)
    return {key: value for key, _, value in pairs}
