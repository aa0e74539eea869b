"""Shares: those of one base within the whole, and each against the levels printed beside it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from metrics.catalogue import read_words
from metrics.checks.checks import Check, Implied, judge, say_figure, say_range
from metrics.checks.figures import Figure, Range, group_by
from metrics.checks.sums import is_rate

PERCENT = "%"
TAIL = 2  # characters by which two names speak of one kind of thing: 光伏产业产值, 锂电产业产值
WHOLE = Decimal(1)


def is_percent(figure: Figure) -> bool:
    """Whether a figure is a positive rate in percent."""
    return figure.unit == PERCENT and figure.value > 0


def to_part(figure: Figure) -> Range:
    """A rate in percent as a part of one."""
    return Range(figure.range.low / figure.scale / 100, figure.range.high / figure.scale / 100)


def check_shares(figures: Sequence[Figure]) -> Iterator[Check]:
    """Shares of one base in one article that measure the same kind of thing stay within the whole."""
    shares = [one for one in figures if one.measure == "share" and one.base and is_percent(one) and one.status == "actual"]
    for group in group_by(shares, _base_of).values():
        distinct = list({(one.key, *sorted(one.dims.items())): one for one in group}.values())
        if len(distinct) > 1 and len({one.period_end for one in distinct if one.period_end}) <= 1:
            yield _within_whole(tuple(distinct))


def _base_of(share: Figure) -> tuple[str, ...]:
    """What shares must have in common to be parts of one whole: of an area each indicator is a whole of its own."""
    kind = share.key if share.base in read_words("checks", "words")["areas"] else share.indicator[-TAIL:]
    return share.article, share.base, share.entity, kind


def _within_whole(shares: tuple[Figure, ...]) -> Check:
    formula = f"{' + '.join(say_figure(one) for one in shares)} ≤ 100%"
    total = sum((to_part(one).low for one in shares), Decimal(0))
    fits = total <= WHOLE
    return Check("shares", "pass" if fits else "fail", formula, "within" if fits else "exceeds", shares)


def check_bases(figures: Sequence[Figure]) -> Iterator[Check]:
    """A level and its share against the whole they imply, where a whole of that name is printed in the same article."""
    for level, share in find_pairs(figures, "share"):
        wholes = [one for one in figures if _may_be_whole(one, level, share)]
        implied = level.range / to_part(share)
        formula = f"{say_figure(level)} ÷ {say_figure(share)} = {say_range(implied, level.unit)}"
        matched = [one for one in wholes if one.range.meets(implied)]
        if matched:
            yield judge("share", f"{formula} ≈ {say_figure(matched[0])}", implied, matched[0].range, (level, share, matched[0]))
        elif wholes and not share.base:
            against = " / ".join(say_figure(one) for one in wholes)
            yield Check("share", "fail", f"{formula} ≠ {against}", "base_not_stated", (level, share, *wholes))
        elif wholes:
            yield judge("share", f"{formula} ≠ {say_figure(wholes[0])}", implied, wholes[0].range, (level, share, wholes[0]))
        else:
            yield Check("share", "open", formula, "base_not_printed", (level, share))


def find_pairs(figures: Sequence[Figure], measure: str) -> Iterator[tuple[Figure, Figure]]:
    """Each exact rate of this measure with the level of the same thing printed last before it in the same article."""
    if not any(one.measure == measure for one in figures):
        return
    things = group_by(figures, lambda one: (one.article, one.about, one.measure))
    for (article, about, kind), rates in things.items():
        levels = things.get((article, about, "level"), []) if kind == measure else []
        for rate in rates:
            before = [one for one in levels if one.start < rate.start]
            if before and is_percent(rate) and rate.is_exact and _is_divisible(before[-1]):
                yield before[-1], rate


def _is_divisible(level: Figure) -> bool:
    return level.is_exact and level.value > 0 and not is_rate(level)


def _may_be_whole(one: Figure, level: Figure, share: Figure) -> bool:
    """Whether `level` may be a part of `one`: its name ends like it and is longer, or the base of the share names it."""
    is_level = one.measure == "level" and one.article == level.article and not one.dims and one.status == level.status
    if not is_level or one.base_unit != level.base_unit or one.obs_id == level.obs_id or not one.is_exact:
        return False
    if level.period_end and one.period_end and one.period_end != level.period_end:
        return False
    if share.base:
        return one.indicator in share.base or share.base in one.indicator
    return one.entity == level.entity and one.indicator[-TAIL:] == level.indicator[-TAIL:] and one.value > level.value


def find_bases(figures: Sequence[Figure]) -> Iterator[Implied]:
    """The whole that a level and its share imply."""
    for level, share in find_pairs(figures, "share"):
        found = level.range / to_part(share)
        formula = f"{say_figure(level)} ÷ {say_figure(share)} = {say_range(found, level.unit)}"
        yield Implied("base", formula, found, level.unit, (level, share))
