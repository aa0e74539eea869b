"""Time expressions: every case of cases/periods.toml, and what must hold for any text."""

import time
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.catalogue import read_entries
from metrics.model import Issue, Period, PeriodMention
from metrics.parse.periods import find_periods

CASES = tomllib.loads((Path(__file__).parent / "cases" / "periods.toml").read_text(encoding="utf-8"))["case"]
ISSUE = Issue(date(2024, 9, 25), 2024, "")
PIECES = st.sampled_from(
    [
        *"0123456789年月日前去今明底末以来至到—-较比、，。（）《》“”十一二三四五同期上半季度周截第",
        "截至",
        "2024年",
        "12月",
        "31日",
    ]
)


def words(text: str, mention: PeriodMention) -> str:
    """A mention as a line of a case: its words, start..end, its role."""
    start, end = mention.period.start or "", mention.period.end or ""
    return f"{text[mention.start : mention.end]} {start}..{end} {mention.role}"


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_the_time_is_read(case):
    issued = case.get("issue")
    issue = Issue(issued, issued.year if issued else case.get("year"), "")
    last = Period(*case["last"]) if "last" in case else None
    assert [words(case["text"], mention) for mention in find_periods(case["text"], issue, last)] == case["want"]


def test_an_inferred_year_says_why():
    (mention,) = find_periods("8月，全县新增大棚320座。", ISSUE)
    assert mention.period == Period(date(2024, 8, 1), date(2024, 8, 31), "年份据见报日2024-09-25推定")


def test_a_printed_year_needs_no_reason():
    (mention,) = find_periods("2023年8月，全县新增大棚320座。", ISSUE)
    assert mention.period.reason == ""


ENTRIES = [entry for table in ("plan", "event") for entry in read_entries("periods", table)]


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["id"] for entry in ENTRIES])
def test_an_entry_matches_its_examples_and_leaves_the_others(entry):
    started = entry["start"] if "start" in entry else entry["day"].year
    found = [find_periods(text, ISSUE) for text in entry["examples"]]
    assert [[mention.period.start.year for mention in mentions] for mentions in found] == [[started]] * len(found)
    assert [find_periods(text, ISSUE) for text in entry["not"]] == [[]] * len(entry["not"])


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from([ISSUE, Issue(None, 2023, ""), Issue(None, None, "")]))
def test_mentions_are_sorted_disjoint_inside_the_text_and_the_same_each_time(text, issue):
    mentions = find_periods(text, issue)
    edges = [edge for mention in mentions for edge in (mention.start, mention.end)]
    assert edges == sorted(edges)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)
    assert all(not (m.period.start and m.period.end) or m.period.start <= m.period.end for m in mentions)
    assert mentions == find_periods(text, issue)


@pytest.mark.parametrize("sign", [*"年月一1“今前《十至", "1月", "2024年", "截至"])
def test_a_megabyte_of_one_sign_takes_no_second(sign):
    text = sign * (1_000_000 // len(sign))
    began = time.process_time()
    find_periods(text[:1_000_000] if len(sign) == 1 else text[:15_000], ISSUE)
    assert time.process_time() - began < 1
