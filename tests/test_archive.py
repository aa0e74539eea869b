"""A store in one file and back, in either database: exactly the same, or told what is wrong and nothing written."""

import json
import shutil
import zipfile

import pytest

from metrics.errors import StoreError
from metrics.review.decisions import Decision
from metrics.store.archive import write_archive
from metrics.store.restore import check_archive, read_archive
from metrics.store.tables import METADATA, SCHEMA
from tests.commands import run
from tests.readings import make_observation, make_reading

ODD = "襄阳\u2028\ufeff\U000f0000\\\"'\t\r\n␀" * 20


@pytest.fixture
def full(store):
    """A store with editions that added and retired, a decision, and odd characters."""
    figure, part = make_observation(), make_observation(value="31.70", start=60, end=66, confidence=0.1 + 0.2, base="全\t省")
    store.commit([make_reading([figure, part])], "first", "v1")
    store.commit([make_reading([part]), make_reading([make_observation(quote=ODD, period_end=None)], ODD)], "", "v2")
    obs_id = store.table()["obs_id"].iloc[0]
    store.decide(Decision("reject", "editor", "not a figure", store.edition(), (obs_id,)))
    return store


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, tmp_path, open_at, postgres):
    """Another, empty store, in each of the databases."""
    if request.param == "sqlite":
        yield open_at(str(tmp_path / "other.sqlite"))
        return
    with postgres.fresh_database() as url:
        yield open_at(url)


def test_a_store_comes_back_exactly_whatever_the_database(full, empty, tmp_path):
    archive, again = tmp_path / "store.zip", tmp_path / "again.zip"
    rows = write_archive(full, archive)
    assert (check_archive(archive), set(rows)) == (rows, set(METADATA.tables))
    read_archive(empty, archive)
    assert empty.editions() == full.editions()
    assert empty.log() == full.log()
    for edition in range(4):
        assert empty.table(edition).equals(full.table(edition))
        empty.check(edition)
    write_archive(empty, again)
    assert again.read_bytes() == archive.read_bytes()
    assert empty.commit([make_reading([], "新" * 90)], "", "v3") == 4  # rows to come are numbered after those that came back


def test_an_archive_is_described_and_readable_without_this_program(full, tmp_path):
    write_archive(full, tmp_path / "store.zip")
    with zipfile.ZipFile(tmp_path / "store.zip") as archive:
        described = json.loads(archive.read("datapackage.json"))
        for resource in described["resources"]:
            lines = archive.read(resource["path"]).decode().split("\n")[:-1]
            fields = [field["name"] for field in resource["schema"]["fields"]]
            assert [list(json.loads(line)) for line in lines] == [fields] * resource["rows"]
    assert (described["name"], described["schema_number"]) == ("civic-metrics", SCHEMA)


def rewrite(archive, name, change):
    """The same archive with one entry changed."""
    copy = archive.with_suffix(".copy")
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(copy, "w") as new:
        for entry in old.namelist():
            content = old.read(entry)
            new.writestr(entry, change(content) if entry == name else content)
    shutil.move(copy, archive)


def cut(archive):
    archive.write_bytes(archive.read_bytes()[:-200])


def flip(archive):
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 0xFF
    archive.write_bytes(content)


DAMAGES = {
    "cut off": (cut, "is damaged or no archive of a store"),
    "a byte flipped": (flip, "is damaged or no archive of a store"),
    "no zip": (lambda archive: archive.write_text("襄阳"), "is damaged or no archive of a store"),
    "another zip": (lambda archive: zipfile.ZipFile(archive, "w").close(), "is damaged or no archive of a store"),
    "missing": (lambda archive: archive.unlink(), "is not there; check the name"),
    "a figure changed": (
        lambda archive: rewrite(archive, "tables/observations.jsonl", lambda text: text.replace(b"31.70", b"31.71")),
        "table observations is not the one that was written",
    ),
    "of another schema": (
        lambda archive: rewrite(
            archive, "datapackage.json", lambda text: text.replace(b'"schema_number": ', b'"schema_number": 9')
        ),
        f"is of civic-metrics 9{SCHEMA}, this program reads civic-metrics {SCHEMA}; use its own version",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_archive_is_refused_and_no_store_made(damage, tmp_path, open_at):
    store, archive = open_at(str(tmp_path / "store.sqlite")), tmp_path / "store.zip"
    store.commit([make_reading([make_observation(value="31.70")])], "", "v1")
    write_archive(store, archive)
    change, message = DAMAGES[damage]
    change(archive)
    done = run("import-store", archive, "--store", tmp_path / "new.sqlite")
    assert (done.returncode, done.stderr.count(b"\n"), (tmp_path / "new.sqlite").exists()) == (2, 1, False)
    assert message in done.stderr.decode()


def test_rows_that_do_not_make_their_edition_are_not_kept(full, empty, tmp_path):
    archive = tmp_path / "store.zip"
    with full.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE observations SET value_text = '9' WHERE retired IS NULL")
    write_archive(full, archive)
    with pytest.raises(StoreError, match="rows of edition 3 are not those it was made of; take an older archive"):
        read_archive(empty, archive)
    assert (empty.edition(), len(empty.table())) == (0, 0)


def test_a_store_that_holds_something_is_not_written_over(full, tmp_path):
    write_archive(full, tmp_path / "store.zip")
    with pytest.raises(StoreError, match="goes into an empty store only, and this one holds editions; name a new one"):
        read_archive(full, tmp_path / "store.zip")


def test_the_commands_write_and_read_a_store(tmp_path, open_at):
    place, archive = str(tmp_path / "store.sqlite"), tmp_path / "store.zip"
    open_at(place).commit([make_reading([make_observation()])], "", "v1")
    out = run("export-store", archive, "--store", place)
    back = run("import-store", archive, "--store", tmp_path / "new.sqlite")
    assert (out.returncode, back.returncode, back.stderr) == (0, 0, b"")
    assert "1 editions, 1 store, 1 texts" in out.stdout.decode()
    assert open_at(str(tmp_path / "new.sqlite")).version() == open_at(place).version()
    assert sorted(path.name for path in tmp_path.glob("*.zip*")) == ["store.zip"]
