"""View ⇄ link: one table of keys drives reading, writing and the notice about what was refused."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import quote

from metrics.errors import LinkError
from metrics.show.migrations import migrate
from metrics.show.view import OWN, View, Window
from metrics.show.words import codes, say, words

Known = Mapping[str, Collection[str]]
SEPARATOR = "~"
MOST_VALUES = 60
MOST_NAMED = 8
DIGEST_DIGITS = 10
IMPLIED_ID = "i-"


@dataclass(frozen=True, slots=True)
class Refused:
    """A part of a link that was not followed, and why."""

    key: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the link: the field of the View it carries and how its text is read and written."""

    name: str
    field: str
    read: Callable[[str, Collection[str] | None], Any]
    write: Callable[[Any], str]


def read_one(text: str, allowed: Collection[str] | None) -> str:
    """A single code; LinkError names what would be allowed."""
    if allowed is None or text in allowed:
        return text
    if len(allowed) > MOST_NAMED:
        raise LinkError(say("refused_unknown"))
    raise LinkError(say("refused_value", allowed="、".join(sorted(allowed) if isinstance(allowed, Set) else allowed)))


def split_values(text: str) -> list[str]:
    """Cut at `~`; inside a value `!1` stands for that sign and `!0` for `!`.

    >>> split_values("a~b!1c!0")
    ['a', 'b~c!']
    """
    return [value.replace("!1", SEPARATOR).replace("!0", "!") for value in text.split(SEPARATOR)]


def read_many(text: str, allowed: Collection[str] | None) -> tuple[str, ...]:
    """Several codes, in the order given, each once."""
    values = [value for value in split_values(text) if value]
    if len(values) > MOST_VALUES:
        raise LinkError(say("refused_many", most=MOST_VALUES))
    return tuple(dict.fromkeys(read_one(value, allowed) for value in values))


def write_many(values: Sequence[str]) -> str:
    """Several codes as one text."""
    return SEPARATOR.join(value.replace("!", "!0").replace(SEPARATOR, "!1") for value in values)


def read_window(text: str, _: Collection[str] | None) -> Window:
    """A time window such as `2024-01-01..2024-09-30`; either end may be left out."""
    since, dots, until = text.partition("..")
    if not dots:
        raise LinkError(say("refused_window"))
    try:
        ends = [date.fromisoformat(end) if end not in ("", "earliest", "latest") else None for end in (since, until)]
    except ValueError as error:
        raise LinkError(say("refused_window")) from error
    if ends[0] and ends[1] and ends[0] > ends[1]:
        raise LinkError(say("refused_order"))
    return ends[0], ends[1]


def write_window(window: Window) -> str:
    """The window as `since..until`."""
    return "..".join(end.isoformat() if end else "" for end in window)


def read_day(text: str, _: Collection[str] | None) -> date:
    """One day, such as the last one whose newspapers count."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise LinkError(say("refused_day")) from error


def write_day(day: date | None) -> str:
    """A day as 2024-09-25; no day is empty."""
    return day.isoformat() if day else ""


def read_version(text: str, allowed: Collection[str] | None) -> str:
    """The name of a version of our data; one we never made is refused."""
    if allowed is not None and text not in allowed:
        raise LinkError(say("refused_version"))
    return text


def read_digest(text: str, _: Collection[str] | None) -> str:
    """The digest of the rows that were shared: ten base-36 digits."""
    if not (len(text) == DIGEST_DIGITS and text.isascii() and text.isalnum() and text == text.lower()):
        raise LinkError(say("refused_digest", n=DIGEST_DIGITS))
    return text


def read_leaf(text: str, _: Collection[str] | None) -> int:
    """The number of a leaf of the table."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:7]) <= 100_000):
        raise LinkError(say("refused_leaf"))
    return int(text)


def read_text(text: str, _: Collection[str] | None) -> str:
    """Words to search for, as typed."""
    if len(text) > 100:
        raise LinkError(say("refused_long"))
    return text


