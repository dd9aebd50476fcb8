"""Networks and RDF for other programs, read back by them."""

import csv
import io
import json
import tracemalloc
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import igraph
import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis.strategies import text
from lxml import etree

from kg.export import FORMATS, gexf, graphml, write, write_to
from kg.export.network import Edge, Network, Node, entity_node
from kg.export.xml import xml_text
from kg.graph import Graph
from kg.model import Entity
from kg.rdf import sorted_nquads
from tests.worked_example import build_graph

RELAXED = etree.RelaxNG(file=Path(__file__).with_name("gexf.rng"))
GEXF = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"
HOSTILE = ["</node>", "a\x00b\x1bc", "=1+1", 'quo"te', "a\nb\tc", "\ud800", "😀", "]]>", "\u202eabc"]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return build_graph(tmp_path_factory.mktemp("networks") / "g")


def written(graph: Graph, name: str) -> bytes:
    out = io.BytesIO()
    write_to(graph, out, name)
    return out.getvalue()


def hostile() -> Network:
    """Two nodes and an edge for each hostile name."""

    def nodes() -> Iterator[Node]:
        for name in HOSTILE:
            yield entity_node(Entity(name, "Person", name, (name,)), 1, (date(2020, 2, 1), None))
            yield entity_node(Entity(f"{name}!", "State", name), 1)

    def edges() -> Iterator[Edge]:
        for name in HOSTILE:
            yield Edge(f"s-{name}", name, f"{name}!", name, 1.0, {"standing": "asserted", "of": name})

    return Network(nodes, edges, {}, "hostile")


def well_formed_gexf(data: bytes) -> bool:
    """Whether a file is what GEXF 1.3 has: elements, attributes and values; raises with the first line that is not."""
    RELAXED.assertValid(etree.fromstring(data))
    return True


def test_gexf_fits_its_grammar(graph: Graph) -> None:
    assert well_formed_gexf(written(graph, "gexf"))
    assert well_formed_gexf("\n".join(gexf.lines(hostile())).encode())
    for good, bad in ((b'start="2021-05-03"', b'start="2021-05-33"'), (b'<viz:color r="', b'<viz:color r="9')):
        broken = written(graph, "gexf").replace(good, bad)
        with pytest.raises(etree.DocumentInvalid):
            well_formed_gexf(broken)


def test_gexf_has_days_kinds_and_a_picture(graph: Graph) -> None:
    root = ElementTree.fromstring(written(graph, "gexf"))
    assert root.get("version") == "1.3"
    days = [s.get(end) for s in root.iter(f"{GEXF}spell") for end in ("start", "end") if s.get(end)]
    assert days
    assert all(date.fromisoformat(str(d)) for d in days)
    patrol = next(n for n in root.iter(f"{GEXF}node") if n.get("label") == "11th joint patrol")
    (spell,) = patrol.iter(f"{GEXF}spell")
    assert (spell.get("start"), spell.get("end")) == ("2021-05-03", "2021-05-03")
    for node in root.iter(f"{GEXF}node"):
        assert [node.find(f"{VIZ}{part}") is not None for part in ("color", "position", "size", "shape")] == [True] * 4
    edges = list(root.iter(f"{GEXF}edge"))
    assert len({e.get("id") for e in edges}) == len(edges)
    assert {e.get("kind") for e in edges} >= {"controls", "near", "actor"}
    declared = {a.get("id") for a in root.iter(f"{GEXF}attribute")}
    assert {v.get("for") for v in root.iter(f"{GEXF}attvalue")} <= declared


def test_networkx_reads_gexf(graph: Graph) -> None:
    read = nx.read_gexf(io.BytesIO(written(graph, "gexf")), version="1.3")
    assert {d["label"] for _, d in read.nodes(data=True)} >= {"Ruritania", "R7 highway", "11th joint patrol"}
    assert all(d["degree"] >= 1 and 0 < d["pagerank"] < 1 for _, d in read.nodes(data=True))


def test_cytoscape_gets_every_end_of_every_edge(graph: Graph) -> None:
    elements = json.loads(written(graph, "cyjs"))["elements"]
    ids = {n["data"]["id"] for n in elements["nodes"]}
    assert len(ids) == len(elements["nodes"])
    assert {e["data"][end] for e in elements["edges"] for end in ("source", "target")} <= ids
    assert all({"x", "y"} == set(n["position"]) for n in elements["nodes"])
    assert "Ruritania" in {n["data"]["name"] for n in elements["nodes"]}


