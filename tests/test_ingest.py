"""Pages go into the store in chunks: a stopped run leaves whole chunks and is finished by the next one."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from metrics.errors import PageError
from metrics.extract import extract_page, extraction_version
from metrics.ingest import CHUNK, IngestReport, ingest
from metrics.parse.pages import read_pages
from metrics.store import Store, open_store
from tests.source import ROOT

SEEDS = ROOT / "seeds"


def write_pages(folder: Path, count: int) -> Path:
    """That many small pages, each with one figure of its own."""
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04}.txt").write_text(
            f"本报讯 5月6日，随州市12345热线受理诉求{number + 100}件。\n", encoding="utf-8"
        )
    return folder


@pytest.fixture
def store(tmp_path) -> Store:
    return open_store(str(tmp_path / "store.sqlite"))


def test_the_store_holds_what_extraction_reads(store):
    readings = [extract_page(page) for page in read_pages([SEEDS])]
    report = ingest([SEEDS], store)
    observations, skipped = (sum(len(getattr(reading, name)) for reading in readings) for name in ("observations", "skipped"))
    assert report == IngestReport(5, 0, observations, skipped, (1,), ())
    table = store.table()
    keys = ["doc", "start", "end", "indicator", "unit", "quote", "measure"]
    read = [tuple(getattr(each, key) for key in keys) for reading in readings for each in reading.observations]
    assert list(table[keys].itertuples(index=False, name=None)) == read
    assert [store.page_text(reading.page.sha256) for reading in readings] == [reading.page.text for reading in readings]
    assert [store.skipped(reading.page.sha256) for reading in readings] == [list(reading.skipped) for reading in readings]
    store.check()


def test_every_figure_stands_where_its_row_says(store):
    ingest([SEEDS], store)
    texts = {page.sha256: store.page_text(page.sha256) for page in store.pages()}
    table = store.table()
    printed = [texts[sha256][start:end] for sha256, start, end in table[["sha256", "start", "end"]].itertuples(index=False)]
    assert all(text and text == text.strip() for text in printed)
    assert table["obs_id"].is_unique
    assert (table["article_id"] != "").all()
    points = table.groupby("point_id")
    assert (points["is_sighting"].sum() == points.size() - 1).all()
    assert (points["n_sightings"].first() == points.size()).all()


def test_ingesting_again_adds_nothing(store):
    ingest([SEEDS], store)
    version = store.version()
    assert ingest([SEEDS, SEEDS], store) == IngestReport(known=10)
    assert (store.edition(), store.version()) == (1, version)


def test_a_chunk_is_an_edition(tmp_path, store):
    folder = write_pages(tmp_path / "pages", CHUNK + 3)
    report = ingest([folder], store)
    assert (report.added, report.editions, report.observations) == (CHUNK + 3, (1, 2), CHUNK + 3)
    assert [len(store.pages(edition)) for edition in range(3)] == [0, CHUNK, CHUNK + 3]
    assert store.editions()[1].note == f"3 pages, {CHUNK:04}.txt to {CHUNK + 2:04}.txt"


def test_progress_sees_every_file(tmp_path, store):
    seen = []

    def watch(files: Iterable[Path | PageError]) -> Iterator[Path | PageError]:
        for file in files:
            seen.append(file)
            yield file

    ingest([write_pages(tmp_path / "pages", 3)], store, watch)
    assert [file.name for file in seen] == ["0000.txt", "0001.txt", "0002.txt"]


def test_bad_files_are_reported_and_good_ones_kept(tmp_path, store):
    folder = write_pages(tmp_path / "pages", 3)
    (folder / "0001.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "none").mkdir()
    report = ingest([folder, tmp_path / "none"], store)
    assert (report.added, len(report.failures), len(store.pages())) == (2, 2, 2)
    assert report.failures[0].startswith(f"{folder}/0001.txt: not UTF-8 at byte 0")
    assert report.failures[1].startswith(f"{tmp_path}/none: no pages in this folder")


def test_a_stopped_run_keeps_its_chunks_and_the_next_one_finishes(tmp_path, store):
    folder = write_pages(tmp_path / "pages", 2 * CHUNK)

    def stop(files: Iterable[Path | PageError]) -> Iterator[Path | PageError]:
        for number, file in enumerate(files):
            if number == CHUNK + 10:
                raise KeyboardInterrupt
            yield file

    with pytest.raises(KeyboardInterrupt):
        ingest([folder], store, stop)
    assert len(store.pages()) == CHUNK
    report = ingest([folder], store)
    assert (report.added, report.known, len(store.table())) == (CHUNK, CHUNK, 2 * CHUNK)
    store.check()


KILLED = """
import os, signal, sys
from pathlib import Path
from metrics.ingest import ingest
from metrics.store import open_store
def kill(files):
    for number, file in enumerate(files):
        if number == 130:
            os.kill(os.getpid(), signal.SIGKILL)
        yield file
ingest([Path(sys.argv[1])], open_store(sys.argv[2]), kill)
"""


def test_a_killed_run_is_finished_by_the_next_one_exactly(tmp_path):
    folder, place = write_pages(tmp_path / "pages", 140), str(tmp_path / "killed.sqlite")
    done = subprocess.run([sys.executable, "-c", KILLED, folder, place], cwd=ROOT, env=os.environ, check=False, timeout=120)
    assert done.returncode == -signal.SIGKILL
    killed, whole = open_store(place), open_store(str(tmp_path / "whole.sqlite"))
    assert len(killed.pages()) == 2 * CHUNK
    ingest([folder], killed)
    ingest([folder], whole)
    assert killed.editions()[-1].digest == whole.editions()[-1].digest
    assert {page.extraction for page in killed.pages()} == {extraction_version()}
