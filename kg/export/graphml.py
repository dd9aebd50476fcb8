"""GraphML that Gephi, networkx and igraph read alike, written as a stream.

Gephi's importer has rules that its documentation does not state: the node's label is the key whose `attr.name` is
"label", its edge weight "weight"; key ids such as d3 and d7 have meanings of their own, so ours are named; a repeated
edge id drops the edge, so an edge's id is its statement's; an unknown type drops the column. Dates are ISO text with
the year beside them as a number; lists are joined with a bar.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.export.network import EDGE_CELLS, NODE_CELLS, Cell, Edge, Measures, Network, Node, network
from kg.export.selection import View
from kg.export.xml import content, xml_id

TYPES: Mapping[type, str] = {str: "string", int: "int", float: "double", bool: "boolean"}
NODE_KEYS: Mapping[str, type] = {"label": str, **NODE_CELLS, "x": float, "y": float}
EDGE_KEYS: Mapping[str, type] = {"label": str, "weight": float, **EDGE_CELLS}


def write_graphml(view: View, out: BinaryIO) -> None:
    """What stands, or the standings asked for: entities, events and titles as nodes, relations and roles as edges."""
    for line in lines(network(view, "claims")):
        out.write(f"{line}\n".encode())


def lines(net: Network) -> Iterator[str]:
    """The lines of the file."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for where, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, kind in keys.items():
            yield f'  <key id="{where}_{name}" for="{where}" attr.name="{name}" attr.type="{TYPES[kind]}"/>'
    yield '  <graph id="claims" edgedefault="directed">'
    for node in net.nodes():
        yield from node_lines(node, net.measures.get(node.id))
    for edge in net.edges():
        yield from _edge(edge)
    yield "  </graph>"
    yield "</graphml>"


def node_lines(node: Node, measured: Measures | None = None) -> Iterator[str]:
    """The lines of one node."""
    place: Mapping[str, Cell] = {"x": measured.x, "y": measured.y} if measured else {}
    yield f"    <node id={xml_id('n', node.id)}>"
    yield _data("node", {"label": node.label, "type": node.type, "kind": node.kind, **node.cells, **place})
    yield "    </node>"


def _edge(edge: Edge) -> Iterator[str]:
    yield f"    <edge id={xml_id('e', edge.id)} source={xml_id('n', edge.source)} target={xml_id('n', edge.target)}>"
    yield _data("edge", {"label": edge.label, "weight": edge.weight, **edge.cells})
    yield "    </edge>"


def _data(where: str, cells: Mapping[str, Cell]) -> str:
    return "\n".join(
        [f'      <data key="{where}_{name}">{content(v)}</data>' for name, v in cells.items() if v is not None]
    )
