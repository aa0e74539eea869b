"""Runs in the peers' environment: pages in, what one of them finds out.  peer_worker.py READER PAGES.json FOUND.json"""

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

Found = tuple[int, int, float | None, str]  # start, end, value, unit as far as the reader says
NUMERALS = "0123456789.,．，０１２３４５６７８９〇零一二两三四五六七八九十百千万亿几余多约近超 \n"

BOUNDS = ("以上", "以下", "以内", "左右", "多", "余")
WARM_UP = "今年3月完成投资2.6亿元，同比增长5%，长7公里，历时10天。"


def unit_of(text: str) -> str:
    """What follows the number in a matched text, words of bounds left out: 26.2亿元以上 → 元."""
    unit = "".join(text.lstrip(NUMERALS).split())
    for word in BOUNDS:
        unit = unit.removesuffix(word)
    return unit


def to_number(text: object) -> float | None:
    """The number of a resolution, its percent sign left out."""
    try:
        return float(str(text).rstrip("%"))
    except ValueError:
        return None


def make_jionlp() -> Callable[[str], Iterator[Found]]:
    """JioNLP: money, and spans of time."""
    import jionlp

    def read(text: str) -> Iterator[Found]:
        for money in jionlp.ner.extract_money(text, with_parsing=True):
            yield *money["offset"], to_number(money["detail"]["num"]), unit_of(money["text"])
        for span in jionlp.ner.extract_time(text, with_parsing=True):
            parts = span["detail"]["time"]
            if span["type"] == "time_delta" and isinstance(parts, dict) and len(parts) == 1:
                yield *span["offset"], to_number(next(iter(parts.values()))), unit_of(span["text"])

    return read


def make_recognizers() -> Callable[[str], Iterator[Found]]:
    """Recognizers-Text: money, measures, ages, degrees, percentages, and numbers where nothing better stands."""
    from recognizers_number import Culture, recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_age, recognize_currency, recognize_dimension, recognize_temperature

    with_unit = (recognize_currency, recognize_dimension, recognize_age, recognize_temperature, recognize_percentage)

    def read(text: str) -> Iterator[Found]:
        for recognize in (*with_unit, recognize_number):
            for one in recognize(text, Culture.Chinese):
                if one.resolution:
                    yield one.start, one.end + 1, to_number(one.resolution.get("value")), unit_of(one.text)

    return read


READERS: Mapping[str, Callable[[], Callable[[str], Iterator[Found]]]] = {
    "JioNLP": make_jionlp,
    "Recognizers-Text": make_recognizers,
}


def main(reader: str, pages_path: Path, found_path: Path) -> None:
    """Read every page and write what was found and how long it took, start-up and a first sentence left out."""
    pages = json.loads(pages_path.read_text(encoding="utf-8"))
    read = READERS[reader]()
    list(read(WARM_UP))
    started = time.process_time()
    found = {doc: list(read(text)) for doc, text in pages.items()}
    seconds = time.process_time() - started
    found_path.write_text(json.dumps({"seconds": seconds, "found": found}), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
