"""From sections to headlines: the lines that stand together as one headline, and which bodies stand next to them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from metrics.parse.drafts import NEAR, Draft
from metrics.parse.likeness import measure_likeness
from metrics.parse.paragraphs import Block
from metrics.parse.sections import Section

OWN = 0.25  # share of its pairs that a line has in common with its own body
CLEAR = 3  # times as much as with the body of the line next to it
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
    headlines: list[Headline] = []
    above: int | None = None
    for number, section in enumerate(sections):
        place_in_page = section.body[0].start if section.body else -1
        if section.heads and (place_in_page in opened or not section.body):
            near = texts[max(0, (above or 0) - NEAR) : (above or 0) + NEAR]
            units = [unit for lines in _split_units(section.heads) for unit in _split_lines(lines, near)]
            for place, unit in enumerate(units):
                below = opened.get(place_in_page) if place == len(units) - 1 else None
                headlines.append(Headline(unit, above if place == 0 else None, below, number))
        above = inside.get(place_in_page, above)
    return headlines


def _split_units(heads: Sequence[Block]) -> list[list[Block]]:
    """Lines without a blank between them are one headline; a line that opens with a dash is the subtitle of the one above."""
    units: list[list[Block]] = []
    for block in heads:
        if units and (not block.after_blank or block.text[0] in "—-") and not (block.level and units[-1][-1].level):
            units[-1].append(block)
        else:
            units.append([block])
    return units


def _split_lines(blocks: Sequence[Block], bodies: Sequence[str]) -> list[tuple[Block, ...]]:
    """Headline lines that stand together, cut where the next line clearly speaks of another body."""
    if len(blocks) < 2 or len(bodies) < 2:
        return [tuple(blocks)]
    rows = [measure_likeness(block.text, bodies) for block in blocks]
    units: list[list[Block]] = [[blocks[0]]]
    for at in range(1, len(blocks)):
        before, row = rows[at - 1], rows[at]
        first, second = before.index(max(before)), row.index(max(row))
        if before[first] >= max(OWN, before[second] * CLEAR) and row[second] >= max(OWN, row[first] * CLEAR):
            units.append([])
        units[-1].append(blocks[at])
    return [tuple(unit) for unit in units]


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
