"""Several processes at one store: two writers, a reader beside a writer, a writer that is killed while it writes."""

import signal
import subprocess
import sys

import pytest

from tests.readings import make_observation, make_reading
from tests.source import ROOT


def run_python(code: str, *arguments: str) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", code, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


WRITER = """
import sys
from metrics.store import open_store
from tests.readings import make_observation, make_reading
store = open_store(sys.argv[1])
for at in range(int(sys.argv[2]), int(sys.argv[3])):
    store.commit([make_reading([make_observation(value=str(at))], f"第{at}版" * 40)], sys.argv[2], "v1")
"""


def test_two_writers_at_once_lose_and_double_nothing(store_url, open_at):
    writers = [run_python(WRITER, store_url, first, last) for first, last in (("0", "20"), ("10", "30"))]
    assert [(writer.wait(60), writer.stderr.read()) for writer in writers] == [(0, b"")] * 2
    for writer in writers:
        writer.communicate()
    store = open_at(store_url)
    assert sorted(store.table()["value"]) == list(range(30))
    assert [edition.number for edition in store.editions()] == list(range(1, 31))
    for edition in range(31):
        store.check(edition)
        assert len(store.table(edition)) == edition


KILLED = """
import os, signal, sys
from sqlalchemy import event
from metrics.store import open_store
from tests.readings import make_observation, make_reading
store = open_store(sys.argv[1])
store.commit([make_reading([make_observation()])], "", "v1")
@event.listens_for(store.engine, "after_cursor_execute")
def kill(connection, cursor, statement, *rest):
    if statement.startswith(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
store.commit([make_reading([make_observation(value="1")], "另一版" * 70), make_reading([])], "", "v2")
"""


@pytest.mark.parametrize("moment", ["UPDATE store", "INSERT INTO editions", "UPDATE observations", "UPDATE editions"])
def test_a_writer_killed_in_the_middle_leaves_the_last_whole_edition(store_url, open_at, moment):
    writer = run_python(KILLED, store_url, moment)
    writer.communicate(timeout=60)
    assert writer.returncode == -signal.SIGKILL
    store = open_at(store_url)
    store.check()
    assert (store.edition(), list(store.table()["value"])) == (1, [126.4])
    assert store.commit([make_reading([make_observation(value="1")], "另一版" * 70)], "", "v2") == 2


def test_a_reader_sees_whole_editions_while_a_writer_writes(store_url, open_at):
    store = open_at(store_url)
    writer = run_python(WRITER, store_url, "0", "20")
    while writer.poll() is None:
        edition = store.edition()
        assert len(store.table(edition)) == edition
    assert writer.communicate()[1] == b""
