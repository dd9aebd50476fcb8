"""The command that serves the graph to a browser."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import GraphDir, configured, say


def serve(
    graph: GraphDir = None,
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8008,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    public: Annotated[bool, typer.Option("--public", help="Let other machines in, who show the token.")] = False,
    token: Annotated[
        str | None, typer.Option(envvar="KG_TOKEN", help="The token; one is made where none is given.")
    ] = None,
    name: Annotated[list[str] | None, typer.Option(help="A further name under which it may be asked.")] = None,
) -> None:
    """Show the graph in a browser: explorer, pages, named questions, SPARQL endpoint.

    Example: kg serve --graph news --port 8008
    """
    from kg.explore import Binding
    from kg.explore import serve as served
    from kg.query import Limits

    config = configured(graph=graph)
    binding = Binding(host, port, public, token).checked()
    limits = Limits(seconds=config.query_seconds, rows=config.query_rows)
    say(
        f"{binding.address} shows the graph, {binding.address.partition('?')[0]}sparql answers queries; end with Ctrl-C"
    )
    served(config.graph, binding, limits, tuple(name or ()))
