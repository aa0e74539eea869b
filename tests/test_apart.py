"""Work in a process of its own: it is done, and it ends with the process that asked for it, however that ends."""

import os
import select
import signal
import subprocess
import sys

import pytest

from metrics.show.apart import run_apart
from metrics.show.columns import read_columns
from metrics.show.kept import kept_path
from tests.readings import make_observation, make_reading
from tests.source import ROOT

PATIENCE_MS = 60_000
SERVER = """
import signal, sys
from threading import Thread
from metrics.show.apart import run_apart

signal.signal(signal.SIGINT, signal.default_int_handler)
Thread(target=run_apart, args=("", "tests.waiting", sys.argv[1]), daemon=True).start()
signal.pause()
"""


def read_pipe(pipe):
    """What stands in the pipe next; nothing once nobody holds its other end."""
    waiting = select.poll()
    waiting.register(pipe, select.POLLIN)
    assert waiting.poll(PATIENCE_MS), "nothing came, and the other end stayed open"
    return os.read(pipe, 100)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_the_work_ends_with_the_server(tmp_path, how):
    os.mkfifo(tmp_path / "pipe")
    pipe = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    command = [sys.executable, "-c", SERVER, str(tmp_path / "pipe")]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as server:
        worker = int(read_pipe(pipe))
        server.send_signal(how)
        try:
            assert read_pipe(pipe) == b""
        except AssertionError:
            os.kill(worker, signal.SIGKILL)
            raise
        finally:
            server.kill()
            os.close(pipe)


def test_what_is_made_apart_is_there_when_it_is_done_and_nothing_is_said(tmp_path, open_at, capfd):
    store = open_at(str(tmp_path / "store.sqlite"))
    store.commit([make_reading([make_observation()])], "", "v1")
    run_apart(str(store.url), "metrics.show.kept", "1")
    held = read_columns(kept_path(store, 1))
    assert held["value"].tolist() == store.table()["value"].tolist()
    assert capfd.readouterr() == ("", "")
