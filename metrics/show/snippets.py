"""Addresses in, what to paste elsewhere out: lines for Excel, pandas and R, and frames for a web page."""

from html import escape

from metrics.show.pieces import draw_copy
from metrics.show.words import say

PANDAS = 'import pandas as pd\nrows = pd.read_csv("{url}", dtype={{"REF_AREA": str, "OBS_VALUE": str}})'
R = 'rows <- read.csv("{url}", colClasses = c(REF_AREA = "character"), encoding = "UTF-8")'
FRAME = '<iframe src="{url}" title="{title}" width="100%" height="520" style="border:0" loading="lazy"></iframe>'


def draw_snippets(address: str, query: str) -> str:
    """Lines that fetch the same rows, behind a fold; the address names the version, so they always fetch the same."""
    machine, people = (escape(f"{address}data/rows.{form}{query}") for form in ("csv", "excel.csv"))
    code = "".join(
        f"<h4>{name}</h4><pre><code>{escape(text.format(url=f'{address}data/rows.csv{query}'))}</code></pre>"
        for name, text in (("pandas", PANDAS), ("R", R))
    )
    return (
        f'<details class="snippets"><summary>{say("snippets")}</summary>'
        f"<h4>Excel</h4><p>{say('snippet_excel')}</p><pre><code>{people}</code></pre>{code}"
        f'<p class="when">{say("snippet_note")} <a href="{machine}">CSV</a></p></details>'
    )


def draw_frames(title: str, pinned: str, live: str) -> str:
    """The two frames for a web page, behind a fold: one that never changes and one that follows the data."""
    frames = (
        draw_copy(FRAME.format(url=escape(add_embed(url)), title=escape(title)), say(name))
        for url, name in ((pinned, "frame_pinned"), (live, "frame_live"))
    )
    return f'<details class="snippets"><summary>{say("frames")}</summary>{"".join(frames)}</details>'


def add_embed(url: str) -> str:
    """An address with the switch that leaves everything out but the charts.

    >>> add_embed("https://desk.example/?q=1"), add_embed("https://desk.example/")
    ('https://desk.example/?q=1&embed=true', 'https://desk.example/?embed=true')
    """
    return f"{url}{'&' if '?' in url else '?'}embed=true"
