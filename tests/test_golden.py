"""The two bulletins of the genre are read completely: every figure of them is right in every field."""

import json
import re
from pathlib import Path

import pytest

from metrics.evaluate import evaluate
from metrics.extract import extract_page
from metrics.parse.pages import read_page

HERE = Path(__file__).parent
PAGES = {"seeds": HERE.parent / "seeds", "pages": HERE / "pages"}
BULLETIN = re.compile("12345|热线|隐患")


def find_bulletin_quotes(gold: Path) -> set[tuple[str, str]]:
    """Page and quote of every gold figure that stands in an article about the hotline or safety hazards."""
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    bulletins = {row["id"] for row in rows if row["type"] == "article" and BULLETIN.search(row["title"])}
    return {(row["doc"], row["quote"]) for row in rows if row["type"] == "observation" and row["article"] in bulletins}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_figure_of_a_bulletin_is_wholly_right(name):
    gold = HERE / f"golden/{name}.jsonl"
    quotes = find_bulletin_quotes(gold)
    observations = [one for path in sorted(PAGES[name].glob("*.txt")) for one in extract_page(read_page(path)).observations]
    mistakes = evaluate(gold, observations, PAGES[name]).mistakes
    assert quotes
    assert [mistake for mistake in mistakes if (mistake.doc, mistake.quote) in quotes] == []
