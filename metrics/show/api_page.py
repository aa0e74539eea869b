"""The tables of keys and forms in, the page that documents them out: it says what the code does because it is made from it."""

from collections.abc import Iterable, Sequence
from html import escape

from metrics.show.data_routes import FLAGS, FOREVER, refuse
from metrics.show.forms import FORMS, find_source
from metrics.show.link import FIXED, KEYS, Key, Refused, to_query
from metrics.show.machine import COLUMNS, to_machine_csv
from metrics.show.migrations import RENAMED
from metrics.show.share import pin
from metrics.show.shelf import Shelf
from metrics.show.shown import show
from metrics.show.view import View, change
from metrics.show.words import codes, label, say

FEW = 2


def draw_api(view: View, held: Shelf, address: str) -> str:
    """Every address, every parameter, what comes back, and what it looks like when something is wrong."""
    shown = show(held.table, view)
    sample = to_machine_csv(shown.rows_at(shown.places[:FEW]), find_source(held)).decode()
    query = "?" + to_query(pin(change(view, page="home"), held, shown.places))
    parts = (
        ("api_addresses", draw_addresses(address, query)),
        ("api_keys", draw_table(("api_key", "api_meaning", "api_values"), (describe_key(key) for key in KEYS))),
        ("api_flags", draw_table(("api_key", "api_values"), ((name, "、".join(allowed)) for name, allowed in FLAGS.items()))),
        ("api_old", draw_table(("api_key", "api_meaning"), describe_old())),
        ("api_columns", f"<p>{'、'.join(f'<code>{name}</code>' for name in COLUMNS)}</p>"),
        ("api_sample", f"<pre><code>{escape(sample)}</code></pre>"),
        ("api_errors", f"<pre><code>{escape(show_error())}</code></pre>"),
        ("api_cache", f"<p>{escape(say('api_cache_line', forever=FOREVER))}</p>"),
    )
    body = "".join(f"<h3>{say(title)}</h3>{html}" for title, html in parts)
    return f'<div class="head"><h2>{say("api_title")}</h2><p>{say("api_line")}</p></div><div class="api">{body}</div>'


def draw_addresses(address: str, query: str) -> str:
    """Each form of the rows with an address that works now."""
    cells = (
        (f'<a href="{escape(f"{address}data/rows.{form}{query}")}">/data/rows.{form}</a>', escape(one.kind))
        for form, one in FORMS.items()
    )
    return f"<p>{say('api_paths')}</p>" + draw_table(("api_path", "api_kind"), cells, is_html=True)


def describe_key(key: Key) -> tuple[str, str, str]:
    """A key of the link: its name, what it chooses, and what may be written."""
    values = "、".join(codes(key.field)) if key.field in FIXED else say("api_" + key.read.__name__)
    return key.name, label("field", key.field), values


def describe_old() -> Iterable[tuple[str, str]]:
    """The keys of older links and of SDMX with what they are called today."""
    for one in RENAMED:
        values = "、".join(f"{old} → {new or say('api_usual')}" for old, new in one.values.items())
        yield one.old, f"{one.new}{'：' if values else ''}{values}"


def show_error() -> str:
    """What comes back when a parameter is refused."""
    return bytes(refuse(400, [Refused("asof", "2024", say("refused_day"))], "mend_part").body).decode()


def draw_table(heads: Sequence[str], rows: Iterable[Sequence[str]], is_html: bool = False) -> str:
    """A plain table; the cells are text unless they are said to be HTML."""
    head = "".join(f'<th scope="col">{say(name)}</th>' for name in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell if is_html else escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f'<div class="scroll"><table class="reasons"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
