"""The command that shows the configuration."""

from __future__ import annotations

import typer

from kg.cli.as_json import Json, print_json
from kg.cli.options import GraphDir, Metadata, Model, configured
from kg.config import OPTIONS


def config(graph: GraphDir = None, metadata: Metadata = None, model: Model = None, json: Json = False) -> None:
    """Show every option's value, and where it comes from.

    That is a default, a kg.toml in the working folder or the graph's, or a flag.

    Example: kg config --graph news
    """
    found = configured(graph=graph, metadata=metadata, model=model)
    if json:
        values = ((name, getattr(found, name)) for name in OPTIONS)
        print_json([{"name": name, "value": _value(value), "origin": found.origins[name]} for name, value in values])
        return
    rows = [(name, _shown(getattr(found, name)), found.origins[name]) for name in OPTIONS]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    for name, value, origin in rows:
        typer.echo(f"{name:<{widths[0]}}  {value:<{widths[1]}}  {origin}")


def _value(value: object) -> object:
    """A value as JSON has it: paths as text."""
    if isinstance(value, tuple):
        return [str(one) for one in value]
    return value if value is None or isinstance(value, int | float) else str(value)


def _shown(value: object) -> str:
    if value is None or value == ():
        return "-"
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
