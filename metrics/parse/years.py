"""Which year a page speaks from: the latest year it prints as past or present, plans and targets left aside."""

import re
from collections.abc import Sequence

from metrics.catalogue import read_words

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?:(\d{1,2})月)?")
_RANGE = re.compile(r"(?:19|20)\d\d年?(?:—|-|–|~|～|至)(?:19|20)\d\d年")
_PAST = re.compile(r"截[至止]$")
NEAR = 8  # characters before and after a year that tell whether it is a plan's


def find_year(text: str, months: Sequence[int] = ()) -> tuple[int | None, str]:
    """The year of a page and why; `months` are those of its undated reports, which may lie in the year after.

    >>> find_year("截至2025年5月底，并网1326.8万千瓦；到2030年，力争达到5吉瓦")
    (2025, '页内最近的年份为2025年')
    """
    spans = [match.span() for match in _RANGE.finditer(text)]
    mentions = [m for m in _YEAR.finditer(text) if not _is_plan(text, m) and not any(a <= m.start() < b for a, b in spans)]
    if not mentions:
        return None, ""
    year = max(int(match[1]) for match in mentions)
    reason = f"页内最近的年份为{year}年"
    ends = [_last_month(text, match) for match in mentions if int(match[1]) == year]
    if months and max(ends) > max(months):
        return year + 1, f"页内已统计至{year}年{max(ends)}月，报道日在次年"
    return year, reason


def _is_plan(text: str, match: re.Match[str]) -> bool:
    words = read_words("pages", "plan")
    before, after = text[max(0, match.start() - NEAR) : match.start()], text[match.end() : match.end() + NEAR]
    if before.endswith(("截至", "截止")):
        return False
    return before.endswith(words["before"]) or after.startswith(words["after"]) or any(word in before for word in words["near"])


def _last_month(text: str, match: re.Match[str]) -> int:
    """The month up to which figures of the year are stated as counted: 截至2022年年底 is 12."""
    if not _PAST.search(text, max(0, match.start() - 2), match.start()):
        return 0
    if match[2]:
        return int(match[2])
    return 12 if text[match.end() : match.end() + 2] in ("年底", "年末") or text[match.end() : match.end() + 1] in "底末" else 0
