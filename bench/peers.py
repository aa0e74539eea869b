"""`python -m bench.peers PYTHON`: other readers, run by that Python, beside ours on the same pages in the same run."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import FOLDERS
from bench.gold import Figure, count_found, read_gold, to_figure
from metrics.extract import extract_page
from metrics.model import Page

WORKER = Path(__file__).parent / "peer_worker.py"
PEERS = ("JioNLP", "Recognizers-Text")


@dataclass(frozen=True, slots=True)
class Run:
    """What a reader found on each page, and the seconds of one core it took."""

    reader: str
    found: Mapping[str, Sequence[Figure]]
    core_s: float


def read_pages() -> dict[str, str]:
    """Name → text of every page of the project that has gold."""
    return {path.name: path.read_text(encoding="utf-8") for folder in FOLDERS for path in sorted(folder.glob("*.txt"))}


def run_ours(pages: Mapping[str, str]) -> Run:
    """Our reader; whole observations, of which only place, value and unit are compared here."""
    extract_page(Page("first", "今年3月完成投资2.6亿元，同比增长5%，长7公里，历时10天。", ""))
    started = time.process_time()
    observations = {doc: extract_page(Page(doc, text, "")).observations for doc, text in pages.items()}
    seconds = time.process_time() - started
    found = {doc: [to_figure(o.start, o.end, float(o.value), o.unit) for o in ours] for doc, ours in observations.items()}
    return Run("civic-metrics", found, seconds)


def run_peer(reader: str, python: str, pages: Mapping[str, str]) -> Run:
    """Another reader, in its own environment."""
    with tempfile.TemporaryDirectory() as name:
        pages_path, found_path = Path(name) / "pages.json", Path(name) / "found.json"
        pages_path.write_text(json.dumps(pages), encoding="utf-8")
        command = [python, str(WORKER), reader, str(pages_path), str(found_path)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        answer = json.loads(found_path.read_text(encoding="utf-8"))
    return Run(reader, {doc: [to_figure(*one) for one in rows] for doc, rows in answer["found"].items()}, answer["seconds"])


def to_line(run: Run, pages: Mapping[str, str], gold: Mapping[str, Sequence[Figure]]) -> str:
    """One line of the table."""
    counts = [count_found(figures, run.found[doc]) for doc, figures in gold.items()]
    total = sum(len(figures) for figures in gold.values())
    values, units = (sum(column) for column in zip(*counts, strict=True))
    speed = sum(len(text) for text in pages.values()) / run.core_s
    return f"{run.reader:18}  {speed:12,.0f}  {values / total:12.1%}  {units / total:18.1%}"


def main(python: str) -> None:
    """Print the table."""
    pages = read_pages()
    gold = {doc: read_gold(doc, text) for doc, text in pages.items()}
    runs = [run_ours(pages), *(run_peer(reader, python, pages) for reader in PEERS)]
    print(f"{len(pages)} pages, {sum(map(len, gold.values()))} gold figures; recall of the value, and of value and unit")
    print(f"{'reader':18}  {'characters/s':>12}  {'value recall':>12}  {'value+unit recall':>18}")
    print("\n".join(to_line(run, pages, gold) for run in runs))


if __name__ == "__main__":
    main(sys.argv[1])
