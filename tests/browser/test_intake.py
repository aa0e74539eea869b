"""收稿 in a real browser: files are dropped, looked at, taken in, and their figures stand on the charts."""

import pytest

from tests.browser.conftest import serve_desk, settle
from tests.printing import make_pdf, to_columns

TEXT = "8月6日，12345政务服务便民热线接听群众来电诉求730件次，直接办理410件，转交责任单位办理320件。"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A dashboard of this module: what it takes in is seen by no other test."""
    with serve_desk(tmp_path_factory.mktemp("intake")) as address:
        yield address


def test_a_dropped_page_is_previewed_taken_in_and_charted(browser, desk):
    page = browser.new_page(base_url=desk, locale="zh-CN")
    page.goto("/?view=intake")
    page.set_input_files(
        "[data-testid=stFileUploader] input[type=file]",
        [
            {"name": "南昌日报.pdf", "mimeType": "application/pdf", "buffer": make_pdf(("南昌热线", to_columns(TEXT, 1, 40)))},
            {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 x"},
        ],
    )
    page.wait_for_selector(".account >> text=broken.pdf: not a readable PDF")
    page.get_by_role("button", name="收进 1 个版面").wait_for()
    later = {"name": "南昌晚报.txt", "mimeType": "text/plain", "buffer": TEXT.replace("6日", "7日").encode()}
    page.set_input_files("[data-testid=stFileUploader] input[type=file]", [later])
    page.get_by_role("button", name="收进 2 个版面").click()
    page.get_by_role("link", name="在图上看这些新数字").click()
    settle(page)
    page.wait_for_selector(".rows >> text=730 件次")
    page.close()
