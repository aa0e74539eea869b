"""A page → its reading: articles, observations, and every number that was skipped with its reason."""

from metrics.model import Page, Reading
from metrics.parse.articles import split_articles
from metrics.parse.clean import clean_page
from metrics.parse.issue_date import find_issue
from metrics.parse.reading import read_articles

EXTRACTION_VERSION = "1"


def extract_page(page: Page) -> Reading:
    """Read one page completely; text that states nothing we know gives fewer observations, never an error."""
    clean = clean_page(page)
    articles = split_articles(clean)
    issue = find_issue(clean, articles)
    observations, skipped = read_articles(page, clean, articles, issue)
    return Reading(page, clean, issue, articles, observations, skipped)
