"""Whose a number is by the words that tie it to somebody: 78岁的居民陈桂英, 把彰武的林地面积, 给徐志群留下."""

import re

from metrics.catalogue import read_words
from metrics.model import Entity
from metrics.parse.clauses import Statement
from metrics.parse.context import Sheet

_OWNERS = frozenset({"person", "town", "village"})
_INVESTED = re.compile(r"投资(?:额)?(?:约|近|超|达|为)?$")
_FELT = read_words("grammar", "speech")["felt"]
_HANDLED = frozenset("把将使让令")
_WHOSE = re.compile(r"的[㐀-鿿]{2,12}$")
_OFFICIAL = frozenset({"place", "zone"})
_REACH = 12  # characters from 的 within which an owner begins


def find_owner(sheet: Sheet, statement: Statement) -> Entity | None:
    """Whose age, size or cost a number is, or whose thing it measures; None when nobody is tied to it."""
    return _measured(sheet, statement) or _possessor(sheet, statement)


def find_felt(sheet: Sheet, statement: Statement) -> Entity | None:
    """Whom the rest of a sentence tells what came of it: 考察仅有两天，却给⟨徐志群⟩留下了深刻印象."""
    for mention in sheet.entities_in(statement.quantity.end, statement.sentence_end):
        if mention.entity.kind == "person" or mention.alias:
            return mention.entity if sheet.text.endswith(_FELT, 0, mention.start) else None
    return None


def _measured(sheet: Sheet, statement: Statement) -> Entity | None:
    """Whose age, size or cost a number is: 78岁的⟨居民陈桂英⟩, 海拔3300米的玉龙县⟨九河乡⟩, 投资3亿元的⟨某公司⟩项目."""
    end = statement.quantity.end
    if sheet.text[end : end + 1] != "的":
        return None
    owner: Entity | None = None
    at = end + 1
    for mention in sheet.entities_in(at, at + _REACH):
        if mention.start != at:
            break
        owner, at = mention.entity, mention.end
    if owner and owner.kind == "company":
        is_cost = _INVESTED.search(sheet.text, statement.clause, statement.quantity.start)
        return owner if is_cost else None
    return owner if owner and owner.kind in _OWNERS else None


def _possessor(sheet: Sheet, statement: Statement) -> Entity | None:
    """Whose the thing is that a number measures: 如今把⟨彰武⟩的林地面积从18万亩扩大到212万亩."""
    for mention in reversed(sheet.entities_in(statement.clause, statement.quantity.start)):
        if mention.entity.kind not in _OFFICIAL or mention.is_base:
            continue
        before = sheet.text[mention.start - 1 : mention.start]
        is_whose = before in _HANDLED and _WHOSE.match(sheet.text, mention.end, statement.quantity.start)
        return mention.entity if is_whose else None
    return None
