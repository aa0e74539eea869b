"""What the version of the extraction depends on: the rules that read, and nothing else."""

import pytest

from metrics.extract import NOT_FOR_READING
from tests.source import ROOT

READING = [path for folder in ("parse", "formats", "catalogue") for path in sorted((ROOT / "metrics" / folder).glob("*.py"))]


@pytest.mark.parametrize("name", sorted(NOT_FOR_READING))
def test_a_catalogue_that_is_not_for_reading_is_read_by_no_rule(name):
    assert (ROOT / "metrics" / "catalogue" / name).is_file()
    word = f'"{name.removesuffix(".toml")}"'
    assert [path.name for path in READING if word in path.read_text(encoding="utf-8") and path.stem != name[:-5]] == []
