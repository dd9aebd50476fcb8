"""What several commands share: options, the configuration that they give, and how they talk."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.talking import quiet
from kg.config import Config, load_config

Progress = Callable[[int, int], None]

GraphDir = Annotated[
    Path | None, typer.Option("--graph", "-g", help="Folder of the graph; ./graph unless kg.toml says otherwise.")
]
Metadata = Annotated[
    Path | None, typer.Option("--metadata", help="Table (CSV) with columns article,published,outlet,title,url.")
]
Model = Annotated[str | None, typer.Option("--model", help="spaCy pipeline: a name, or a folder.")]
Keep = Annotated[int | None, typer.Option("--keep", min=0, help="How many older generations of the graph are kept.")]

Engine = Annotated[str | None, typer.Option("--engine", help="local (the default), ray, or ray://HOST:PORT.")]
Llm = Annotated[
    str | None, typer.Option("--llm", help="Endpoint of a model that proposes further claims; texts are sent there.")
]
LlmModel = Annotated[str | None, typer.Option("--llm-model", help="The name of the model at that endpoint.")]
Workers = Annotated[int | None, typer.Option("--workers", min=0, help="Processes that read; by default one per core.")]


def configured(**flags: Path | str | int | None) -> Config:
    """The configuration with the flags given on top."""
    given = {name: value for name, value in flags.items() if value is not None}
    return load_config({name: str(value) if isinstance(value, Path) else value for name, value in given.items()})


def say(line: str) -> None:
    """One line of talk on stderr, unless `--quiet` is said."""
    if not quiet.get():
        warn(line)


def warn(line: str) -> None:
    """One line on stderr. Names of files come from others: nothing in them may steer the terminal."""
    from kg.query.formats import terminal_text

    typer.echo(terminal_text(line), err=True)


@contextmanager
def progress_bar(doing: str) -> Iterator[Progress]:
    """A bar on stderr where that is a terminal; else nothing."""
    if not sys.stderr.isatty() or quiet.get():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Drawn when told and by no thread of its own: a process with threads is not safely forked.
    with Bar(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task(doing, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total, refresh=True)


def compile_places() -> None:
    """Compile the index of the world's places into the user's cache folder, with a bar, where it is not there yet."""
    from kg.gazetteer import Places

    if not Places.index_in().is_file():
        with progress_bar("compiling the index of places, once") as progress:
            Places.open(progress=progress)
