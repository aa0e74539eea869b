"""The file of columns says what the store says, is used again, and never outlives what it was made from."""

import os

import pandas as pd
import pytest

from metrics.catalogue.indicators import INDICATORS
from metrics.show import kept
from metrics.show.columns import KEPT_FILES, read_columns, write_columns
from metrics.show.filters import thaw
from metrics.show.kept import hold_table, kept_path
from metrics.show.prepared import DAYS, LABELS, TEXTS, prepare
from metrics.show.shelf import read_shelf
from metrics.store import open_store
from tests.desk import day, make_table, span
from tests.readings import make_observation, make_reading

FIGURES = [
    make_observation(),
    make_observation(value="700", bound=">", start=60, indicator="热线来电", unit="件"),
    make_observation(value="3", value_high="5", start=70, period_start=None, period_end=None, dims={"渠道": "微信"}),
]


@pytest.fixture
def store(tmp_path):
    made = open_store(str(tmp_path / "desk.sqlite"))
    made.commit([make_reading(FIGURES), make_reading(FIGURES[:1], "另一版" * 70)], "", "v1")
    return made


def test_the_prepared_table_holds_every_cell_of_the_store(store):
    plain = store.table().set_index("obs_id").sort_index()
    held = thaw(hold_table(store, 1)).set_index("obs_id").sort_index()
    for name in plain.columns:
        if name == "topic":
            assert held[name].tolist() == [topic or "other" for topic in plain[name]]
        else:
            expected = plain[name].fillna("") if name in (*LABELS, *TEXTS) else plain[name]
            pd.testing.assert_series_equal(held[name], expected, check_dtype=False, check_index=False)
    assert set(DAYS) <= set(held.columns)


def test_a_table_comes_back_from_its_file_as_it_was(tmp_path):
    table = make_table(
        {"value": 908, **day("2024-05-29"), "is_sighting": True, "n_sightings": 2},
        {"value_high": 6.5, "entity": "Wi-Fi 区", "quote": "𠮷“引”\n", **span(None, None)},
        {"issue_date": None, **span("2024-01-01", None)},
    )
    for number, rows in enumerate((table, table.iloc[:0])):
        write_columns(rows, tmp_path / f"{number}.arrow")
        back = read_columns(tmp_path / f"{number}.arrow")
        pd.testing.assert_frame_equal(back, rows.reset_index(drop=True))


def test_a_file_is_made_once_and_used_by_the_next_process(store, monkeypatch):
    first = hold_table(store, 1)
    assert kept_path(store, 1).is_file()
    monkeypatch.setattr(kept, "prepare", None)  # whoever prepared again would fail
    pd.testing.assert_frame_equal(hold_table(store, 1), first)


def test_a_new_edition_has_its_own_table_and_the_old_one_keeps_its_own(store):
    before = hold_table(store, 1)["obs_id"].tolist()
    assert store.commit([make_reading(FIGURES[1:], "第三版" * 70)], "", "v1") == 2
    after = hold_table(store, 2)["obs_id"].tolist()
    assert (len(before), len(after)) == (4, 6)
    assert hold_table(store, 1)["obs_id"].tolist() == before
    assert len(read_shelf(store, store.edition()).table) == 6


def test_another_store_in_the_same_place_has_other_columns(tmp_path):
    place = tmp_path / "desk.sqlite"
    paths = []
    for value in ("1", "2"):
        store = open_store(str(place))
        store.commit([make_reading([make_observation(value=value)])], "", "v1")
        assert hold_table(store, 1)["value_text"].tolist() == [value]
        paths.append(kept_path(store, 1))
        store.engine.dispose()
        for path in tmp_path.glob("desk.sqlite*"):
            if path.is_file():
                path.unlink()
    assert len(set(paths)) == 2


def test_another_program_makes_its_own_file(store, monkeypatch):
    before = kept_path(store, 1)
    monkeypatch.setattr(kept, "program_version", lambda: "another")
    assert kept_path(store, 1) != before


@pytest.mark.parametrize("content", [b"", b"ARROW1", b"no columns at all"])
def test_a_damaged_file_is_made_anew(store, content):
    path = kept_path(store, 1)
    path.parent.mkdir()
    path.write_bytes(content)
    assert len(hold_table(store, 1)) == 4
    assert len(read_columns(path)) == 4


def test_where_no_file_can_be_kept_the_table_is_there_all_the_same(store, tmp_path):
    (tmp_path / "desk.sqlite.columns").write_text("in the way")
    assert len(hold_table(store, 1)) == 4
    memory = open_store("sqlite://")
    memory.commit([make_reading(FIGURES)], "", "v1")
    assert kept_path(memory, 1) is None
    assert len(hold_table(memory, 1)) == 3


def test_old_files_are_dropped_and_nothing_half_written_stays(tmp_path):
    table = prepare(open_store("sqlite://").table(), INDICATORS)
    for number in range(KEPT_FILES + 2):
        path = tmp_path / f"{number}.arrow"
        write_columns(table, path)
        os.utime(path, (1_000_000 + number,) * 2)
    write_columns(table, tmp_path / "last.arrow")
    kept_files = sorted(path.name for path in tmp_path.iterdir())
    assert kept_files == ["3.arrow", "4.arrow", "last.arrow"]
