"""Pages go into the store in chunks: a stopped run leaves whole chunks and is finished by the next one."""

import pytest
from sqlalchemy import event

from metrics.extract import extract_page
from metrics.inbox import count_files
from metrics.ingest import CHUNK, IngestReport, ingest
from metrics.parse.pages import read_pages
from metrics.store import Store, open_store
from tests.readings import write_pages
from tests.source import ROOT

SEEDS = ROOT / "seeds"


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


def test_each_empty_file_is_named_though_all_are_alike(tmp_path, store):
    for name in ("a.txt", "b.txt", "c.pdf"):
        (tmp_path / name).touch()
    failures = ingest([tmp_path / name for name in ("a.txt", "b.txt", "c.pdf")], store).failures
    assert [one.partition(": ")[2] for one in failures] == ["the page is empty; give a file that holds text"] * 3


def test_a_chunk_is_an_edition(tmp_path, store):
    folder = write_pages(tmp_path / "pages", CHUNK + 3)
    report = ingest([folder], store)
    assert (report.added, report.editions, report.observations) == (CHUNK + 3, (1, 2), CHUNK + 3)
    assert [len(store.pages(edition)) for edition in range(3)] == [0, CHUNK, CHUNK + 3]
    assert store.editions()[1].note == f"3 pages, {CHUNK:04}.txt to {CHUNK + 2:04}.txt"


def test_progress_is_told_of_every_file(tmp_path, store):
    folder = write_pages(tmp_path / "pages", CHUNK + 3)
    (folder / "bad.txt").write_bytes(b"\xff\xfe")
    seen = []
    ingest([folder, folder], store, advance=seen.append)
    assert (seen, count_files([folder, folder])) == ([CHUNK, CHUNK, 8], 2 * CHUNK + 8)


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

    def stop(_files: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest([folder], store, advance=stop)
    assert len(store.pages()) == CHUNK
    report = ingest([folder], store)
    assert (report.added, report.known, len(store.table())) == (CHUNK, CHUNK, 2 * CHUNK)
    store.check()


def test_the_database_counts_its_rows_when_many_are_new_and_not_for_a_few(tmp_path, store):
    statements = []
    event.listen(store.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
    ingest([write_pages(tmp_path / "many", 20)], store)
    assert statements.pop() == "ANALYZE"
    (tmp_path / "one.txt").write_text("诉求9876件。", encoding="utf-8")
    assert ingest([tmp_path / "one.txt"], store).added == 1
    assert "ANALYZE" not in statements
