"""A View in, a file of its rows out: one table of forms serves the buttons of the page and the data addresses alike."""

import json
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from metrics.catalogue.indicators import INDICATORS
from metrics.show.changes import Changes
from metrics.show.clocks import find_newest, is_past, list_editions
from metrics.show.export import Edition, to_csv, to_file_name
from metrics.show.filters import Table, find_shown, select, show_rows
from metrics.show.link import to_query
from metrics.show.machine import Source, to_machine_csv, to_records
from metrics.show.package import Parcel, to_zip
from metrics.show.phrases import say_choices, say_title
from metrics.show.picture import Frame, render, to_picture
from metrics.show.prepared import prepare
from metrics.show.share import compare_with, find_last_day, pin, to_pinned_query
from metrics.show.share_pieces import tell_change
from metrics.show.sheet import to_xlsx
from metrics.show.shelf import Shelf, open_shelf_store, read_page_text, read_shelf
from metrics.show.shelves import find_shelf
from metrics.show.shown import show
from metrics.show.view import View
from metrics.show.words import say

FEW_NEWS = 20


@dataclass(frozen=True, slots=True)
class Order:
    """What a file is to hold: a view, the address of the page, and whether the rows of earlier versions come too."""

    view: View
    address: str
    has_history: bool = False
    has_mark: bool = False

    @property
    def held(self) -> Shelf:
        """The shelf by the clocks of the view."""
        return find_shelf(self.view)

    @property
    def edition(self) -> Edition:
        """What the rows of a file for people share."""
        return Edition(self.held.version, self.address, self.view.asof or find_last_day(self.held))

    @property
    def rows(self) -> Table:
        """The rows of the page, with those of earlier versions behind them when they were asked for."""
        shown = show_rows(self.held.table, self.view)
        return pd.concat([shown, find_history(self.view)]) if self.has_history else shown


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a file: its media type and what makes its bytes."""

    kind: str
    make: Callable[[Order], bytes]


def find_history(view: View) -> Table:
    """What earlier versions showed for these choices and the version of the view shows no longer."""
    held = find_shelf(view)
    gone = open_shelf_store().history(held.edition)
    rows = select(prepare(gone, INDICATORS), view) if len(gone) else gone
    if view.asof and is_past(read_shelf(open_shelf_store(), held.edition).table, view.asof):
        rows = rows[rows["issue_date"] <= pd.Timestamp(view.asof)]
    return rows


def find_source(held: Shelf) -> Source:
    """What the rows of a file for programs share."""
    made = {each.number: f"{each.created:%Y-%m-%dT%H:%M:%SZ}" for each in list_editions()}
    return Source(held.version, made, read_page_text)


def make_csv(order: Order) -> bytes:
    """The rows for programs; the mark that Excel needs is set on demand."""
    data = to_machine_csv(order.rows, find_source(order.held))
    return BOM_UTF8 + data if order.has_mark else data


def make_json(order: Order) -> bytes:
    """The same cells as the CSV for programs, by column name."""
    held = order.held
    asof = order.edition.asof.isoformat() if order.edition.asof else None
    rows = list(to_records(order.rows, find_source(held)))
    return json.dumps({"version": held.version, "asof": asof, "rows": rows}, ensure_ascii=False).encode()


def make_zip(order: Order) -> bytes:
    """The rows as a data package."""
    held, rows = order.held, order.rows
    pinned = pin(order.view, held, find_shown(held.table, order.view))
    editions = [each for each in list_editions() if each.number <= held.edition]
    link = order.address + to_pinned_query(pinned)
    made = f"{editions[-1].created:%Y-%m-%dT%H:%M:%SZ}" if editions else ""
    number = number_version([each.reason for each in editions])
    news = tuple(tell_change(change) for change in find_news(order.view, held.edition).listed[:FEW_NEWS])
    return to_zip(Parcel(rows, order.view, held.names, order.edition, link, pinned.digest, number, made, news))


def make_picture(order: Order, form: str) -> bytes:
    """The charts of the rows as a picture that says where it comes from."""
    held = order.held
    shown = show(held.table, order.view)
    pinned = pin(order.view, held, shown.places)
    title = say_title(order.view, shown.pairs("indicator_id", "indicator"))
    source = say("embed_source", n=shown.count("doc"), version=held.version)
    choices = say("semicolon").join(say_choices(order.view, held.names))
    frame = Frame(title, choices, (source, f"{order.address}?{to_query(pinned)}"))
    return render(json.dumps(to_picture(shown.split().panels, order.view, frame), ensure_ascii=False), form)


def number_version(reasons: list[str]) -> str:
    """The version by the recipe of data packages: new pages count in the middle, mended values at the end.

    >>> number_version(["ingest", "ingest", "reread", "review"])
    '1.2.2'
    """
    releases = sum(reason == "ingest" for reason in reasons)
    last = max((at for at, reason in enumerate(reasons) if reason == "ingest"), default=-1)
    return f"1.{releases}.{len(reasons) - 1 - last}"


def find_news(view: View, edition: int) -> Changes:
    """What a version changed in the rows of a view; nothing for the first one."""
    before = next((each.version for each in list_editions() if each.number == edition - 1), "")
    if not before:
        return Changes((), 0)
    asof = view.asof or find_newest(read_shelf(open_shelf_store(), edition).table)
    return compare_with(replace(view, version=before, asof=asof), replace(view, digest=""))


FORMS: Mapping[str, Form] = {
    "excel.csv": Form("text/csv; charset=utf-8", lambda order: to_csv(order.rows, order.edition)),
    "csv": Form("text/csv; charset=utf-8", make_csv),
    "json": Form("application/json", make_json),
    "xlsx": Form(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", lambda order: to_xlsx(order.rows, order.edition)
    ),
    "zip": Form("application/zip", make_zip),
    "png": Form("image/png", lambda order: make_picture(order, "png")),
    "svg": Form("image/svg+xml", lambda order: make_picture(order, "svg")),
}


def name_file(order: Order, form: str) -> str:
    """The name a file is saved under."""
    held: Any = order.held
    stem = to_file_name(show_rows(held.table, order.view), order.view, held.version).removesuffix(".csv")
    return f"{stem}.{form.rpartition('.')[2]}"
