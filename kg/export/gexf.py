"""GEXF 1.3, Gephi's own format, with time: each node and edge exists in the days that are known of it.

Parallel edges are kept apart by `kind`. Colours, shapes, sizes and places make the file open as a picture. Where a
day is open ("from", "until") the spell is open there; where nothing is known, the thing exists always.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from math import log1p
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from kg.export.network import EDGE_CELLS, NODE_CELLS, Cell, Days, Edge, Measures, Network, Node, group, line, network
from kg.export.selection import View
from kg.export.xml import attribute, xml_id

TYPES: Mapping[type, str] = {str: "string", int: "integer", float: "double", bool: "boolean"}
SHAPES = {"entity": "disc", "event": "square", "text": "diamond"}
SPREAD = 60.0  # units of Gephi's canvas for one of ours


def write_gexf(view: View, out: BinaryIO) -> None:
    """What stands, or the standings asked for, with days, colours and places."""
    for text in lines(network(view, "claims")):
        out.write(f"{text}\n".encode())


def lines(net: Network) -> Iterator[str]:
    """The lines of the file."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">'
    yield f"  <meta><creator>claimgraph</creator><description>{net.label}</description></meta>"
    yield '  <graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">'
    for where, cells in (("node", NODE_CELLS), ("edge", EDGE_CELLS)):
        yield f'    <attributes class="{where}" mode="static">'
        for name, kind in cells.items():
            yield f'      <attribute id="{where}_{name}" title="{name}" type="{TYPES[kind]}"/>'
        yield "    </attributes>"
    yield "    <nodes>"
    for node in net.nodes():
        yield from _node(node, net.measures.get(node.id))
    yield "    </nodes>"
    yield "    <edges>"
    for edge in net.edges():
        yield from _edge(edge)
    yield "    </edges>"
    yield "  </graph>"
    yield "</gexf>"


def _node(node: Node, measured: Measures | None) -> Iterator[str]:
    yield f"      <node id={xml_id('n', node.id)} label={attribute(node.label)}>"
    yield _values("node", {"type": node.type, "kind": node.kind, **node.cells})
    yield from _spell(node.days)
    yield f"        {_colour(group(node).light)}"
    if measured:
        yield f'        <viz:position x="{measured.x * SPREAD:.2f}" y="{measured.y * SPREAD:.2f}" z="0.0"/>'
    weight = node.cells.get("weight")
    size = 6 + 6 * log1p(float(weight) if isinstance(weight, float) else 0.0)
    yield f'        <viz:size value="{size:.2f}"/>'
    yield f'        <viz:shape value="{SHAPES[node.kind]}"/>'
    yield "      </node>"


def _edge(edge: Edge) -> Iterator[str]:
    ends = f"source={xml_id('n', edge.source)} target={xml_id('n', edge.target)}"
    named = f"label={attribute(edge.label)} kind={attribute(edge.label)}"
    yield f'      <edge id={xml_id("e", edge.id)} {ends} {named} weight="{edge.weight}">'
    yield _values("edge", edge.cells)
    yield from _spell(edge.days)
    drawn = line(edge)
    yield f"        {_colour(drawn.light)}"
    shape = "solid" if not drawn.dash else "dotted" if drawn.dash[0] < drawn.dash[1] else "dashed"
    yield f'        <viz:shape value="{shape}"/>'
    yield "      </edge>"


def _values(where: str, cells: Mapping[str, Cell]) -> str:
    found = [f'<attvalue for="{where}_{name}" value={attribute(v)}/>' for name, v in cells.items() if v is not None]
    return f"        <attvalues>{''.join(found)}</attvalues>"


def _spell(days: Days) -> Iterator[str]:
    ends = [f"{name}={quoteattr(day.isoformat())}" for name, day in zip(("start", "end"), days, strict=True) if day]
    if ends:
        yield f"        <spells><spell {' '.join(ends)}/></spells>"


@cache
def _colour(rgb: str) -> str:
    red, green, blue = (int(rgb[at : at + 2], 16) for at in (1, 3, 5))
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'
