"""The command that sends the graph to another store."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import GraphDir, configured, progress_bar, say


def push(
    endpoint: Annotated[str, typer.Argument(metavar="ENDPOINT", help="Address of a Graph Store endpoint.")],
    graph: GraphDir = None,
) -> None:
    """Send the graph to another SPARQL store, by the Graph Store Protocol.

    Each graph replaces what the store has under its name. No other command sends the graph anywhere.

    Example: kg push http://localhost:7878/store --graph news
    """
    from kg.export.push import push
    from kg.graph import Graph

    with progress_bar("sending") as progress:
        done = push(Graph.open(configured(graph=graph).graph), endpoint, progress)
    say(f"sent {done.quads:,} quads in {done.graphs:,} graphs")
