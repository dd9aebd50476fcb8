"""A proposition: a triple as nodes, before it is written out."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.syntax import Node

Nodes = tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Proposition:
    """Predicate, subject and arguments as the nodes whose words they are. `before` and `after` are words of the
    predicate that are understood, not said; `at` is the node that says it."""

    at: Node
    predicate: Nodes
    subject: Nodes
    arguments: tuple[Nodes, ...]
    confidence: float
    before: str = ""
    after: str = ""
