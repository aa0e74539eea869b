"""A percentage behind a clause that says whose share is largest: 司机占比最高，⟨达到⟩35.56%；41岁到50岁⟨达到⟩27.85%."""

import re

from metrics.parse.case import Case, Named
from metrics.parse.clauses import Statement
from metrics.parse.lists import is_metric
from metrics.parse.names import left_name
from metrics.parse.patterns import grammar

_LARGEST = re.compile(
    rf"(?P<noun>{grammar('share', 'noun')})(?:均|都|也|仍)?"
    r"(?:最[高大多低小少]|较[高大多低小]|居首|居第一位?|排名?第一|位居?第一|居第[二三]位?)$"
)
_AMOUNTS_TO = re.compile(r"(?P<name>[^，。；]*?)(?:已|约)?(?:达到|达|高达|为|超过|超|占)$")
_BAND = re.compile(r"\d{1,2}周?岁?(?:至|到|—|-|－|~)\d{1,2}周?岁|\d{1,2}周?岁及?以[上下]")
_AGE = "年龄"
_REACH = 40  # characters of the clause that names the share


def is_share_told(text: str, statement: Statement) -> bool:
    """Whether the clause before says that a share is largest, or did so in the list whose next item this is."""
    end = statement.quantity.start
    amounts = _AMOUNTS_TO.fullmatch(text, statement.clause, end)
    if amounts is None or is_metric(amounts["name"]):
        return False
    if not amounts["name"]:
        return statement.opener == "，" and _find_largest(text, statement.clause - 1) is not None
    comma = text.rfind("，", statement.sentence, statement.clause)
    is_next = statement.opener == "；" and comma >= 0
    return is_next and _find_largest(text, comma) is not None


def name_told(case: Case) -> Named:
    """The share that the clause before names, or of the next item of its list; an age that opens either is a part."""
    text, statement = case.sheet.text, case.statement
    own = _AMOUNTS_TO.fullmatch(text, statement.clause, statement.quantity.start)
    words = own["name"] if own else ""
    if words:
        band = _BAND.match(words)
        return Named(case.scope.subject, {_AGE: band[0]}) if band else Named(words + "占比")
    noun = _find_largest(text, statement.clause - 1)
    end = noun.end("noun") if noun else statement.clause
    start = max(text.rfind(mark, statement.sentence, end) + 1 for mark in "，；：。")
    name, _ = left_name(text, max(start, statement.sentence), end, case.sheet.mentions)
    band = _BAND.match(name)
    return Named(name[band.end() :].lstrip("的"), {_AGE: band[0]}) if band else Named(name)


def _find_largest(text: str, end: int) -> re.Match[str] | None:
    return _LARGEST.search(text, max(0, end - _REACH), end)
