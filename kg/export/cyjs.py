"""The JSON of Cytoscape and Cytoscape.js: nodes with their places, edges with their interaction."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO

from kg.export.network import Cell, Network, group, line, network
from kg.export.selection import View
from kg.export.xml import plain_id

SPREAD = 60.0  # units of Cytoscape's canvas for one of ours; its y grows downward


def write_cyjs(view: View, out: BinaryIO) -> None:
    """What stands, or the standings asked for."""
    for text in lines(network(view, "claims")):
        out.write(f"{text}\n".encode("utf-8", "replace"))


def lines(net: Network) -> Iterator[str]:
    """The lines of the file: an element each."""
    head = {"format_version": "1.0", "generated_by": "claimgraph", "target_cytoscapejs_version": "~2.1"}
    yield f'{json.dumps(head)[:-1]}, "data": {json.dumps({"name": net.label, "shared_name": net.label})},'
    yield '"elements": {"nodes": ['
    yield from _separated(_nodes(net))
    yield '], "edges": ['
    yield from _separated(_edges(net))
    yield "]}}"


def _nodes(net: Network) -> Iterator[dict[str, Any]]:
    for node in net.nodes():
        about = {"id": plain_id("n", node.id), "name": node.label, "type": node.type, "kind": node.kind}
        row: dict[str, Any] = {"data": {**about, "color": group(node).light, **_plain(node.cells)}}
        if measured := net.measures.get(node.id):
            row["position"] = {"x": round(measured.x * SPREAD, 2), "y": round(-measured.y * SPREAD, 2)}
        yield row


def _edges(net: Network) -> Iterator[dict[str, Any]]:
    for edge in net.edges():
        ends = {"source": plain_id("n", edge.source), "target": plain_id("n", edge.target)}
        about = {"id": plain_id("e", edge.id), **ends, "interaction": edge.label, "weight": edge.weight}
        yield {"data": {**about, "color": line(edge).light, **_plain(edge.cells)}}


def _plain(cells: Mapping[str, Cell]) -> dict[str, Any]:
    return {n: v.isoformat() if isinstance(v, date) else v for n, v in cells.items() if v is not None}


def _separated(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    """Each row as JSON with a comma after all but the last."""
    before: str | None = None
    for row in rows:
        if before is not None:
            yield f"{before},"
        before = json.dumps(row, ensure_ascii=False)
    if before is not None:
        yield before
