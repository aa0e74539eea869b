"""The picture of a page in the real browser: it loads, and its boxes lie where the characters are printed, at any width."""

import pytest

from metrics.ingest import ingest
from metrics.parse.pages import read_page
from metrics.show.facsimile import find_areas
from metrics.store import open_store
from tests.browser.conftest import see_sentence, serve_desk
from tests.browser.test_look import FITS
from tests.printing import make_pdf, to_columns

TEXT = "8月6日，12345政务服务便民热线接听群众来电诉求730件次，网民留言41件，直接办理410件，回访量188件。\n" * 2
NAME = "襄阳热线日报.pdf"
LOADED = "() => [...document.querySelectorAll('.facsimile img')].every(one => one.complete && one.naturalWidth > 0)"
LIES = """mark => {
  const picture = mark.closest('.part').querySelector('img').getBoundingClientRect(), box = mark.getBoundingClientRect();
  const part = mark.closest('.part').getBoundingClientRect();
  const isInSight = box.left >= part.left && box.right <= part.right && box.top >= part.top && box.bottom <= part.bottom;
  return {isInSight, width: picture.width, height: picture.height,
    box: [box.left - picture.left, box.top - picture.top, box.right - picture.left, box.bottom - picture.top]};
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A store that holds a page printed as PDF in three columns."""
    folder = tmp_path_factory.mktemp("facsimile")
    (folder / NAME).write_bytes(make_pdf(("襄阳热线日报", to_columns(TEXT, 3, 16))))
    store = open_store(f"sqlite:///{folder / 'store.sqlite'}")
    ingest([folder / NAME], store)
    store.close()
    return folder


@pytest.fixture(scope="module")
def server(folder):
    """A dashboard of this store."""
    with serve_desk(folder) as address:
        yield address


def check_place(mark, facsimile, area):
    """A mark lies on the picture as its area does, to half a pixel of the screen, and is not cut off."""
    seen = mark.evaluate(LIES)
    scale = seen["width"] / facsimile.width
    assert seen["isInSight"]
    assert seen["height"] == pytest.approx(scale * facsimile.height, abs=0.5)
    assert seen["box"] == pytest.approx([scale * end for end in (area.left, area.top, area.right, area.bottom)], abs=0.5)


def test_the_sentence_is_boxed_where_it_is_printed(open_page, folder):
    printed = read_page(folder / NAME)
    start = printed.text.index("730")
    areas = list(find_areas(printed.facsimile, start, start + 5))
    page = open_page(f"/?view=source&src={NAME}")
    page.wait_for_function(LOADED)
    check_place(page.locator(".facsimile a.figure").first, printed.facsimile, areas[0])
    page.locator(".printed a.figure", has_text="730").first.click()
    see_sentence(page)
    page.wait_for_selector(".facsimile .picked")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(FITS)
        page.wait_for_function(LOADED)
        marks = page.locator(".facsimile > .part .picked")
        assert marks.count() == len(areas)
        for mark, area in zip(marks.all(), areas, strict=True):
            check_place(mark, printed.facsimile, area)
