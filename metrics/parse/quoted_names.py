"""Names in quotation marks after what they are: a word such as 企业 comes in, “丝路帆” goes out."""

import re

from metrics.catalogue import read_words
from metrics.model import Entity, EntityMention
from metrics.parse.entity_stems import Seen
from metrics.parse.patterns import one_of
from metrics.parse.places import Token

COMPANY = read_words("entities", "company")
SLOGANS = frozenset(COMPANY["slogan"])
# what the quotation marks hold, and the name it is when one of the usual words follows
NAME = re.compile(rf"“(?P<name>[㐀-鿿A-Za-z]{{2,10}})”(?={one_of(COMPANY['after_quoted'])})")


def read_quoted(text: str, token: Token, _: Seen) -> EntityMention | None:
    """A company by its name in quotation marks: 跨境电商企业“丝路帆”; what is done to enterprises (为企业“松绑”) is none."""
    found = NAME.match(text, token.end) if text.startswith("“", token.end) else None
    if not found or found["name"] in SLOGANS or text.endswith(COMPANY["helped"], 0, token.start):
        return None
    if token.word == "企业" and text.startswith("，", found.end()):
        return None
    start = clause_start(text, token.start)
    return EntityMention(start, found.end(), Entity(found["name"], "company"), False, found["name"])


def clause_start(text: str, start: int) -> int:
    """Where the clause begins if only what the company does stands before it: 跨境电商|企业; else the word itself."""
    begin = start
    while begin and start - begin < 8 and "㐀" <= text[begin - 1] <= "鿿":
        begin -= 1
    is_clear = begin == 0 or not "㐀" <= text[begin - 1] <= "鿿"
    return begin if is_clear else start
