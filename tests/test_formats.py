"""The formats pages come in: the same text whatever they are wrapped in, and clear words about bad files."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from metrics.errors import PageError
from metrics.extract import extract_page
from metrics.formats import SPLITTERS, split_file
from metrics.formats.boxes import Box
from metrics.formats.plain import GB18030_NOTE
from metrics.formats.prints import to_print
from metrics.formats.scan import find_ink, find_regions, set_straight
from metrics.model import Page
from metrics.parse.pages import read_file, read_page
from tests.printing import degrade, make_pdf, make_picture, to_columns

BULLETIN = (
    "8月6日，12345政务服务便民热线接听群众来电诉求730件次，网民留言41件，直接办理410件，转交责任单位办理320件，回访量188件。\n"
    "8月6日，全市共收到安全隐患举报37件，其中应急管理局接收举报21件，消防救援支队接收举报16件。\n"
    "上半年，全市规模以上工业增加值同比增长7.4%，固定资产投资完成126.5亿元，下降3.2%，新增光伏装机86万千瓦。"
)
HEADLINE = "南昌热线日报"


def squeeze(text):
    return "".join(text.split())


def read_all(path, content):
    path.write_bytes(content)
    return list(read_file(path))


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_a_pdf_of_columns_is_read_column_by_column(tmp_path, count):
    (page,) = read_all(tmp_path / "a.pdf", make_pdf((HEADLINE, to_columns(BULLETIN * 3, count, 40 // count))))
    assert squeeze(page.text) == squeeze(HEADLINE + BULLETIN * 3)


def test_a_headline_stands_apart_and_paragraphs_begin_set_in(tmp_path):
    (page,) = read_all(tmp_path / "a.pdf", make_pdf((HEADLINE, to_columns(BULLETIN, 2, 20))))
    assert page.text.startswith(f"{HEADLINE}\n\n\u3000\u30008月6日")


def test_text_and_pdf_give_the_same_figures(tmp_path):
    (page,) = read_all(tmp_path / "a.pdf", make_pdf((HEADLINE, to_columns(BULLETIN, 2, 22))))
    plain = extract_page(Page("a", f"{HEADLINE}\n\n{BULLETIN}\n", "0"))
    stated = [
        [(one.indicator, one.value, one.unit, one.measure) for one in each.observations] for each in (plain, extract_page(page))
    ]
    assert stated[0]
    assert stated[1] == stated[0]


def test_every_page_of_a_pdf_is_a_page_with_a_name_and_a_digest_of_its_own(tmp_path):
    content = make_pdf(("一版", [["受理五件。" * 5]]), ("二版", [["办结六件。" * 5]]))
    first, second = read_all(tmp_path / "日报.pdf", content)
    assert [first.doc, second.doc] == ["日报.p1.pdf", "日报.p2.pdf"]
    assert ["一版" in first.text, "二版" in second.text] == [True, True]
    assert first.sha256 != second.sha256
    assert [page.sha256 for page in read_all(tmp_path / "again.pdf", content)] == [first.sha256, second.sha256]


def test_a_table_is_read_row_by_row():
    cells = [("指标", "数值"), ("来电", "730件"), ("办结", "410件"), ("回访", "188件")]
    boxes = [Box(x, y * 20, x + 30, y * 20 + 10, cells[y][n]) for y in range(4) for n, x in enumerate((0, 80))]
    assert to_print(boxes).text.split() == [cell for row in cells for cell in row]


def test_the_rows_of_a_table_stay_apart_though_all_are_full():
    boxes = [Box(x, y * 14, x + 50, y * 14 + 10, f"{word}{y}") for y in range(5) for x, word in ((0, "来电"), (80, "数量"))]
    assert to_print(boxes).text.splitlines() == [f"来电{y} 数量{y}" for y in range(5)]


def test_articles_below_each_other_are_read_one_after_the_other_though_their_columns_line_up():
    headlines = [Box(0, top, 70, top + 20, f"{name}题") for top, name in ((0, "甲"), (140, "乙"))]
    lines = [
        Box(x, top + y * 14, x + 80, top + y * 14 + 10, f"{name}{column}{y}")
        for top, name in ((40, "甲"), (180, "乙"))
        for column, x in enumerate((0, 95, 190))
        for y in range(4)
    ]
    expected = "".join(f"{name}题" + "".join(f"{name}{c}{y}" for c in range(3) for y in range(4)) for name in "甲乙")
    assert squeeze(to_print([*lines, *headlines]).text) == expected


def test_a_stop_that_hangs_into_the_gutter_does_not_close_it():
    lines = [Box(x, y * 14, x + 80, y * 14 + 10, f"{column}文字{y}") for column, x in enumerate((0, 95)) for y in range(5)]
    lines[2] = Box(0, 28, 90, 38, "0文字2，")
    assert squeeze(to_print(lines).text) == "".join(line.text for line in lines)


def test_a_page_of_scattered_letters_is_read_all_the_same():
    boxes = [Box(0, y * (y + 20), 10, y * (y + 20) + 10, "字") for y in range(1500)]
    assert squeeze(to_print(boxes).text) == "字" * 1500


def test_gb18030_is_recognised_and_said(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(BULLETIN.encode("gb18030"))
    page = read_page(path)
    assert (page.text, page.note) == (BULLETIN, GB18030_NOTE)


@pytest.mark.parametrize("content", [bytes(range(128, 256)) * 20, "naïve café São Tomé".encode("latin-1")])
def test_other_bytes_are_not_taken_for_chinese(tmp_path, content):
    (tmp_path / "a.txt").write_bytes(content)
    with pytest.raises(PageError, match="not UTF-8"):
        read_page(tmp_path / "a.txt")


def make_zip(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_zip_gives_its_pages_and_says_which_files_are_bad(tmp_path):
    files = {
        "../../etc/一版.txt": BULLETIN,
        "b/二版.pdf": make_pdf((HEADLINE, to_columns(BULLETIN, 2, 20))),
        "c.txt": b"",
        "d.docx": b"x",
        "__MACOSX/._a.txt": b"x",
    }
    found = read_all(tmp_path / "pages.zip", make_zip(**files))
    assert [one.doc for one in found if isinstance(one, Page)] == ["一版.txt", "二版.pdf"]
    assert [str(one).partition("pages.zip")[2] for one in found if isinstance(one, PageError)] == [
        "/c.txt: the page is empty; give a file that holds text",
        "/d.docx: unknown format; give one of .txt .pdf .png .jpg .jpeg",
    ]
    assert not (tmp_path.parent / "etc").exists()


def test_a_page_in_a_zip_is_known_as_the_page_outside(tmp_path):
    (inside,) = read_all(tmp_path / "a.zip", make_zip(**{"a.txt": BULLETIN}))
    (outside,) = read_all(tmp_path / "a.txt", BULLETIN.encode())
    assert inside.sha256 == outside.sha256


def png_of(picture):
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


BAD = [
    ("a.pdf", b"%PDF-1.4 nothing more", "not a readable PDF"),
    ("a.pdf", b"", "the page is empty"),
    ("a.txt", make_pdf(("甲", [["乙" * 30]])), r"holds PDF, not txt; name it \.pdf"),
    ("a.png", b"no picture at all", "not a readable picture"),
    ("a.jpg", png_of(Image.new("RGB", (9, 9))), r"holds PNG, not jpg; name it \.png"),
    ("a.zip", b"PK\x03\x04 broken", "not a readable zip"),
    ("a.zip", make_zip(**{"bomb.txt": b"0" * 30_000_000}), "more than is safe"),
]


@pytest.mark.parametrize(("name", "content", "message"), BAD, ids=[f"{name} {message}" for name, _, message in BAD])
def test_a_bad_file_is_named_with_what_to_do(tmp_path, name, content, message):
    (error,) = read_all(tmp_path / name, content)
    assert isinstance(error, PageError)
    with pytest.raises(PageError, match=message):
        raise error


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    (error,) = read_file(path)
    assert "200,000,000 bytes are more than one page" in str(error)


def test_every_container_is_of_a_known_suffix():
    assert set(SPLITTERS) == {".pdf", ".zip"}
    assert [type(one) for one in split_file("a.exe", b"x")] == [PageError]


def test_columns_of_a_picture_are_found_in_reading_order():
    picture = make_picture(to_columns(BULLETIN, 3, 14))
    regions = find_regions(find_ink(picture))
    assert len(regions) == 3
    assert regions == sorted(regions)


def test_a_turned_picture_is_set_straight():
    picture = make_picture(to_columns(BULLETIN, 2, 20))
    level = set_straight(picture.rotate(1.5, Image.Resampling.BICUBIC, fillcolor="white"))
    assert len(find_regions(find_ink(level))) == 2


@pytest.fixture(scope="module")
def scanned(tmp_path_factory):
    """A poor scan of two columns, read once for all tests."""
    path = Path(tmp_path_factory.mktemp("scan")) / "scan.jpg"
    path.write_bytes(degrade(make_picture(to_columns(BULLETIN, 2, 18))))
    return read_page(path)


def test_a_poor_scan_gives_every_figure(scanned):
    plain = extract_page(Page("a", BULLETIN, "0"))
    assert [(one.indicator, one.value, one.unit) for one in extract_page(scanned).observations] == [
        (one.indicator, one.value, one.unit) for one in plain.observations
    ]


def test_the_doubt_of_the_character_reader_lowers_confidence(scanned):
    assert scanned.doubts
    sure = extract_page(Page(scanned.doc, scanned.text, scanned.sha256)).observations
    unsure = extract_page(scanned).observations
    assert all(0 < here.confidence <= there.confidence for here, there in zip(unsure, sure, strict=True))


def test_a_pdf_without_text_is_read_as_a_picture(tmp_path):
    out = io.BytesIO()
    make_picture([["受理来电诉求730件次。"]]).save(out, "PDF", resolution=72)
    (page,) = read_all(tmp_path / "scan.pdf", out.getvalue())
    assert "730件次" in squeeze(page.text)
