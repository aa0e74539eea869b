"""The day of issue is found in a file's path by a pattern; what cannot be a pattern or a day is said."""

from datetime import date
from pathlib import Path

import pytest

from metrics.errors import MetricsError, PageError
from metrics.ingest import ingest
from metrics.parse.file_dates import read_date_pattern
from tests.commands import run, write_page


@pytest.mark.parametrize(
    ("pattern", "path", "day"),
    [
        ("{year}{month}{day}", "襄阳日报/20240514/A03.txt", date(2024, 5, 14)),
        ("{year}{month}{day}", "A20240514.txt", date(2024, 5, 14)),
        ("{year}-{month}-{day}", "2024-5-4_01.txt", date(2024, 5, 4)),
        ("{year}/{month}/{day}", "old/2019/12/31/2024/05/14/01.txt", date(2024, 5, 14)),
        ("{day}.{month}.{year}", "14.05.2024.txt", date(2024, 5, 14)),
        ("B{year}年{month}月{day}日", "A2023年1月1日B2024年5月14日.txt", date(2024, 5, 14)),
        ("+{year}{month}{day}", "x+20240514.txt", date(2024, 5, 14)),
    ],
)
def test_the_day_is_where_the_pattern_says(pattern, path, day):
    assert read_date_pattern(pattern)(Path(path)) == day


@pytest.mark.parametrize("path", ["page.txt", "120240514.txt", "202405140.txt", "2024-05-14.txt"])
def test_a_name_without_a_day_is_refused(path):
    with pytest.raises(PageError, match=f'^{path}: the name tells no day by "{{year}}{{month}}{{day}}"; rename the file'):
        read_date_pattern("{year}{month}{day}")(Path(path))


def test_a_day_that_is_none_is_refused():
    with pytest.raises(PageError, match=r"20240231 is no day by .* \(day is out of range for month.*\); rename"):
        read_date_pattern("{year}{month}{day}")(Path("20240231.txt"))


@pytest.mark.parametrize("pattern", ["", "{year}{month}", "{year}{month}{dya}", "{year}{month}{day}{day}", "{}"])
def test_a_pattern_that_is_none_is_refused_with_an_example(pattern):
    with pytest.raises(MetricsError, match=r"^--date-pattern: .*; write it like \{year\}-\{month\}-\{day\}$"):
        read_date_pattern(pattern)


def test_a_given_day_is_kept_with_its_reason_and_corrects_a_page_known_without(tmp_path, store):
    folder = tmp_path / "pages" / "20240520"
    folder.mkdir(parents=True)
    write_page(folder)
    (folder / "plain.txt").write_text("随州市12345热线受理诉求100件。", encoding="utf-8")
    ingest([folder], store)
    assert {page.doc: page.issue_date for page in store.pages()} == {"plain.txt": None, "荆门.txt": date(2024, 5, 14)}
    date_of = read_date_pattern("{year}{month}{day}")
    assert (ingest([folder], store, date_of=date_of).added, ingest([folder], store, date_of=date_of).known) == (2, 2)
    assert {page.doc: (page.issue_date, page.issue_reason) for page in store.pages()} == {
        "plain.txt": (date(2024, 5, 20), "文件名记为2024年5月20日"),
        "荆门.txt": (date(2024, 5, 20), "文件名记为2024年5月20日；版头印有2024年5月14日"),
    }
    assert ingest([folder], store).known == 2  # without the pattern the day that was given stays
    store.check()


def test_files_without_a_day_are_reported_and_the_others_read(tmp_path):
    page = write_page(tmp_path)
    page.rename(tmp_path / "20240514.txt")
    (tmp_path / "other.txt").write_text("诉求100件。", encoding="utf-8")
    done = run(
        "ingest", tmp_path, "--store", tmp_path / "store.sqlite", "--date-pattern", "{year}{month}{day}", "--workers", "0"
    )
    assert (done.returncode, done.stdout[:36]) == (2, b"1 pages added, 0 known already, 1 ba")
    assert f"metrics: {tmp_path}/other.txt: the name tells no day" in done.stderr.decode()
    wrong = run("ingest", tmp_path, "--date-pattern", "{jahr}")
    assert (wrong.returncode, wrong.stderr.startswith(b'metrics: --date-pattern: "{jahr}": {jahr} is no part')) == (2, True)
