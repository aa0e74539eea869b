"""Files an editor brings in, what each of their pages would add out; nothing is stored until it is said so."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from metrics.errors import PageError
from metrics.extract import extract_page
from metrics.formats import Part, split_file
from metrics.ingest import IngestReport, ingest_sheets
from metrics.model import REVIEW_BELOW, Page, Reading
from metrics.parse.pages import read_part
from metrics.sheets import Sheet, weigh
from metrics.store import Store

Brought = tuple[str, bytes]
MOST_KEPT = 64_000_000  # bytes of what was read: a hundred scans or more


@dataclass(frozen=True, slots=True)
class Offer:
    """One page that was brought: what reading it gives, or what is wrong with it; `sheet` is what would be stored."""

    name: str
    sheet: Sheet | None = None
    reading: Reading | None = field(default=None, repr=False)
    problem: str = ""
    is_known: bool = False

    @property
    def is_new(self) -> bool:
        """Whether it would add something."""
        return self.sheet is not None and not self.is_known

    @property
    def kept(self) -> int:
        """About how many bytes of what was read of its file are kept until it is taken in."""
        return self.sheet.size if self.sheet and isinstance(self.sheet.content, Page) else 0

    @property
    def doubtful(self) -> int:
        """How many of its figures an editor should look at."""
        return sum(one.confidence < REVIEW_BELOW for one in self.reading.observations) if self.reading else 0


def read_offers(files: Iterable[Brought], store: Store, brought: Sequence[Offer] = ()) -> Iterator[Offer]:
    """The pages of these files one after another; one that is held already, or was brought before, is not read again."""
    seen = {offer.sheet.sha256 for offer in brought if offer.sheet}
    room = MOST_KEPT - sum(offer.kept for offer in brought)
    for name, content in files:
        for part in split_file(PurePath(name.replace("\\", "/")).name, content):
            if isinstance(part, PageError):
                yield Offer(name, problem=str(part))
            else:
                is_known = part.sha256 in seen or bool(store.held([part.sha256]))
                seen.add(part.sha256)
                offer = Offer(part.name, _to_sheet(part), is_known=True) if is_known else _read_offer(part, room)
                room -= offer.kept
                yield offer


def _to_sheet(part: Part) -> Sheet:
    return Sheet(part.name, part.sha256, part.content)


def _read_offer(part: Part, room: int) -> Offer:
    """The offer of a page; where there is no room for what was read of its file, the file is read again when it is taken in."""
    page = read_part(part)
    if isinstance(page, PageError):
        return Offer(part.name, problem=str(page))
    reading = extract_page(page)
    if weigh(page) > room:
        return Offer(part.name, _to_sheet(part), replace(reading, page=replace(page, facsimile=None)))
    return Offer(part.name, Sheet(part.name, part.sha256, page), reading)


def take_in(offers: Sequence[Offer], store: Store) -> IngestReport:
    """Store the new ones."""
    return ingest_sheets((offer.sheet for offer in offers if offer.sheet and offer.is_new), store)
