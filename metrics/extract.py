"""A page → its reading: articles, observations, and every number that was skipped with its reason."""

from bisect import bisect_left, bisect_right
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from metrics.errors import PageError
from metrics.model import Issue, Observation, Page, Reading, Skipped
from metrics.parse.articles import split_articles
from metrics.parse.clean import clean_page
from metrics.parse.floods import as_printed, is_endless, is_flood, skip_numbers
from metrics.parse.issue_date import find_issue
from metrics.parse.reading import read_articles

PACKAGE = Path(__file__).parent
NOT_FOR_READING = frozenset({"interface.toml", "notes.toml", "checks.toml", "sdmx.toml"})  # of dashboard, ledger and files
NO_ISSUE = Issue(None, None, "")


@cache
def extraction_version() -> str:
    """The version of the rules: a digest of parser and catalogues, so that a changed rule reads known pages anew."""
    digest = sha256()
    for folder, pattern in ((PACKAGE / "formats", "*.py"), (PACKAGE / "parse", "*.py"), (PACKAGE / "catalogue", "*")):
        for path in sorted(folder.glob(pattern)):
            if path.is_file() and path.name not in NOT_FOR_READING:
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def extract_page(page: Page, issue_date: date | None = None) -> Reading:
    """Read one page completely, of the day given or else inferred; text that states nothing we know is never an error."""
    is_hopeless = is_endless(page.text)
    clean = as_printed(page) if is_hopeless else clean_page(page)
    if is_hopeless or is_flood(clean.text):
        return Reading(page, clean, NO_ISSUE, (), (), skip_numbers(clean))
    articles = split_articles(clean)
    issue = find_issue(clean, articles, issue_date)
    observations, skipped = read_articles(page, clean, articles, issue)
    return Reading(page, clean, issue, articles, _doubt(page, observations), skipped)


def _doubt(page: Page, observations: tuple[Observation, ...]) -> tuple[Observation, ...]:
    """The observations with the doubt of the character reader in their confidence: the least score of their lines."""
    if not page.doubts:
        return observations
    starts = [start for start, _, _ in page.doubts]
    return tuple(replace(each, confidence=round(each.confidence * _score(page, starts, each), 2)) for each in observations)


def _score(page: Page, starts: list[int], observation: Observation) -> float:
    first = max(0, bisect_right(starts, observation.start) - 1)
    last = bisect_left(starts, observation.end)
    scores = [score for start, end, score in page.doubts[first:last] if start < observation.end and observation.start < end]
    return min(scores, default=1.0)


def explain_page(page: Page, text: str) -> str:
    """How the figures inside `text` came about, from article to observation; PageError when `text` is not on the page."""
    reading = extract_page(page)
    spans = _find_spans(reading, text)
    if not spans:
        raise PageError(f"{page.doc}: “{text}” is not on this page; copy a few characters around the number as printed")
    lines = [
        f"page {page.doc}" + (f" ({page.note})" if page.note else ""),
        f"issue {reading.issue.date or '—'} ({reading.issue.reason})",
    ]
    for start, end in spans:
        found = [o for o in reading.observations if o.start < end and start < o.end]
        lines += [line for observation in found for line in _explain(observation)]
        lines += [f"skipped {page.text[s.start : s.end]!r}: {s.reason}" for s in _within(reading.skipped, start, end)]
        if not found and not _within(reading.skipped, start, end):
            lines.append(f"characters {start}–{end}: no number stands here")
    return "\n".join(lines)


def _find_spans(reading: Reading, text: str) -> list[tuple[int, int]]:
    """Where a text stands on the page, print mess aside, in page offsets."""
    wanted = "".join(text.split())
    found, at = [], reading.clean.text.find(wanted) if wanted else -1
    while at >= 0:
        found.append(reading.clean.page_span(at, at + len(wanted)))
        at = reading.clean.text.find(wanted, at + 1)
    return found


def _within(skipped: tuple[Skipped, ...], start: int, end: int) -> list[Skipped]:
    return [skip for skip in skipped if skip.start < end and start < skip.end]


def _explain(observation: Observation) -> list[str]:
    """One observation, from where it stands to what it became."""
    high = f"–{observation.value_high}" if observation.value_high is not None else ""
    dims = "，".join(f"{key}={value}" for key, value in observation.dims.items())
    return [
        f"article “{observation.article}”",
        f"sentence “{observation.quote}”",
        f"quantity {observation.bound} {observation.value}{high} {observation.unit} at {observation.start}–{observation.end}",
        f"rule {observation.rule} → {observation.measure}"
        + (f", basis {observation.basis}" if observation.basis else "")
        + (f", against {observation.base}" if observation.base else ""),
        f"observation {observation.indicator} [{observation.indicator_id or 'not catalogued'}]" + (f" {dims}" if dims else ""),
        f"  of {observation.entity or '—'}, {observation.period_start or '…'} to {observation.period_end or '…'},"
        f" {observation.status}, {observation.tier}, confidence {observation.confidence}",
    ]
