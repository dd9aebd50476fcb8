"""The command that asks in SPARQL."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.completing import tables
from kg.cli.options import GraphDir, configured, warn
from kg.errors import UsageError


def query(
    sparql: Annotated[str | None, typer.Argument(help="The query; '-' or nothing reads it from a pipe.")] = None,
    graph: GraphDir = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="A file that holds the query.")] = None,
    format: Annotated[str, typer.Option("--format", help="table, csv, tsv or json.", autocompletion=tables)] = "table",
    seconds: Annotated[float | None, typer.Option("--seconds", help="Time limit.")] = None,
    rows: Annotated[int | None, typer.Option("--rows", help="Row limit.")] = None,
    inferred: Annotated[
        bool, typer.Option("--inferred", help="Also ask what follows by rule, in GRAPH e:g-inferred.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Ask the graph in SPARQL.

    The usual prefixes (kg, rel, e, skos, rdf, rdfs, owl, xsd, sem, prov ...) need not be declared.

    Example: kg query "SELECT ?who ?whom { ?a kg:backs ?b . ?a skos:prefLabel ?who . ?b skos:prefLabel ?whom }"
    """
    from kg.query import Limits, run, shown
    from kg.store import current

    config = configured(graph=graph)
    limits = Limits(seconds=seconds or config.query_seconds, rows=config.query_rows if rows is None else rows)
    if inferred:
        from kg.graph import Graph

        result = Graph.open(config.graph).with_conclusions(config.ontology).query(_words(sparql, file), limits)
    else:
        result = run(current(config.graph).store_path, _words(sparql, file), limits)
    typer.echo(shown(result, "json" if json else format), nl=False)
    if result.truncated:
        warn(f"kg: cut short by the limit of {result.truncated}: {len(result):,} rows are shown")


def _words(sparql: str | None, file: Path | None) -> str:
    """The query, from the one place that was named."""
    if file is not None:
        if sparql is not None:
            raise UsageError("a query and a file were both given; give one")
        try:
            return file.read_text("utf-8")
        except UnicodeDecodeError as error:
            raise UsageError(f"{file}: not UTF-8 (byte {error.start:,})") from error
    if sparql in (None, "-"):
        if sys.stdin.isatty():
            raise UsageError("no query; write it as an argument, name a file with -f, or pipe it in")
        return sys.stdin.read()
    return sparql
