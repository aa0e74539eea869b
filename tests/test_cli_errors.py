"""What goes wrong on the command line is said in one line: what, where, what to do; never a traceback."""

import os
import shlex
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

import pytest

from tests.commands import METRICS, read_lines, run, start, write_page
from tests.source import ROOT


@pytest.fixture
def page(tmp_path) -> Path:
    return write_page(tmp_path)


def bad_files(folder: Path) -> dict[str, Path]:
    """One file for each way in which a page cannot be read."""
    contents = {
        "picture.txt": b"ok\xff\xd8\xff\xe0",
        "wrong.txt": b"%PDF-1.4",
        "empty.txt": b"",
        "blank.txt": "　\n \r\n\ufeff".encode(),
        "huge.txt": "字".encode() * 4_000_000,
        "page.docx": b"PK",
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    (folder / "folder").mkdir()
    return {name: folder / name for name in [*contents, "folder", "missing.txt"]}


REFUSED = {
    "picture.txt": "picture.txt: not UTF-8 at byte 2; save it as UTF-8",
    "wrong.txt": "wrong.txt: holds PDF, not txt; name it .pdf",
    "empty.txt": "empty.txt: the page is empty; give",
    "blank.txt": "blank.txt: the page is empty; give",
    "huge.txt": "huge.txt: 12,000,000 bytes are more than one page (10,000,000); split",
    "page.docx": "page.docx: unknown format .docx; give one of .txt",
    "folder": "folder: no pages in this folder; put files ending in .txt",
    "missing.txt": "missing.txt: no such file; check the name",
}


def is_one_line(stderr: bytes) -> bool:
    return stderr.startswith(b"metrics: ") and stderr.count(b"\n") == 1 and stderr.endswith(b"\n")


@pytest.mark.parametrize("command", ["extract", "skipped", "ingest"])
def test_every_file_that_is_no_page_is_refused_in_one_line(tmp_path, command):
    files = bad_files(tmp_path)
    done = run(
        command, *(files[name] for name in REFUSED), *(["--store", tmp_path / "store.sqlite"] if command == "ingest" else [])
    )
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, len(lines)) == (2, len(REFUSED))
    assert [message for message, line in zip(REFUSED.values(), lines, strict=True) if message not in line] == []
    assert all(line.startswith("metrics: ") for line in lines)


@pytest.mark.parametrize("name", ["missing.txt", "empty.txt"])
def test_nothing_is_explained_on_what_is_no_page(tmp_path, name):
    done = run("explain", bad_files(tmp_path)[name], "2416件")
    assert (done.returncode, done.stdout, is_one_line(done.stderr)) == (2, b"", True)
    assert REFUSED[name] in done.stderr.decode()


USAGE = [
    ([], "the following arguments are required: COMMAND; see python -m metrics --help"),
    (["read"], "invalid choice: 'read'"),
    (["extract"], "the following arguments are required: PATH; see python -m metrics extract --help"),
    (["extract", "seeds", "--format", "xml"], '--format: unknown format "xml"; write one of jsonl, csv, table'),
    (["extract", "seeds", "--form", "csv"], "unrecognized arguments: --form csv"),
    (["export", "--format", "table"], '--format: unknown format "table"; write one of csv, jsonl'),
    (["export", "--edition", "two"], "argument --edition: invalid int value: 'two'"),
    (["serve", "--port", "80000"], "--port: 80000 is no port; write one from 1 to 65535"),
]


