"""A store that cannot be used says in one line what is wrong, where, and what to do; which store is used is plain."""

import os
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from metrics.errors import StoreError
from metrics.store import open_store
from tests.readings import make_observation, make_reading

FIGURE = make_observation()


def make_foreign(place: Path) -> None:
    with sqlite3.connect(place) as connection:
        connection.execute("create table recipes (name text)")
    connection.close()


def make_namesake(place: Path) -> None:
    with sqlite3.connect(place) as connection:
        connection.execute("create table store (id integer, address text)")
    connection.close()


def make_newer(place: Path) -> None:
    store = open_store(str(place))
    with store.engine.connect() as connection:
        connection.execute(text("update store set schema_number = 99"))
        connection.commit()


def make_damaged(place: Path) -> None:
    store = open_store(str(place))
    store.commit([make_reading([make_observation(value=str(at)) for at in range(300)])], "", "v1")
    store.engine.dispose()
    content = place.read_bytes()
    place.write_bytes(content[:4096] + os.urandom(len(content) - 4096))


BROKEN = {
    "not a database": (lambda place: place.write_text("一张报纸" * 500), "is not a database file; restore it"),
    "damaged": (make_damaged, "is damaged; restore it"),
    "a folder": (Path.mkdir, "cannot be opened; check that it is a file"),
    "another program's": (make_foreign, r"holds another program's tables \(recipes, ...\)"),
    "another program's of the same name": (make_namesake, "holds another program's table “store”"),
    "of a newer version": (make_newer, "has schema 99, this program reads 1; update it"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_store_is_named_with_the_way_out(tmp_path, kind):
    place = tmp_path / "metrics.sqlite"
    make, message = BROKEN[kind]
    make(place)
    with pytest.raises(StoreError, match=f"^store {place} {message}") as error:
        open_store(str(place)).table()
    assert "\n" not in str(error.value)


def test_a_locked_store_is_named_with_the_way_out(tmp_path):
    place = tmp_path / "metrics.sqlite"
    store = open_store(f"sqlite:///{place}?timeout=0.1")
    store.commit([make_reading([])], "", "v1")
    holder = sqlite3.connect(place, isolation_level=None)
    holder.execute("begin immediate")
    with pytest.raises(StoreError, match="is locked by another program; wait"):
        store.commit([make_reading([FIGURE])], "", "v2")
    assert len(store.pages()) == 1
    holder.execute("rollback")
    assert store.commit([make_reading([FIGURE])], "", "v2") == 2
    holder.close()


def test_a_read_only_store_can_be_read_and_says_so_when_written(tmp_path):
    place = tmp_path / "metrics.sqlite"
    open_store(str(place)).commit([make_reading([FIGURE])], "", "v1")
    store = open_store(f"sqlite:///file:{place}?mode=ro&uri=true")
    assert len(store.table()) == 1
    with pytest.raises(StoreError, match="cannot be written; make the file and its folder writable"):
        store.commit([make_reading([])], "", "v2")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("postgresql://", "not|driver|failed"),
        ("nosuch://host/name", "has no driver here"),
        ("sqlite:://x", "not the URL of a database; write sqlite:///PATH"),
        ("/dev/null/metrics.sqlite", "has no folder and none can be made"),
    ],
)
def test_a_url_that_cannot_be_used_is_refused(url, message):
    with pytest.raises(StoreError, match=message) as error:
        open_store(url)
    assert "\n" not in str(error.value)


def test_a_password_is_never_shown():
    with pytest.raises(StoreError) as error:
        open_store("nosuch://editor:secret@host/name")
    assert "secret" not in str(error.value)


def test_the_store_is_named_by_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("METRICS_STORE", f"sqlite:///{tmp_path}/named.sqlite")
    open_store().commit([make_reading([FIGURE])], "", "v1")
    assert len(open_store(str(tmp_path / "named.sqlite")).table()) == 1


def test_a_store_stays_where_it_was_opened_when_the_process_goes_elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store = open_store("here.sqlite")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    store.commit([make_reading([FIGURE])], "", "v1")
    assert len(open_store(str(store.url)).table()) == 1
    assert (tmp_path / "here.sqlite").is_file()


def test_a_store_in_memory_is_one_store():
    store = open_store("sqlite://")
    store.commit([make_reading([FIGURE])], "", "v1")
    assert len(store.table()) == 1


def test_the_default_store_is_a_file_under_data(tmp_path, monkeypatch):
    monkeypatch.delenv("METRICS_STORE", raising=False)
    monkeypatch.chdir(tmp_path)
    open_store()
    assert (tmp_path / "data" / "metrics.sqlite").is_file()


def test_a_sqlite_store_is_written_ahead_and_synced_in_full(tmp_path):
    store = open_store(str(tmp_path / "metrics.sqlite"))
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("pragma journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("pragma synchronous").scalar() == 2
