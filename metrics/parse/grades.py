"""What stands between a unit and its noun comes in, where the noun begins goes out: 122万个（次）⟨岗位⟩, 46家4A级以上⟨景区⟩."""

import re

_BETWEEN = re.compile(r"（次）|(?:国家)?[1-5]?A{1,5}级?(?:及?以上)?(?:旅游)?(?=景[区点])")


def skip_grade(text: str, start: int) -> int:
    """Where the noun begins behind a unit's second half or a grade at `start`; `start` when neither stands there.

    >>> skip_grade("46家4A级以上景区", 3)
    8
    """
    match = _BETWEEN.match(text, start)
    return match.end() if match else start
