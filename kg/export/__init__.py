"""A graph as a file. To add a format, write a function and give it a row in `FORMATS`."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from kg.errors import UnknownName, UsageError
from kg.export import claims, cyjs, gexf, graphml, html, jsonld, rdfxml, tables, triples
from kg.export.selection import Selection, View, select
from kg.graph import Graph
from kg.paths import AnyPath
from kg.store import writing

__all__ = ["FORMATS", "Format", "Selection", "View", "format_of", "select", "write", "write_to"]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a graph. `keeps_provenance`: each claim with its words; `loses`: what is left out, in words;
    `read_by`: the programs that it is meant for."""

    name: str
    suffix: str
    media_type: str
    write: Callable[[View, BinaryIO], None]
    keeps_provenance: bool
    loses: str
    read_by: str = ""


_PARQUET = "application/vnd.apache.parquet"
_NETWORK = "the claims; and what does not stand, unless --standing asks for it"
_STANDS = "the claims, and the events that do not stand: it has one graph, and that is what stands"
_PAGE = "the offsets of the claims in their articles, their figures, rules and confidence"
_CLAIMS = "the statements with their standing and belief, and entities that no claim names"
_TOOLS = "pandas, DuckDB, Spark (with claimgraph[parquet])"

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        f.name: f
        for f in (
            Format("html", ".html", "text/html", html.write_html, True, _PAGE, "a browser, without a network"),
            Format("gexf", ".gexf", "application/gexf+xml", gexf.write_gexf, False, _NETWORK, "Gephi, with time"),
            Format(
                "graphml", ".graphml", "application/graphml+xml", graphml.write_graphml, False, _NETWORK,
                "Gephi, igraph, networkx, yEd",
            ),
            Format("cyjs", ".cyjs", "application/json", cyjs.write_cyjs, False, _NETWORK, "Cytoscape"),
            Format("nodes", ".nodes.csv", "text/csv", tables.write_nodes, False, _NETWORK, "Gephi, a spreadsheet"),
            Format("edges", ".edges.csv", "text/csv", tables.write_edges, False, _NETWORK, "Gephi, a spreadsheet"),
            Format("neo4j-nodes", ".neo4j-nodes.csv", "text/csv", tables.write_neo4j_nodes, False, _NETWORK, "Neo4j"),
            Format("neo4j-edges", ".neo4j-edges.csv", "text/csv", tables.write_neo4j_edges, False, _NETWORK, "Neo4j"),
            Format("nodes-parquet", ".nodes.parquet", _PARQUET, tables.write_parquet_nodes, False, _NETWORK, _TOOLS),
            Format("edges-parquet", ".edges.parquet", _PARQUET, tables.write_parquet_edges, False, _NETWORK, _TOOLS),
            Format(
                "jsonl", ".jsonl", "application/jsonl", claims.write_claims, True, _CLAIMS, "programs, a claim a line"
            ),
            Format("nq", ".nq", "application/n-quads", triples.write_nquads, True, "nothing", "RDF stores"),
            Format("trig", ".trig", "application/trig", triples.write_trig, True, "nothing", "RDF stores, people"),
            Format("jsonld", ".jsonld", "application/ld+json", jsonld.write_jsonld, True, "nothing", "JSON-LD tools"),
            Format("ttl", ".ttl", "text/turtle", triples.write_turtle, False, _STANDS, "RDF tools, people"),
            Format(
                "rdfxml", ".rdf", "application/rdf+xml", rdfxml.write_rdfxml, False,
                f"{_STANDS}; and open predicates that XML has no name for", "older RDF tools, Protégé",
            ),
        )
    }
)  # fmt: skip


def format_of(out: AnyPath, name: str | None = None) -> Format:
    """The format called `name`, else the one whose suffix `out` has. Raises `UnknownName`."""
    if name is not None:
        if name not in FORMATS:
            raise UnknownName("format", name, FORMATS)
        return FORMATS[name]
    path = Path(out)
    fitting = [f for f in FORMATS.values() if path.name.lower().endswith(f.suffix)]
    found = max(fitting, key=lambda f: len(f.suffix), default=None)
    if found is None:
        raise UnknownName("format for the suffix", path.suffix or path.name, [f.suffix for f in FORMATS.values()])
    return found


def write(graph: Graph, out: AnyPath, name: str | None = None, selection: Selection | None = None) -> Format:
    """Writes `graph`, or a part of it, to `out` and says in which format; the suffix picks it, unless named.

    The file is there whole or not at all: a failed export leaves what was there before. Raises `DiskFull`,
    `GraphUnusable` where the place cannot be written, `UsageError` where there is no such place or format.
    """
    chosen = format_of(out, name)
    view = select(graph, selection)
    path = Path(out)
    if path.is_dir() or not path.parent.is_dir():
        raise UsageError(f"{path}: is a folder" if path.is_dir() else f"{path.parent}: no such folder")
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with writing(path):
        try:
            with beside.open("wb") as file:
                chosen.write(view, file)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise
    return chosen


def write_to(graph: Graph, stream: BinaryIO, name: str, selection: Selection | None = None) -> Format:
    """Writes `graph`, or the part that is selected, to a binary stream, such as a pipe."""
    chosen = format_of(Path(), name)
    chosen.write(select(graph, selection), stream)
    return chosen
