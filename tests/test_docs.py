"""What the documents say that can be checked is checked."""

import ast
import re
import shlex
import sys
import tomllib

import pytest

from metrics.__main__ import COMMANDS, make_parser
from tests.source import ALL, MODULES, ROOT, find_imports, read_tree

README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
DOCS = {"README.md": README, "ARCHITECTURE.md": ARCHITECTURE, "CHANGELOG.md": CHANGELOG}
CATALOGUE = ROOT / "metrics" / "catalogue"


def section(text: str, title: str) -> str:
    """The lines below a heading, up to the next of its level."""
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def table_rows(text: str) -> list[list[str]]:
    """The cells of a Markdown table, head and rule left out."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    return rows[2:]


def pins(name: str) -> dict[str, str]:
    """Package → version, of a file of pins; a line that is no exact pin fails."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line and not line.startswith(("#", "-c "))]
    assert [row for row in rows if not re.fullmatch(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==[A-Za-z0-9.]+", row)] == []
    return {row.partition("==")[0].partition("[")[0]: row.partition("==")[2] for row in rows}


def direct_pins() -> dict[str, str]:
    """Package → version, of the requirements and their optional groups."""
    return {name: pin for path in sorted(ROOT.glob("requirements*.txt")) for name, pin in pins(path.name).items()}


def canonical(package: str) -> str:
    return {"pil": "pillow"}.get(package.lower(), package.lower().replace("_", "-"))


def defined_names(path) -> set[str]:
    """The constants a module defines at its top."""
    targets = [
        node.targets if isinstance(node, ast.Assign) else [node.target]
        for node in read_tree(path).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
    ]
    return {target.id for group in targets for target in group if isinstance(target, ast.Name)}


def test_the_readme_lists_every_command():
    listed = re.findall(r"^\| `python -m metrics ([\w-]+)", README, re.MULTILINE)
    assert listed == [command.name for command in COMMANDS]


@pytest.mark.parametrize("line", re.findall(r"`python -m metrics ([^`]+)`", README))
def test_a_command_of_the_readme_is_understood(line):
    assert make_parser().parse_args(shlex.split(line)).command == line.split()[0]


def test_every_target_of_make_is_in_the_readme():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split()) - {"clean"}
    assert targets == set(re.findall(r"make ((?:run|test|check|bench)(?:-peers)?)\b", README))


def test_the_entries_the_readme_shows_are_entries_of_the_catalogues():
    shown = [tomllib.loads(block) for block in re.findall(r"```toml\n(.*?)```", README, re.DOTALL)]
    assert [set(block) for block in shown] == [{"indicator"}, {"unit"}]
    for block in shown:
        for table, entries in block.items():
            held = tomllib.loads((CATALOGUE / f"{table}s.toml").read_text(encoding="utf-8"))[table]
            assert [entry for entry in entries if entry not in held] == []


def test_every_direct_dependency_has_its_reason():
    reasons = {row[0]: row[1] for row in table_rows(section(ARCHITECTURE, "Dependencies"))}
    assert {canonical(name) for name in reasons} == {canonical(name) for name in direct_pins()}
    assert [name for name, why in reasons.items() if not why] == []


def test_a_package_is_pinned_in_one_file():
    direct = {canonical(name) for name in direct_pins()}
    assert direct & {canonical(name) for name in pins("constraints.txt")} == set()


def test_every_library_the_code_imports_is_a_direct_dependency():
    ours = {"metrics", "tests", "bench", "dashboard"} | {module.partition(".")[0] for module in MODULES}
    code = [path for path in ALL if path.name != "peer_worker.py"]
    imported = (
        {name.partition(".")[0].replace("vl_convert", "vl-convert-python") for path in code for name in find_imports(path)}
        - ours
        - set(sys.stdlib_module_names)
    )
    assert {canonical(name) for name in imported} - {canonical(name) for name in direct_pins()} == set()


@pytest.mark.parametrize("row", table_rows(section(ARCHITECTURE, "Where things are added")), ids=lambda row: row[0])
def test_an_extension_point_is_where_the_architecture_says(row):
    path = ROOT / row[1].strip("`")
    assert path.is_file()
    name = re.search(r"`(\w+)`", row[2])
    assert name is None or name[1] in defined_names(path)


def test_the_architecture_names_every_catalogue():
    assert [
        path.name for path in sorted(CATALOGUE.glob("*.toml")) if f"metrics/catalogue/{path.name}`" not in ARCHITECTURE
    ] == []


@pytest.mark.parametrize("doc", DOCS)
def test_every_file_a_document_names_is_there(doc):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", DOCS[doc])
    paths = re.findall(r"`((?:metrics|tests|seeds|bench|docs|\.ci)/[^`\s*]*|[\w-]+\.(?:md|txt|py))`", DOCS[doc])
    assert [name for name in {*links, *paths} if not (ROOT / name).exists()] == []


def test_the_changelog_keeps_its_form():
    kinds = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert re.findall(r"^## (.*)$", CHANGELOG, re.MULTILINE)[0] == "[Unreleased]"
    assert set(re.findall(r"^### (.*)$", CHANGELOG, re.MULTILINE)) <= kinds
