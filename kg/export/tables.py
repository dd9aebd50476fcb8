"""Nodes and edges as tables: CSV with the heads of Gephi or of Neo4j, Parquet where pyarrow is there."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, BinaryIO

from kg.errors import UsageError
from kg.export.network import EDGE_CELLS, NODE_CELLS, Cell, Edge, Measures, Network, Node, network
from kg.export.selection import View
from kg.query.formats import guarded

Row = Sequence[Cell]
PLACE = {"x": float, "y": float}
BATCH = 10_000  # rows of Parquet written at a time
GEPHI_NODES: Mapping[str, type] = {"Id": str, "Label": str, **NODE_CELLS, **PLACE}
GEPHI_EDGES: Mapping[str, type] = {
    "Id": str, "Source": str, "Target": str, "Type": str, "Kind": str, "Label": str, "Weight": float,
    **{name: kind for name, kind in EDGE_CELLS.items() if name != "type"},
}  # fmt: skip
NEO4J = {str: "", int: ":int", float: ":double"}


def write_nodes(view: View, out: BinaryIO) -> None:
    """The nodes for Gephi or a spreadsheet."""
    _csv(list(GEPHI_NODES), node_rows(network(view, "claims")), out)


def write_edges(view: View, out: BinaryIO) -> None:
    """The edges for Gephi or a spreadsheet."""
    _csv(list(GEPHI_EDGES), edge_rows(network(view, "claims")), out)


def write_neo4j_nodes(view: View, out: BinaryIO) -> None:
    """The nodes for `neo4j-admin database import`; the class is the label."""
    cells = {**{name: kind for name, kind in NODE_CELLS.items() if name not in ("type", "kind")}, **PLACE}
    head = [":ID", "name", ":LABEL", *(f"{name}{NEO4J[kind]}" for name, kind in cells.items())]
    net = network(view, "claims")
    rows = (
        [n.id, n.label, f"{n.kind.title()};{_word(n.type)}", *_some(_cells(n, net.measures), cells)]
        for n in net.nodes()
    )
    _csv(head, rows, out)


def write_neo4j_edges(view: View, out: BinaryIO) -> None:
    """The relationships for `neo4j-admin database import`."""
    head = [":START_ID", ":END_ID", ":TYPE", "id", "weight:double", *(f"{n}{NEO4J[k]}" for n, k in EDGE_CELLS.items())]
    rows = (
        [e.source, e.target, _word(e.label), e.id, e.weight, *_some(e.cells, EDGE_CELLS)]
        for e in network(view, "claims").edges()
    )
    _csv(head, rows, out)


def write_parquet_nodes(view: View, out: BinaryIO) -> None:
    """The nodes as Parquet. Raises `UsageError` where pyarrow is not installed."""
    _parquet(GEPHI_NODES, node_rows(network(view, "claims")), out)


def write_parquet_edges(view: View, out: BinaryIO) -> None:
    """The edges as Parquet. Raises `UsageError` where pyarrow is not installed."""
    _parquet(GEPHI_EDGES, edge_rows(network(view, "claims")), out)


def node_rows(net: Network) -> Iterator[Row]:
    """The nodes in the order of `GEPHI_NODES`."""
    cells = {name: kind for name, kind in GEPHI_NODES.items() if name not in ("Id", "Label")}
    return ([n.id, n.label, *_some(_cells(n, net.measures), cells)] for n in net.nodes())


def edge_rows(net: Network) -> Iterator[Row]:
    """The edges in the order of `GEPHI_EDGES`."""
    cells = [name for name in EDGE_CELLS if name != "type"]
    return (_gephi_edge(e, cells) for e in net.edges())


def _gephi_edge(e: Edge, cells: Iterable[str]) -> Row:
    return [e.id, e.source, e.target, "Directed", e.cells["type"], e.label, e.weight, *_some(e.cells, cells)]


def _cells(node: Node, measures: Mapping[str, Measures]) -> dict[str, Cell]:
    measured = measures.get(node.id)
    place: dict[str, Cell] = {"x": measured.x, "y": measured.y} if measured else {}
    return {"type": node.type, "kind": node.kind, **node.cells, **place}


def _some(cells: Mapping[str, Cell], names: Iterable[str]) -> list[Cell]:
    return [cells.get(name) for name in names]


def _word(name: str) -> str:
    """A predicate or class as Neo4j writes it; a colon or semicolon would end it there."""
    return name.replace(":", "_").replace(";", "_")


def _csv(head: Sequence[str], rows: Iterable[Row], out: BinaryIO) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="")
    try:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(head)
        writer.writerows([_cell(value) for value in row] for row in rows)
        text.flush()
    finally:
        text.detach()


def _cell(value: Cell) -> str:
    if isinstance(value, str):
        return guarded(value.replace("\x00", "\ufffd"))
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def _parquet(columns: Mapping[str, type], rows: Iterator[Row], out: BinaryIO) -> None:
    try:
        import pyarrow
        from pyarrow.parquet import ParquetWriter
    except ImportError:
        raise UsageError("Parquet needs pyarrow; install it with pip install 'claimgraph[parquet]'") from None
    kinds: Mapping[type, Callable[[], Any]] = {str: pyarrow.string, int: pyarrow.int64, float: pyarrow.float64}
    schema = pyarrow.schema([(name, kinds[kind]()) for name, kind in columns.items()])
    with ParquetWriter(out, schema) as writer:
        for batch in _batches(rows):
            by_column = zip(*batch, strict=True)
            named = {name: [_typed(v) for v in values] for name, values in zip(columns, by_column, strict=True)}
            writer.write_table(pyarrow.table(named, schema=schema))


def _typed(value: Cell) -> Cell:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    return value.isoformat() if isinstance(value, date) else value


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
