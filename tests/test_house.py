"""The house itself: floors, sizes, names, and that nothing in it is of one machine."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import kg

CHECKOUT = Path(__file__).resolve().parent.parent
LONGEST_MODULE = 350
"""Lines; our modules are meant to have 50 to 250."""

MODULES = sorted((CHECKOUT / "kg").rglob("*.py"))
MEANINGLESS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "stuff", "data2"}
LEFT_OF_THE_WAIST = ("parse", "extract", "spacy_component.py")


@cache
def tracked() -> list[Path]:
    """Every text file that git knows; without git, what the folders of the project hold."""
    done = subprocess.run(["git", "ls-files"], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        files = [CHECKOUT / name for name in done.stdout.splitlines()]
    else:
        files = [p for top in ("kg", "ontology", "seeds", "tests", "notebooks") for p in (CHECKOUT / top).rglob("*")]
    return [p for p in files if p.is_file() and b"\0" not in p.read_bytes()[:4096]]


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every module that a file imports, with the line."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno


def of_house(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def test_only_parse_and_extract_know_spacy() -> None:
    found = [
        f"{of_house(path)}:{line}"
        for path in MODULES
        for name, line in imports(path)
        if name.split(".")[0] in ("spacy", "thinc")
        and path.relative_to(CHECKOUT / "kg").parts[0] not in LEFT_OF_THE_WAIST
    ]
    assert found == []


def test_spacy_is_imported_lazily() -> None:
    """At the top of a module only under TYPE_CHECKING."""
    eager = [
        f"{of_house(path)}:{node.lineno}"
        for path in MODULES
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        and (getattr(node, "module", None) or node.names[0].name).split(".")[0] == "spacy"
    ]
    assert eager == []


@pytest.mark.parametrize("path", MODULES, ids=of_house)
def test_a_module_does_one_thing(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    assert path.stem not in MEANINGLESS
    assert not text.strip() or ast.get_docstring(ast.parse(text)), "a module says what it is"


@pytest.mark.parametrize("path", [path for path in MODULES if path.name != "__main__.py"], ids=of_house)
def test_what_a_module_names_as_its_own_is_there(path: Path) -> None:
    parts = path.relative_to(CHECKOUT).with_suffix("").parts
    module = importlib.import_module(".".join(part for part in parts if part != "__init__"))
    for public in getattr(module, "__all__", ()):
        assert getattr(module, public) is not None


def test_nothing_is_of_one_machine_or_index() -> None:
    """No path of one computer, no address of a package index: the project works where it is put."""
    paths = re.compile(r"(?<![\w.~/-])/(?:work|root|home/\w+|Users/\w+|tmp/[a-z]+)/")
    index = re.compile(r"pypi\.|(?:extra-)?index-url\s*=|\bregistry\s*=\s*\"http")
    found = [
        f"{of_house(path)}:{number}: {line.strip()[:80]}"
        for path in tracked()
        if path != Path(__file__)
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), start=1)
        if paths.search(line) or index.search(line)
    ]
    assert found == []


def test_no_file_is_large() -> None:
    assert [of_house(path) for path in tracked() if path.stat().st_size > 2_000_000] == []


def test_all_pins_have_hashes() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        entries = (CHECKOUT / lock).read_text().replace("\\\n", " ").splitlines()
        assert len(entries) > 40
        assert [
            entry[:60] for entry in entries if not re.match(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry)
        ] == []


def test_every_requirement_is_pinned() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
    wanted = {
        "requirements.lock": project["project"]["dependencies"] + project["dependency-groups"]["build"],
        "requirements-dev.lock": project["dependency-groups"]["dev"] + project["dependency-groups"]["docs"],
    }
    for lock, requirements in wanted.items():
        pinned = set(re.findall(r"^([\w.-]+)==", (CHECKOUT / lock).read_text(), re.MULTILINE))
        names = {re.split(r"[<>=!~;\[ ]", requirement)[0].lower() for requirement in requirements}
        assert names <= pinned


def test_the_version_is_said_once_and_the_change_log_knows_it() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == kg.__version__
    assert f"## {kg.__version__}" in (CHECKOUT / "CHANGELOG.md").read_text("utf-8")


def test_the_import_floors_hold() -> None:
    pytest.importorskip("importlinter")
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-logo"], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
