"""A watched folder: a file is read once it has come to rest, again when it changes, and never while it is being written."""

import os
import signal

import pytest

from metrics.errors import MetricsError
from metrics.store import open_store
from metrics.watch import watch
from tests.commands import start, write_page


def test_a_file_is_read_when_two_looks_find_it_the_same(tmp_path):
    half, late, read = tmp_path / "half.txt", tmp_path / "late.txt", []

    def happen():
        half.write_text("前4个月")
        yield
        half.write_text("前4个月，工业增加值增长8.1%。")
        late.write_text("诉求100件。")
        (tmp_path / "coming.txt.part").write_text("诉")
        yield
        yield
        yield
        late.write_text("诉求100件。办结99件。")
        yield
        half.unlink()
        yield
        yield

    watch([tmp_path], happen(), lambda files: read.append([file.name for file in files]))
    assert read == [["half.txt", "late.txt"], ["late.txt"]]


def test_an_empty_folder_is_waited_at_and_a_missing_one_refused(tmp_path):
    watch([tmp_path], [1, 2], pytest.fail)
    with pytest.raises(MetricsError, match=r"--watch: .*/none: no such folder; make it"):
        watch([tmp_path / "none"], [1], pytest.fail)


def test_ingest_stays_and_reads_what_arrives_until_it_is_stopped(tmp_path):
    place, folder = str(tmp_path / "store.sqlite"), tmp_path / "inbox"
    folder.mkdir()
    (folder / "bad.txt").write_bytes(b"\xff\xfe")
    with start("ingest", "--watch", folder, "--store", place, "--workers", "0") as watcher:
        first = watcher.stdout.readline().decode(), watcher.stderr.readline().decode()
        write_page(folder)
        second = watcher.stdout.readline().decode()
        os.kill(watcher.pid, signal.SIGINT)
        last = watcher.communicate(timeout=60)[1].decode()
    assert (watcher.returncode, last.count("stopped; what was printed or stored is whole")) == (130, 1)
    assert (first[0][:41], "bad.txt: not UTF-8" in first[1]) == ("0 pages added, 0 known already, 1 bad; 0 ", True)
    assert second.startswith("1 pages added, 0 known already, 0 bad; 5 observations")
    assert [page.doc for page in open_store(place).pages()] == ["荆门.txt"]
