"""A view and one of its filters in, the values it may be narrowed to out: counted, named, found by what a reader types."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from metrics.show.filters import START, count_values, find_figures, key_of
from metrics.show.initials import to_initials
from metrics.show.memo import memo_of
from metrics.show.months import count_months, name_month
from metrics.show.phrases import say_indicator
from metrics.show.places import grow_tree
from metrics.show.shelf import Shelf
from metrics.show.view import View
from metrics.show.words import label

MOST_OPTIONS = 500  # listed at once: nobody reads more, and what is typed finds the others
FIELDS = ("topic", "indicator", "within", "entity", "month", "measure", "status", "tier", "part", "doc")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter: how many figures it would leave, and how deep it stands under others."""

    key: str
    count: int
    depth: int = 0


Choices = Mapping[str, Choice]


def list_choices(field: str, view: View, held: Shelf) -> Choices:
    """Every value of a filter in its order, all other filters in force; what is chosen stands among them at any rate."""
    rest = replace(view, **{field: getattr(START, field)})
    count = COUNTERS.get(field, count_plain)
    found = memo_of(held.table).get(("choices", field, key_of(rest)), lambda: by_key(count(field, rest, held)))
    return {**found, **{key: Choice(key, 0) for key in getattr(view, field) if key not in found}}


def find_choices(field: str, view: View, held: Shelf, typed: str) -> tuple[list[Choice], int]:
    """The values found by what was typed, those with most figures while there is room for all; and how many were found."""
    found = list(list_choices(field, view, held).values())
    terms = typed.lower().split()
    if terms:
        found = [one for one in found if is_meant(terms, spell(name_all(field, one.key, held)))]
    if len(found) <= MOST_OPTIONS:
        return found, len(found)
    chosen = set(getattr(view, field))
    order = sorted(found, key=lambda one: (one.key not in chosen, -one.count))
    kept = {one.key for one in order[:MOST_OPTIONS]}
    return [one for one in found if one.key in kept], len(found)


def by_key(choices: Iterable[Choice]) -> Choices:
    """Values by their key."""
    return {one.key: one for one in choices}


def count_plain(field: str, view: View, held: Shelf) -> list[Choice]:
    """The values of a column, most figures first."""
    return [Choice(key, count) for key, count in count_values(held.table, view, field).items()]


def count_within(_: str, view: View, held: Shelf) -> list[Choice]:
    """The tree of places, each with all below it."""
    return [Choice(node.name, node.all, node.depth) for node in grow_tree(count_values(held.table, view, "entity"))]


def count_alone(_: str, view: View, held: Shelf) -> list[Choice]:
    """The tree of places, each by its own figures."""
    return [Choice(node.name, node.own, node.depth) for node in grow_tree(count_values(held.table, view, "entity")) if node.own]


def count_ends(_: str, view: View, held: Shelf) -> list[Choice]:
    """The years in which figures end, and under each its months."""
    counts = count_months(held.table, find_figures(held.table, view))
    return [Choice(code, count, "-" in code) for code, count in counts.items()]


COUNTERS: Mapping[str, Callable[[str, View, Shelf], Sequence[Choice]]] = {
    "within": count_within,
    "entity": count_alone,
    "month": count_ends,
}


def name_choice(field: str, key: str, held: Shelf) -> str:
    """How a value of a filter is written."""
    if field == "month":
        return name_month(key)
    return say_indicator(key, held.names.get(key) or key) if field == "indicator" else label(field, key)


def name_all(field: str, key: str, held: Shelf) -> tuple[str, ...]:
    """Everything a value may be called by."""
    indicator = held.catalogue.get(key) if field == "indicator" else None
    others = (indicator.name, *indicator.aliases) if indicator else (key,) if field == "month" else ()
    return (name_choice(field, key, held), *others)


@lru_cache(maxsize=20_000)
def spell(names: tuple[str, ...]) -> str:
    """Names and the first letters of their pinyin, as one text to look in.

    >>> spell(("规模以上工业增加值", "规上工业"))
    '规模以上工业增加值 规上工业 gmysgyzjz gsgy'
    """
    return " ".join((*(name.lower() for name in names), *map(to_initials, names)))


def is_meant(terms: Sequence[str], spelled: str) -> bool:
    """Whether every word that was typed occurs."""
    return all(term in spelled for term in terms)
