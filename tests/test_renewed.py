"""The table of an edition mended after a decision is the one that is made anew of the whole store."""

import dataclasses
from datetime import date

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from metrics.catalogue.indicators import INDICATORS
from metrics.model import Issue
from metrics.show import kept
from metrics.show.filters import find_shown, thaw
from metrics.show.hashes import hash_rows
from metrics.show.kept import find_kept, hold_table
from metrics.show.prepared import ORDERS, prepare
from metrics.show.view import View
from metrics.store import open_store
from tests.deciding import take
from tests.readings import make_observation, make_reading

UNITS = ("件", "万件")
VALUES = ("35", "36", "3.5", "700")
NAMES = ("诉求量", "办结量", "Ａ线来电")
FIGURES = st.builds(
    lambda name, value, unit, bound, dims, start, day: make_observation(
        indicator=name, value=value, unit=unit, bound=bound, dims=dims, start=start, end=start + 3, period_end=day
    ),
    st.sampled_from(NAMES),
    st.sampled_from(VALUES),
    st.sampled_from(UNITS),
    st.sampled_from(("=", ">", "~")),
    st.sampled_from(({}, {"渠道": "网络"})),
    st.integers(0, 8).map(lambda number: number * 10),
    st.sampled_from((None, date(2022, 5, 31))),
)
PAGES = st.tuples(
    st.integers(0, 3), st.lists(FIGURES, min_size=1, max_size=5, unique_by=lambda one: (one.start, one.indicator))
)
STEPS = st.lists(
    st.one_of(PAGES, st.tuples(st.sampled_from(("accept", "reject", "value", "name", "undo")), st.integers(0, 30))), max_size=8
)


def read(number, figures, version):
    reading = make_reading(figures, f"第{number}版" * 60)
    return dataclasses.replace(reading, issue=Issue(date(2022, 7, 1 + number + version % 3), 2022, "版头"))


def make_step(store, step):
    """A page read for the first time or again, or a decision on some figure."""
    what, which = step
    if not isinstance(what, str):
        store.commit([read(what, which, store.edition())], "", f"v{store.edition()}")
        return
    ids = sorted(store.table()["obs_id"])
    undoable = [line.edition for line in store.log() if line.action != "undo"]
    if what == "undo" and undoable:
        take(store, "undo", undoes=undoable[which % len(undoable)])
    elif ids and what in ("accept", "reject"):
        take(store, what, ids[which % len(ids)])
    elif ids and what != "undo":
        changes = {"value": "77"} if what == "value" else {"indicator": NAMES[which % 3]}
        take(store, "correct", ids[which % len(ids)], **changes)


def plain(table):
    """A table without its numbers, row by row, its figures by what they hold together."""
    rows = thaw(table).astype(object).sort_values("obs_id", kind="stable").reset_index(drop=True)
    return rows.drop(columns=["point", "series"]), [
        rows.groupby(name)["obs_id"].agg(tuple).to_list() for name in ("point_id", "series_id")
    ]


def groups_of(table):
    rows = thaw(table)
    return [sorted(rows.groupby(name)["obs_id"].agg(lambda ids: tuple(sorted(ids))).to_list()) for name in ("point", "series")]


def build_anew(store):
    table = prepare(store.columns(), INDICATORS)
    return table.assign(row_hash=hash_rows(table))


def check_same(mended, anew):
    for one, other in zip(plain(mended), plain(anew), strict=True):
        if isinstance(one, pd.DataFrame):
            pd.testing.assert_frame_equal(one, other)
        else:
            assert one == other
    assert groups_of(mended) == groups_of(anew)
    for order in ORDERS:
        shown = [table["obs_id"].to_numpy()[find_shown(table, View(order=order))].tolist() for table in (mended, anew)]
        assert shown[0] == shown[1]
        assert sorted(mended[f"place_{order}"]) == list(range(len(mended)))


@settings(max_examples=10, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.lists(PAGES, min_size=1, max_size=3), STEPS)
def test_whatever_is_decided_and_read_the_mended_table_is_the_one_made_anew(tmp_path_factory, pages, steps):
    from metrics.errors import ReviewError

    store = open_store(str(tmp_path_factory.mktemp("renewed") / "metrics.sqlite"))
    for page in pages:
        make_step(store, page)
    hold_table(store, store.edition())
    for step in steps:
        try:
            make_step(store, step)
        except ReviewError:
            continue
        check_same(hold_table(store, store.edition()), build_anew(store))
    store.close()


@pytest.fixture
def store(tmp_path, open_at):
    store = open_at(str(tmp_path / "metrics.sqlite"))
    store.commit(
        [make_reading([make_observation(), make_observation(indicator="诉求量", value="3", unit="件", start=60, end=63)])],
        "",
        "v1",
    )
    hold_table(store, 1)
    return store


def test_after_a_decision_the_whole_table_is_not_made_again(store, monkeypatch):
    monkeypatch.setattr(kept, "build", None)
    for number, value in enumerate(("4", "5"), 2):
        take(store, "correct", store.table().set_index("indicator").loc["诉求量", "obs_id"], value=value)
        table = hold_table(store, number)
        assert sorted(thaw(table)["value_text"]) == ["126.4", value]
    assert find_kept(store, 4)[0] == 1  # a step this small is no file of its own


def test_where_much_has_moved_the_mended_table_is_kept(store, monkeypatch):
    monkeypatch.setattr(kept, "MANY_MOVED", 0)
    take(store, "accept", store.table()["obs_id"].iloc[0])
    hold_table(store, 2)
    assert find_kept(store, 3)[0] == 2
    monkeypatch.setattr(kept, "MOST_PAGES", 0)
    take(store, "accept", store.table()["obs_id"].iloc[1])
    monkeypatch.setattr(kept, "renew_table", None)
    assert sorted(thaw(hold_table(store, 3))["review_state"]) == ["accepted", "accepted"]
