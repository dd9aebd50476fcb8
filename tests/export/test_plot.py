"""Pictures: drawn, the same each time, and a reason where there is nothing to draw."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

import kg
from kg.cli import run
from kg.errors import UnknownName, UsageError
from kg.export import Selection, select
from kg.export.plot import KINDS, plot
from kg.graph import Graph
from tests.worked_example import build_graph

pytest.importorskip("matplotlib")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return build_graph(tmp_path_factory.mktemp("plot") / "g")


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_drawn_and_is_the_same_again(graph: Graph, tmp_path: Path, kind: str) -> None:
    pictures = []
    for name in ("a.svg", "b.svg"):
        assert plot(select(graph), kind, tmp_path / name) > 1
        pictures.append((tmp_path / name).read_bytes())
    assert pictures[0] == pictures[1]
    ElementTree.fromstring(pictures[0])


def test_png_and_pdf(graph: Graph, tmp_path: Path) -> None:
    for name, head in (("x.png", b"\x89PNG"), ("x.pdf", b"%PDF")):
        plot(select(graph), "network", tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(head)


def test_what_cannot_be_drawn_is_said(graph: Graph, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UsageError, match=r"ends in \.svg"):
        plot(select(graph), "network", tmp_path / "x.gif")
    with pytest.raises(UsageError, match="nothing to draw"):
        plot(select(graph, Selection(predicates=frozenset({"near"}))), "timeline", tmp_path / "x.svg")
    assert not (tmp_path / "x.svg").exists()
    out = str(tmp_path / "c.svg")
    assert run(["plot", out, "--kind", "chrd", "--graph", str(graph.path)]) == 2
    assert "did you mean 'chord'" in capsys.readouterr().err
    assert run(["plot", out, "--kind", "chord", "--predicate", "backs", "--graph", str(graph.path)]) == 0
    assert "2 things" in capsys.readouterr().err


def test_a_notebook_shows_a_picture_of_the_part_that_is_wanted(graph: Graph) -> None:
    whole, part = kg.plot(graph), kg.plot(graph, "chord", predicates="backs", standings=["disputed"])
    assert ElementTree.fromstring(part._repr_svg_()).tag.endswith("svg")
    assert part._repr_svg_().startswith("<svg")
    assert (whole.count, part.count) == (8, 2)  # a position is a line to what it is of, its title what the line says
    with pytest.raises(UnknownName, match="no kind of picture named 'cord'; did you mean 'chord'"):
        kg.plot(graph, "cord")
    with pytest.raises(UnknownName, match="did you mean 'about'"):
        kg.plot(graph, abuot="Ruritania")
