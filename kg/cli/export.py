"""Commands that hand the graph on, or hold it against its shapes: export, validate."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import GraphDir, configured, say
from kg.errors import OK, QUARANTINED, UsageError


def export(
    out: Annotated[Path, typer.Argument(help="File to write; its suffix picks the format. '-' writes to a pipe.")],
    graph: GraphDir = None,
    format: Annotated[str | None, typer.Option(help="Name of a format, to overrule the suffix.")] = None,
    inferred: Annotated[
        bool, typer.Option("--inferred", help="Also what follows by rule, in a graph of its own (.nq, .trig).")
    ] = False,
    shards: Annotated[int | None, typer.Option(help="Write so many files (.nq) for a bulk load elsewhere.")] = None,
) -> None:
    """Write the graph to a file: .nq .trig .ttl .graphml .jsonl

    The file is there whole or not at all.

    Example: kg export news.graphml --graph news
    """
    from kg.export import write, write_to
    from kg.graph import Graph

    config = configured(graph=graph)
    opened = Graph.open(config.graph)
    if inferred:
        opened = opened.with_conclusions(config.ontology)
    if shards is not None:
        from kg.export.shards import write_shards

        write_shards(opened, out, shards)
        return
    if str(out) == "-":
        if format is None:
            raise UsageError("a pipe has no suffix; name the format with --format")
        written = write_to(opened, sys.stdout.buffer, format)
    else:
        written = write(opened, out, format)
    if written.loses != "nothing":
        say(f"note: {written.name} has no place for {written.loses}")


def validate(graph: GraphDir = None) -> int:
    """Hold the graph against its shapes; exit code 1 if it does not fit.

    Example: kg validate --graph news
    """
    from kg.graph import Graph
    from kg.query import terminal_text

    found = Graph.open(configured(graph=graph).graph).validate()
    for violation in found:
        typer.echo(terminal_text(str(violation)))
    say(f"{len(found):,} violations" if found else "the graph fits its shapes")
    return QUARANTINED if found else OK
