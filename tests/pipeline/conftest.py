"""What the tests of the pipeline share: the parser loaded once, a folder of news, short ways to build and compare."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.config import Config, load_config
from kg.pipeline import Summary, make
from kg.store import current

if TYPE_CHECKING:
    from spacy.language import Language

NEWS = {
    "coup": "Soldiers seize palace\n\nSoldiers in Gabon arrested President Ali Bongo on Wednesday.\n",
    "flood": "BEIRA: Floods killed at least 12 people in Mozambique on Friday, the United Nations said.\n",
    "talks": "Kenya backs Somalia. Kenyan President William Ruto met Somali officials in Nairobi.\n",
}


@pytest.fixture(autouse=True)
def loaded(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pipeline is loaded once for all tests."""
    monkeypatch.setattr("kg.parse.load", lambda model: nlp)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in NEWS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def config(graph: Path, **flags: str) -> Config:
    """As seen from the folder that holds the graph."""
    return load_config({"graph": str(graph), **flags}, graph.parent)


def built(paths: Sequence[Path], graph: Path, **flags: str) -> Summary:
    """A graph made of these paths; every input accounted for."""
    summary = make(paths, config(graph, **flags))
    assert summary.adds_up
    return summary


def nquads(graph: Path) -> list[str]:
    """All that the graph says, sorted."""
    return sorted(str(quad) for quad in current(graph).open())
