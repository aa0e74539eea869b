"""An implied figure in, its panel out: how it follows, from which printed figures, and words to paste that say so."""

from html import escape

from metrics.show.export import Edition
from metrics.show.filters import Row, Table, list_rows, thaw
from metrics.show.phrases import say_name, say_part, say_period, say_series, say_value
from metrics.show.pieces import draw_copy, draw_facts, draw_note, link_to
from metrics.show.view import View
from metrics.show.words import CHINESE, say, speaking


def draw_implied(table: Table, row: Row, view: View) -> str:
    """What an implied figure says and how it follows from the printed ones it rests on, each leading to its sentence."""
    facts = [
        (say("fact_series"), escape(say_series(row))),
        (say("fact_period"), escape(say_period(row))),
        (say("fact_implied"), f"{escape(say_value(row))}<small>{escape(row['formula'])}</small>"),
        (say("fact_rests_on"), draw_sources(table, row, view)),
    ]
    return draw_note(say("key_implied")) + draw_facts(facts)


def draw_sources(table: Table, row: Row, view: View) -> str:
    """The printed figures an implied one rests on."""
    rows = list_rows(thaw(table[table["obs_id"].isin(row["rests_on"].split(" ")).to_numpy(dtype=bool)]))
    return say("semicolon").join(
        f'<a href="{link_to(view, point=one["obs_id"])}">{escape(say_series(one))} {escape(say_value(one))}</a>' for one in rows
    )


def draw_words(row: Row, version: str, address: str) -> str:
    """A sentence to paste, Chinese for every reader, that says the figure is computed and how."""
    link = Edition(version, address).link(row["obs_id"])
    with speaking(CHINESE):
        name = f"{say_name(row)}（{say_part(row)}）"
        slots = {"period": say_period(row), "entity": row["entity"], "name": name, "formula": row["formula"], "link": link}
        sentence = say("implied_sentence", **slots)
    return draw_copy(sentence, say("paste_sentence"))
