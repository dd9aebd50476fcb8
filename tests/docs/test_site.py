"""The documentation is built without a warning, its links lead somewhere, and nothing in it asks another host."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.cli import COMMANDS
from kg.config import OPTIONS
from kg.export import FORMATS
from kg.ontology import Ontology
from kg.query.questions import questions
from tests.docs.running import CHECKOUT, pages

FETCHED = re.compile(
    r'<(?:script|img|iframe|source)[^>]*\ssrc="(?:https?:)?//|<link[^>]*stylesheet[^>]*href="(?:https?:)?//'
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The site, built as `make docs` builds it; a warning is an error there."""
    pytest.importorskip("mkdocstrings")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    folder = tmp_path_factory.mktemp("site")
    before = logging.getLogger("mkdocs").level
    config = load_config(str(CHECKOUT / "mkdocs.yml"), strict=True, site_dir=str(folder))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    yield folder
    logging.getLogger("mkdocs").setLevel(before)


def test_nothing_is_fetched_from_another_host(site: Path) -> None:
    asked = [p.relative_to(site) for p in site.rglob("*.html") if FETCHED.search(p.read_text("utf-8"))]
    assert asked == []
    assert not re.search(r"@import|url\(['\"]?https?:", "".join(p.read_text("utf-8") for p in site.rglob("*.css")))


@pytest.mark.parametrize(
    "page, names",
    [
        ("reference/commands.html", [f"kg {c.__name__}" for c in COMMANDS]),
        ("reference/questions.html", list(questions())),
        ("reference/options.html", list(OPTIONS)),
        ("reference/formats.html", [f.suffix for f in FORMATS.values()]),
        ("reference/ontology.html", [*Ontology.load().relations, *Ontology.load().events, *Ontology.load().roles]),
        ("reference/python.html", ["kg.build", "kg.open", "to_networkx", "explain", "Selection", "Claim", "Stance"]),
    ],
)
def test_a_reference_has_all_that_there_is(site: Path, page: str, names: list[str]) -> None:
    text = re.sub(r"<[^>]+>", "", (site / page).read_text("utf-8"))
    assert [name for name in names if name not in text] == []


def test_a_file_that_a_page_points_to_is_there() -> None:
    """Links between pages are MkDocs' to check; here those of README and CONTRIBUTING, and paths in code marks."""
    wanting = []
    for page in pages():
        text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
        linked = re.findall(r"\]\(([\w./-]+)(?:#[\w-]*)?\)", text) if page.parent == CHECKOUT else []
        paths = re.findall(r"`((?:kg|docs|tests|benchmarks|ontology|notebooks|seeds)/[\w./-]*\w/?)`", text)
        wanting += [f"{page.name}: {p}" for p in [*linked, *paths] if not (CHECKOUT / p).exists()]
    assert wanting == []


def test_the_page_on_the_architecture_has_every_module() -> None:
    page = (CHECKOUT / "docs" / "architecture.md").read_text("utf-8")
    at_the_top = [p for p in (CHECKOUT / "kg").iterdir() if (p / "__init__.py").is_file() or p.suffix == ".py"]
    names = {f"kg/{p.name}{'/' if p.is_dir() else ''}" for p in at_the_top if p.name != "__init__.py"}
    assert names == set(
        re.findall(r"`(kg/\w+(?:/|\.py))`", page.partition("## Folders")[2].partition("Which of them")[0])
    )
