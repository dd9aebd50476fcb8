"""The command that shows the configuration."""

from __future__ import annotations

import typer

from kg.cli.options import GraphDir, Metadata, Model, configured
from kg.config import OPTIONS


def config(graph: GraphDir = None, metadata: Metadata = None, model: Model = None) -> None:
    """Show every option's value, and where it comes from.

    That is a default, a kg.toml in the working folder or the graph's, or a flag.

    Example: kg config --graph news
    """
    found = configured(graph=graph, metadata=metadata, model=model)
    rows = [(name, _shown(getattr(found, name)), found.origins[name]) for name in OPTIONS]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    for name, value, origin in rows:
        typer.echo(f"{name:<{widths[0]}}  {value:<{widths[1]}}  {origin}")


def _shown(value: object) -> str:
    if value is None or value == ():
        return "-"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
