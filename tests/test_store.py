"""The store keeps every edition as it was: what was added, what was retired, what a table says of a figure."""

import dataclasses
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateIndex, CreateTable

from metrics.errors import StoreError
from metrics.model import Skipped
from metrics.store import Held, PageRow, open_store
from metrics.store.tables import METADATA
from metrics.table import COLUMNS
from tests.readings import make_observation, make_reading

FIGURE = make_observation()
PART = make_observation(dims={"国别": "东盟", "方式": "一般贸易"}, value="31.7", start=60, end=66)
CALLS = make_observation(article="热线周报", indicator="诉求量", value="3", value_high="5", unit="件", start=150, end=154)


def test_an_empty_store_has_an_empty_table(store):
    table = store.table()
    assert (store.edition(), store.pages(), store.editions(), tuple(table.columns), len(table)) == (0, [], [], COLUMNS, 0)
    assert store.version().startswith("19700101-")


def test_what_was_committed_is_read_back(store):
    reading = make_reading([FIGURE, PART, CALLS], skipped=[Skipped(3, 7, "date"), Skipped(9, 10, "phone")])
    assert store.commit([reading], "one page", "v1") == 1
    sha256, made = reading.page.sha256, store.editions()[0]
    assert store.pages() == [PageRow(sha256, "襄阳.txt", date(2022, 6, 15), 2022, "版头", "v1", 2, 3, 2, 1)]
    assert store.page_text(sha256) == reading.page.text
    assert store.skipped(sha256) == list(reading.skipped)
    assert [(row.title, row.subtitle, row.reporters, row.spans) for row in store.articles(sha256)] == [
        ("上半年外贸开门红", "", ("周宁", "李想"), ((0, 100, "prose"),)),
        ("热线周报", "第24周", (), ((100, 200, "list"),)),
    ]
    assert (made.note, made.reason, store.version()) == ("one page", "ingest", made.version)
    assert store.held([sha256, "00ff"]) == {sha256: Held("v1", None)}


def test_the_table_says_everything_of_a_figure(store):
    reading = make_reading([PART])
    store.commit([reading], "", "v1")
    row = store.table().iloc[0].to_dict()
    ids = {name: row.pop(name)[0] for name in ("obs_id", "series_id", "point_id", "article_id")}
    assert ids == {"obs_id": "o", "series_id": "s", "point_id": "p", "article_id": "a"}
    assert row == {
        **{key: getattr(PART, key) for key in ("indicator", "entity", "measure", "unit", "bound", "status", "tier", "quote")},
        **{key: getattr(PART, key) for key in ("article", "doc", "start", "end", "rule", "confidence")},
        **{"is_sighting": False, "n_sightings": 1, "area_code": "420600"},
        **dict.fromkeys(("indicator_id", "topic", "basis", "base"), ""),
        **{"value": 31.7, "value_text": "31.7", "value_high": pytest.approx(float("nan"), nan_ok=True)},
        **{"base_value": 3_170_000_000.0, "base_unit": "元", "dims": "国别=东盟；方式=一般贸易", "reporters": "周宁、李想"},
        **{"period_start": pd.Timestamp(2022, 1, 1), "period_end": pd.Timestamp(2022, 5, 31), "period_text": "2022年1—5月"},
        **{"issue_date": pd.Timestamp(2022, 6, 15), "issue_reason": "版头", "sha256": reading.page.sha256, "added": 1},
        **{"first_seen": pd.Timestamp(store.editions()[0].day), "review_state": "", "obs_status": "A"},
    }


def test_a_table_has_the_same_types_whatever_it_holds(store):
    empty = store.table().dtypes
    store.commit([make_reading([dataclasses.replace(FIGURE, period_start=None, period_end=None)])], "", "v1")
    sparse = store.table().dtypes
    store.commit([make_reading([PART, CALLS], "另一版" * 70)], "", "v1")
    full = store.table().dtypes
    assert empty.equals(full)
    assert sparse.equals(full)


def test_a_figure_stands_in_its_article(store):
    reading = make_reading([FIGURE, CALLS])
    store.commit([reading], "", "v1")
    assert list(store.table()["article_id"]) == [row.article_id for row in store.articles(reading.page.sha256)]


def test_two_equal_readings_of_one_place_are_two_observations(store):
    store.commit([make_reading([FIGURE, dataclasses.replace(FIGURE, entity="湖北省")])], "", "v1")
    assert store.table()["obs_id"].nunique() == 2


