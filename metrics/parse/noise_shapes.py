"""What the shapes of numbers that state no figure are made of: rules, pieces of patterns, and one pattern of many."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from metrics.catalogue.noise import WORDS
from metrics.parse.numerals import CHINESE_CHARACTERS
from metrics.parse.patterns import one_of


@dataclass(frozen=True, slots=True)
class Rule:
    """A shape of number that states no figure, and the reason; the order in its table is the priority."""

    reason: str
    name: str
    pattern: str


C = f"[{CHINESE_CHARACTERS}]"
TO = r"[-–—－~～〜至到]{1,2}"
ITEM = rf"(?:{C}{{1,5}}|[0-9]{{1,9}})"
STRETCH = r"(?:年|天|日|个月|周)"


def words(key: str) -> str:
    """The words of one list of noise.toml as an alternation."""
    return one_of(WORDS[key])


def after(listed: Iterable[str]) -> str:
    """What matches right after one of the words."""
    return "(?:" + "|".join(f"(?<={re.escape(word)})" for word in listed) + ")"


def not_after(listed: Iterable[str]) -> str:
    """What matches anywhere but right after one of the words."""
    return "".join(f"(?<!{re.escape(word)})" for word in listed)


def compile_rules(rules: tuple[Rule, ...]) -> "re.Pattern[str]":
    """One alternation, a group a rule, named reason and rule (date__iso)."""
    return re.compile("|".join(f"(?P<{rule.reason}__{rule.name}>{rule.pattern})" for rule in rules), re.VERBOSE)
