"""核对: the ledger of the pages on the dashboard."""

from codecs import BOM_UTF8
from dataclasses import replace

import pytest

from metrics.show.ledger import read_ledger, to_ledger_csv
from metrics.show.view import View
from tests.app import Text, calls_view, html_of, run


@pytest.mark.usefixtures("held")
def test_the_ledger_shows_the_five_sums_and_the_share_without_a_base():
    text = " ".join(Text(html_of(run(View(page="checks")))).words.split())
    for formula in ("865件次 = 373件 + 492件", "908件次 = 498件 + 410件", "41件 = 25件 + 5件 + 11件"):
        assert formula in text
    assert text.index("不合") < text.index("6.2亿元 ÷ 3.8% = 163.2亿元") < text.index("865件次 = 373件 + 492件")
    assert "由两个见报的数字算出来的" in text


def test_the_ledger_of_a_choice_holds_only_what_touches_it(held):
    book = read_ledger(replace(calls_view(held), page="checks"))
    assert {one.formula for one in book.lines()} == {"865件次 = 373件 + 492件", "908件次 = 498件 + 410件"}
    assert to_ledger_csv(book).startswith(BOM_UTF8 + b"CHECK_ID,")
