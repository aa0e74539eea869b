"""The commands of `python -m metrics`: parsed arguments in, text on the standard output and an exit code out."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from metrics.errors import MetricsError, PageError
from metrics.model import Page

FAILED = 2


def extract(args: Namespace) -> int:
    """Print every observation of the pages, page by page."""
    from metrics.output import find_writer

    writer = find_writer(args.format)
    from metrics.extract import extract_page

    failures = []
    sys.stdout.write(writer.header)
    for page in _pages(args.paths):
        if isinstance(page, PageError):
            failures.append(page)
        else:
            sys.stdout.write(writer.write(extract_page(page).observations))
    return report_failures(failures)


def explain(args: Namespace) -> int:
    """Print how one figure of a page was read."""
    from metrics.extract import explain_page
    from metrics.parse.pages import read_page

    print(explain_page(read_page(args.page), args.text))
    return 0


def skipped(args: Namespace) -> int:
    """Print the numbers that state no figure: counts by reason, then each in its line, then the coverage."""
    from metrics.coverage import NOTHING, measure_coverage, to_lines, to_text
    from metrics.extract import extract_page

    coverage, lines, failures = NOTHING, [], []
    for page in _pages(args.paths):
        if isinstance(page, PageError):
            failures.append(page)
        else:
            reading = extract_page(page)
            coverage += measure_coverage(reading)
            lines += to_lines(reading)
    sys.stdout.write(to_text(coverage, lines))
    return report_failures(failures)


def checks(args: Namespace) -> int:
    """Print the arithmetic ledger of the pages: what adds up, what does not, and what is implied."""
    from metrics.checks import check_figures, find_implied
    from metrics.checks.figures import find_figures
    from metrics.checks.report import FORMATS, to_ledger_rows
    from metrics.extract import extract_page

    if args.format not in FORMATS:
        raise MetricsError(f'--format: unknown format "{args.format}"; write one of {", ".join(FORMATS)}')
    pages = list(_pages(args.paths))
    figures = [figure for page in pages if isinstance(page, Page) for figure in find_figures(extract_page(page))]
    sys.stdout.write(FORMATS[args.format](to_ledger_rows(check_figures(figures), find_implied(figures))))
    return report_failures([page for page in pages if isinstance(page, PageError)])


def export(args: Namespace) -> int:
    """Print the observation table of an edition."""
    if args.format not in ("csv", "jsonl"):
        raise MetricsError(f'--format: unknown format "{args.format}"; write one of csv, jsonl')
    from metrics.store import open_store
    from metrics.table import DAYS

    frame = open_store(args.store).table(args.edition)
    frame = frame.assign(**{day: frame[day].dt.strftime("%Y-%m-%d") for day in DAYS})
    if args.format == "csv":
        frame.to_csv(sys.stdout, index=False)
    else:
        frame.to_json(sys.stdout, orient="records", lines=True, force_ascii=False)
    return 0


def evaluate(args: Namespace) -> int:
    """Compare what is read from the pages of a folder with gold and print scores and mistakes."""
    from metrics.evaluate import evaluate as compare
    from metrics.evaluate import to_text
    from metrics.extract import extract_page

    pages = list(_pages([args.pages]))
    observations = (each for page in pages if isinstance(page, Page) for each in extract_page(page).observations)
    sys.stdout.write(to_text(compare(args.gold, observations, args.pages), args.errors).rstrip() + "\n")
    return report_failures([page for page in pages if isinstance(page, PageError)])


def review(args: Namespace) -> int:
    """Print the review queue or the log of decisions, or take a decision."""
    from metrics.review_commands import review as run

    return run(args)


def serve(args: Namespace) -> int:
    """Run the dashboard in this process, which has the store loaded already."""
    import gc
    import runpy

    from metrics.store import open_store

    if not 0 < args.port < 1 << 16:
        raise MetricsError(f"--port: {args.port} is no port; write one from 1 to 65535")
    gc.disable()  # loading makes a great many objects and drops none; the page turns it on when all is loaded
    script = Path(__file__).parent.parent / "dashboard.py"
    store = open_store(args.store)
    flags = {"server.port": args.port, "server.address": args.address}
    os.environ["METRICS_STORE"] = store.url.render_as_string(hide_password=False)
    os.chdir(script.parent)  # where streamlit looks for its settings
    sys.argv = ["streamlit", "run", str(script), *(f"--{name}={value}" for name, value in flags.items())]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
    return 0


def _pages(paths: Sequence[Path]) -> Iterator[Page | PageError]:
    from metrics.inbox import list_files, read_each

    return read_each(list_files(paths))


def report_failures(failures: Sequence[PageError | str]) -> int:
    """Print what is wrong, one line each, and return the exit code that says so."""
    sys.stdout.flush()
    for failure in failures:
        print(f"metrics: {failure}", file=sys.stderr)
    return FAILED if failures else 0
