"""From sections to headlines: the lines that stand together as one headline, and which bodies stand next to them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from metrics.parse.drafts import NEAR, Draft
from metrics.parse.likeness import measure_likeness
from metrics.parse.paragraphs import Block
from metrics.parse.sections import Section

OWN = 0.25  # share of its pairs that a line has in common with its own body
SIGN = 0.09  # ... that tells whose it is where every other line has a body of its own
CLEAR = 3  # times as much as with the body of the line next to it
TELLING = 4  # characters: a shorter line (琼海) does not tell whose it is
SUBTITLE = 20  # characters: a longer line that names a person is a title
_PERSON = re.compile(
    r"[\u4e00-\u9fff·]{2,4}(?:、[\u4e00-\u9fff·]{2,4})*(?:主持|出席|讲话|致辞|发言|作|批示|参加|陪同|带队|会见|调研)"
)


@dataclass(frozen=True, slots=True)
class Headline:
    """Headline lines that stand together; `above` and `below` number the bodies next to them, `group` the run of headlines."""

    blocks: tuple[Block, ...]
    above: int | None
    below: int | None
    group: int

    @property
    def text(self) -> str:
        """The lines joined as printed."""
        return "".join(block.text for block in self.blocks)

    @property
    def is_marked(self) -> bool:
        """Is it marked as a headline by the format of the page?"""
        return any(block.level for block in self.blocks)


def find_headlines(drafts: Sequence[Draft], sections: Sequence[Section], texts: Sequence[str]) -> list[Headline]:
    """All headlines but the sub-headlines, with the bodies that stand next to them."""
    opened = {draft.parts[0].body[0].start: at for at, draft in enumerate(drafts)}
    inside = {part.body[0].start: at for at, draft in enumerate(drafts) for part in draft.parts}
    groups: list[tuple[list[list[Block]], int | None, int | None]] = []
    above: int | None = None
    for section in sections:
        place = section.body[0].start if section.body else -1
        if section.heads and (place in opened or not section.body):
            groups.append((_split_units(section.heads), above, opened.get(place)))
        above = inside.get(place, above)
    called = {
        below for units, _, below in groups if below is not None and len(units) == 1 and drafts[below].opening == "notice"
    }
    lines = [block for units, _, below in groups if below not in called for unit in units for block in unit]
    rest = [at for at, draft in enumerate(drafts) if at not in called and draft.opening != "masthead"]
    if _is_one_each(lines, [texts[at] for at in rest]):
        groups = [([[block] for unit in units for block in unit], above, below) for units, above, below in groups]
    elif sum(len(units) for units, _, _ in groups) < len(drafts):
        groups = [(_split_lines(units, texts, above or 0), above, below) for units, above, below in groups]
    return [
        Headline(tuple(unit), above if not place else None, below if place == len(units) - 1 else None, group)
        for group, (units, above, below) in enumerate(groups)
        for place, unit in enumerate(units)
    ]


def _is_one_each(lines: Sequence[Block], bodies: Sequence[str]) -> bool:
    """Are there as many headline lines as bodies, and each but one at most tells of a body of its own?"""
    if not 1 < len(lines) == len(bodies) < NEAR:
        return False
    rows = [measure_likeness(line.text, bodies) for line in lines]
    told: dict[int, int] = {}
    for share, line, body in sorted(
        ((share, at, body) for at, row in enumerate(rows) for body, share in enumerate(row)), reverse=True
    ):
        if share >= SIGN and line not in told and body not in told.values() and share == max(rows[line]):
            told[line] = body
    return len(told) >= max(2, len(lines) - 1)


def _split_units(heads: Sequence[Block]) -> list[list[Block]]:
    """Lines without a blank between them are one headline; a line that opens with a dash, or a marked one of a lower
    level, is the subtitle of the one above."""
    units: list[list[Block]] = []
    for block in heads:
        above = units[-1][-1].level if units else 0
        if units and (0 < above < block.level or (_is_next_line(block) and not (block.level and above))):
            units[-1].append(block)
        else:
            units.append([block])
    return units


def _is_next_line(block: Block) -> bool:
    return not block.after_blank or block.text[0] in "—-"


def _split_lines(units: Sequence[Sequence[Block]], texts: Sequence[str], above: int) -> list[list[Block]]:
    """Headline lines that stand together, cut where the next line clearly speaks of another body."""
    near = texts[max(0, above - NEAR) : above + NEAR]
    made: list[list[Block]] = []
    for unit in units:
        rows = [measure_likeness(block.text, near) for block in unit] if len(unit) > 1 < len(near) else []
        made.append([unit[0]])
        for at in range(1, len(unit)):
            is_told = min(len(unit[at - 1].text), len(unit[at].text)) >= TELLING
            if rows and is_told and _are_apart(rows[at - 1], rows[at]):
                made.append([])
            made[-1].append(unit[at])
    return made


def _are_apart(before: Sequence[float], row: Sequence[float]) -> bool:
    """Has each of two lines its own body, with which it has much more in common than the other line?"""
    first, second = before.index(max(before)), row.index(max(row))
    return before[first] >= max(OWN, before[second] * CLEAR) and row[second] >= max(OWN, row[first] * CLEAR)


def split_title(blocks: Sequence[Block]) -> tuple[str, str]:
    """Title and subtitle of the headline lines: ——我市… and 某某主持 are subtitles, the rest is one title."""
    title, subtitle = "", ""
    for block in blocks:
        is_below = title and (block.text[0] in "—-" or (len(block.text) <= SUBTITLE and _PERSON.match(block.text)))
        if is_below or subtitle:
            subtitle += block.text
        else:
            title += block.text
    return title, subtitle
