"""Pages from files: offsets as a plain text read counts them, folders in order, errors that say what to do."""

from pathlib import Path

import pytest

from metrics.errors import PageError
from metrics.parse.clean import clean_page
from metrics.parse.pages import page_from_text, read_page, read_pages


def test_text_is_what_a_plain_read_gives(tmp_path: Path) -> None:
    path = tmp_path / "一版.txt"
    path.write_bytes("\ufeff甲乙\r\n丙丁\r戊己\n，5件".encode())
    page = read_page(path)
    assert (page.doc, page.text) == ("一版.txt", path.read_text(encoding="utf-8"))


def test_byte_order_mark_is_counted_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeff受理5件。".encode())
    clean = clean_page(read_page(path))
    assert (clean.text, list(clean.offsets)) == ("受理5件。", [1, 2, 3, 4, 5])


def test_same_bytes_have_the_same_digest(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("受理5件。", encoding="utf-8")
    assert read_page(path).sha256 == page_from_text("b.txt", "受理5件。").sha256


def test_folders_are_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("二/b.txt", "一/c.txt", "a.txt", "notes.md", ".hidden.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name, encoding="utf-8")
    assert [page.text for page in read_pages([tmp_path, tmp_path / "a.txt"])] == ["a.txt", "一/c.txt", "二/b.txt", "a.txt"]


def test_pages_are_read_one_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲", encoding="utf-8")
    stream = read_pages([tmp_path / "a.txt", tmp_path / "missing.txt"])
    assert next(stream).text == "甲"
    with pytest.raises(PageError, match="no such file"):
        next(stream)


BAD = [
    ("a.docx", "甲".encode(), r"a\.docx: unknown format \.docx; give one of \.txt"),
    ("a", "甲".encode(), r"unknown format \(no suffix\)"),
    ("a.txt", b"\xe5\xff\xff\xff\xff", r"not UTF-8 at byte 0; save it as UTF-8 text"),
    ("a.txt", b"", r"the page is empty"),
    ("a.txt", "\ufeff \n\u3000\t".encode(), r"the page is empty"),
    ("a.txt", b"1" * (10_000_001), r"10,000,001 bytes are more than one page \(10,000,000\); split the file"),
]


@pytest.mark.parametrize(("name", "content", "message"), BAD, ids=[row[2][:30] for row in BAD])
def test_unreadable_file_says_what_where_and_what_to_do(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(PageError, match=message) as caught:
        read_page(path)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(str(path))


def test_missing_file_and_empty_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(PageError, match=r"gone\.txt: no such file"):
        read_page(tmp_path / "gone.txt")
    with pytest.raises(PageError, match="no pages in this folder"):
        list(read_pages([tmp_path]))


def test_folder_is_not_a_page(tmp_path: Path) -> None:
    folder = tmp_path / "x.txt"
    folder.mkdir()
    with pytest.raises(PageError, match="is a folder"):
        read_page(folder)
