"""A pattern with {year}, {month} and {day} in; out the day of issue that the name of a page file tells by it."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from metrics.errors import MetricsError, PageError

SLOTS = {"year": r"(?P<year>(?:19|20)\d\d)", "month": r"(?P<month>\d{1,2})", "day": r"(?P<day>\d{1,2})"}
BESIDE_A_SLOT = {"month": r"(?P<month>\d\d)", "day": r"(?P<day>\d\d)"}  # {year}{month}{day}: nothing says where one ends
EXAMPLE = "{year}-{month}-{day}"


def read_date_pattern(pattern: str) -> Callable[[Path], date]:
    """What finds the day in a file's path, at the last place that the pattern fits; folders count: `{year}/{month}/{day}`.

    >>> read_date_pattern("{year}{month}{day}")(Path("襄阳日报/20240514/A03.txt"))
    datetime.date(2024, 5, 14)
    """
    compiled = re.compile(_to_expression(pattern, re.split(r"\{(.*?)\}", pattern)))

    def find_day(path: Path) -> date:
        found = list(compiled.finditer(path.as_posix()))
        if not found:
            raise PageError(
                f'{path}: the name tells no day by "{pattern}"; rename the file, or ingest it without --date-pattern'
            )
        parts = {name: int(digits) for name, digits in found[-1].groupdict().items()}
        try:
            return date(**parts)
        except ValueError as error:
            raise PageError(
                f'{path}: {found[-1].group()} is no day by "{pattern}" ({error}); rename the file or mend the pattern'
            ) from error

    return find_day


def _to_expression(pattern: str, pieces: Sequence[str]) -> str:
    """Literals at even places, names of slots at odd ones."""
    slots = pieces[1::2]
    unknown = [slot for slot in slots if slot not in SLOTS]
    if unknown or sorted(slots) != sorted(SLOTS):
        wrong = f"{{{unknown[0]}}} is no part of a day" if unknown else "a day needs {year}, {month} and {day}, each once"
        raise MetricsError(f'--date-pattern: "{pattern}": {wrong}; write it like {EXAMPLE}')
    parts = [re.escape(pieces[0])]
    for at in range(1, len(pieces), 2):
        is_beside = (pieces[at - 1] == "" and at > 1) or (pieces[at + 1] == "" and at + 2 < len(pieces))
        parts += [
            BESIDE_A_SLOT.get(pieces[at], SLOTS[pieces[at]]) if is_beside else SLOTS[pieces[at]],
            re.escape(pieces[at + 1]),
        ]
    return ("" if pieces[0] else r"(?<!\d)") + "".join(parts) + ("" if pieces[-1] else r"(?!\d)")
