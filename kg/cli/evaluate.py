"""Commands that hold a graph against annotated articles, and help to annotate: evaluate, annotate."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.as_json import Json, print_json
from kg.cli.options import GraphDir, Metadata, Model, configured, say
from kg.errors import OK, QUARANTINED, BadData, NoInput, UsageError


def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD", help="Gold files (JSON) and folders of them.")],
    graph: GraphDir = None,
    compare: Annotated[Path | None, typer.Option(help="An earlier --json: print what moved since.")] = None,
    json: Json = False,
    html: Annotated[Path | None, typer.Option(help="Also write a page with all of it.")] = None,
    misses: Annotated[bool, typer.Option("--misses", help="Also list what is missed and what is extra.")] = False,
) -> int:
    """Hold a graph against annotated articles: precision, recall, stance.

    The graph must have the articles; those that it lacks are named, and the exit code is 1.

    Example: kg evaluate gold/ --graph news
    """
    from kg.evaluate import as_json, compared, evaluate, read_gold, table
    from kg.evaluate import html as page
    from kg.evaluate.report import confusions
    from kg.graph import Graph
    from kg.ontology import Ontology
    from kg.query import terminal_text

    if json and compare is not None:
        raise UsageError("--compare prints what moved and --json every figure; give one of them")
    config = configured(graph=graph)
    ontology = Ontology.load(config.ontology)
    golds, opened = read_gold(gold, ontology), Graph.open(config.graph)
    beliefs = {s.id: s.belief for s in opened.statements()}
    names = [a.name for a in opened.articles]
    found = evaluate(golds, opened.claims(), ontology, lambda c: beliefs.get(_local(c.statement), c.confidence), names)
    if len(found.absent) == len(golds):
        raise NoInput(f"none of the {len(golds)} annotated articles is in the graph; build it of their texts first")
    if html is not None:
        html.write_text(page(found), "utf-8")
    if json:
        print_json(as_json(found))
    elif compare is not None:
        lines = compared(_earlier(compare), as_json(found))
        typer.echo("\n".join(terminal_text(line) for line in lines))
    else:
        for line in [*table(found), *(confusions(found) if misses else ())]:
            typer.echo(terminal_text(line))
    return QUARANTINED if found.absent else OK


def annotate(
    file: Annotated[Path, typer.Argument(help="One text; '-' reads it from a pipe.")],
    metadata: Metadata = None,
    model: Model = None,
) -> None:
    """Print a first draft of a gold file for one text, to be corrected by hand.

    Example: kg annotate article.txt > gold/article.json
    """
    from kg.evaluate import draft
    from kg.pipeline import read_one

    source = sys.stdin.buffer.read() if str(file) == "-" else file
    print_json(draft(read_one(source, configured(metadata=metadata, model=model))))
    say("a draft: take out what the text does not say, add what it says beyond, mark the core claims")


def _local(iri: str) -> str:
    from kg.rdf import local

    return local(iri)


def _earlier(path: Path) -> dict[str, object]:
    if not path.is_file():
        raise NoInput(f"{path}: no such file")
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BadData(str(path), f"not readable as JSON: {error}") from error
    if (
        not isinstance(found, dict)
        or not {"strict", "lenient", "shares", "clusters", "predicates", "confusions"} <= found.keys()
    ):
        raise BadData(str(path), "not what kg evaluate --json writes")
    return found
