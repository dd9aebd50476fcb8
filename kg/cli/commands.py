"""Which commands there are, and `kg` made of them. A command's module is imported when the command is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

import typer

from kg import __version__
from kg.cli.talking import talking

MODULES = {
    "build": "build",
    "add": "build",
    "remove": "build",
    "rebuild": "build",
    "quarantine": "build",
    "proposals": "proposals",
    "verify": "upkeep",
    "repair": "upkeep",
    "triples": "look",
    "explain": "look",
    "entities": "entities",
    "show": "entities",
    "dossier": "entities",
    "ask": "ask",
    "timeline": "story",
    "conflicts": "story",
    "diff": "story",
    "query": "query",
    "export": "export",
    "push": "push",
    "serve": "serve",
    "plot": "plot",
    "merge": "corrections",
    "split": "corrections",
    "rename": "corrections",
    "retype": "corrections",
    "unlink": "corrections",
    "drop": "corrections",
    "review": "corrections",
    "corrections": "corrections",
    "undo": "corrections",
    "info": "look",
    "validate": "export",
    "config": "configure",
    "rules": "rules",
    "extract": "build",
    "evaluate": "evaluate",
    "annotate": "evaluate",
}
"""The module of `kg.cli` that has each command, in the order of the help."""


def command(name: str) -> Callable[..., Any]:
    """The function that is the command of this name."""
    found: Callable[..., Any] = getattr(import_module(f"kg.cli.{MODULES[name]}"), name)
    return found


def application(names: Iterable[str]) -> typer.Typer:
    """`kg` with the commands of these names."""
    app = typer.Typer(
        name="kg",
        help="News into a graph of claims: who says what of whom, with the words that say it.",
        epilog="Start with: kg build FOLDER, then kg triples. Every command: kg COMMAND --help.",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback()(version)
    for name in names:
        app.command()(talking(command(name)))
    return app


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"kg (claimgraph) {__version__}")
        raise typer.Exit


def version(
    version: bool = typer.Option(
        False, "--version", help="Print the version, and end.", is_eager=True, callback=_version
    ),
) -> None:
    """News into a graph of claims: who says what of whom, with the words that say it."""
