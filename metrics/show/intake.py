"""Files an editor brings in, what each of their pages would add out; nothing is stored until it is said so."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from metrics.errors import PageError
from metrics.extract import extract_page
from metrics.formats import Part, split_file
from metrics.ingest import IngestReport, ingest_sheets
from metrics.model import Reading
from metrics.parse.confidence import REVIEW_BELOW
from metrics.parse.pages import read_part
from metrics.sheets import Sheet
from metrics.store import Store

Brought = tuple[str, bytes]


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
    def doubtful(self) -> int:
        """How many of its figures an editor should look at."""
        return sum(one.confidence < REVIEW_BELOW for one in self.reading.observations) if self.reading else 0


def read_offers(files: Iterable[Brought], store: Store) -> Iterator[Offer]:
    """The pages of these files one after another; a page that is held already, or brought twice, is not read again."""
    seen: set[str] = set()
    for name, content in files:
        for part in split_file(PurePath(name.replace("\\", "/")).name, content):
            if isinstance(part, PageError):
                yield Offer(name, problem=str(part))
            else:
                is_known = part.sha256 in seen or bool(store.held([part.sha256]))
                seen.add(part.sha256)
                yield Offer(part.name, _to_sheet(part), is_known=True) if is_known else _read_offer(part)


def _to_sheet(part: Part) -> Sheet:
    return Sheet(part.name, part.sha256, part.content)


def _read_offer(part: Part) -> Offer:
    page = read_part(part)
    if isinstance(page, PageError):
        return Offer(part.name, problem=str(page))
    return Offer(part.name, _to_sheet(part), extract_page(page))


def take_in(offers: Sequence[Offer], store: Store) -> IngestReport:
    """Store the new ones."""
    return ingest_sheets((offer.sheet for offer in offers if offer.sheet and offer.is_new), store)
