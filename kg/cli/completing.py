"""What the shell completes beyond commands and options: questions, words of the ontology, and names from the graph.

Names and ids are completed as they are written, capitals and all. No text is parsed for it and no model loaded.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import typer

from kg.errors import KgError

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.ontology import Ontology

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


def types(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """The types that begin so, those that only group others too."""
    ontology = _ontology(context)
    events = {name for name in ontology.ancestors if ontology.is_a(name, "Event")}
    return _of(dict.fromkeys(ontology.ancestors.keys() - events, ""), incomplete)


def predicates(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """The relations and types of event that begin so, with what they mean."""
    ontology = _ontology(context)
    meanings = {r.name: r.comment for r in ontology.relations.values()}
    return _of(meanings | {e.name: e.comment for e in ontology.events.values()}, incomplete)


def standings(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """The standings that begin as what stands behind the last comma."""
    from typing import get_args

    from kg.model import Standing

    before, comma, begun = incomplete.rpartition(",")
    return ((f"{before}{comma}{name}", "") for name in (*get_args(Standing), "all") if name.startswith(begun))


def formats(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """The formats of files that begin so, with the programs that they are for."""
    from kg.export import FORMATS

    return _of({f.name: f.read_by for f in FORMATS.values()}, incomplete)


def tables(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """The forms of an answer that begin so."""
    from kg.query import OUTPUTS

    return _of(dict.fromkeys(OUTPUTS, ""), incomplete)


def pictures(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """The kinds of picture that begin so."""
    from kg.export.plot import KINDS

    return _of(dict.fromkeys(KINDS, ""), incomplete)


def _of(words: Mapping[str, str], incomplete: str) -> Iterator[tuple[str, str]]:
    return ((word, words[word]) for word in sorted(words) if word.startswith(incomplete))


def _ontology(context: typer.Context) -> Ontology:
    """The vocabulary as the configuration has it; that of the package where the configuration cannot be read."""
    from kg.cli.options import configured
    from kg.ontology import Ontology

    try:
        return Ontology.load(configured(graph=context.params.get("graph")).ontology)
    except KgError:
        return Ontology.load()


def _names(graph: Graph, incomplete: str) -> Iterator[tuple[str, str]]:
    from kg.graph.names import beginning
    from kg.query.formats import terminal_text

    for word, name in beginning(graph.store, incomplete)[:MOST]:
        shown = terminal_text(word)
        yield (_SPECIAL.sub(r"\\\1", shown) if _in_bash() else shown), terminal_text(name)


def _in_bash() -> bool:
    """Whether bash asks: it takes a word as it is, where other shells put in the backslashes themselves."""
    return os.environ.get("_KG_COMPLETE") == "complete_bash"
