"""A View and its rows in, the ways to take them away out: what is shown, and everything, each with its number of rows."""

from dataclasses import replace
from html import escape

from metrics.show.filters import find_figures
from metrics.show.link import to_query
from metrics.show.pieces import draw_hint
from metrics.show.shelf import Shelf
from metrics.show.shown import Shown
from metrics.show.view import View, start_over
from metrics.show.words import say

OFFERED = {"csv": "excel.csv", "xlsx": "xlsx", "zip": "zip"}
PICTURES = ("png", "svg")


def draw_downloads(shown: Shown, view: View, held: Shelf) -> str:
    """Files with their row counts: what is shown, and all there is by the same clocks. The addresses name the version.

    They are links: a button of the frame costs a browser more than a hundred of them, in every run of the page.
    """
    counts = {"shown": len(shown), "all": len(find_figures(held.table, View()))}
    lines = [
        draw_line(say(f"take_{name}", n=f"{counts[name]:,}"), chosen, held, label_forms(counts[name]), counts[name])
        for name, chosen in (("shown", view), ("all", start_over(view)))
    ]
    pictures = {form: form.upper() for form in PICTURES}
    lines.append(draw_line(say("take_picture"), view, held, pictures, len(shown.marks.places)))
    return f'<section class="share files"><h3>{say("take_title")}</h3>{"".join(lines)}{draw_hint(say("take_note"))}</section>'


def label_forms(count: int) -> dict[str, str]:
    """What the link to each form of the rows says."""
    return {form: say(f"take_{name}", n=f"{count:,}") for name, form in OFFERED.items()}


def draw_line(name: str, view: View, held: Shelf, labels: dict[str, str], count: int) -> str:
    """What may be taken away of a view: a link for each form, without an address where there is nothing in it."""
    query = to_query(replace(view, version=held.version))
    links = "".join(
        f'<a href="data/rows.{form}?{escape(query)}" download>{escape(text)}</a>'
        if count
        else f'<a role="link" aria-disabled="true">{escape(text)}</a>'
        for form, text in labels.items()
    )
    return f'<p class="take"><span>{name}</span>{links}</p>'
