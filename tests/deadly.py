"""A fault put into workers, as the initializer of a pool and as a Dask preload: some pages end the process that reads them."""

import os
import signal
from datetime import date

from metrics import crew, sheets
from metrics.extract import extract_page
from metrics.model import Page, Reading

DEADLY = "致命版面"


def read_or_die(page: Page, issue_date: date | None) -> Reading:
    """The reading of a page, unless it is one of those."""
    if DEADLY in page.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return extract_page(page, issue_date)


def prepare_worker() -> None:
    """What a pool calls in each of its processes."""
    crew._prepare_worker()
    sheets.extract_page = read_or_die


def dask_setup(_worker: object) -> None:
    """What Dask calls in each of its workers."""
    sheets.extract_page = read_or_die
