"""Parameters as an older link or another standard names them in, as the links of today name them out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Renamed:
    """A key that is called something else today; `values` says what its values are called now, others stay as they are."""

    old: str
    new: str
    values: Mapping[str, str] = field(default_factory=dict)


# Rows are only ever added: a link that was sent once is followed for ever. A value "" is the usual one of today.
RENAMED: tuple[Renamed, ...] = (
    Renamed("vt", "st", {"ACTUAL": "actual", "TARGET": "target", "PLANNED": "planned", "RULE": "rule"}),
    Renamed("view", "view", {"chart": "browse", "table": "browse"}),
    Renamed("asOf", "asof"),  # SDMX
    Renamed("firstReport", "rep", {"true": "first", "false": ""}),  # SDMX
)


def migrate(params: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The parameters by the names of today; a link that names both the old and the new key means the new one.

    >>> migrate({"vt": ["ACTUAL~TARGET"], "asOf": ["2024-06-01"], "q": ["产值"]})
    {'st': ['actual~target'], 'asof': ['2024-06-01'], 'q': ['产值']}
    """
    found = {name: list(values) for name, values in params.items()}
    for one in RENAMED:
        if one.old not in found or (one.old != one.new and one.new in found):
            continue
        texts = ["~".join(one.values.get(value, value) for value in text.split("~")) for text in found[one.old]]
        found = {one.new if name == one.old else name: texts if name == one.old else values for name, values in found.items()}
    return found
