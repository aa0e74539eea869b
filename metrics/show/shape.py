"""View and rows in, the strip of choices over the charts out: links, each naming what it does or why it cannot."""

from collections.abc import Callable
from dataclasses import replace
from html import escape

from metrics.show.filters import Table
from metrics.show.ledger import has_implied
from metrics.show.memo import memo_of
from metrics.show.merges import FREQUENCIES, METHODS, find_barred
from metrics.show.panels import MOST_SERIES, Panel
from metrics.show.pieces import link_to
from metrics.show.prints import find_prints
from metrics.show.rows import hold_arrays, hold_columns
from metrics.show.transforms import PLAIN, Prints, find_refused
from metrics.show.view import IMPLIED_TOO, OWN, View
from metrics.show.words import codes, label, say, spoken

Reasons = dict[str, str]


def draw_shape(view: View, rows: Table, table: Table, panels: tuple[Panel, ...]) -> str:
    """How the rows are drawn and ordered; a choice that these rows cannot bear stands there without a link."""
    fields = [field for field in FIELDS if is_open(field, view, rows, panels)]
    groups = [(field, BARRED[field](rows, table, panels, view) if field in BARRED else {}) for field in fields]
    merges = bar_merges(rows, table) if "frequency" in fields else {}
    strips = "".join(draw_group(field, view, reasons, merges) for field, reasons in groups)
    told = draw_reasons({label(field, code): reason for field, reasons in groups for code, reason in reasons.items()})
    return f'<div class="shape">{strips}</div>{told if strips else ""}'


def draw_implied(view: View) -> str:
    """Whether implied figures stand among the printed ones: a choice on the page of an indicator that has some."""
    if view.with_implied != IMPLIED_TOO and not (view.page == "indicator" and has_implied(view)):
        return ""
    return f'<div class="shape">{draw_group("with_implied", view, {})}</div>'


def prints_of(rows: Table, table: Table) -> Prints:
    """The exact figures of the series of these rows, asked for once."""
    return memo_of(rows).get("prints", lambda: find_prints(table, rows["series"]))


def bar_transforms(rows: Table, table: Table, _: tuple[Panel, ...], __: View) -> Reasons:
    """The transforms that no figure of these can bear."""
    return memo_of(rows).get(("barred", spoken()), lambda: find_refused(rows, prints_of(rows, table)))


def bar_merges(rows: Table, table: Table) -> Reasons:
    """The merges that no figure of these can bear."""
    return memo_of(rows).get(("unmerged", spoken()), lambda: find_barred(rows, prints_of(rows, table)))


def bar_frequencies(rows: Table, table: Table, _: tuple[Panel, ...], __: View) -> Reasons:
    """The frequencies at which no method gives anything."""
    barred = bar_merges(rows, table)
    whole = [code for code in FREQUENCIES if all(f"{code}.{method}" in barred for method in METHODS)]
    return {code: barred[f"{code}.{next(iter(METHODS))}"] for code in whole}


def bar_methods(rows: Table, table: Table, _: tuple[Panel, ...], view: View) -> Reasons:
    """The methods that give nothing at the frequency chosen."""
    barred = bar_merges(rows, table)
    return {code: barred[f"{view.frequency}.{code}"] for code in METHODS if f"{view.frequency}.{code}" in barred}


def bar_scales(_: Table, __: Table, panels: tuple[Panel, ...], ___: View) -> Reasons:
    """A logarithmic scale needs a chart without zero and negative figures."""
    return {} if any((hold_arrays(panel.rows)["y"] > 0).all() for panel in panels) else {"log": say("no_log")}


FIELDS = ("chart", "transform", "frequency", "method", "facet", "axis", "scale", "order")
BARRED: dict[str, Callable[[Table, Table, tuple[Panel, ...], View], Reasons]] = {
    "transform": bar_transforms,
    "frequency": bar_frequencies,
    "method": bar_methods,
    "scale": bar_scales,
}


def is_open(field: str, view: View, rows: Table, panels: tuple[Panel, ...]) -> bool:
    """Whether a group of choices would change anything for these rows."""
    if field in ("transform", "method") and (view.frequency != OWN) != (field == "method"):
        return False  # what is merged is not transformed too, and what is not merged has no method
    if field == "method" or getattr(view, field) != getattr(View(), field):
        return True
    held = hold_columns(rows)
    if field == "chart":
        return any(held["dims"])
    if field in ("facet", "transform", "frequency"):
        n_series = len(set(held["series_id"]))
        return n_series <= MOST_SERIES and (n_series > 1 if field == "facet" else bool(panels))
    return {"axis": len(panels) > 1, "scale": bool(panels)}.get(field, len(rows) > 1)


def draw_group(field: str, view: View, reasons: Reasons, merges: Reasons = {}) -> str:  # noqa: B006  (never written)
    """One row of choices: the one in force marked, the others links, the impossible ones plain."""
    items = "".join(
        draw_choice(field, code, fit_method(field, code, view, merges), reasons.get(code, "")) for code in codes(field)
    )
    return f'<div class="group" role="group" aria-label="{label("field", field)}"><b>{label("field", field)}</b>{items}</div>'


def fit_method(field: str, code: str, view: View, merges: Reasons) -> View:
    """The view that a link to another frequency changes: without a transform, and by a method that gives something there."""
    if field != "frequency" or code in (view.frequency, OWN):
        return view
    methods = (view.method, *METHODS)
    return replace(view, transform=PLAIN, method=next((one for one in methods if f"{code}.{one}" not in merges), view.method))


def draw_choice(field: str, code: str, view: View, reason: str) -> str:
    """One choice."""
    name = escape(label(field, code))
    if code == getattr(view, field):
        return f'<a href="{link_to(view, **{field: code})}" aria-current="true">{name}</a>'
    if reason:
        return f'<span class="barred" title="{escape(reason)}">{name}</span>'
    return f'<a href="{link_to(view, **{field: code})}">{name}</a>'


def draw_reasons(reasons: Reasons) -> str:
    """Why some choices are not there, behind a fold."""
    if not reasons:
        return ""
    items = "".join(f"<dt>{escape(name)}</dt><dd>{escape(reason)}</dd>" for name, reason in reasons.items())
    return (
        f'<details class="why"><summary>{say("why_barred", n=len(reasons))}</summary><dl class="facts">{items}</dl></details>'
    )
