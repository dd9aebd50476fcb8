"""Commands that hand the graph on, or hold it against its shapes: export, validate."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.as_json import Json, printed
from kg.cli.completing import formats
from kg.cli.options import GraphDir, configured, say, warn
from kg.cli.selecting import (
    About,
    Articles,
    Belief,
    Hops,
    Origins,
    Predicates,
    Since,
    Sources,
    Standings,
    Top,
    Types,
    Until,
    selection,
)
from kg.errors import OK, QUARANTINED, UsageError

if TYPE_CHECKING:
    from kg.export import Selection
    from kg.graph import Graph


def export(
    out: Annotated[Path, typer.Argument(help="File to write; its suffix picks the format. '-' writes to a pipe.")],
    graph: GraphDir = None,
    format: Annotated[
        str | None, typer.Option(help="Name of a format, to overrule the suffix.", autocompletion=formats)
    ] = None,
    inferred: Annotated[
        bool, typer.Option("--inferred", help="Also what follows by rule, in a graph of its own (.nq, .trig).")
    ] = False,
    shards: Annotated[int | None, typer.Option(help="Write so many files (.nq) for a bulk load elsewhere.")] = None,
    about: About = None,
    hops: Hops = 1,
    type: Types = None,
    predicate: Predicates = None,
    since: Since = None,
    until: Until = None,
    article: Articles = None,
    source: Sources = None,
    standing: Standings = None,
    belief: Belief = 0.0,
    origins: Origins = 0,
    top: Top = None,
) -> None:
    """Write the graph, or a part of it, to a file; its suffix says how.

    .html (a page), .gexf .graphml .cyjs .nodes.csv .edges.csv .nodes.parquet .edges.parquet
    .neo4j-nodes.csv .neo4j-edges.csv (networks), .jsonl (claims), .nq .trig .ttl .jsonld .rdf (RDF).
    The file is there whole or not at all. Options that take several values can be given several times.

    Example: kg export syria.html --about Syria --hops 2 --since 2020-02-01
    """
    from kg.export import write, write_to
    from kg.graph import Graph

    config = configured(graph=graph)
    opened = Graph.open(config.graph)
    chosen = selection(
        about=about, hops=hops, types=type, predicates=predicate, since=since, until=until, articles=article,
        classes=source, standings=standing, belief=belief, origins=origins, top=top,
    )  # fmt: skip
    if inferred:
        opened = opened.with_conclusions(config.ontology)
    if shards is not None:
        _in_shards(opened, out, shards, chosen)
        return
    if str(out) == "-":
        if format is None:
            raise UsageError("a pipe has no suffix; name the format with --format")
        written = write_to(opened, sys.stdout.buffer, format, chosen)
    else:
        written = write(opened, out, format, chosen)
    if written.loses != "nothing":
        warn(f"note: {written.name} has no place for {written.loses}")


def _in_shards(graph: Graph, out: Path, shards: int, chosen: Selection) -> None:
    from kg.export.shards import write_shards

    if not chosen.is_everything:
        raise UsageError("shards are of the whole graph; a part is written to one file")
    write_shards(graph, out, shards)


def validate(graph: GraphDir = None, json: Json = False) -> int:
    """Hold the graph against its shapes; exit code 1 if it does not fit.

    Example: kg validate --graph news
    """
    from kg.graph import Graph
    from kg.query import terminal_text

    found = Graph.open(configured(graph=graph).graph).validate()
    lines = (terminal_text(str(violation)) for violation in found)
    printed(json, lambda: [asdict(violation) for violation in found], lambda: lines)
    say(f"{len(found):,} violations" if found else "the graph fits its shapes")
    return QUARANTINED if found else OK
