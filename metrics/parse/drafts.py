"""From sections to drafts of articles: which section opens an article, which goes on with the one before."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from metrics.catalogue import read_words
from metrics.parse.likeness import measure_shares
from metrics.parse.openings import Opening, is_span
from metrics.parse.paragraphs import Block
from metrics.parse.sections import Section
from metrics.parse.shapes import is_brief, titles_table

SAMPLE = 120  # characters of a section that tell what it is about
READ = 1200  # characters of an article that are searched for them
NEAR = 12  # articles on either side that a section is compared with
# Shares of its pairs that a section has in common with its own article at least, as a short and as a long one was measured
# on: below a marked headline, below a plain one (more often a sub-headline), without a headline where the column changes.
MARKED, PLAIN, BARE = (0.03, 0.06), (0.045, 0.05), (0.02, 0.04)
SHORT, SHORT_MARKED = 6, 9  # characters of a headline without figures that is too short for a title, plain and marked
LONG = 500  # characters of a long article
_DATED = re.compile(
    r"[（(](?:\d{4}年)?\d{1,2}月\d{1,2}日?[-—–~～至](?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日[）)]$"
)  # 一周警情（6月9日至15日）
OWN = 0.05  # share of its pairs that a part of an article has in common with the text before it
_TOPIC = re.compile(r"[㐀-鿿A-Za-z0-9]{2,6}[：:]\S")  # 楼市四月：新房以价换量
# 三亚海事局2月5日通报, 据市房地产业协会监测, 【侨报讯】
_SOURCED = re.compile(
    r"[【\[][^】\]]{2,8}讯[】\]]|据[㐀-鿿]{4,20}(?:监测|统计|发布|通报|消息|公布)"
    r"|[㐀-鿿]{2,14}(?:局|委|队|关|院|中心|站|协会)(?:\d{1,2}月)?\d{1,2}日(?:通报|公布|发布|消息)"
)
# ⟨乐陵市⟩小枣进入管护期, ⟨禹城法院⟩执结案件
_OF_PLACE = re.compile(r"[㐀-鿿]{1,3}(?:[市县区镇乡旗]|街道|法院|检察院|公安局?|社区|税务局?|海关|供电公司)(?![：:])")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Draft:
    """An article in the making: its sections in reading order."""

    parts: tuple[Section, ...]

    @property
    def opening(self) -> Opening:
        """How its first section opens."""
        return self.parts[0].opening

    @property
    def is_stray(self) -> bool:
        """Has it neither a headline of its own, nor an opening, nor an end?"""
        first = self.parts[0]
        is_bare = not first.heads and len(self.parts) == 1 and not first.closes
        return first.opening == "caption" or (first.opening == "none" and is_bare)


def read_text(draft: Draft) -> str:
    """As much of the text of an article as tells what it is about."""
    text = ""
    for part in draft.parts:
        text += part.text
        if len(text) > READ:
            break
    return text[:READ]


@dataclass(frozen=True, slots=True)
class Style:
    """How a page sets its headlines: how many of each level, the deepest, and whether a blank line stands above them.

    Where some are marked, the plain ones (level 0) are the deepest.
    """

    levels: Counter[int]
    deepest: int
    is_spaced: bool


def find_drafts(sections: Sequence[Section]) -> list[Draft]:
    """Drafts in page order: a section with text opens one or goes on with the one before it."""
    sections = [section for section in sections if section.body]
    style = _read_style([section.heads[-1] for section in sections if section.heads])
    drafts: list[Draft] = []
    current: list[Section] = []
    text = ""
    for at, section in enumerate(sections):
        if current and _opens(section, current[0], text, sections[at : at + NEAR], style):
            drafts.append(Draft(tuple(current)))
            current, text = [], ""
        current.append(section)
        if len(text) < READ:
            text += section.text
    return [*drafts, Draft(tuple(current))] if current else drafts


def _read_style(heads: Sequence[Block]) -> Style:
    levels = Counter(head.level for head in heads)
    marked = max(levels, default=0)
    return Style(levels, marked + (marked > 0 and levels[0] > 0), any(head.after_blank for head in heads[1:]))


def _opens(section: Section, first: Section, text: str, rest: Sequence[Section], style: Style) -> bool:
    """Does the section begin an article of its own, or go on with the one that `first` opened and that reads `text` so far?"""
    if section.opening != "none" or section.is_after_close or first.opening in ("masthead", "caption"):
        return True
    if not section.heads:
        return not section.is_after_cut and not _is_like(section, text, BARE)
    if is_brief(section.heads[-1].text) or is_brief(first.heads[-1].text if first.heads else ""):
        return True
    if all(block.role == "cell" for block in section.body) and _is_box(section, text):
        return True
    if (
        _DATED.search(section.heads[-1].text)
        or _is_own(section, text, style, _is_report(first))
        or _is_next_place(section, first)
    ):
        return True
    if _is_subheading(section, first, style):
        return False
    head, title = section.heads[-1], min((block.level for block in first.heads if block.level), default=0)
    if head.level and head.level == title < style.deepest:
        return True
    if first.opening != "lead" and _closes_later(rest):
        return False
    return not _is_like(section, text, MARKED if head.level else PLAIN)


def _is_box(section: Section, text: str) -> bool:
    """Is it a box of figures, or a table whose headline says of what time it is, of which the text before it does not speak?"""
    head, below = section.heads[-1].text, section.body[0].text
    own = head if below in read_words("pages", "table")["areas"] else section.text  # places are in any text
    return section.heads[0].text[0] == "【" or (titles_table(head, below) and measure_shares(own, [text])[0] < OWN)


def _is_next_place(section: Section, first: Section) -> bool:
    """Is it one of a row of short reports, each below a plain headline that opens with a place or body of its own?"""
    names = [_OF_PLACE.match(part.heads[0].text) for part in (first, section) if len(part.heads) == 1 and len(part.body) <= 2]
    here = [match[0] for match in names if match]
    return len(here) == 2 and here[0] != here[1] and here[1][:2] in section.text


def _is_report(first: Section) -> bool:
    """Is it a report or a bulletin below a headline of the second level, which has no sub-headlines of that level?"""
    return first.opening in ("lead", "bulletin") and bool(first.heads) and first.heads[-1].level == 2


def _is_own(section: Section, text: str, style: Style, is_report: bool) -> bool:
    """Does an article show by its headline or first words, and have less in common with the text before than a part would?"""
    head, body = section.heads[-1], section.body[0].text
    if measure_shares(section.text[:SAMPLE], [text])[0] >= OWN:
        return False
    if head.level and (len(style.levels) == 1 or (is_report and style.levels[1] == 1 and set(style.levels) == {1, 2})):
        return len(section.heads) == 1 and style.levels[head.level] > 2
    has_subtitle = len(section.heads) > 1 and head.text[0] in "—-" and section.heads[-2].text[-1] not in "—-：:"
    return has_subtitle or bool(_TOPIC.match(head.text)) or bool(_SOURCED.match(body)) or is_span(body)


def _is_subheading(section: Section, first: Section, style: Style) -> bool:
    """Does the headline look like one inside the article that `first` opened?"""
    head, title = section.heads[-1], first.heads[-1] if first.heads else None
    if head.is_doubled or head.text[-1] in "—：:":
        return True
    if not head.level and all(block.role in ("cell", "list") for block in section.body):
        return True
    if title and 0 < title.level < head.level and style.levels[title.level] > 1:
        return True
    if not head.level and (style.deepest or (style.is_spaced and not section.heads[0].after_blank)):
        return True
    short = SHORT_MARKED if head.level else SHORT
    return len(section.heads) == 1 and len(head.text) <= short and not _DIGIT.search(head.text) and head.level >= style.deepest


def _closes_later(rest: Sequence[Section]) -> bool:
    """Does a byline end the text before another article opens? Then the headlines up to there are its sub-headlines."""
    for number, section in enumerate(rest):
        if number and section.opening != "none":
            return False
        if section.body[-1].closes:
            return True
    return False


def _is_like(section: Section, text: str, least: tuple[float, float]) -> bool:
    """Does the section speak of the same things as the text of the article before it?"""
    return measure_shares(section.text[:SAMPLE], [text])[0] >= least[len(text) > LONG]
