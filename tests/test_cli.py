"""The command line gives what it promises: one line a figure in three formats, a store, an export, help with examples."""

import csv
import io
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from metrics.__main__ import COMMANDS
from metrics.output import KEYS
from metrics.table import COLUMNS
from tests.commands import PAGE, read_lines, run, start, write_page
from tests.source import ROOT


@pytest.fixture
def page(tmp_path) -> Path:
    return write_page(tmp_path)


def test_help_names_every_command_with_an_example():
    shown = run("--help").stdout.decode()
    assert [command.name for command in COMMANDS if f"python -m metrics {command.example}\n" not in shown] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_help_of_a_command_says_what_it_does_and_shows_it(command):
    shown = run(command.name, "--help").stdout.decode()
    assert command.summary[:40] in shown
    assert f"python -m metrics {command.example}\n" in shown


def test_json_lines_keep_the_data_contract(page):
    lines = read_lines(run("extract", page).stdout)
    assert all(tuple(line) == KEYS for line in lines)
    assert [line["start"] for line in lines] == sorted(line["start"] for line in lines)
    texts = {line["value"]: re.sub(r"\s", "", PAGE[line["start"] : line["end"]]) for line in lines}
    assert texts == {2416: "2416件", 97.3: "97.3%", -85: "85件", 1024: "1024家", 8.1: "8.1%"}
    growth = next(line for line in lines if line["value"] == 8.1)
    assert {key: growth[key] for key in ("doc", "measure", "basis", "period_start", "period_end", "issue_date", "dims")} == {
        **{"doc": "荆门.txt", "measure": "growth", "basis": "yoy", "dims": {}},
        **{"period_start": "2024-01-01", "period_end": "2024-04-30", "issue_date": "2024-05-14"},
    }


def test_csv_and_json_lines_say_the_same(page):
    lines = read_lines(run("extract", page).stdout)
    rows = list(csv.DictReader(io.StringIO(run("extract", page, "--format", "csv").stdout.decode(), newline="")))
    assert [tuple(row) for row in rows] == [KEYS] * len(lines)
    for row, line in zip(rows, lines, strict=True):
        assert float(row["value"]) == line["value"]
        for key in ("quote", "indicator", "unit", "entity", "period_end", "basis"):
            assert row[key] == (line[key] or "")


def test_the_table_is_aligned_for_the_eye(page):
    lines = run("extract", page, "--format", "table").stdout.decode().splitlines()
    assert lines[0].split() == ["entity", "indicator", "measure", "figure", "period", "status", "quote"]
    assert len(lines) == 6
    assert "2024-01-01..2024-04-30" in lines[-1]


def test_the_output_is_utf_8_whatever_the_terminal_says(page):
    plain = run("extract", page.rename(page.with_name("page.txt"))).stdout
    assert run("extract", page.with_name("page.txt"), LC_ALL="C", PYTHONIOENCODING="latin-1", PYTHONUTF8="0").stdout == plain
    assert "荆门" in plain.decode("utf-8")


def test_skipped_lists_every_number_left_over_and_the_coverage(page):
    shown = run("skipped", page).stdout.decode()
    assert re.search(r"^荆门\.txt:\d+-\d+\t\S+\t2364821\t", shown, re.MULTILINE)
    assert shown.splitlines()[-1].startswith("coverage 100.0%: 5 read, ")


def test_explain_tells_the_way_from_the_page_to_the_figure(page):
    shown = run("explain", page, "97.3%").stdout.decode()
    assert [word for word in ("荆门.txt", "97.3%", "办结率") if word not in shown] == []


def test_evaluate_prints_scores_and_as_many_mistakes_as_asked_for():
    done = run("evaluate", "tests/golden/seeds.jsonl", "seeds", "--errors", "0")
    assert (done.returncode, done.stderr) == (0, b"")
    assert re.search(r"figure_f1\s+\d\.\d+", done.stdout.decode())


def test_pages_go_into_the_store_once_and_come_out_again(tmp_path, page):
    store = ["--store", tmp_path / "store.sqlite"]
    first, again = (run("ingest", page, *store) for _ in range(2))
    assert first.stdout.decode().startswith("1 pages added, 0 known already, 0 bad; 5 observations, ")
    assert first.stdout.decode().endswith("edition 1\n")
    assert again.stdout.decode() == "0 pages added, 1 known already, 0 bad; 0 observations, 0 numbers skipped; no new edition\n"
    assert (first.stderr, again.stderr) == (b"", b"")
    rows = list(csv.DictReader(io.StringIO(run("export", *store).stdout.decode(), newline="")))
    assert (tuple(rows[0]), sorted(float(row["value"]) for row in rows)) == (COLUMNS, [-85, 8.1, 97.3, 1024, 2416])
    lines = read_lines(run("export", *store, "--format", "jsonl").stdout)
    assert [line["obs_id"] for line in lines] == [row["obs_id"] for row in rows]
    assert {line["period_end"] for line in lines} == {"2024-05-12", "2024-04-30"}
    assert run("export", *store, "--edition", "0").stdout.decode().splitlines() == [",".join(COLUMNS)]
    assert b"has no edition 7; name one from 0 to 1" in run("export", *store, "--edition", "7").stderr


def test_extract_loads_neither_tables_nor_databases(page):
    code = "import sys; from metrics.__main__ import main; main(['extract', sys.argv[1]]); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code, page], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert {"pandas", "sqlalchemy", "tqdm", "streamlit"} & set(done.stderr.split()) == set()


def test_serve_opens_the_dashboard(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with start("serve", "--port", str(port), "--store", tmp_path / "store.sqlite") as server:
        assert wait_for(f"http://127.0.0.1:{port}/_stcore/health", server) == b"ok"
        server.terminate()
        server.communicate(timeout=30)


def wait_for(address: str, server: subprocess.Popen) -> bytes:
    """The answer of a server that is starting."""
    for _ in range(300):
        assert server.poll() is None, server.stderr.read().decode()
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.read()
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")