KEYS: tuple[Key, ...] = (
    Key("view", "page", read_one, str),
    Key("topic", "topic", read_many, write_many),
    Key("i", "indicator", read_many, write_many),
    Key("area", "entity", read_many, write_many),
    Key("in", "within", read_many, write_many),
    Key("m", "measure", read_many, write_many),
    Key("st", "status", read_many, write_many),
    Key("tier", "tier", read_many, write_many),
    Key("part", "part", read_many, write_many),
    Key("src", "doc", read_many, write_many),
    Key("s", "series", read_many, write_many),
    Key("mon", "month", read_many, write_many),
    Key("t", "window", read_window, write_window),
    Key("q", "search", read_text, str),
    Key("chart", "chart", read_one, str),
    Key("facet", "facet", read_one, str),
    Key("y", "axis", read_one, str),
    Key("scale", "scale", read_one, str),
    Key("u", "transform", read_one, str),
    Key("f", "frequency", read_one, str),
    Key("g", "method", read_one, str),
    Key("imp", "with_implied", read_one, str),
    Key("hl", "highlight", read_one, str),
    Key("o", "order", read_one, str),
    Key("r", "leaf", read_leaf, str),
    Key("p", "point", read_one, str),
    Key("asof", "asof", read_day, write_day),
    Key("rep", "report", read_one, str),
    Key("v", "version", read_version, str),
    Key("d", "digest", read_digest, str),
    Key("lang", "lang", read_one, str),
)
FIXED = {
    *("page", "measure", "status", "tier", "part", "chart", "facet", "axis", "scale", "transform", "frequency", "method"),
    *("with_implied", "order", "report", "lang"),
}


def write_link(view: View, is_whole: bool = False) -> dict[str, str]:
    """The keys of a view in canonical order; what the reader left alone is left out, unless the link is to say everything."""
    start = View()
    return {
        key.name: key.write(getattr(view, key.field))
        for key in KEYS
        if is_whole or getattr(view, key.field) != getattr(start, key.field)
    }


def to_query(view: View, is_whole: bool = False) -> str:
    """The view as the part of an address after `?`, all ASCII.

    >>> to_query(View(page="browse", measure=("level", "growth")))
    'view=browse&m=level~growth'
    """
    return "&".join(f"{name}={quote(value, safe='~')}" for name, value in write_link(view, is_whole).items())


def is_junk(name: str) -> bool:
    """Whether a key was added by a chat app or a campaign and says nothing to us."""
    return name in words("junk_keys") or name.startswith(words("junk_prefixes"))


def find_cuts(text: str, is_one: bool) -> Iterator[str]:
    """The text, then what is left of it without what a chat app or the next sentence may have glued to its end.

    >>> list(find_cuts("2024-06-01）。", True))
    ['2024-06-01）。', '2024-06-01）', '2024-06-01']
    """
    yield text
    yield from (text[:end] for end in range(len(text) - 1, 0, -1) if text[end] in words("glued"))
    foreign = next((at for at, char in enumerate(text) if not char.isascii()), 0)
    if is_one and foreign and text[foreign] not in words("glued"):
        yield text[:foreign]


def read_value(key: Key, text: str, allowed: Collection[str] | None) -> Any:  # noqa: ANN401  (what the field holds)
    """What a key's text says; when it says nothing, what it says without its tail."""
    refusals = []
    for cut in find_cuts(text, key.read is not read_many):
        try:
            return key.read(cut, allowed)
        except LinkError as error:
            refusals.append(error)
    raise refusals[0]


def read_link(params: Mapping[str, Sequence[str]], known: Known | None = None) -> tuple[View, tuple[Refused, ...]]:
    """The view a link asks for; what cannot be followed keeps its start value and is named."""
    by_name = {key.name: key for key in KEYS}
    view, refused = View(), []
    for name, values in migrate(params).items():
        key = by_name.get(name)
        if key is None:
            if not is_junk(name):
                refused.append(Refused(name, values[-1], say("refused_key")))
            continue
        try:
            allowed = codes(key.field) if key.field in FIXED else known and known.get(key.field)
            if values[-1]:  # a pinned link also writes what was left alone
                view = replace(view, **{key.field: read_value(key, values[-1], allowed or None)})
        except LinkError as error:
            refused.append(Refused(name, values[-1], str(error)))
        if len(values) > 1:
            refused.append(Refused(name, values[0], say("refused_twice")))
    if view.frequency != OWN and view.transform != View().transform:
        refused.append(Refused("u", view.transform, say("refused_beside_f")))
        view = replace(view, transform=View().transform)
    return view, tuple(refused)