@pytest.mark.parametrize("prefix", ["", "neo4j-"])
def test_the_tables_fit_each_other(graph: Graph, prefix: str) -> None:
    nodes = list(csv.DictReader(io.StringIO(written(graph, f"{prefix}nodes").decode())))
    edges = list(csv.DictReader(io.StringIO(written(graph, f"{prefix}edges").decode())))
    key, ends = (":ID", (":START_ID", ":END_ID")) if prefix else ("Id", ("Source", "Target"))
    assert {e[end] for e in edges for end in ends} <= {n[key] for n in nodes}
    assert len({n[key] for n in nodes}) == len(nodes)
    assert "foreign minister" in {n["name" if prefix else "Label"] for n in nodes}


def test_parquet_has_the_rows_of_the_tables(graph: Graph) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    for name in ("nodes", "edges"):
        rows = list(csv.DictReader(io.StringIO(written(graph, name).decode())))
        table = parquet.read_table(io.BytesIO(written(graph, f"{name}-parquet")))
        assert table.num_rows == len(rows)
        assert table.column("Id").to_pylist() == [r["Id"] for r in rows]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_json_ld_is_the_whole_graph(graph: Graph) -> None:
    found = ox.parse(written(graph, "jsonld"), format=ox.RdfFormat.JSON_LD)
    assert sorted_nquads(found) == graph.nquads()
    dataset = rdflib.Dataset()
    dataset.parse(data=written(graph, "jsonld"), format="json-ld")
    assert len(list(dataset.quads())) == len(graph.nquads())


def test_rdf_xml_is_the_default_graph(graph: Graph) -> None:
    turtle = sorted_nquads(ox.parse(written(graph, "ttl"), format=ox.RdfFormat.TURTLE))
    assert sorted_nquads(ox.parse(written(graph, "rdfxml"), format=ox.RdfFormat.RDF_XML)) == turtle
    assert len(rdflib.Graph().parse(data=written(graph, "rdfxml"), format="xml")) == len(turtle)


@pytest.mark.parametrize("lines", [gexf.lines, graphml.lines], ids=["gexf", "graphml"])
def test_hostile_names_are_read_back(lines: object, tmp_path: Path) -> None:
    data = "\n".join(lines(hostile())).encode("utf-8")  # type: ignore[operator]
    ElementTree.fromstring(data)
    (tmp_path / "x").write_bytes(data)
    read = nx.read_gexf(tmp_path / "x", version="1.3") if lines is gexf.lines else nx.read_graphml(tmp_path / "x")
    labels = sorted(2 * [xml_text(n) for n in HOSTILE])
    assert sorted(d["label"] for _, d in read.nodes(data=True)) == labels
    if lines is graphml.lines:
        assert sorted(igraph.Graph.Read_GraphML(str(tmp_path / "x")).vs["label"]) == labels


def test_a_spreadsheet_takes_no_name_for_a_formula(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.export.tables.network", lambda view, label: hostile())
    rows = list(csv.reader(io.StringIO(written(graph, "nodes").decode())))
    assert "'=1+1" in {cell for row in rows for cell in row}
    assert not [cell for row in rows for cell in row if cell.startswith("=")]


@given(text(), text())
def test_two_ids_stay_two_everywhere(one: str, other: str) -> None:
    from kg.export.xml import plain_id

    assert (plain_id("n", one) == plain_id("n", other)) is (one == other)


@pytest.mark.parametrize("lines", [gexf.lines, graphml.lines], ids=["gexf", "graphml"])
def test_the_size_of_a_network_takes_no_memory(lines: object) -> None:
    """Twenty thousand edges are written as they come; a million take no more."""

    def nodes() -> Iterator[Node]:
        return (entity_node(Entity(f"n{n}", "Person", f"Name {n}"), 1) for n in range(10_000))

    def edges() -> Iterator[Edge]:
        cells = {"standing": "asserted"}
        return (Edge(f"s{n}", f"n{n % 10_000}", f"n{n % 777}", "backs", 1.0, cells) for n in range(20_000))

    tracemalloc.start()
    count = sum(len(line) for line in lines(Network(nodes, edges, {}, "large")))  # type: ignore[operator]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count > 2_000_000
    assert peak < 2_000_000


def test_the_longest_suffix_says_the_format(graph: Graph, tmp_path: Path) -> None:
    assert write(graph, tmp_path / "x.neo4j-nodes.csv").name == "neo4j-nodes"
    assert write(graph, tmp_path / "x.nodes.csv").name == "nodes"
    assert all(f.write.__doc__ for f in FORMATS.values())
