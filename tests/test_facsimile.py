"""The picture of a page: kept with its text, shown with the sentence of a figure boxed, and read by anybody without a trace."""

import io
import json
import zipfile
from dataclasses import replace

import pytest
from PIL import Image
from sqlalchemy import inspect
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from metrics.extract import extract_page, extraction_version
from metrics.formats.facsimiles import MOST_AREA, MOST_WIDE, find_scale
from metrics.ingest import ingest
from metrics.model import Facsimile
from metrics.parse.pages import read_page
from metrics.reread import reread
from metrics.show import shelf
from metrics.show.facsimile import Area, find_areas, find_piece
from metrics.show.routes import routes
from metrics.store import open_store
from metrics.store.archive import write_archive
from metrics.store.restore import check_archive, read_archive
from metrics.store.tables import FACSIMILES
from tests.app import SCRIPT, html_of
from tests.printing import make_pdf, to_columns
from tests.source import ROOT

BULLETIN = "8月6日，12345政务服务便民热线接听群众来电诉求730件次，网民留言41件，直接办理410件，回访量188件。\n" * 2


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    """A PDF of three columns."""
    path = tmp_path_factory.mktemp("pages") / "日报.pdf"
    path.write_bytes(make_pdf(("襄阳热线日报", to_columns(BULLETIN, 3, 16))))
    return path


def test_every_character_has_its_place_on_the_picture(pdf):
    page = read_page(pdf)
    made = page.facsimile
    covered = [at for start, *rest in made.lines for at in range(start, start + len(rest) - 3)]
    assert sorted(covered) == [at for at, character in enumerate(page.text) if not character.isspace()]
    picture = Image.open(io.BytesIO(made.picture))
    assert (picture.format, picture.size) == ("WEBP", (made.width, made.height))
    for at in covered:
        (area,) = find_areas(made, at, at + 1)
        assert 0 <= area.left < area.right <= made.width
        assert 0 <= area.top < area.bottom <= made.height


def test_the_ink_of_a_figure_stands_where_the_map_says(pdf):
    page = read_page(pdf)
    picture = Image.open(io.BytesIO(page.facsimile.picture)).convert("L")
    start = page.text.index("730")
    (area,) = find_areas(page.facsimile, start, start + 3)
    dark = picture.point(lambda grey: 255 * (grey < 128))
    left, top, right, bottom = dark.crop((area.left, area.top, area.right, area.bottom)).getbbox()
    assert right - left > 0.8 * (area.right - area.left)
    assert bottom - top > 0.5 * area.height
    row = dark.crop((area.left - 400, area.top, area.left, area.bottom))
    assert row.getbbox() is not None  # its sentence begins before it on the line


def test_a_page_of_any_size_makes_a_picture_of_bounded_size():
    for width, height in ((595, 842), (10_000, 3), (1, 100_000), (5_000, 7_000)):
        scale = find_scale(width, height)
        assert width * scale <= MOST_WIDE + 0.01
        assert width * height * scale * scale <= MOST_AREA * 1.001


def test_the_lines_of_a_sentence_in_the_column_of_its_figure_are_shown():
    lines = ((0, 10, 20, 0, 10, 10, 10), (3, 30, 40, 0, 10, 10, 10), (6, 10, 20, 50, 10, 10, 10))
    made = Facsimile(b"", 100, 100, lines)
    said = list(find_areas(made, 1, 8))
    assert said == [Area(10, 10, 30, 20), Area(0, 30, 30, 40), Area(50, 10, 70, 20)]
    (figure,) = find_areas(made, 4, 5)
    assert find_piece(made, figure, said) == Area(0, 0, 45, 55)


@pytest.fixture
def kept(store, pdf):
    """A store, in each of the databases, that holds the PDF and a page of text."""
    ingest([pdf, ROOT / "seeds" / "003_0f41ced30fcd748e.txt"], store)
    return store


def test_the_picture_is_kept_for_a_page_that_has_one(kept, pdf):
    page = read_page(pdf)
    assert kept.facsimile(page.sha256) == page.facsimile
    assert [kept.facsimile(one.sha256) for one in kept.pages() if not one.doc.endswith(".pdf")] == [None]


def test_pictures_come_back_from_an_archive(kept, pdf, tmp_path, open_at):
    write_archive(kept, tmp_path / "store.zip")
    rows = check_archive(tmp_path / "store.zip")
    other = open_at(str(tmp_path / "other.sqlite"))
    read_archive(other, tmp_path / "store.zip")
    sha256 = read_page(pdf).sha256
    assert rows["facsimiles"] == 1
    assert other.facsimile(sha256) == kept.facsimile(sha256)


