"""Options that several commands share, and the configuration that they give."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.config import Config, load_config

GraphDir = Annotated[
    Path | None, typer.Option("--graph", "-g", help="Folder of the graph; ./graph unless kg.toml says otherwise.")
]
Metadata = Annotated[
    Path | None, typer.Option("--metadata", help="Table (CSV) with columns article,published,outlet,title,url.")
]
Model = Annotated[str | None, typer.Option("--model", help="spaCy pipeline: a name, or a folder.")]
Keep = Annotated[int | None, typer.Option("--keep", min=0, help="How many older generations of the graph are kept.")]

Workers = Annotated[int | None, typer.Option("--workers", min=0, help="Processes that read; by default one per core.")]


def configured(**flags: Path | str | int | None) -> Config:
    """The configuration with the flags given on top."""
    given = {name: value for name, value in flags.items() if value is not None}
    return load_config({name: str(value) if isinstance(value, Path) else value for name, value in given.items()})


def say(line: str) -> None:
    """One line of talk on stderr. Names of files come from others: nothing in them may steer the terminal."""
    from kg.query import terminal_text

    typer.echo(terminal_text(line), err=True)
