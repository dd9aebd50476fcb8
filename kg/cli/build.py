"""Commands that read news: build, add, remove, rebuild, quarantine, extract."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.as_json import Json, printed
from kg.cli.options import (
    Engine,
    GraphDir,
    Keep,
    Llm,
    LlmModel,
    Metadata,
    Model,
    Workers,
    compile_places,
    configured,
    progress_bar,
    say,
)
from kg.errors import OK, QUARANTINED, UsageError

if TYPE_CHECKING:
    from kg.pipeline import Summary


def build(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH", help="Files, folders: .txt .jsonl .html .rss .atom .xml .warc, also .gz of these."
        ),
    ],
    graph: GraphDir = None,
    metadata: Metadata = None,
    model: Model = None,
    keep: Keep = None,
    workers: Workers = None,
    engine: Engine = None,
    llm: Llm = None,
    llm_model: LlmModel = None,
) -> int:
    """Make the graph of exactly these files and folders.

    What is unchanged since the last build is not parsed again. Exit code 1 if an input was set aside.

    Example: kg build articles/ --metadata table.csv --graph news
    """
    from kg.pipeline import make

    config = configured(
        graph=graph,
        metadata=metadata,
        model=model,
        keep=keep,
        workers=workers,
        engine=engine,
        llm=llm,
        llm_model=llm_model,
    )
    compile_places()
    with progress_bar("reading") as progress:
        summary = make(paths, config, progress=progress)
    return _told(summary)


def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files and folders of news to add.")],
    graph: GraphDir = None,
    metadata: Metadata = None,
    model: Model = None,
    keep: Keep = None,
    workers: Workers = None,
    engine: Engine = None,
    llm: Llm = None,
    llm_model: LlmModel = None,
) -> int:
    """Add articles to the graph; a file that changed replaces what it was.

    The graph is the same as if all had been built at once. Articles that it has are not read again; their files may
    be gone.

    Example: kg add today/ --graph news
    """
    from kg.pipeline import add

    config = configured(
        graph=graph,
        metadata=metadata,
        model=model,
        keep=keep,
        workers=workers,
        engine=engine,
        llm=llm,
        llm_model=llm_model,
    )
    compile_places()
    with progress_bar("reading") as progress:
        summary = add(paths, config, progress=progress)
    return _told(summary)


def remove(
    articles: Annotated[list[str], typer.Argument(help="Articles by name, id or file.")],
    graph: GraphDir = None,
    keep: Keep = None,
) -> int:
    """Take articles out of the graph, as if they had never been in it.

    A rebuild leaves them out, too; kg add takes them in again.

    Example: kg remove 3-retracted-report --graph news
    """
    from kg.pipeline import remove

    config = configured(graph=graph, keep=keep)
    compile_places()
    with progress_bar("reading") as progress:
        summary = remove(articles, config, progress=progress)
    return _told(summary)


def rebuild(
    graph: GraphDir = None,
    metadata: Metadata = None,
    model: Model = None,
    keep: Keep = None,
    workers: Workers = None,
    engine: Engine = None,
    llm: Llm = None,
    llm_model: LlmModel = None,
) -> int:
    """Make the graph anew from the sources of its last build.

    The metadata and the model of that build are remembered, too.

    Example: kg rebuild --graph news
    """
    from kg.pipeline import remake

    config = configured(
        graph=graph,
        metadata=metadata,
        model=model,
        keep=keep,
        workers=workers,
        engine=engine,
        llm=llm,
        llm_model=llm_model,
    )
    compile_places()
    with progress_bar("reading") as progress:
        summary = remake(config, progress=progress)
    return _told(summary)


def extract(
    file: Annotated[Path, typer.Argument(help="One text; '-' reads it from a pipe.")],
    json: Annotated[bool, typer.Option("--json", help="The whole reading as JSON.")] = False,
    open: Annotated[bool, typer.Option("--open", help="Open triples of each line, in its own words.")] = False,
    explain: Annotated[
        str | None, typer.Option(help="Words of the text: which rules fired there, and why not.")
    ] = None,
    metadata: Metadata = None,
    model: Model = None,
) -> None:
    """Print what one text says, a claim a line.

    No graph is made or asked. With --open the text is read as one sentence a line, and what each clause says is printed
    with tabs between: sentence, confidence, predicate, subject, arguments. With --explain "some words" only the claims
    of those words are printed, with the rule of each, the parties seen in the sentence, and the rules that were near.

    Example: kg extract article.txt
    """
    if open + json + (explain is not None) > 1:
        raise UsageError("--open, --json and --explain: more than one is given; each prints something else")
    if open:
        from kg.cli.sentences import open_triple_lines

        for line in open_triple_lines(file, configured(model=model).model):
            typer.echo(line)
        return
    from kg.cli.claims import claim_lines, why_lines
    from kg.model import to_json
    from kg.pipeline import explain_words, read_one
    from kg.query import terminal_text

    source = sys.stdin.buffer.read() if str(file) == "-" else file
    config = configured(metadata=metadata, model=model)
    compile_places()
    if explain is not None:
        for line in why_lines(*explain_words(source, explain, config)):
            typer.echo(terminal_text(line))
        return
    reading = read_one(source, config)
    if json:
        sys.stdout.buffer.write(to_json(reading) + b"\n")
        return
    for line in claim_lines(reading):
        typer.echo(terminal_text(line))


def quarantine(
    again: Annotated[bool, typer.Option("--retry", help="Read again what was set aside.")] = False,
    graph: GraphDir = None,
    workers: Workers = None,
    engine: Engine = None,
    json: Json = False,
) -> int:
    """List the inputs that were set aside, each with its reason; exit code 1 if there are any.

    With --retry they are read again, and what can be read by now is added.

    Example: kg quarantine --graph news
    """
    from kg.pipeline import retry
    from kg.pipeline.summary import near
    from kg.query import terminal_text
    from kg.store import current

    config = configured(graph=graph, workers=workers, engine=engine)
    if again:
        if json:
            raise UsageError("--retry and --json: what is read again is told, not listed; give one")
        compile_places()
        with progress_bar("reading") as progress:
            return _told(retry(config, progress=progress))
    aside = current(config.graph).manifest.contents.quarantined
    lines = (terminal_text(f"{near(one.path)}: {one.reason}") for one in aside)
    printed(json, lambda: [{"path": one.path, "reason": one.reason} for one in aside], lambda: lines)
    return QUARANTINED if aside else OK


def _told(summary: Summary) -> int:
    for line in summary.lines():
        say(line)
    return QUARANTINED if summary.quarantined else OK
