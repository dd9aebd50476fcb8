"""The command that asks named questions."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli import as_json, completing
from kg.cli.as_json import Json, print_json
from kg.cli.options import GraphDir, configured, say, warn


def ask(
    question: Annotated[
        str | None, typer.Argument(help="Name of a question; none lists them all.", autocompletion=completing.questions)
    ] = None,
    names: Annotated[
        list[str] | None, typer.Argument(help="Of whom or what it is asked, in order.", autocompletion=completing.names)
    ] = None,
    graph: GraphDir = None,
    format: Annotated[
        str, typer.Option("--format", help="table, csv, tsv or json.", autocompletion=completing.tables)
    ] = "table",
    rows: Annotated[int | None, typer.Option("--rows", help="Row limit.")] = None,
    json: Json = False,
) -> None:
    """Ask a named question; without one, list them.

    Names are completed from the graph. Every row has the article, its day, who says so and the words.

    Example: kg ask who-backs-whom Russia
    """
    from kg.query import Limits, shown
    from kg.query.client import waiting

    if question is None:
        _list(json)
        return
    config = configured(graph=graph)
    limits = Limits(seconds=config.query_seconds, rows=config.query_rows if rows is None else rows)
    with waiting() as process:  # it starts while the rest is imported and the names are looked up
        from kg.graph.ask import ask as answered  # not `Graph`, whose other answers all have modules of their own
        from kg.store import current

        generation = current(config.graph)
        answer = answered(generation.open(), generation.store_path, question, names or (), limits, process)
    for name, meant in answer.taken.items():
        if name.casefold() != meant.casefold():
            say(f"kg: {name} is taken for {meant}")
    if json:
        print_json(as_json.answer(answer))
    else:
        typer.echo(shown(answer.as_result(), format), nl=False)
    if answer.truncated:
        warn(f"kg: cut short by the limit of {answer.truncated}: {len(answer):,} rows are shown")


def _list(as_document: bool) -> None:
    from kg.query import questions

    if as_document:
        print_json([as_json.question(q) for q in questions().values()])
        return
    width = max(len(q.usage) for q in questions().values())
    for q in questions().values():
        typer.echo(f"{q.usage:<{width}}  {q.words}")
