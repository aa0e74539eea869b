"""A view and a choice in, the query of the view after it out: a page has a hundred links, all but the same."""

from functools import lru_cache
from urllib.parse import quote

from metrics.show.link import KEYS, Key
from metrics.show.view import View, widen_choices

PLACES = {key.field: place for place, key in enumerate(KEYS)}
START = View()


def to_query_after(view: View, **choices: object) -> str:
    """The query of a view after a choice.

    >>> to_query_after(View(page="browse", leaf=3), measure=("level", "growth"))
    'view=browse&m=level~growth'
    """
    parts = list(write_parts(view))
    for field, value in widen_choices(choices).items():
        place = PLACES[field]
        parts[place] = write_part(KEYS[place], value)
    return "&".join(filter(None, parts))


@lru_cache(maxsize=512)
def write_parts(view: View) -> tuple[str, ...]:
    """What each key of a view says in its query: nothing where the reader left it alone."""
    return tuple(write_part(key, getattr(view, key.field)) for key in KEYS)


def write_part(key: Key, value: object) -> str:
    """What one key says in a query."""
    return "" if value == getattr(START, key.field) else f"{key.name}={quote(key.write(value), safe='~')}"
