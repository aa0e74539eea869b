"""The word lists of entities.toml in the form the reader of names needs: endings by kind, words that only the page can tell."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from metrics.catalogue import read_words

SUFFIX_KINDS = ("company", "zone", "site", "org")


@cache
def read_suffixes() -> Mapping[str, str]:
    """The words that end a name, each with the kind of entity it makes: 有限公司 → company."""
    return MappingProxyType({word: kind for kind in SUFFIX_KINDS for word in read_words("entities", kind)["suffixes"]})


@cache
def read_near() -> Mapping[str, str]:
    """The words that only the page can tell, each with what it points at: 全市 → city."""
    return MappingProxyType({word: key for key, words in read_words("entities", "near").items() for word in words})
