"""The five pages printed as PDF in newspaper columns: read again they say what their text says."""

from collections import Counter

import pytest

from metrics.extract import extract_page
from metrics.model import Observation, Page
from metrics.parse.pages import page_from_bytes, read_page
from tests.press import Columns, set_page, to_pdf, to_text
from tests.source import ROOT

PAGES = sorted((ROOT / "seeds").glob("*.txt"))
PLACE = ("doc", "article", "reporters", "quote", "start", "end", "confidence", "rule", "dims")
SAID = [name for name in Observation.__dataclass_fields__ if name not in PLACE]


def find_facts(page: Page) -> Counter[tuple[object, ...]]:
    """What the observations of a page say, wherever they stand."""
    return Counter(
        (*(getattr(one, name) for name in SAID), tuple(sorted(one.dims.items()))) for one in extract_page(page).observations
    )


@pytest.mark.parametrize(
    ("number", "columns"),
    [(0, Columns(3, 22)), (1, Columns(4, 22)), (2, Columns(5, 22)), (3, Columns(4, 10)), (4, Columns(3, 14))],
    ids=lambda one: f"{one.count}x{one.letters}" if isinstance(one, Columns) else str(one),
)
def test_a_page_says_the_same_as_text_and_as_pdf(number, columns):
    text = read_page(PAGES[number])
    sheet = set_page(text, columns)
    pdf = page_from_bytes(PAGES[number].with_suffix(".pdf"), to_pdf(*sheet))
    assert "".join(pdf.text.split()) == "".join(to_text(sheet[2]).split())
    assert find_facts(pdf) == find_facts(text)
