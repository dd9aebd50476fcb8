"""Whatever takes paths takes them as text, as `Path`, and as any `os.PathLike`; one stands for a list."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kg
from kg.config import load_config
from kg.evaluate import read_gold
from kg.export import format_of, select, write
from kg.export.plot import plot
from kg.export.shards import write_shards
from kg.gazetteer import Gazetteer, Places
from kg.graph import Graph
from kg.lexicon import Lexicon
from kg.ontology import Ontology
from kg.paths import AnyPath
from kg.pipeline import add, make, read_one
from kg.read import load_table, read

if TYPE_CHECKING:
    from spacy.language import Language

NEWS = "Ruritania has backed the Fenwick rebels since May. The army of Chad attacked Abeche on Monday.\n"


class Place(os.PathLike[str]):
    """A place that is neither text nor `Path`, like an entry of `os.scandir`."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __fspath__(self) -> str:
        return self.path


@pytest.fixture(scope="module", autouse=True)
def loaded(nlp: Language) -> Iterator[None]:
    """The pipeline is loaded once for all tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.parse.load", lambda model: nlp)
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an article, a table, an empty overlay and a graph."""
    folder = tmp_path_factory.mktemp("paths")
    (folder / "news.txt").write_text(NEWS, "utf-8")
    (folder / "more.txt").write_text("Kenya denied that it backs the rebels.\n", "utf-8")
    (folder / "table.csv").write_text("article,published\nnews,2020-05-04\n", "utf-8")
    (folder / "own").mkdir()
    kg.build(folder / "news.txt", folder / "graph")
    return folder


@pytest.fixture(params=[str, Path, Place])
def at(request: pytest.FixtureRequest, made: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], AnyPath]:
    """A path in the folder made above, which is the working folder, written in one of three ways."""
    monkeypatch.chdir(made)
    kind: Callable[[str], AnyPath] = request.param
    return kind


def test_articles_and_tables_are_read_from_any_path(at: Callable[[str], AnyPath], checkout: Path) -> None:
    assert [a.name for a in read([at("news.txt")]).articles] == ["news"]
    assert [a.name for a in read(at("news.txt")).articles] == ["news"]
    assert list(load_table(at("table.csv"))) == ["news"]
    assert read_one(at("news.txt"), load_config()).claims
    assert len(read_gold(at(str(checkout / "tests" / "gold" / "01_wire_darfur.json")), Ontology.load())) == 1


def test_a_graph_is_made_opened_and_written_at_any_path(at: Callable[[str], AnyPath]) -> None:
    graph = kg.build([at("news.txt")], at("graph"), metadata=at("table.csv"))
    assert len(kg.build(at("news.txt"), at("graph")).articles) == len(kg.open(at("graph")).articles) == 1
    assert Graph.open(at("graph")).with_conclusions([at("own")]).path == graph.path
    assert format_of(at("news.nq")) == write(graph, at("news.nq"))
    assert plot(select(graph), "network", at("news.svg"))
    assert len(write_shards(graph, at("news.nq"), 2)) == 2


def test_articles_are_added_from_any_path(at: Callable[[str], AnyPath], made: Path) -> None:
    shutil.rmtree(made / "grown", ignore_errors=True)
    config = load_config({"graph": at("grown"), "metadata": at("table.csv")}, at("."))
    assert (make(at("news.txt"), config).articles, add(at("more.txt"), config).articles) == (1, 2)


def test_knowledge_of_ones_own_is_read_from_any_path(at: Callable[[str], AnyPath], made: Path) -> None:
    assert load_config({"lexicon": [at("own")]}).lexicon == (Path("own"),)
    for load in (Ontology.load, Lexicon.load, Gazetteer.load):
        assert load([at("own")])
    assert Lexicon.load("own").rules
    assert Places.index_in(at("own")).parent == Path("own")
