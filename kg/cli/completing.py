"""What the shell completes beyond commands and options: questions, and names from the graph.

Names and ids are completed as they are written, capitals and all. No text is parsed for it and no model loaded.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from kg.errors import KgError

if TYPE_CHECKING:
    from kg.graph import Graph

MOST = 60
"""Names offered at once."""

_SPECIAL = re.compile(r"([^\w.,’@%+:/-])")
"""What a shell would not take for a part of a word."""


def questions(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """The named questions that begin so, with their words."""
    from kg.query.questions import questions as known

    return ((q.name, q.words) for q in known().values() if q.name.startswith(incomplete))


def names(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The entities of the graph with a name or id that begins so; none where no graph can be opened."""
    from kg.cli.options import configured
    from kg.graph import Graph

    try:
        return list(_names(Graph.open(configured(graph=context.params.get("graph")).graph), incomplete))
    except KgError:
        return []


def _names(graph: Graph, incomplete: str) -> Iterator[tuple[str, str]]:
    from kg.graph.names import beginning
    from kg.query.formats import terminal_text

    for word, name in beginning(graph.store, incomplete)[:MOST]:
        shown = terminal_text(word)
        yield (_SPECIAL.sub(r"\\\1", shown) if _in_bash() else shown), terminal_text(name)


def _in_bash() -> bool:
    """Whether bash asks: it takes a word as it is, where other shells put in the backslashes themselves."""
    return os.environ.get("_KG_COMPLETE") == "complete_bash"
