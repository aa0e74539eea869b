"""What a statement inherits from the ones before it, and the draft of an observation before it is placed on the page."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from metrics.catalogue.units import same_unit
from metrics.model import Cast, Entity, Period, Quantity, Status
from metrics.parse.entity_stems import NOBODY
from metrics.parse.measured import Measured

NO_DIMS: Mapping[str, str] = {}


class Total(NamedTuple):
    """A level that a later breakdown may be of."""

    name: str
    unit: str
    value: Decimal


class Breakdown(NamedTuple):
    """An open breakdown: the parts that follow are parts of `name`, told apart by `key`, up to `until` in its paragraph.

    `is_open`: opened by 其中, so that what is done with the whole (办结921件) may follow it.
    """

    name: str
    unit: str
    key: str
    until: int = 0
    lasts: bool = False
    is_open: bool = False


class Draft(NamedTuple):
    """One quantity with what was read of it; offsets count in the clean text.

    `label` is the part of a list that its name was made of (风电 in 风电装机). `is_dated`: its period was not told before its
    sentence; `is_named`: its sentence names its entity.
    """

    quantity: Quantity
    start: int
    end: int
    quote: tuple[int, int]
    measured: Measured
    name: str
    entity: Entity | None
    period: Period | None
    status: Status
    dims: Mapping[str, str] = NO_DIMS
    label: str = ""
    doubt: float = 0.0
    is_dated: bool = False
    is_named: bool = False


class Scope(NamedTuple):
    """What is in force: the subject last named, the totals it may be a part of, who, when, and an open breakdown.

    `person` is whose story is being told, `before` whom the paragraph before told of at its end, `cast` whom the article named.
    `whole` is the subject whose parts are being listed, `passed` how far the paragraph has been read. `told`: the paragraph
    before, without figures, told the period. `project_until` is where the description of a project still to be built ends;
    `aims`: a line above said that goals follow (主要预期目标：). `untimed` is the sentence whose first number had no
    time of its own. `day` was named last before the paragraph; `span` is the flow of the paragraphs before. `within` is the
    shorter time inside the period in force that the number before stood in.
    `from_origin`: the number before was the first of two (由53%提升到97%).
    """

    subject: str = ""
    whole: str = ""
    unit: str = ""
    dims: Mapping[str, str] = NO_DIMS
    totals: tuple[Total, ...] = ()
    thing: str = ""
    entity: Entity | None = None
    main_entity: Entity | None = None
    person: Entity | None = None
    before: Entity | None = None
    cast: Cast = NOBODY
    period: Period | None = None
    flow: Period | None = None
    span: Period | None = None
    within: Period | None = None
    breakdown: Breakdown | None = None
    passed: int = 0
    told: bool = False
    from_origin: bool = False
    project_until: int = 0
    untimed: int = -1
    aims: bool = False
    day: Period | None = None


def subject_for(scope: Scope, unit: str) -> str:
    """The subject in force for a level of a unit: the last one counted in it, where the subject is counted in another.

    满意率97.3%。宣州区最多，为8.9万件: what is counted is calls, not content.
    """
    if same_unit(scope.unit, unit):
        return scope.subject
    return next((total.name for total in reversed(scope.totals) if same_unit(total.unit, unit)), scope.subject)


def period_in_force(text: str, scope: Scope) -> Period | None:
    """The period that a paragraph goes on from; 同期 at its head is the time of the figures before, not 自11月1日起."""
    if scope.period is None or scope.period[:2] == (None, None):
        return scope.flow
    return (scope.flow or scope.span or scope.period) if scope.period.end is None and text.startswith("同期") else scope.period
