"""The five articles, seen: by Gephi's rules in both of its formats, and by a reader with a mouse."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest

from kg.config import load_config
from kg.export import write
from kg.graph import Graph
from tests.export.test_networks import well_formed_gexf

NUMERIC = {"int", "integer", "double", "float", "long"}


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Graph:
    from kg.pipeline import make

    folder = tmp_path_factory.mktemp("seen")
    flags = {"graph": str(folder / "graph"), "metadata": str(shared / "gold" / "metadata.csv")}
    make([shared / "seeds"], load_config(flags, folder))
    return Graph.open(folder / "graph")


def local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


@pytest.mark.parametrize("suffix", ["graphml", "gexf"])
def test_gephi_will_take_every_node_edge_and_column(five: Graph, suffix: str) -> None:
    """What its importers drop in silence: repeated ids, ends that are not there, columns of unknown or mixed type."""
    out = five.path.parent / f"five.{suffix}"
    write(five, out)
    root = ElementTree.parse(out).getroot()
    nodes = [e.get("id") for e in root.iter() if local(e) == "node"]
    edges = [e for e in root.iter() if local(e) == "edge"]
    assert len(set(nodes)) == len(nodes) > 200
    assert len({e.get("id") for e in edges}) == len(edges) > 250
    assert {e.get(end) for e in edges for end in ("source", "target")} <= set(nodes)
    keys = [e for e in root.iter() if local(e) in ("key", "attribute")]
    kinds = {e.get("id"): e.get("attr.type") or e.get("type") for e in keys}
    assert not set(kinds) & {f"d{n}" for n in range(40)}
    assert set(kinds.values()) <= {"string", "boolean", *NUMERIC}
    for e in root.iter():
        if local(e) in ("data", "attvalue"):
            value = e.text if local(e) == "data" else e.get("value")
            kind = kinds[e.get("key") or e.get("for")]
            assert value is not None
            assert value != "None"
            assert kind not in NUMERIC or float(value) == float(value)
    if suffix == "graphml":
        read, other = nx.read_graphml(out), igraph.Graph.Read_GraphML(str(out))
        assert (len(read), read.number_of_edges()) == (other.vcount(), other.ecount()) == (len(nodes), len(edges))
    else:
        assert len(nx.read_gexf(out, version="1.3")) == len(nodes)
        assert well_formed_gexf(out.read_bytes())
        pairs = Counter((e.get("source"), e.get("target"), e.get("kind")) for e in edges)
        assert max(pairs.values()) == 1, "edges of one kind between the same two would be merged"


def test_a_reader_finds_who_backs_whom_and_in_whose_words(five: Graph, visit: Any) -> None:
    out = five.path.parent / "five.html"
    write(five, out)
    opened = visit(out.as_uri())
    page = opened.page
    page.fill("#search", "Erdogan")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "Recep Tayyip Erdogan"
    page.fill("#search", "russia")
    page.keyboard.press("Enter")
    page.click("text=Only its neighbours")
    page.wait_for_timeout(500)
    backs = page.evaluate(
        "claimgraph.state.data.picture.edges.filter(e => e.source === 'russia' && e.label === 'backs').map(e => e.id)"
    )
    clicked = []
    for line in backs:
        page.wait_for_timeout(400)  # two clicks at once are a double click, which zooms
        page.mouse.click(*opened.where(line))
        clicked.append(page.inner_text("#panel h2"))
    assert any(title.startswith("Russia – backs – ") for title in clicked)
    page.evaluate("id => claimgraph.state.select(id)", backs[0])
    assert "back" in page.inner_text("#panel mark >> nth=0").casefold()
    opened.shot("five-panel")
    before = page.inner_text("#status")
    page.focus("#from")
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    assert page.inner_text("#status") != before
    page.click("#reset")
    page.click("#tab-timeline")
    assert "11th joint patrol" in page.inner_text("#view-timeline")
    opened.shot("five-timeline")
    page.click("#tab-map")
    assert page.locator("#view-map .spot", has_text="Idlib").count() == 1
    opened.shot("five-map")
    assert opened.complaints == []
    assert {url.partition("#")[0] for url in opened.requests} <= {out.as_uri(), "data:,"}
