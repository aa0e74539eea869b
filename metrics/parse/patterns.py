"""Pieces from which patterns are composed: word lists of the catalogue as alternations, longest first."""

import re
from collections.abc import Iterable
from functools import cache

from metrics.catalogue import read_words


def one_of(words: Iterable[str]) -> str:
    """An alternation that takes the longest of the words.

    >>> one_of(["增", "增长"])
    '(?:增长|增)'
    """
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w))) + ")"


def tried_of(words: Iterable[str]) -> str:
    """An alternation that is tried at one place rather than sought: a glance at the first character refuses most places.

    >>> tried_of(["增", "增长", "回落"])
    '(?=[回增])(?:回落|增长|增)'
    """
    known = set(words)
    return f"(?=[{''.join(sorted(map(re.escape, {word[0] for word in known})))}]){one_of(known)}"


@cache
def grammar(table: str, *keys: str) -> str:
    """The words of `[table]` in grammar.toml under the given keys, as one alternation."""
    lists = read_words("grammar", table)
    return one_of(word for key in keys for word in lists[key])


@cache
def tried_grammar(table: str, *keys: str) -> str:
    """The same words as `grammar`, for patterns that are tried at one place."""
    lists = read_words("grammar", table)
    return tried_of(word for key in keys for word in lists[key])


@cache
def grammar_set(table: str, key: str) -> frozenset[str]:
    """The words of one list of grammar.toml as a set."""
    return frozenset(read_words("grammar", table)[key])
