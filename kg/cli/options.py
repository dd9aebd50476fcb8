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


def configured(**flags: Path | str | None) -> Config:
    """The configuration with the flags given on top."""
    return load_config({name: str(value) for name, value in flags.items() if value is not None})


def say(line: str) -> None:
    """One line of talk on stderr. Names of files come from others: nothing in them may steer the terminal."""
    from kg.query import terminal_text

    typer.echo(terminal_text(line), err=True)