def test_ingesting_again_adds_nothing(store):
    reading = make_reading([FIGURE, CALLS], skipped=[Skipped(3, 7, "date")])
    store.commit([reading], "", "v1")
    before = store.table()
    renamed = dataclasses.replace(reading, page=dataclasses.replace(reading.page, doc="again.txt"))
    assert store.commit([reading, renamed], "", "v1") is None
    assert store.commit([], "", "v1") is None
    assert store.edition() == 1
    pd.testing.assert_frame_equal(before, store.table())


def test_a_page_twice_in_one_commit_is_one_page(store):
    store.commit([make_reading([FIGURE])] * 2, "", "v1")
    assert (len(store.pages()), len(store.table())) == (1, 1)


def test_reading_again_retires_what_is_no_longer_read_and_keeps_the_rest(store):
    store.commit([make_reading([FIGURE, PART], skipped=[Skipped(3, 7, "date")])], "", "v1")
    better = make_reading([FIGURE, dataclasses.replace(PART, value=PART.value * 2), CALLS], skipped=[Skipped(3, 7, "time")])
    old, version = store.table(), store.version()
    assert store.commit([better], "", "v2") == 2
    assert [edition.reason for edition in store.editions()] == ["ingest", "reread"]
    assert sorted(zip(store.table()["value"], store.table()["added"], strict=True)) == [(3.0, 2), (63.4, 2), (126.4, 1)]
    assert store.skipped(better.page.sha256) == [Skipped(3, 7, "time")]
    assert [page.extraction for page in store.pages()] == ["v2"]
    pd.testing.assert_frame_equal(old, store.table(1))
    assert (store.version(1), [page.extraction for page in store.pages(1)]) == (version, ["v1"])
    assert store.skipped(better.page.sha256, 1) == [Skipped(3, 7, "date")]
    assert len(store.table(0)) == 0


def test_an_edition_is_named_by_what_it_holds_not_by_the_way_there(tmp_path):
    pages = [make_reading([make_observation(value=str(at))], f"第{at}版" * 40) for at in range(4)]
    one, other = (open_store(str(tmp_path / name)) for name in ("one", "other"))
    one.commit(pages, "", "v1")
    for page in reversed(pages):
        other.commit([page], "", "v1")
    assert one.editions()[-1].digest == other.editions()[-1].digest
    assert len({edition.digest for edition in other.editions()}) == 4


def test_rows_changed_behind_the_stores_back_are_noticed(store):
    store.commit([make_reading([FIGURE, PART])], "", "v1")
    store.commit([make_reading([FIGURE])], "", "v2")
    store.check(1)
    store.check()
    with store.engine.connect() as connection:
        connection.execute(text("update observations set value_text = '127' where value_text = '126.4'"))
        connection.commit()
    with pytest.raises(StoreError, match="rows of edition 2 were changed; restore"):
        store.check()


def test_a_nul_is_kept_as_its_picture_at_its_place(store):
    text = "襄阳\0" * 70
    store.commit([make_reading([make_observation(quote="总额\x00126.4亿元")], text)], "", "v1")
    page = store.pages()[0]
    assert (store.page_text(page.sha256), list(store.table()["quote"])) == (text.replace("\0", "␀"), ["总额␀126.4亿元"])
    store.check()


def test_analyze_keeps_every_row(store):
    store.commit([make_reading([FIGURE])], "", "v1")
    store.analyze()
    store.check()


@pytest.mark.parametrize("edition", [-1, 2])
def test_an_edition_that_is_not_there_is_refused(store, edition):
    store.commit([make_reading([FIGURE])], "", "v1")
    with pytest.raises(StoreError, match=f"has no edition {edition}; name one from 0 to 1"):
        store.table(edition)


def test_a_page_that_is_not_there_is_refused(store):
    with pytest.raises(StoreError, match="has no page 00ff; ingest it first"):
        store.page_text("00ff")


def test_no_row_is_shared_by_two_editions_of_one_page(store):
    store.commit([make_reading([FIGURE])], "", "v1")
    names = "sha256, doc, issue_date, issue_year, issue_reason, extraction, articles, observations, skipped, added, retired"
    again = text(f"insert into pages select id + 100, {names} from pages")
    with store.engine.connect() as connection, pytest.raises(IntegrityError, match=r"(?i)unique"):
        connection.execute(again)


def test_the_schema_is_plain_sql_for_another_database():
    for table in METADATA.sorted_tables:
        assert CreateTable(table).compile(dialect=postgresql.dialect())
        for index in table.indexes:
            assert CreateIndex(index).compile(dialect=postgresql.dialect())
