"""What a number is called when no noun stands beside it: the next number's noun, the thing spoken of, or the clause."""

import re

from metrics.catalogue.units import same_unit
from metrics.parse.case import Case, Named
from metrics.parse.leaning import length_of
from metrics.parse.measures import unit_kind
from metrics.parse.names import right_name, sized_name
from metrics.parse.patterns import grammar_set
from metrics.parse.place_parts import ends_with_place
from metrics.parse.scope import subject_for
from metrics.parse.statuses import split_kind
from metrics.parse.suffixes import without_suffix
from metrics.parse.topics import find_clause_subject, find_event, find_words

_STOP = re.compile(r"[。，；：]")
_LONGEST_THING = 6  # characters of a thing whose length is told: 6条隧道⟨总长⟩
_GRADE_OF_AIR = re.compile(
    r"^(?:，?其中|[，、：])?(?:空气质量)?(?:为|达)?“?([优良])”?(?:级|等级)?(?:的?天数)?(?:有|为|是|达)?$"
)  # 其中⟨优⟩18天、⟨良⟩12天
_POWER = re.compile(r"(?:光伏|风电|储能|发电|水电|火电|煤电).*(?:项目|电站|电场|工程|基地)$")  # 100兆瓦/400兆瓦时⟨储能电站项目⟩
_SELF_NAMED = grammar_set("lead", "self_named")
_RATE_ENDS = ("率", "占比", "比重", "满意度")  # of which nothing is counted


def last_resort(case: Case, own: str) -> Named:
    """No noun on either side: the next number's noun (12座27米高的铁塔), the thing spoken of, or the words of the clause."""
    text, quantity, following = case.sheet.text, case.statement.quantity, case.following
    grade = _GRADE_OF_AIR.search(case.words) if quantity.unit == "天" else None
    if grade:
        return Named(f"空气质量{grade[1]}级天数")
    if not own and quantity.unit in _SELF_NAMED:
        return Named(quantity.unit)  # 辖12镇5乡
    if (
        following
        and following.quantity.start - quantity.end <= 3
        and not _STOP.search(text, quantity.end, following.quantity.start)
    ):
        end = following.quantity.end
        noun = sized_name(text, end, following.clause_end)[:-2] or right_name(text, end, following.right_end)
        if noun:
            power = _POWER.search(noun) if split_kind(quantity.unit) == "power" else None
            return Named(noun + "装机" if power else noun, {}, 0.1)
    subject = find_clause_subject(case)
    length = length_of(case.words) if not own else ""
    if length:
        return Named(without_suffix(subject) + length if len(subject) <= _LONGEST_THING else length, {}, 0.1)
    if own or subject:
        return Named(own or subject, {}, 0.2 if own else 0.1)
    ahead = find_event(case)
    if ahead:
        return Named(ahead, {}, 0.4)
    if case.scope.subject:
        goes_on = same_unit(case.scope.unit, quantity.unit)
        is_other = case.scope.subject.endswith(_RATE_ENDS) or ends_with_place(case)  # 产值812亿元。冀州区⟨62家⟩
        if not goes_on and is_other and unit_kind(quantity.unit) == "own":
            subject = subject_for(case.scope, quantity.unit)
            return Named(find_words(case) if subject == case.scope.subject else subject, {}, 0.4)
        return Named(
            case.scope.subject if goes_on else without_suffix(case.scope.subject),
            case.scope.dims,
            0.05 if goes_on else 0.3,
        )
    return Named(find_words(case), {}, 0.5)
