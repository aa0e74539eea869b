"""What may import what: the flow runs one way, and each outside library has its place."""

import subprocess
import sys
from graphlib import TopologicalSorter

import pytest

from tests.source import CODE, MODULES, ROOT, find_imports, module_name

# The flow in its order; a module stands in one row and imports from its own row and the rows above.
# A package stands for all its modules. Names are below `metrics`.
FLOW = {
    "words": "errors model catalogue parse.patterns parse.numerals parse.spans",
    "page": "formats parse.pages parse.file_dates inbox",
    "clean": "parse.doubles parse.marks parse.mastheads parse.imprints parse.wraps parse.lines parse.clean",
    "articles": "parse.shapes parse.paragraphs parse.bylines parse.likeness parse.openings parse.sections "
    "parse.titles parse.drafts parse.torn parse.strays parse.headlines parse.seams parse.articles parse.years parse.days "
    "parse.issue_date",
    "clauses": "parse.clauses parse.holiday_days parse.corps parse.calendar_parts parse.lately parse.calendar_terms "
    "parse.calendar_years parse.calendar_words parse.periods parse.places parse.papers parse.entity_stems "
    "parse.settlements parse.people parse.quoted_names parse.cast parse.yardsticks parse.entity_names "
    "parse.near_words parse.entity_mentions parse.entities",
    "quantities": "parse.amounts parse.bounds parse.noise parse.noise_codes parse.noise_orders parse.noise_shapes "
    "parse.noise_times parse.quotes parse.counts parse.ranks parse.ratios parse.spoken parse.units_once parse.shares "
    "parse.quantities",
    "observations": "parse extract coverage output",
    "series": "period_text series checks sightings table",
    "review": "review",
    "store": "store sheets crew ingest reread watch",
    "view": "show",
    "commands": "arguments commands archive_commands review_commands evaluate __main__",
}
OUTSIDE = {  # library → the parts of the project that may import it; none else may
    "pandas": ("metrics.table", "metrics.review", "metrics.store", "metrics.show", "metrics.series", "metrics.sightings"),
    "pyarrow": ("metrics.table", "metrics.store", "metrics.show"),
    "altair": ("metrics.show",),
    "streamlit": ("metrics.show", "dashboard"),
    "sqlalchemy": ("metrics.store",),
    "distributed": ("metrics.crew",),
    "tomllib": ("metrics.catalogue",),
    "regex": ("metrics.formats", "metrics.parse", "metrics.catalogue"),
    "re": ("metrics.parse", "metrics.catalogue"),
}
IMPORTS = {module_name(path): set(find_imports(path)) for path in CODE}
ROWS = {f"metrics.{name}": number for number, names in enumerate(FLOW.values()) for name in names.split()}


def is_inside(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def row_of(module: str) -> int | None:
    """The row whose entry names this module most closely; the dashboard comes last, `metrics` itself before all."""
    if module in ("metrics", "dashboard"):
        return -1 if module == "metrics" else len(FLOW)
    entries = [entry for entry in ROWS if is_inside(module, entry)]
    return ROWS[max(entries, key=len)] if entries else None


@pytest.mark.parametrize("module", sorted(MODULES))
def test_every_module_has_its_place_in_the_flow(module):
    assert row_of(module) is not None, f"name {module} in FLOW, in the row of the stage it belongs to"


@pytest.mark.parametrize("module", sorted(MODULES - {"metrics"}))
def test_a_module_imports_only_what_comes_before_it(module):
    inner = IMPORTS[module] & MODULES
    later = sorted(other for other in inner if row_of(other) > row_of(module))
    assert later == [], "import less, or name the modules in FLOW in the row of their stage"


def test_no_modules_import_each_other_in_a_circle():
    graph = {module: imports & MODULES - {module} for module, imports in IMPORTS.items()}
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("library", OUTSIDE)
def test_a_library_is_used_only_in_its_place(library):
    users = {module for module, imports in IMPORTS.items() if any(is_inside(name, library) for name in imports)}
    assert sorted(module for module in users if not any(is_inside(module, place) for place in OUTSIDE[library])) == []


def test_only_the_catalogue_reader_reads_toml():
    assert {module for module, imports in IMPORTS.items() if "tomllib" in imports} == {"metrics.catalogue"}


def test_the_dashboard_takes_everything_from_show():
    inner = {name for name in IMPORTS.get("dashboard", ()) if is_inside(name, "metrics")}
    assert sorted(name for name in inner if not is_inside(name, "metrics.show")) == []


def test_reading_a_page_loads_no_table_chart_or_store_library():
    heavy = ["pandas", "altair", "streamlit", "sqlalchemy"]
    code = f"import sys, metrics.extract; print(*[name for name in {heavy} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout.strip(), run.stderr) == (0, "", "")
