"""GraphML by the rules that Gephi, networkx and igraph need."""

import io
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import igraph
import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import text

from kg.export import write
from kg.export.graphml import node_lines
from kg.export.network import entity_node
from kg.export.xml import xml_text
from kg.graph import Graph
from kg.model import Entity
from tests.worked_example import build_graph

NS = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return build_graph(tmp_path_factory.mktemp("graphml") / "g")


@pytest.fixture(scope="module")
def path(graph: Graph) -> Path:
    out = graph.path.parent / "x.graphml"
    write(graph, out)
    return out


def test_keys_are_named_so_that_gephi_takes_them(path: Path) -> None:
    keys = ElementTree.parse(path).getroot().findall(f"{NS}key")
    assert {k.get("attr.type") for k in keys} <= {"string", "int", "double", "boolean"}
    assert not {k.get("id") for k in keys} & {f"d{n}" for n in range(99)}
    names = {(k.get("for"), k.get("attr.name")) for k in keys}
    assert {("node", "label"), ("edge", "label"), ("edge", "weight"), ("node", "type"), ("edge", "type")} <= names


def test_every_edge_has_an_id_of_its_own_and_ends_that_exist(path: Path) -> None:
    root = ElementTree.parse(path).getroot()
    nodes = [n.get("id") for n in root.iter(f"{NS}node")]
    edges = list(root.iter(f"{NS}edge"))
    ids = [e.get("id") for e in edges]
    assert len(set(ids)) == len(ids) == 7
    assert len(set(nodes)) == len(nodes)
    assert all(str(n).startswith("n_") for n in nodes)
    assert {str(e.get(end)) for e in edges for end in ("source", "target")} <= set(nodes)


def test_networkx_and_igraph_read_labels_types_and_weights(path: Path) -> None:
    read = nx.read_graphml(path)
    assert read.nodes["n_ruritania"]["label"] == "Ruritania"
    assert {d["label"] for _, _, d in read.edges(data=True)} == {
        "actor",
        "on",
        "place",
        "controls",
        "near",
        "holdsPosition",
    }
    other = igraph.Graph.Read_GraphML(str(path))
    assert sorted(other.vs["label"]) == sorted(d["label"] for _, d in read.nodes(data=True))
    assert all(w >= 1 for w in (*other.es["weight"], *other.vs["weight"]))
    assert all(other.vs["type"])
    assert all(other.es["type"])


def test_what_does_not_stand_is_not_in_it(path: Path) -> None:
    assert "backs" not in path.read_text("utf-8")
    assert "threatened" not in path.read_text("utf-8")
    assert "Strelsau Observatory" not in path.read_text("utf-8")


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(text(min_size=1), text(min_size=1))
def test_any_name_and_any_id_parse_and_read_back(name: str, ident: str) -> None:
    lines = ['<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed">']
    lines += [*node_lines(entity_node(Entity(ident, "Person", name), 1)), "</graph></graphml>"]
    root = ElementTree.parse(io.BytesIO("\n".join(lines).encode())).getroot()
    (node,) = root.iter(f"{NS}node")
    label = next(d.text for d in node.iter(f"{NS}data") if d.get("key") == "node_label")
    assert label == xml_text(name)
    assert all(ord(c) < 128 for c in str(node.get("id")))


@given(text(), text())
def test_two_ids_stay_two(one: str, other: str) -> None:
    first, second = (next(node_lines(entity_node(Entity(i, "Person", "x"), 1))) for i in (one, other))
    assert (first == second) is (one == other)