def test_an_archive_from_before_there_were_pictures_is_read(kept, pdf, tmp_path, open_at):
    write_archive(kept, tmp_path / "new.zip")
    with zipfile.ZipFile(tmp_path / "new.zip") as new, zipfile.ZipFile(tmp_path / "old.zip", "w") as old:
        described = json.loads(new.read("datapackage.json"))
        described["resources"] = [one for one in described["resources"] if one["name"] != "facsimiles"]
        old.writestr("datapackage.json", json.dumps(described))
        for one in described["resources"]:
            old.writestr(one["path"], new.read(one["path"]))
    assert "facsimiles" not in check_archive(tmp_path / "old.zip")
    other = open_at(str(tmp_path / "other.sqlite"))
    read_archive(other, tmp_path / "old.zip")
    other.check()
    assert (other.version(), other.facsimile(read_page(pdf).sha256)) == (kept.version(), None)


def test_a_store_from_before_there_were_pictures_is_opened(kept, store_url, open_at):
    with kept.engine.begin() as connection:
        FACSIMILES.drop(connection)
    again = open_at(store_url)
    assert inspect(again.engine).has_table("facsimiles")
    assert [again.facsimile(page.sha256) for page in again.pages()] == [None, None]
    again.check()


def test_a_scan_read_again_keeps_the_doubt_of_its_character_reader(pdf, tmp_path):
    page = read_page(pdf)
    start = page.text.index("网民留言")
    store = open_store(str(tmp_path / "store.sqlite"))
    store.commit([extract_page(replace(page, doubts=((start, start + 10, 0.5),)))], "a scan", "old")
    confidences = list(store.table()["confidence"])
    assert reread(store, store.outdated(extraction_version()), publish=True).pages == 1
    assert list(store.table()["confidence"]) == confidences
    assert min(confidences) <= 0.5


def test_a_file_read_again_by_newer_rules_keeps_the_text_its_figures_stand_on(pdf, tmp_path):
    page = read_page(pdf)
    shorter = page.text.replace("襄阳热线日报", "襄阳日报")
    store = open_store(str(tmp_path / "store.sqlite"))
    store.commit([extract_page(replace(page, text=shorter, facsimile=None))], "read by an older reader", "old")
    assert ingest([pdf], store).added == 1
    text, table = store.page_text(page.sha256), store.table()
    assert text == shorter
    spans = zip(table["start"], table["end"], table["value_text"], strict=True)
    assert all(value in text[start:end] for start, end, value in spans)
    store.check()


@pytest.fixture(scope="module")
def desk(tmp_path_factory, pdf):
    """The dashboard's store with the PDF and a page of text."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("METRICS_STORE", f"sqlite:///{tmp_path_factory.mktemp('store') / 'desk.sqlite'}")
        shelf.open_shelf_store.cache_clear()
        shelf.read_page_facsimile.cache_clear()
        ingest([pdf, ROOT / "seeds" / "003_0f41ced30fcd748e.txt"], shelf.open_shelf_store())
        yield shelf.newest_shelf()
        shelf.open_shelf_store.cache_clear()
        shelf.read_page_facsimile.cache_clear()


def run(**params):
    app = AppTest.from_file(SCRIPT, default_timeout=60)
    for name, value in params.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return html_of(app)


def find_point(held, ending):
    table = held.table
    return table.loc[table["doc"].astype(str).str.endswith(ending), "obs_id"].iloc[0]


def test_the_sentence_is_boxed_on_the_picture_beside_the_text(desk, pdf):
    html = run(view="source", p=find_point(desk, ".pdf"))
    address = f"/facsimile/{read_page(pdf).sha256}.webp"
    assert html.count(f'<img src="{address}" alt="') == 2  # the sentence, and the whole page
    assert f'<a href="{address}"' in html
    piece = html[html.index('<figure class="facsimile">') : html.index("<figcaption>")]
    assert 'class="said"' in piece
    assert 'class="picked"' in piece


def test_a_page_of_text_has_no_picture(desk):
    assert 'class="facsimile"' not in run(view="source", p=find_point(desk, ".txt"))


@pytest.mark.usefixtures("desk")
def test_the_picture_has_an_address_of_its_own(pdf):
    client = TestClient(Starlette(routes=routes()))
    page = read_page(pdf)
    answer = client.get(f"/facsimile/{page.sha256}.webp")
    assert (answer.status_code, answer.headers["content-type"], answer.content) == (200, "image/webp", page.facsimile.picture)
    assert "immutable" in answer.headers["cache-control"]
    assert [client.get(f"/facsimile/{name}").status_code for name in (f"{'0' * 64}.webp", page.sha256, "")] == [404] * 3
    assert client.post(f"/facsimile/{page.sha256}.webp").status_code == 405
