"""Who: picks, among the entities of a paragraph, the one that a number is about."""

from metrics.model import Entity, EntityMention, Period
from metrics.parse.clauses import Statement
from metrics.parse.context import Sheet, is_told
from metrics.parse.names import skip_front
from metrics.parse.scope import Scope

_OPENINGS = "。！？；，：（“）"
_LOCATIVE = frozenset("在于到赴从向由对把")
_WHEREVER = frozenset({"place", "company", "site"})


def pick_entity(sheet: Sheet, statement: Statement, scope: Scope) -> Entity | None:
    """The subject of a statement: the entity that begins the nearest clause of its sentence, else one in its own clause."""
    start = statement.quantity.start
    own: Entity | None = None
    for mention in reversed(sheet.entities_in(statement.sentence, start)):
        if _may_be_subject(sheet, mention, statement):
            if _leads(sheet, mention):
                return mention.entity
            if own is None and mention.start >= statement.clause and mention.entity.kind in _WHEREVER:
                own = mention.entity
    return own or scope.entity


def _may_be_subject(sheet: Sheet, mention: EntityMention, statement: Statement) -> bool:
    if mention.is_base or _is_source(sheet, mention) or _is_listed(sheet, mention):
        return False
    if mention.end < statement.left and _is_part(sheet, mention):
        return False
    closed = sheet.text.find("）", mention.end, statement.clause)
    return closed < 0 or "（" in sheet.text[mention.end : closed]


def _is_part(sheet: Sheet, mention: EntityMention) -> bool:
    """Whether an entity is only a part of what is counted: 其中宁波港…, 寿光市4126件."""
    return sheet.text.endswith("其中", 0, mention.start) or sheet.text[mention.end : mention.end + 1].isdecimal()


def _leads(sheet: Sheet, mention: EntityMention) -> bool:
    """Whether a mention begins its clause, filler and periods aside."""
    if sheet.text[mention.start - 1 : mention.start] in _LOCATIVE and sheet.text[mention.end : mention.end + 1] not in "，：":
        return False
    start = max(0, mention.start - 40)
    start = max((sheet.text.rfind(mark, start, mention.start) for mark in _OPENINGS), default=start) + 1 or start
    return skip_front(sheet.text, start, mention.start, sheet.mentions) == mention.start


def _is_source(sheet: Sheet, mention: EntityMention) -> bool:
    return mention.entity.kind in {"org", "place"} and any(
        a <= mention.start and mention.end <= b for a, b in sheet.attributions
    )


def _is_listed(sheet: Sheet, mention: EntityMention) -> bool:
    """Whether an entity only stands in a list (A、B等6家单位)."""
    return sheet.text[mention.end : mention.end + 1] in {"、", "等"} or sheet.text[mention.start - 1 : mention.start] == "、"


def pass_mentions(sheet: Sheet, statement: Statement, scope: Scope) -> tuple[Period | None, Entity | None]:
    """Period and entity in force after the earlier sentences that no number stands in: what they named last stays in force."""
    period, entity = scope.period, scope.entity
    if scope.passed >= statement.sentence:
        return period, entity
    for mention in sheet.periods:
        if (
            scope.passed <= mention.start
            and mention.end <= statement.sentence
            and mention.period.end
            and is_told(sheet, mention)
        ):
            period = mention.period
    for named in sheet.entities:
        between = scope.passed <= named.start and named.end <= statement.sentence and named.entity.kind != "org"
        if between and _may_be_subject(sheet, named, statement) and _leads(sheet, named):
            entity = named.entity
    return period, entity
