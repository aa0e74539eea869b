"""Readings made by hand and pages of one figure each, for tests of what comes after reading."""

import hashlib
from array import array
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from metrics.model import Article, CleanText, Issue, Observation, Page, Paragraph, Reading, Skipped

ISSUE = Issue(date(2022, 6, 15), 2022, "版头")
FIGURE = {
    "doc": "襄阳.txt",
    "article": "上半年外贸开门红",
    "reporters": ("周宁", "李想"),
    "issue_date": ISSUE.date,
    "quote": "全市进出口总额126.4亿元",
    "start": 40,
    "end": 47,
    "indicator": "进出口总额",
    "indicator_id": None,
    "value": Decimal("126.4"),
    "value_high": None,
    "unit": "亿元",
    "bound": "=",
    "measure": "level",
    "basis": None,
    "base": None,
    "entity": "襄阳市",
    "period_start": date(2022, 1, 1),
    "period_end": date(2022, 5, 31),
    "status": "actual",
    "tier": "core",
    "rule": "plain",
    "confidence": 0.93,
}


def make_observation(**changes: Any) -> Observation:
    """The figure above with some fields changed; a value may be written as text."""
    for key in ("value", "value_high"):
        if isinstance(changes.get(key), str):
            changes[key] = Decimal(changes[key])
    return Observation(**{**FIGURE, **changes})


def make_reading(observations: Sequence[Observation], text: str = "襄阳" * 100, skipped: Sequence[Skipped] = ()) -> Reading:
    """A page of two articles, cut in the middle of its text, with these observations on it."""
    middle = len(text) // 2
    articles = (
        Article("1", "上半年外贸开门红", "", ("周宁", "李想"), (Paragraph(0, middle, "prose"),)),
        Article("2", "热线周报", "第24周", (), (Paragraph(middle, len(text), "list"),)),
    )
    page = Page("襄阳.txt", text, hashlib.sha256(text.encode()).hexdigest())
    return Reading(page, CleanText(text, array("i", range(len(text)))), ISSUE, articles, tuple(observations), tuple(skipped))


def write_pages(folder: Path, count: int) -> Path:
    """That many small pages, each with one figure of its own."""
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04}.txt").write_text(
            f"本报讯 5月6日，随州市12345热线受理诉求{number + 100}件。\n", encoding="utf-8"
        )
    return folder
