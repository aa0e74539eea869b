"""A View and its rows in, all ways to take them away as HTML out: files, links, frames, lines of code, the page for paper."""

from metrics.show.downloads import draw_downloads
from metrics.show.phrases import say_title
from metrics.show.pieces import query_of
from metrics.show.share import go_live, pin, to_pinned_query
from metrics.show.share_pieces import draw_share, draw_ways
from metrics.show.shelf import Shelf
from metrics.show.shown import Shown
from metrics.show.snippets import draw_frames, draw_snippets
from metrics.show.view import View


def draw_ways_out(shown: Shown, view: View, held: Shelf, base: str) -> str:
    """Every way out; the links begin with `base`."""
    query = to_pinned_query(pin(view, held, shown.places))
    links = [base + each for each in (query, query_of(go_live(view)))]
    title = say_title(view, shown.pairs("indicator_id", "indicator"))
    code = draw_frames(title, *links) + draw_snippets(base, query)
    return draw_downloads(shown, view, held) + draw_share(*links) + code + draw_ways(view)