@pytest.mark.parametrize(("arguments", "message"), USAGE, ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_a_wrong_command_line_is_refused_in_one_line(tmp_path, arguments, message):
    done = run(*arguments, METRICS_STORE=str(tmp_path / "store.sqlite"))
    assert (done.returncode, done.stdout, is_one_line(done.stderr)) == (2, b"", True), done.stderr.decode()
    assert message in done.stderr.decode()


@pytest.mark.parametrize("gold", ["missing.jsonl", "荆门.txt"])
def test_gold_that_is_none_is_refused_in_one_line(tmp_path, page, gold):
    done = run("evaluate", tmp_path / gold, page.parent)
    assert (done.returncode, done.stdout, is_one_line(done.stderr)) == (2, b"", True), done.stderr.decode()
    assert gold in done.stderr.decode()


@pytest.mark.parametrize("command", ["ingest", "export", "serve"])
def test_a_broken_store_is_refused_in_one_line(tmp_path, page, command):
    store = tmp_path / "store.sqlite"
    store.write_text("这不是数据库" * 200)
    done = run(command, *([page] if command == "ingest" else []), "--store", store)
    assert (done.returncode, done.stdout, is_one_line(done.stderr)) == (2, b"", True), done.stderr.decode()
    assert f"store {store} is not a database file; restore it" in done.stderr.decode()


def test_ingest_keeps_the_good_pages_and_names_the_bad_ones_at_the_end(tmp_path):
    write_page(tmp_path)
    store = tmp_path / "store.sqlite"
    bad_files(tmp_path)
    done = run("ingest", tmp_path, tmp_path / "missing.txt", "--store", store)
    assert (done.returncode, done.stdout.decode().split(";")[0]) == (2, "1 pages added, 0 known already, 6 bad")
    named = [line.split(": ")[1].rpartition("/")[2] for line in done.stderr.decode().splitlines()]
    assert named == ["blank.txt", "empty.txt", "huge.txt", "picture.txt", "wrong.txt", "missing.txt"]


def test_a_closed_pipe_ends_quietly(tmp_path):
    with start("extract", *[write_page(tmp_path)] * 200) as process:
        process.stdout.read(10)
        process.stdout.close()
        assert (process.wait(60), process.stderr.read()) == (141, b"")


@contextmanager
def opened_by(process: subprocess.Popen, pipe: Path) -> Iterator[None]:
    """A pipe held open for writing once the process has opened it to read, or has ended, or a minute has passed."""

    def let_go() -> None:
        with suppress(subprocess.TimeoutExpired):
            process.wait(60)
        os.close(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK))  # a pipe nobody reads would be waited for without end

    Thread(target=let_go, daemon=True).start()
    with pipe.open("w"):
        yield


def test_control_c_ends_with_one_line(tmp_path):
    pipe = tmp_path / "page.txt"
    os.mkfifo(pipe)
    with start("extract", pipe) as process, opened_by(process, pipe):  # the page has no end
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=60)
    assert (process.returncode, output, is_one_line(errors)) == (130, b"", True)
    assert b"run the same command to go on" in errors


def test_a_store_of_another_program_is_left_alone(tmp_path, page):
    store = tmp_path / "recipes.sqlite"
    connection = sqlite3.connect(store)
    connection.execute("create table recipes (name text)")
    connection.close()
    before = store.read_bytes()
    done = run("ingest", page, "--store", store)
    assert (done.returncode, is_one_line(done.stderr), store.read_bytes() == before) == (2, True, True)


def test_a_bad_page_does_not_keep_the_good_ones_back(tmp_path, page):
    done = run("extract", tmp_path / "missing.txt", page)
    assert (done.returncode, len(read_lines(done.stdout)), is_one_line(done.stderr)) == (2, 5, True)


def test_explain_says_so_when_the_page_does_not_hold_the_text(page):
    done = run("explain", page, "98.7%")
    assert (done.returncode, done.stdout, is_one_line(done.stderr)) == (2, b"", True)


def test_a_full_disk_is_said_in_one_line(page):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*METRICS, "extract", page], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60
        )
    assert (done.returncode, is_one_line(done.stderr)) == (2, True), done.stderr.decode()
    assert b"No space left on device" in done.stderr


def test_a_closed_output_is_no_error(page):
    command = shlex.join([*METRICS, "extract", str(page)]) + " >&-"
    done = subprocess.run(command, shell=True, cwd=ROOT, stderr=subprocess.PIPE, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_page_of_odd_characters_is_read_and_stored(tmp_path):
    odd = tmp_path / "odd.txt"
    odd.write_text("诉求\x00865件\u202e，\U000f0000 3.5\u2028亿元\ufeff", encoding="utf-8")
    done = run("extract", odd)
    assert (done.returncode, done.stderr) == (0, b"")
    read_lines(done.stdout)
    assert run("ingest", odd, "--store", tmp_path / "store.sqlite").returncode == 0
