"""A figure of a headline → the same figure of the body, whose reading it takes over."""

from collections.abc import Sequence
from decimal import Decimal

from metrics.catalogue.indicators import match_indicator
from metrics.catalogue.units import split_unit
from metrics.model import Quantity
from metrics.parse.scope import Draft

ROUNDED_BY = Decimal("0.08")
LIKE = 0.3  # of the characters of the headline's name


def match_repeat(headline: Draft, body: Sequence[Draft]) -> Draft | None:
    """The headline's figure with the reading of the body figure it repeats, exactly or rounded (破700亿元 for 703.8亿元)."""
    best: Draft | None = None
    best_likeness = 0.0
    for draft in body:
        likeness = _likeness(headline, draft)
        if likeness > best_likeness:
            best, best_likeness = draft, likeness
    if best is None:
        return None
    own = headline.period if best.period is None and headline.is_dated else best.period
    return best._replace(
        period=own,
        quantity=_signed(headline.quantity, best),
        start=headline.start,
        end=headline.end,
        quote=headline.quote,
        doubt=best.doubt,
    )


def _signed(quantity: Quantity, body: Draft) -> Quantity:
    return quantity._replace(value=-abs(quantity.value)) if body.quantity.value < 0 else quantity


def _likeness(headline: Draft, draft: Draft) -> float:
    """0 for another figure; more for the same value, and more still for names that share characters."""
    one, other = _size(headline.quantity), _size(draft.quantity)
    if one is None or other is None or one[1] != other[1] or other[0] == 0:
        return 0.0
    shared = len(set(headline.name) & set(draft.name)) / (len(set(headline.name)) + 1)
    if shared < LIKE and draft.name and match_indicator(headline.name, headline.quantity.unit):
        return 0.0  # two things may have the same rate
    if abs(one[0]) == abs(other[0]):
        return 1.0 + shared
    off = abs(abs(one[0]) - abs(other[0])) / abs(other[0])
    rounded = headline.quantity.bound in {">", "~"} and off <= ROUNDED_BY and (shared > LIKE or not headline.name)
    return max(shared, 0.1) if rounded else 0.0


def _size(quantity: Quantity) -> tuple[Decimal, str] | None:
    multiplier, unit = split_unit(quantity.unit)
    if unit is None:
        return (quantity.value * multiplier, quantity.unit) if quantity.unit else None
    return quantity.value * multiplier * unit.factor, unit.base_unit
